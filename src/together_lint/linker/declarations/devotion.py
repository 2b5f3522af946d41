"""Whose models a module or class speaks of: what it reaches, what reaches it, and which providers it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.clients import HOSTS, KEY_VARIABLES, is_together_url
from together_lint.clients.providers import is_together_word, may_name_provider, names_provider, speaks_of_others
from together_lint.facts import Expression
from together_lint.late_patterns import late_pattern
from together_lint.lean_dataclasses import dataclass
from together_lint.linker.references import last_name
from together_lint.linker.scopes import Scope
from together_lint.readers import holds_code
from together_lint.usages import Usage

if TYPE_CHECKING:
    from together_lint.linker.program import Program

_MAX_IMPORTS = 2
_EVIDENCE = late_pattern("(?i)together[-_ .]?ai|" + "|".join((*HOSTS, *KEY_VARIABLES)).replace(".", r"\."))


@dataclass(frozen=True, slots=True, eq=False)
class Surroundings:
    """What one module has to do with Together.

    `near` is a usage in it, in a module that it imports, or in one that imports it. `own` says that the module itself
    sends or imports a sender; a module that is only imported knows nothing of Together by itself.
    """

    module: Scope
    near: Usage | None
    own: bool
    sends: bool
    devoted: bool
    evident: bool


def surroundings(program: Program, senders: Mapping[str, Usage]) -> Iterator[Surroundings]:
    """Each module of code with what it has to do with Together, by path."""
    imports = {path: tuple(dict.fromkeys(_imports_of(program, module))) for path, module in program.modules.items()}
    above = _imported_by_senders(imports, senders)
    for path, module in sorted(program.modules.items()):
        if not holds_code(path):
            continue
        below = _reached([path], imports, senders)
        near = below if below is not None else above.get(path)
        yield Surroundings(
            module,
            near,
            own=below is not None,
            sends=path in senders,
            devoted=near is not None and not speaks_of_others(module.file.source),
            evident=_is_evident(module),
        )


def _reached(level: list[str], imports: Mapping[str, Iterable[str]], senders: Mapping[str, Usage]) -> Usage | None:
    """A usage in one of these modules, or in one that they import, at most `_MAX_IMPORTS` imports away."""
    seen = set(level)
    for _ in range(_MAX_IMPORTS + 1):
        for path in level:
            if path in senders:
                return senders[path]
        level = [path for current in level for path in imports[current] if path not in seen]
        seen.update(level)
    return None


def _imported_by_senders(imports: Mapping[str, Iterable[str]], senders: Mapping[str, Usage]) -> dict[str, Usage]:
    found: dict[str, Usage] = {}
    for path, usage in senders.items():
        level = [path]
        for _ in range(_MAX_IMPORTS):
            level = [inner for current in level for inner in imports.get(current, ())]
            for inner in level:
                found.setdefault(inner, usage)
    return found


def _imports_of(program: Program, module: Scope) -> Iterator[str]:
    """Paths of the modules, read already, that a module imports."""
    for scope in program.openings(module).with_words(("import",)):
        for statement, _slot in scope.statements():
            if isinstance(statement, facts.Import):
                paths = program.modules_of(statement, module.file.path)
                yield from (path for path in paths if path in program.modules)


def _is_evident(module: Scope) -> bool:
    """Whether a file speaks of Together AI: by host, key, product name, or by an import of its SDK."""
    if _EVIDENCE.search(module.file.source):
        return True
    return any(
        isinstance(found.node, facts.Import) and found.node.module.partition(".")[0] == "together"
        for definitions in module.definitions.values()
        for found in definitions
    )


# ------------------------------------------------------------------------------------------------------ classes


def in_devoted_classes(program: Program, module: Scope, usage: Usage | None) -> frozenset[Scope]:
    """The scopes in classes that hold the usage or name Together as their own, and speak of nobody else."""
    lines = module.file.source.splitlines()
    found: set[Scope] = set()
    for scope in program.openings(module).with_words(("class",)):
        if isinstance(scope.node, facts.Class):
            first, _column, last, _end = scope.node.span
            text = "\n".join(lines[first - 1 : last])
            sends = usage is not None and usage.place.path == module.file.path and first <= usage.place.line <= last
            names = "together" in text.lower() and any(map(_names_together, scope.all_scopes()))
            if (sends or names) and not speaks_of_others(text):
                found.update(scope.all_scopes())
    return frozenset(found)


def _names_together(scope: Scope) -> bool:
    """`BASE_URL = "https://api.together.xyz"`, `name = "together"`, `def name(self): return "together"`."""
    is_naming = isinstance(scope.node, facts.Function) and _is_naming(scope.node.name)
    for statement, _slot in scope.statements():
        if isinstance(statement, facts.Assign) and statement.value is not None:
            names = [last_name(target) for target in statement.targets]
            if is_url_of_together(statement.value) or (any(map(_is_naming, names)) and says_together(statement.value)):
                return True
        elif is_naming and isinstance(statement, facts.Return) and says_together(statement.value):
            return True
    return False


def _is_naming(name: str) -> bool:
    plain = name.strip("_")
    return names_provider(plain) or may_name_provider(plain)


# ------------------------------------------------------------------------------------------------------ values


def says_together(node: Expression | None) -> bool:
    """`"together"`, `Provider.TOGETHER`."""
    if isinstance(node, facts.Constant):
        return isinstance(node.value, str) and is_together_word(node.value)
    return isinstance(node, facts.Attribute) and is_together_word(node.name)


def is_url_of_together(node: Expression) -> bool:
    """A URL of Together's, the name of a constant for it, or a client that is made for it."""
    if isinstance(node, facts.Constant):
        return isinstance(node.value, str) and is_together_url(node.value)
    if isinstance(node, facts.Call):
        name = last_name(node.function)
        return name in ("Together", "AsyncTogether") or any(
            given.name in ("base_url", "api_base", "openai_api_base") and is_url_of_together(given.value)
            for given in node.arguments
        )
    name = last_name(node).lower()
    return "together" in name and any(word in name for word in ("url", "api_base", "endpoint", "host"))
