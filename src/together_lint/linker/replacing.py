"""Texts in which what matches a pattern is replaced: `url.replace(/\\/+$/, "")`, `re.sub(r"/+$", "", url)`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from together_lint.late_patterns import late_pattern
from together_lint.linker.values import Alternative, BoundCall, External, Scalar, Value, unresolved
from together_lint.places import Place

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

MAX_LENGTH = 300
"""Characters of a text in which anything is replaced: the pattern is somebody else's."""

MAX_REPEATS = 2

_SIMPLE = late_pattern(r"\^?(?:(?:\\[^\w\s]|\\[dws]|[\w/:@ -])[+*?]?){1,20}\$?")
"""A pattern without groups, sets and alternatives: what cleans a URL or a model's name is hardly ever more."""


def with_replaced(item: Alternative, pattern: str, flags: str, given: str, count: int, place: Place) -> Value:
    """A text with what a pattern matches replaced; a URL stays as it is where the pattern is not followed."""
    text = item.what.value if isinstance(item.what, Scalar) else None
    if not isinstance(text, str):
        return (item,)
    is_followed = (
        len(text) <= MAX_LENGTH
        and bool(_SIMPLE.fullmatch(pattern))
        and sum(map(pattern.count, "+*")) <= MAX_REPEATS
        and not set(given) & set("$\\")
    )
    if not is_followed:
        return (item,) if "://" in text else unresolved("a changed string", place)
    result = re.sub(pattern, given, text, count=count, flags=re.IGNORECASE if "i" in flags else 0)
    if result == text:
        return (item,)
    return (Alternative(Scalar(result), item.place, item.choices, item.trail, item.how),)


def pattern_of(evaluator: Evaluator, value: Value) -> tuple[str, str] | None:
    """The text and the flags of `RegExp("…", "g")`, which the reader makes of a literal; None for anything else."""
    from together_lint.linker.library.arguments import argument

    what = value[0].what if len(value) == 1 else None
    if not isinstance(what, External) or what.name != "builtins.RegExp" or what.made is None:
        return None
    texts = [text for at in (0, 1) for text, _item in evaluator.texts(argument(evaluator, what.made, at) or ())]
    return (texts[0], "".join(texts[1:])) if texts else None


def _substituted(evaluator: Evaluator, call: BoundCall, place: Place) -> Value | None:
    """`re.sub(pattern, replacement, text)`."""
    from together_lint.linker.library.arguments import argument

    names = ("pattern", "repl", "string")
    pattern, given, text = (argument(evaluator, call, at, name) or () for at, name in enumerate(names))
    patterns = [found for found, _item in evaluator.texts(pattern)]
    replacements = [found for found, _item in evaluator.texts(given)]
    if len(patterns) != 1 or len(replacements) != 1 or len(call.node.arguments) > len(names):
        return None
    return tuple(each for item in text for each in with_replaced(item, patterns[0], "", replacements[0], 0, place))


ROWS = {"re.sub": _substituted}
