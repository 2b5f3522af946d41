"""Keys among values: what is sent as one, as far as a redacted literal tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from together_lint.late_patterns import late_pattern
from together_lint.linker.values import Alternative, Choices, Scalar, Secret, Value, agree
from together_lint.usages import WrittenKey

_MASKED = late_pattern(r"(?:bearer\s+|\w+=)?(?P<prefix>[\w-]{1,4})\*{16,}", 2)
"""A text whose key was masked: `Bearer tgp_****`, `TOGETHER_API_KEY=tgp_****`."""


def keys_in(value: Value, ways: Sequence[Choices], name: str) -> Iterator[WrittenKey]:
    """The keys that a value may be, where its choices agree with a way to Together."""
    for item in value:
        if any(agree(item.choices, way) is not None for way in ways):
            yield from _key_of(item, name)


def _key_of(item: Alternative, name: str) -> Iterator[WrittenKey]:
    what = item.what
    if isinstance(what, Secret) and what.is_key:
        yield WrittenKey(item.place, what.prefix, what.digest, name, item.trail)
    elif isinstance(what, Scalar) and isinstance(what.value, str):
        prefix = masked_prefix(what.value)
        if prefix:
            yield WrittenKey(item.place, prefix, "", name, item.trail)


def masked_prefix(text: str) -> str:
    """What is left of a key that makes up a whole text, perhaps after `Bearer` or a name; empty for other texts."""
    match = _MASKED.fullmatch(text.strip())
    return match["prefix"] if match else ""
