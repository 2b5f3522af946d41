"""Putting fixes into the text of one file: edits that overlap wait, and what would break the file is left out."""

from __future__ import annotations

from collections.abc import Sequence

from together_lint.findings import Edit, Fix
from together_lint.fixes.checks import Shape, shape_of, why_broken
from together_lint.fixes.texts import Text, text_of
from together_lint.lean_dataclasses import dataclass, field
from together_lint.offsets import Lines
from together_lint.readers import Unreadable


@dataclass(frozen=True, slots=True, eq=False)
class Applied:
    """One file: `done` are the fixes in it, `refused` those that cannot be; the others overlap with what is done."""

    text: Text
    done: tuple[Fix, ...]
    refused: tuple[tuple[Fix, str], ...]


@dataclass(frozen=True, slots=True, order=True)
class _Stretch:
    """An edit by its offsets in the file as it was."""

    start: int
    end: int
    text: str

    def touches(self, other: _Stretch) -> bool:
        return self.start <= other.end and other.start <= self.end


@dataclass(slots=True, eq=False)
class _File:
    """A file that changes: its text and shape by now, and the edits that are in it."""

    lines: Lines
    text: Text
    shape: Shape
    edits: list[_Stretch] = field(default_factory=list)

    def new_stretches(self, fix: Fix) -> list[_Stretch] | None:
        """The edits of a fix that are not in the file yet, None when one of them overlaps with others."""
        wanted = [_stretch(self.lines, edit) for edit in fix.edits]
        new = [each for each in wanted if each not in self.edits]
        return None if any(each.touches(other) for each in new for other in self.edits) else new

    def put(self, new: Sequence[_Stretch]) -> None:
        """Put edits in. Raises Unreadable, and leaves the file as it is, where that would break it."""
        text = self._with(new)
        shape = shape_of(text)
        why = why_broken(self.shape, shape, len(new))
        if why:
            raise Unreadable(why)
        self.text, self.shape = text, shape
        self.edits += new

    def _with(self, new: Sequence[_Stretch]) -> Text:
        raw = self.text.raw
        for each in sorted(new, reverse=True):
            start = each.start + self._moved(each.start)
            raw = raw[:start] + each.text + raw[start + each.end - each.start :]
        return with_raw(self.text, raw)

    def _moved(self, offset: int) -> int:
        """How far what was at an offset has moved."""
        return sum(len(each.text) - (each.end - each.start) for each in self.edits if each.end <= offset)


def applied(text: Text, fixes: Sequence[Fix]) -> Applied:
    """The file with as many of the fixes as can be put in at once; of two that overlap the first wins.

    Raises:
        Unreadable: the file as it is cannot be parsed whole.
    """
    file = _File(Lines(text.raw), text, shape_of(text))
    done = _put_at_once(file, [fix for fix in fixes if _changes_values_only(fix)])
    refused: list[tuple[Fix, str]] = []
    for fix in fixes:
        new = file.new_stretches(fix)
        if fix in done or new is None:
            continue
        try:
            file.put(new)
        except Unreadable as error:
            refused.append((fix, error.reason))
        else:
            done.append(fix)
    return Applied(file.text, tuple(done), tuple(refused))


def _changes_values_only(fix: Fix) -> bool:
    places = [edit.place for edit in fix.edits]
    is_inside = all((each.line, each.column) != (each.end_line, each.end_column) for each in places)
    return is_inside and not any("\n" in edit.text for edit in fix.edits)


def _put_at_once(file: _File, fixes: Sequence[Fix]) -> list[Fix]:
    """Put all of them in with one look at the result, for speed; none where one of them would break the file."""
    done: list[Fix] = []
    together: list[_Stretch] = []
    for fix in fixes:
        new = [_stretch(file.lines, edit) for edit in fix.edits]
        if not any(each.touches(other) for each in new for other in together):
            together += new
            done.append(fix)
    try:
        file.put(together)
    except Unreadable:
        return []
    return done


def with_edits(text: Text, edits: Sequence[Edit]) -> Text:
    """The file with edits that do not overlap, unchecked. Raises Unreadable where it could not be written or read."""
    lines, raw = Lines(text.raw), text.raw
    for each in sorted((_stretch(lines, edit) for edit in edits), reverse=True):
        raw = raw[: each.start] + each.text + raw[each.end :]
    return with_raw(text, raw)


def with_raw(text: Text, raw: str) -> Text:
    """The file with another content. Raises Unreadable where it could not be written in its encoding, or read."""
    try:
        data = raw.encode(text.encoding)
    except UnicodeEncodeError:
        raise Unreadable(f"cannot be written in {text.encoding}") from None
    return text_of(text.path, data)


def _stretch(lines: Lines, edit: Edit) -> _Stretch:
    place = edit.place
    return _Stretch(lines.offset(place.line, place.column), lines.offset(place.end_line, place.end_column), edit.text)
