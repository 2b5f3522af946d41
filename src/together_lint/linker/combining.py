"""Values put together: every way to take one alternative of each whose choices agree."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from together_lint.linker.values import LIMIT, Alternative, Choices, Scalar, Secret, Text, Value, What, agree, limited
from together_lint.places import Place


def combined(values: list[Value]) -> Iterator[tuple[tuple[Alternative, ...], Choices]]:
    """Every way to take one alternative of each value whose choices agree."""
    total = 1
    for value in values:
        total *= len(value)
    if total > LIMIT * LIMIT:
        values = [value[:1] if len(value) > LIMIT // 8 else value for value in values]
    for row in product(*values):
        choices: Choices | None = {}
        for alternative in row:
            choices = agree(choices, alternative.choices) if choices is not None else None
        if choices is not None:
            yield row, choices


def merged_how(row: tuple[Alternative, ...], *more: str) -> frozenset[str]:
    return frozenset(more).union(*(alternative.how for alternative in row))


def concatenated(values: list[Value], place: Place, *how: str) -> Value:
    """Strings joined in every way that the choices allow."""
    found = []
    for row, choices in combined(values):
        parts: list[str | None] = []
        for alternative in row:
            for part in _parts(alternative):
                if part is not None and parts and parts[-1] is not None:
                    parts[-1] += part
                else:
                    parts.append(part)
        secret = _only_secret(row)
        what: What = secret or Text(tuple(parts))
        if len(parts) == 1 and parts[0] is not None:
            what = Scalar(parts[0])
        if not parts:
            what = Scalar("")
        trail = tuple(dict.fromkeys(step for item in row for step in (*item.trail, *_written(item, place))))
        found.append(Alternative(what, place, choices, trail, merged_how(row, *how)))
    return limited(found, place)


def _only_secret(row: tuple[Alternative, ...]) -> Secret | None:
    """The secret in `f"Bearer {key}"`: a text that says nothing beside it."""
    secrets = [item.what for item in row if isinstance(item.what, Secret)]
    others = "".join(part or "?" for item in row if not isinstance(item.what, Secret) for part in _parts(item))
    return secrets[0] if len(secrets) == 1 and others.strip().lower() in _SCHEMES else None


_SCHEMES = frozenset({"", "bearer", "token"})


def _written(alternative: Alternative, place: Place) -> tuple[Place, ...]:
    return () if alternative.place.path == place.path and alternative.place.line == place.line else (alternative.place,)


def _parts(alternative: Alternative) -> tuple[str | None, ...]:
    what = alternative.what
    if isinstance(what, Text):
        return what.parts
    if isinstance(what, Scalar) and what.value is not None:
        return (str(what.value),)
    return (None,)
