"""What data files with evidence of Together hand to code: variables that lead to Together, and their own names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.clients import is_together_url
from together_lint.late_patterns import late_pattern
from together_lint.linker.scopes import Scope
from together_lint.naming import Exported
from together_lint.readers import holds_code, reader_for

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

MAX_NODES = 20_000

_VARIABLE = late_pattern(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+")
_ASSIGNED = late_pattern(r"([A-Z][A-Z0-9_]*)=(\S+)")
_ROUTED = late_pattern(r"^together(?:_?ai)?[/:]", re.IGNORECASE)
_NEVER_LOADED = late_pattern(
    r"(?:^|/)\.(?:github|gitlab|circleci)/|(?:^|/)(?:docker-)?compose[^/]*\.ya?ml$|\.lock$|-lock\."
)


def exported_by_data(evaluator: Evaluator, roots: Collection[str]) -> Iterator[Exported]:
    """Names by which code reaches what the data files among the roots say of Together."""
    for path in sorted(roots):
        module = evaluator.program.modules.get(path)
        if module is None or holds_code(path):
            continue
        for name in _variables(module):
            yield from (Exported(each, "") for each in _spellings(name))
        reader = reader_for(path)
        is_settings = reader is not None and reader.language in ("yaml", "json", "toml")
        if is_settings and not _NEVER_LOADED.search(path):
            yield Exported(PurePosixPath(path).name, "")


def _variables(module: Scope) -> Iterator[str]:
    """The environment variables that a file sets to a URL of Together or to a model that is routed there."""
    stack: list[facts.Expression] = [found.value for found in module.body if isinstance(found, facts.Evaluate)]
    seen = 0
    while stack and seen < MAX_NODES:
        node = stack.pop()
        seen += 1
        if isinstance(node, facts.Mapping):
            entries = [(_text(key), value) for key, value in node.entries]
            named = next((_text(value) for key, value in entries if key in ("name", "key")), "")
            for key, value in entries:
                name = named if key in ("value", "default") else key
                if _VARIABLE.fullmatch(name) and _leads(_text(value)):
                    yield name
                stack.append(value)
        elif isinstance(node, facts.Sequence):
            stack.extend(node.items)
        else:
            assigned = _ASSIGNED.fullmatch(_text(node))
            if assigned and _leads(assigned[2]):
                yield assigned[1]


def _leads(text: str) -> bool:
    return is_together_url(text) or bool(_ROUTED.match(text))


def _spellings(name: str) -> Iterator[str]:
    """The variable itself, and the settings fields that are read from it: `LLM_BASE_URL`, `llm_base_url`."""
    yield name
    first, _underscore, rest = name.lower().partition("_")
    for field in (f"{first}_{rest}", rest):
        if field.count("_") > 1:
            yield field


def _text(node: facts.Expression | None) -> str:
    return node.value if isinstance(node, facts.Constant) and isinstance(node.value, str) else ""
