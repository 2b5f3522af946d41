"""Paths in programs: texts that start at the root of the repository, and the files that they mean.

A path object and its text are one thing here. `__file__` is a text under `ROOT`, so that taking folders of it and
joining names to it are operations on texts.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from together_lint.linker.library.arguments import Row, argument
from together_lint.linker.values import Alternative, BoundCall, Items, Scalar, Site, Thunk, Value, limited, unresolved
from together_lint.places import Place

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator
    from together_lint.linker.program import Program

ROOT = "/<repository>"

_SAMPLES = ("example", "sample", "template", "dist", "default")
_MAX_LENGTH = 500


def path_of_file(path: str) -> str:
    """What `__file__` is in a file of the repository."""
    return f"{ROOT}/{path}"


def find_file(program: Program, written: str, importer: str) -> str | None:
    """The file of the repository that a path in a program means, None when there is none.

    A relative path is looked for from the program's file up to the root, an absolute one (of a container) by its end.
    Of a file that is not kept in the repository its sample (`config.example.yml`) stands in.
    """
    if not written or len(written) > _MAX_LENGTH or "\0" in written:
        return None
    for path in _candidates(written, importer):
        for each in (path, *_samples(path)):
            if each in program.paths:
                return each
    return None


def _candidates(written: str, importer: str) -> Iterator[str]:
    if written.startswith(ROOT):
        yield posixpath.normpath(written.removeprefix(ROOT)).lstrip("/")
        return
    if written.startswith("/"):
        parts = PurePosixPath(posixpath.normpath(written)).parts[1:]
        yield from ("/".join(parts[start:]) for start in range(len(parts)))
        return
    folder = PurePosixPath(importer).parent
    for parent in (folder, *folder.parents):
        path = posixpath.normpath(str(parent / written))
        if not path.startswith(".."):
            yield path


def _samples(path: str) -> Iterator[str]:
    stem, ending = posixpath.splitext(path)
    for word in _SAMPLES:
        yield f"{path}.{word}"
        yield f"{stem}.{word}{ending}"
        yield f"{stem}_{word}{ending}"


def joined(parts: list[str]) -> str:
    return posixpath.join(*parts) if parts else ""


# ------------------------------------------------------------------------------------------------- attributes


def attribute_of_path(evaluator: Evaluator, text: str, name: str, item: Alternative) -> Value | None:
    """`path.parent`, `path.parents`, `path.name`, `path.stem`, `path.suffix` of a text that is written like a path."""
    if "/" not in text and "." not in text:
        return None
    pure = PurePosixPath(text)
    if name == "parents":
        site = Site(evaluator.program.modules[item.place.path], None)
        parents = tuple(Thunk(None, site, (_moved(item, str(parent)),)) for parent in pure.parents)
        return (Alternative(Items(parents, "tuple"), item.place, item.choices, item.trail, item.how),)
    found = {"parent": str(pure.parent), "name": pure.name, "stem": pure.stem, "suffix": pure.suffix}.get(name)
    return None if found is None else (_moved(item, found),)


def _moved(item: Alternative, text: str) -> Alternative:
    return Alternative(Scalar(text), item.place, item.choices, item.trail, item.how)


# -------------------------------------------------------------------------------------------------- functions


def _join(evaluator: Evaluator, call: BoundCall, place: Place) -> Value | None:
    """`os.path.join(a, b)`, `Path(a, b)`, `path.joinpath(b)`: the parts joined in every way that they agree."""
    given = [found for found in call.node.arguments[call.skip :] if not found.name and not found.spread]
    return join_values([evaluator.evaluate(found.value, call.site) for found in given], place)


def join_values(parts: list[Value], place: Place) -> Value | None:
    """Paths joined in every way in which the choices of their parts agree; None when no part is known."""
    from together_lint.linker.combining import combined, merged_how

    found: list[Alternative] = []
    for row, choices in combined(parts):
        texts = [item.what.value for item in row if isinstance(item.what, Scalar) and isinstance(item.what.value, str)]
        if row and len(texts) == len(row):
            trail = tuple(dict.fromkeys(step for item in row for step in item.trail))
            found.append(Alternative(Scalar(joined(texts)), row[-1].place, choices, trail, merged_how(row)))
        else:
            found.extend(unresolved("a path of which a part is not known", place))
    return limited(found, place) if found else None


def _text(change: Callable[[str], str]) -> Row:
    """A function that changes the text of a path."""

    def row(evaluator: Evaluator, call: BoundCall, place: Place) -> Value | None:
        value = argument(evaluator, call, 0, "path", "p")
        if value is None:
            return None
        return tuple(
            _moved(item, change(item.what.value))
            if isinstance(item.what, Scalar) and isinstance(item.what.value, str)
            else item
            for item in value
        )

    return row


def _here(_evaluator: Evaluator, _call: BoundCall, place: Place) -> Value | None:
    """The folder that a program is started in: nobody knows which, so paths in it stay relative."""
    return (Alternative(Scalar(""), place),)


_PATHS = ("pathlib.Path", "pathlib.PurePath", "pathlib.PosixPath", "pathlib.PurePosixPath", "anyio.Path")

ROWS: dict[str, Row] = {
    **dict.fromkeys(_PATHS, _join),
    "os.path.join": _join,
    "os.path.dirname": _text(posixpath.dirname),
    "os.path.basename": _text(posixpath.basename),
    **{f"os.path.{name}": _text(str) for name in ("abspath", "realpath", "normpath", "expanduser", "expandvars")},
    "os.fspath": _text(str),
    "os.getcwd": _here,
    "pathlib.Path.cwd": _here,
}
