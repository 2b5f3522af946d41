"""Lean dataclasses do what those of the standard library do, before and after their methods are compiled."""

from __future__ import annotations

import copy
import dataclasses
import importlib
import pickle
import pkgutil
from collections.abc import Iterator
from typing import Any, ClassVar

import pytest

import together_lint
from together_lint import late_patterns, lean_dataclasses

OFTEN = 30
"""More calls than it takes to have a method compiled."""


def _classes(module: Any) -> dict[str, Any]:
    @module.dataclass(frozen=True, slots=True)
    class Base:
        kind: ClassVar[str] = "base"
        span: tuple[int, int]

    @module.dataclass(frozen=True, slots=True)
    class Plain(Base):
        """Documented."""

        name: str
        tags: tuple[str, ...] = ()
        more: dict[str, int] = module.field(default_factory=dict, compare=False, repr=False)

        def upper(self) -> str:
            return self.name.upper()

    @module.dataclass(frozen=True, slots=True, order=True)
    class Ordered:
        path: str
        line: int = 1
        note: str | None = module.field(default=None, compare=False)

    @module.dataclass(slots=True, eq=False)
    class Changing:
        start: int
        seen: list[int] = module.field(default_factory=list)
        double: int = module.field(init=False)

        def __post_init__(self) -> None:
            self.double = self.start * 2

    @module.dataclass(frozen=True, slots=True)
    class Hashed:
        value: list[int]

        def __hash__(self) -> int:
            return 7

    @module.dataclass(frozen=True)
    class Open:
        one: int
        two: tuple[int, ...] = ()

    return {each.__name__: each for each in (Plain, Ordered, Changing, Hashed, Open)}


LEAN, STANDARD = _classes(lean_dataclasses), _classes(dataclasses)

MADE: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = [
    ("Plain", ((1, 2), "a"), {}),
    ("Plain", ((1, 2), "a", ("x",)), {"more": {"b": 1}}),
    ("Plain", (), {"name": "a", "span": (3, 4)}),
    ("Ordered", ("a.py",), {}),
    ("Ordered", ("a.py", 3, "seen"), {}),
    ("Changing", (4,), {}),
    ("Changing", (4,), {"seen": [1]}),
    ("Hashed", ([1],), {}),
    ("Open", (1,), {"two": (2,)}),
]
REFUSED: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = [
    ("Plain", ((1, 2),), {}),
    ("Plain", ((1, 2), "a", (), {}, 5), {}),
    ("Plain", ((1, 2), "a"), {"name": "b"}),
    ("Ordered", ("a",), {"column": 1}),
    ("Changing", (1,), {"double": 3}),
]


@pytest.mark.parametrize(("name", "given", "named"), REFUSED)
def test_refused(name: str, given: tuple[Any, ...], named: dict[str, Any]) -> None:
    for kind in (STANDARD[name], *[LEAN[name]] * OFTEN):
        with pytest.raises(TypeError):
            kind(*given, **named)


@pytest.mark.parametrize(("name", "given", "named"), MADE)
def test_made(name: str, given: tuple[Any, ...], named: dict[str, Any]) -> None:
    standard = STANDARD[name](*given, **named)
    for _ in range(OFTEN):
        lean = LEAN[name](*given, **named)
        assert repr(lean).rpartition(">.")[2] == repr(standard).rpartition(">.")[2]
        assert dataclasses.asdict(lean) == dataclasses.asdict(standard)
        assert [each.name for each in lean_dataclasses.fields(lean)] == [
            each.name for each in dataclasses.fields(standard)
        ]
        assert type(lean).__match_args__ == type(standard).__match_args__
        assert hasattr(lean, "__dict__") == hasattr(standard, "__dict__")
        assert copy.copy(lean) is not lean


@pytest.mark.parametrize("name", LEAN)
def test_equal_and_hashed(name: str) -> None:
    made = [(given, named) for each, given, named in MADE if each == name]
    for _ in range(OFTEN):
        lean = [LEAN[name](*given, **named) for given, named in made]
        standard = [STANDARD[name](*given, **named) for given, named in made]
        again = [LEAN[name](*given, **named) for given, named in made]
        again_standard = [STANDARD[name](*given, **named) for given, named in made]
        assert [a == b for a in lean for b in again] == [a == b for a in standard for b in again_standard]
        if name != "Changing":  # compared by identity
            assert list(map(hash, lean)) == list(map(hash, standard))
        assert lean[0] != "something else"


def test_ordered() -> None:
    given = [("b", 1), ("a", 2), ("a", 10), ("c",)]
    for _ in range(OFTEN):
        lean = sorted(LEAN["Ordered"](*each) for each in given)
        standard = sorted(STANDARD["Ordered"](*each) for each in given)
        assert [(each.path, each.line) for each in lean] == [(each.path, each.line) for each in standard]
        assert lean[0] <= lean[0] < lean[1] <= lean[2] < lean[3] > lean[0] >= lean[0]


def test_replaced() -> None:
    for _ in range(OFTEN):
        first = LEAN["Plain"]((1, 2), "a", ("x",))
        second = lean_dataclasses.replace(first, name="b")
        assert (second.span, second.name, second.tags) == ((1, 2), "b", ("x",))
        assert dataclasses.replace(second, name="a") == first
        with pytest.raises(TypeError):
            lean_dataclasses.replace(first, size=1)


def test_docstrings_methods_and_constants_stay() -> None:
    assert LEAN["Plain"].__doc__ == "Documented."
    assert LEAN["Plain"]((1, 2), "a").upper() == "A"
    assert LEAN["Plain"].kind == "base"
    assert lean_dataclasses.is_dataclass(LEAN["Open"])
    assert not lean_dataclasses.is_dataclass(3)


def test_they_go_to_other_processes() -> None:
    from together_lint.places import Place

    assert pickle.loads(pickle.dumps(Place("a.py", 3, code=(1, 2, 3, 4)))) == Place("a.py", 3)


def _modules() -> list[str]:
    found = pkgutil.walk_packages(together_lint.__path__, "together_lint.")
    return [module.name for module in found if not module.name.endswith("__main__")]


def _patterns(value: object) -> Iterator[Any]:
    if isinstance(value, late_patterns._LatePattern):  # type: ignore[attr-defined]
        yield value
    elif isinstance(value, list | tuple):
        yield from (found for part in value for found in _patterns(part))
    elif isinstance(value, dict):
        yield from _patterns(tuple(value.values()))


@pytest.mark.parametrize("name", _modules())
def test_every_pattern_can_be_compiled(name: str) -> None:
    for value in vars(importlib.import_module(name)).values():
        for pattern in _patterns(value):
            assert pattern.pattern
