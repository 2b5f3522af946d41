"""Wrappers around a function by what they are called: those that the settings name, and those that say "fallback"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.late_patterns import late_pattern
from together_lint.lean_dataclasses import dataclass
from together_lint.linker.references import last_name, spelling
from together_lint.linker.values import Alternative, External, FunctionValue, Site, Unresolved
from together_lint.usages import Fallback

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator
    from together_lint.linker.fallbacks.attempts import Attempt

_MODULE = late_pattern(r"(?:/__init__)?\.py$|(?:/index)?\.[cm]?[jt]sx?$")
"""The end of a path that is no part of the name of its module."""

TELLING = late_pattern(r"(?i:fall_?back|fail_?over|backup)")
"""Matches in the name of a wrapper that provides a fallback, wherever it may be written."""


@dataclass(frozen=True, slots=True, eq=False)
class Wrapping:
    """One thing around a function: a fallback that can be named at once, or the attempt inside the wrapper."""

    fallback: Fallback
    attempt: Attempt | None = None


def named(evaluator: Evaluator, callee: facts.Expression, site: Site, node: facts.Node) -> Iterator[Wrapping]:
    """A wrapper that the settings name, or one that is named like a fallback and cannot be followed."""
    place = site.scope.file.place(node)
    value = evaluator.evaluate(callee, site)
    wanted = evaluator.fallback_wrappers(site.scope.file.path)
    names = {spelling(callee), *(name for item in value for name in _qualified(item))}
    if any(_is_named(name, each) for name in names for each in wanted):
        yield Wrapping(Fallback("declared", "wrapper", place, covers_capacity=True))
    elif _tells(callee) and all(isinstance(item.what, Unresolved | External) for item in value):
        yield Wrapping(Fallback("unknown", "wrapper", place))


def is_named_like_a_wrapper(evaluator: Evaluator, callee: facts.Expression, path: str) -> bool:
    """Whether a callee may be one that `named` knows, by the last part of its name."""
    name = last_name(callee)
    return bool(name) and (_tells(callee) or name in wrapper_names(evaluator, path))


def wrapper_names(evaluator: Evaluator, path: str) -> set[str]:
    """The last parts of the names of wrappers that the settings of a file name."""
    return {wanted.rpartition(".")[2] for wanted in evaluator.fallback_wrappers(path)}


def _tells(callee: facts.Expression) -> bool:
    return TELLING.search(last_name(callee)) is not None


def _qualified(item: Alternative) -> Iterator[str]:
    what = item.what
    if isinstance(what, FunctionValue):
        module = _MODULE.sub("", what.scope.file.path).replace("/", ".")
        yield f"{module}.{what.scope.qualified_name}"
    elif isinstance(what, External):
        yield what.path


def _is_named(name: str, wanted: str) -> bool:
    """`src.app.llm.with_backup` is named by `app.llm.with_backup` and by `with_backup`."""
    return name == wanted or name.endswith(f".{wanted}")
