"""A library that is imported the lean way behaves as one that is imported as usual."""

from __future__ import annotations

import dataclasses
import importlib
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from together_lint.lean_imports import lean_import

LIBRARY = """
import abc
from dataclasses import KW_ONLY, InitVar, dataclass, field
from typing import ClassVar, Sequence, Union

@dataclass(frozen=True)
class Base(abc.ABC):
    kind: ClassVar[str] = "base"
    words: "ClassVar[Sequence[str]]" = ()

    def __post_init__(self):
        assert getattr(self, "value", 1) is not None

@dataclass(frozen=True)
class Word(Base):
    value: str
    before: Sequence[str] = ()
    after: "Union[str, None]" = None

@dataclass(frozen=True)
class Known(Word):
    value: str = "known"
    seen: dict = field(default_factory=dict, compare=False, repr=False)
    rank: int = field(default=3, init=False)

@dataclass(frozen=True, eq=False, unsafe_hash=False)
class Same:
    value: int

@dataclass
class Changing:
    count: int = 0
    given: list = field(default_factory=list)

    def __eq__(self, other):
        return isinstance(other, Changing) and self.count == other.count

@dataclass(frozen=True)
class Spelled:
    value: int

    def __init__(self, text):
        object.__setattr__(self, "value", int(text))

    def __repr__(self):
        return "spelled"

@dataclass(order=True, slots=True)
class Ordered:
    path: str
    line: int = 1

@dataclass
class Prepared:
    name: str
    given: InitVar[str] = ""
    _: KW_ONLY = None
    last: bool = False

    def __post_init__(self, given):
        self.name += given

@dataclass
class Later(Prepared):
    more: int = 0
"""

CASES: dict[str, Callable[[Any], object]] = {
    "positional": lambda it: it.Word("a", ("b",)),
    "by name": lambda it: it.Word(value="a", after="c"),
    "defaults": lambda it: (it.Known(), it.Known().seen, it.Known().rank),
    "a default of its own for each": lambda it: it.Changing().given is it.Changing().given,
    "class variables": lambda it: (it.Word.kind, it.Word.words),
    "names of fields": lambda it: [each.name for each in dataclasses.fields(it.Known)],
    "fields that are given": lambda it: [(each.name, each.init) for each in dataclasses.fields(it.Known("x"))],
    "match": lambda it: [it.Word.__match_args__, it.Known.__match_args__],
    "equal": lambda it: (it.Word("a") == it.Word("a"), it.Word("a") == it.Word("b"), it.Word("a") == it.Known("a")),
    "equal but for what does not count": lambda it: it.Known("a", seen={1: 2}) == it.Known("a"),
    "hash": lambda it: hash(it.Word("a")) == hash(it.Word("a")),
    "no hash": lambda it: hash(it.Changing()),
    "equality of its own": lambda it: it.Changing(1, [2]) == it.Changing(1, [3]),
    "identity": lambda it: (it.Same(1) == it.Same(1), len({it.Same(1), it.Same(1)})),
    "replace": lambda it: dataclasses.replace(it.Word("a"), after="z"),
    "replace what is not given": lambda it: dataclasses.replace(it.Known("a"), rank=1),
    "as a dictionary": lambda it: dataclasses.asdict(it.Known("a", ("b",))),
    "an own form": lambda it: (it.Spelled("3"), it.Spelled("3").value),
    "options that are left to the standard": lambda it: sorted([it.Ordered("b"), it.Ordered("a", 2)]),
    "a field that is only given": lambda it: (it.Prepared("a", "b"), it.Later("a", "b", 3, last=True)),
    "missing": lambda it: it.Word(),
    "unknown": lambda it: it.Word("a", colour=1),
    "too many": lambda it: it.Word("a", (), None, 3),
    "what happens after": lambda it: it.Word(None),
}


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, Any]]:
    folder = tmp_path_factory.mktemp("library")
    for name in ("library_as_usual", "library_imported_lean"):
        (folder / f"{name}.py").write_text(LIBRARY)
    sys.path.insert(0, str(folder))
    lean_import("library_imported_lean")
    yield importlib.import_module("library_as_usual"), sys.modules["library_imported_lean"]
    sys.path.remove(str(folder))


def outcome(case: Callable[[Any], object], library: Any) -> str:
    try:
        return repr(case(library))
    except (TypeError, ValueError, AssertionError) as error:
        return type(error).__name__


@pytest.mark.parametrize("times", [1, 30])
@pytest.mark.parametrize("case", [pytest.param(case, id=name) for name, case in CASES.items()])
def test_the_same_outcome(case: Callable[[Any], object], times: int, both: tuple[Any, Any]) -> None:
    usual, lean = both
    for _ in range(times):
        assert outcome(case, lean) == outcome(case, usual)


def test_its_own_classes_are_lean_and_others_are_not(both: tuple[Any, Any]) -> None:
    _usual, lean = both
    made_here = [name for name, each in vars(lean).items() if "__lean_fields__" in getattr(each, "__dict__", ())]
    assert made_here == ["Base", "Word", "Known", "Same", "Changing", "Spelled"]
    assert "__lean_fields__" not in vars(dataclasses.make_dataclass("Other", ["field"]))
    assert pickle.loads(pickle.dumps(lean.Word("a"))) == lean.Word("a")


def test_a_library_that_does_not_take_them_is_imported_as_usual(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "library_that_looks_closer"
    package.mkdir()
    (package / "inner.py").write_text("from dataclasses import dataclass\n\n@dataclass\nclass Inner:\n    field: int\n")
    (package / "__init__.py").write_text(
        "import dataclasses\nfrom .inner import Inner\nassert dataclasses.dataclass.__module__ == 'dataclasses'\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    lean_import("library_that_looks_closer")
    assert "__lean_fields__" not in vars(sys.modules["library_that_looks_closer.inner"].Inner)


def test_one_that_is_not_there() -> None:
    with pytest.raises(ImportError):
        lean_import("library_that_is_not_there")


OF_LIBCST = """
import pickle, sys
from pathlib import Path
if sys.argv[1] == "lean":
    from together_lint.lean_imports import lean_import
    lean_import("libcst")
import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider

class Renamed(cst.CSTTransformer):
    def leave_Name(self, original_node, updated_node):
        return updated_node.with_changes(value=updated_node.value.upper())

print("lean" if "__lean_fields__" in vars(cst.Call) else "as usual", file=sys.stderr)
for path in sys.argv[2:]:
    text = Path(path).read_text()
    module = cst.parse_module(text)
    again = pickle.loads(pickle.dumps(module))
    print(module.code == text, module.deep_equals(module.deep_clone()), module.deep_equals(again), module == again)
    print(repr(module))
    print(module.visit(Renamed()).code)
    wrapper = MetadataWrapper(module)
    print(*map(repr, wrapper.resolve(PositionProvider).values()))
"""


def test_libcst(tmp_path: Path) -> None:
    script = tmp_path / "of_libcst.py"
    script.write_text(OF_LIBCST)
    here = Path(__file__).resolve().parent
    paths = [str(here / "test_lean_dataclasses.py"), __file__]

    def run(how: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, str(script), how, *paths], capture_output=True, text=True, check=True, timeout=120
        )

    lean, usual = run("lean"), run("as usual")
    assert (lean.stderr.strip(), usual.stderr.strip()) == ("lean", "as usual")
    assert lean.stdout == usual.stdout
