"""Values of environment variables that the repository writes down: env files, images, compose and workflow files.

A variable is looked for by its name in the bytes of these files first; only a file that has it is read. What several
files say of one variable excludes each other, and two variables of one request come from files that agree.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.late_patterns import late_pattern
from together_lint.linker.values import NO_CHOICES, Alternative, Choices, Scalar, Site, Value
from together_lint.readers import reader_for

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator
    from together_lint.linker.scopes import Scope

MAX_FILES = 12
"""Files that one variable is taken from."""

MAX_BYTES = 128 * 1024
MAX_NODES = 20_000

_LANGUAGES = frozenset({"dotenv", "dockerfile", "yaml", "toml"})
_JSON = late_pattern(r"(?:^|/)(?:vercel|app|launch|devcontainer|railway|nixpacks|settings|local\.settings)\.json$")
_HOLDERS = late_pattern(
    r"^(?:container|remote)?_?env(?:s|ironments?|iron)?(?:_?va(?:lues|rs|riables))?$|^(?:variables|vars|args|data)$",
    re.IGNORECASE,
)
"""Keys over variables: `environment`, `env`, `envVars`, `variables`, the `data` of a ConfigMap."""

_NAMES = frozenset({"name", "key"})
_VALUES = frozenset({"value", "default"})
_DEFAULT = late_pattern(r"\$\{\w+:?[-=]([^}$]*)\}")
_PLACEHOLDER = late_pattern(
    r"^(?:your|my)[-_ ]|[-_ ]here$|^<.*>$|^\[.*\]$|^x{3,}|^[.*]+$|placeholder"
    r"|^(?:change|replace|fill|insert|enter)[-_ ]?(?:me|this|it|in|your)\b"
    r"|^(?:todo|none|null|n/?a|undefined|changeme|secret)$",
    re.IGNORECASE,
)
"""Texts that stand for a value that somebody is to fill in."""

_REFERENCE = late_pattern(r"\$\{|\$\(|\$\w|\{\{")


def written_values(evaluator: Evaluator, name: str) -> Value:
    """What data files and the program itself give to an environment variable, each under the choice of its file."""
    memory = evaluator.cache("variables")
    if name not in memory:
        memory[name] = ()  # a file that refers to the variable comes back here
        found = [item for path in _files_with(evaluator, name) for item in _values_in(evaluator, path, name)]
        memory[name] = tuple(found)
    return memory[name]  # type: ignore[return-value]


def under_their_files(value: Value) -> tuple[Value, Choices]:
    """The values of a variable under choices that exclude each other, and the choices under which none is used."""
    points: dict[str, Hashable] = {item.place.path: ("variables", item.place.path) for item in value}
    if not points:
        return value, NO_CHOICES
    found = []
    for item in value:
        chosen = {point: path == item.place.path for path, point in points.items()}
        found.append(Alternative(item.what, item.place, chosen, item.trail, item.how))
    return tuple(found), dict.fromkeys(points.values(), False)


def _files_with(evaluator: Evaluator, name: str) -> Iterator[str]:
    wanted = re.compile(rb"(?<![A-Za-z0-9_])" + re.escape(name.encode()) + rb"(?![A-Za-z0-9_])")
    found = (path for path, data in _candidates(evaluator).items() if wanted.search(data))
    for number, path in enumerate(found):
        if number < MAX_FILES:
            yield path


def _candidates(evaluator: Evaluator) -> dict[str, bytes]:
    """The files that may set variables, with their bytes; kept from one round of reading to the next."""
    program = evaluator.program
    if program.variable_files is None:
        program.variable_files = {}
        for path in sorted(program.paths):
            reader = reader_for(path)
            language = reader.language if reader is not None else ""
            if language in _LANGUAGES or (language == "json" and _JSON.search(path)):
                data = program.bytes_of(path)
                if 0 < len(data) <= MAX_BYTES:
                    program.variable_files[path] = data
    return program.variable_files


def values_in_read(evaluator: Evaluator, name: str) -> Iterator[Alternative]:
    """What the data files that were read so far give to a variable; no other file is looked at."""
    for path, module in list(evaluator.program.modules.items()):
        reader = reader_for(path)
        if reader is not None and reader.is_data and name in module.file.text:
            yield from _values_in(evaluator, path, name)


def _values_in(evaluator: Evaluator, path: str, name: str) -> Iterator[Alternative]:
    module = evaluator.program.module(path)
    if module is None:
        return
    for statement in module.body:
        if isinstance(statement, facts.Evaluate):
            for node in _nodes_for(statement.value, name):
                yield from _plain(evaluator, node, module)


def _nodes_for(document: facts.Expression, name: str) -> Iterator[facts.Expression]:
    """The values that a document gives to a variable, in whatever form."""
    is_plain = "_" not in name or name != name.upper()
    stack: list[tuple[facts.Expression, bool]] = [(document, isinstance(document, facts.Mapping))]
    seen = 0
    while stack and seen < MAX_NODES:
        node, is_holder = stack.pop()
        seen += 1
        if isinstance(node, facts.Mapping):
            yield from _in_mapping(node, name, is_holder or not is_plain)
            for key, value in node.entries:
                stack.append((value, bool(_HOLDERS.search(_text(key)))))
        elif isinstance(node, facts.Sequence):
            for item in node.items:
                text = _text(item)
                if text.startswith(f"{name}="):
                    yield facts.Constant(item.span, text.partition("=")[2])
                stack.append((item, is_holder))


def _in_mapping(node: facts.Mapping, name: str, by_key: bool) -> Iterator[facts.Expression]:
    entries = [(_text(key), value) for key, value in node.entries]
    for key, value in entries:
        if by_key and key == name:
            inside = value.entries if isinstance(value, facts.Mapping) else ()
            yield from [one for word, one in inside if _text(word) in _VALUES] or [value]
    if any(key in _NAMES and _text(value) == name for key, value in entries):
        yield from (value for key, value in entries if key in _VALUES)


def _text(node: facts.Expression | None) -> str:
    return node.value if isinstance(node, facts.Constant) and isinstance(node.value, str) else ""


def _plain(evaluator: Evaluator, node: facts.Expression, module: Scope) -> Iterator[Alternative]:
    """The value as it is, the default in `${NAME:-default}`; nothing for placeholders and references."""
    if not isinstance(node, facts.Constant) or node.value is None:
        return
    value = node.value
    if isinstance(value, str):
        value = _DEFAULT.sub(lambda match: match[1], value).strip()
        if not value or _REFERENCE.search(value) or _PLACEHOLDER.search(value):
            return
    yield Alternative(Scalar(value), evaluator.place(node, Site(module, None)), how=frozenset({"config-file"}))
