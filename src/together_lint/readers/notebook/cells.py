"""The cells of a notebook that hold Python, with the strings of the raw file that their code is written in.

Format 4 keeps cells in `cells` and code in `source`, format 3 in `worksheets[].cells[]` and `input`. Cells are counted
from 0 over all kinds of cell.
"""

from __future__ import annotations

from together_lint.lean_dataclasses import dataclass, field
from together_lint.readers import Unreadable
from together_lint.readers.notebook.raw import Cursor, Literal

_PYTHON = frozenset({"python", "python2", "python3", "ipython", "ipython3", "pyspark", "sage"})
_SOURCE = frozenset({"source", "input"})
_MAX_CELLS = 20_000


@dataclass(frozen=True, slots=True)
class Cell:
    """One code cell: its number, and its source as it is written, in one string or in several."""

    number: int
    source: tuple[Literal, ...]

    @property
    def text(self) -> str:
        return "".join(literal.value for literal in self.source)


def read_cells(text: str) -> tuple[Cell, ...]:
    """The Python cells of a notebook; none when its kernel speaks another language.

    Raises:
        Unreadable: no JSON (with the line), no notebook, or more cells than anybody writes.
    """
    cursor = Cursor(text)
    if not cursor.peek():
        return ()
    if cursor.peek() != "{":
        raise Unreadable("is no notebook", 1)
    found = _Notebook()
    for key in cursor.members():
        if key == "metadata" and cursor.peek() == "{":
            found.language = _language_of(cursor.plain())
        elif key == "cells" and cursor.peek() == "[":
            _cells(cursor, found)
        elif key == "worksheets" and cursor.peek() == "[":
            _worksheets(cursor, found)
        else:
            cursor.skip()
    if cursor.peek():
        raise cursor.broken()
    return tuple(found.cells) if _is_python(found.language) else ()


@dataclass(slots=True)
class _Notebook:
    cells: list[Cell] = field(default_factory=list)
    count: int = 0
    language: str = ""


def _worksheets(cursor: Cursor, found: _Notebook) -> None:
    for _ in cursor.items():
        if cursor.peek() != "{":
            cursor.skip()
            continue
        for key in cursor.members():
            if key == "cells" and cursor.peek() == "[":
                _cells(cursor, found)
            else:
                cursor.skip()


def _cells(cursor: Cursor, found: _Notebook) -> None:
    for _ in cursor.items():
        if found.count >= _MAX_CELLS:
            raise Unreadable(f"has more than {_MAX_CELLS:,} cells")
        if cursor.peek() == "{":
            source, is_python_code = _cell(cursor)
            if is_python_code and any(literal.value for literal in source):
                found.cells.append(Cell(found.count, source))
        else:
            cursor.skip()
        found.count += 1


def _cell(cursor: Cursor) -> tuple[tuple[Literal, ...], bool]:
    """The source of a cell, and whether it is Python."""
    source: tuple[Literal, ...] = ()
    kind = language = ""
    for key in cursor.members():
        first = cursor.peek()
        if key in _SOURCE:
            source = _source(cursor)
        elif key == "cell_type" and first == '"':
            kind = cursor.string().value
        elif key == "language" and first == '"':
            language = cursor.string().value
        elif key == "metadata" and first == "{":
            language = _language_of_cell(cursor.plain()) or language
        else:
            cursor.skip()
    return source, kind == "code" and _is_python(language)


def _source(cursor: Cursor) -> tuple[Literal, ...]:
    if cursor.peek() == '"':
        return (cursor.string(),)
    if cursor.peek() != "[":
        cursor.skip()
        return ()
    found: list[Literal] = []
    for _ in cursor.items():
        if cursor.peek() == '"':
            found.append(cursor.string())
        else:
            cursor.skip()
    return tuple(found)


def _is_python(language: str) -> bool:
    """Whether a language is Python, or not given."""
    return not language or language.lower() in _PYTHON


def _language_of(metadata: object) -> str:
    """What the kernel of a notebook speaks, by its metadata."""
    for name, key in (("language_info", "name"), ("kernelspec", "language")):
        value = _text_at(metadata, name, key)
        if value:
            return value
    kernel = _text_at(metadata, "kernelspec", "name")
    return kernel if kernel in ("ir", "iruby", "bash") or kernel.startswith(("julia", "java", "scala")) else ""


def _language_of_cell(metadata: object) -> str:
    """What an editor says that a cell is written in."""
    return _text_at(metadata, "vscode", "languageId") or _text_at(metadata, "polyglot_notebook", "kernelName")


def _text_at(metadata: object, *keys: str) -> str:
    for key in keys:
        metadata = metadata.get(key) if isinstance(metadata, dict) else None
    return metadata if isinstance(metadata, str) else ""
