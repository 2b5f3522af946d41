"""The text of a file as a fix changes it: decoded so that encoding it again gives the same bytes."""

from __future__ import annotations

import codecs
import io
from functools import cached_property

from together_lint.findings import Edit
from together_lint.late_patterns import late_pattern
from together_lint.lean_dataclasses import dataclass
from together_lint.offsets import Lines, Origin
from together_lint.places import Place
from together_lint.readers import Unreadable, reader_for

_NEWLINE = late_pattern(r"\r\n|\r|\n")


@dataclass(frozen=True, eq=False)  # no slots: the cached properties live in the instance
class Text:
    """One file: `raw` is all of it, `code` what rules see of it, in which a fix counts its offsets.

    `origin` says where the code stands in the file, None where it is the file itself.
    """

    path: str
    language: str
    data: bytes
    encoding: str
    raw: str
    code: str
    origin: Origin | None = None

    @cached_property
    def lines(self) -> Lines:
        """The lines of the code."""
        return Lines(self.code)

    @property
    def is_python(self) -> bool:
        return self.language in ("python", "notebook")

    @cached_property
    def newline(self) -> str:
        """How the lines of the code end."""
        found = _NEWLINE.search(self.code)
        return found.group() if found else "\n"

    def offsets(self, place: Place) -> tuple[int, int]:
        """Where a place begins and ends in the code."""
        line, column, end_line, end_column = place.stretch
        start = self.lines.offset(line, column)
        end = self.lines.offset(end_line, end_column) if end_line else start
        # Some readers see a blank where a line ends with two characters, and take it for a part of a comment.
        return start, end - 1 if self.code[end - 1 : end + 1] == "\r\n" and end > start else end

    def at(self, place: Place) -> str:
        start, end = self.offsets(place)
        return self.code[start:end]

    def line_at(self, offset: int) -> tuple[int, int]:
        """Where the line around an offset begins, and where it ends without its newline."""
        start = self.lines.starts[self.lines.line(offset) - 1]
        found = _NEWLINE.search(self.code, start)
        return start, found.start() if found else len(self.code)

    def edit(self, start: int, end: int, text: str) -> Edit | None:
        """The edit that puts a text in place of a stretch of the code, with its place in the file."""
        if self.origin is None:
            return Edit(Place(self.path, *self.lines.span(start, end)), text)
        from together_lint.fixes.notebooks import edit_of

        return edit_of(self, self.origin, start, end, text)


def text_of(path: str, data: bytes) -> Text:
    """The text of a file by the rules of its kind.

    Raises:
        Unreadable: it cannot be read, or could not be written back as it was.
    """
    reader = reader_for(path)
    if reader is None:
        raise Unreadable("is of a kind that is not read")
    encoding = _python_encoding(data) if reader.language == "python" else _encoding(data)
    try:
        raw = data.decode(encoding)
        is_same = raw.encode(encoding) == data
    except (UnicodeError, LookupError):
        raise Unreadable(f"is not valid {encoding}") from None
    if not is_same:
        raise Unreadable("has an encoding that cannot be written back as it was")
    if reader.language != "notebook":
        return Text(path, reader.language, data, encoding, raw, raw)
    from together_lint.readers.notebook.cells import read_cells
    from together_lint.readers.notebook.code import join_cells

    code, origin = join_cells(raw, read_cells(raw))
    return Text(path, reader.language, data, encoding, raw, code, origin)


def _python_encoding(data: bytes) -> str:
    import tokenize

    try:
        return tokenize.detect_encoding(io.BytesIO(data).readline)[0]
    except SyntaxError as error:
        raise Unreadable(f"unknown encoding: {error}") from None


def _encoding(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return "utf-8-sig" if data.startswith(codecs.BOM_UTF8) else "utf-8"
