"""Edits of the code of a notebook as edits of the raw file, where code stands in JSON strings."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from together_lint.findings import Edit
from together_lint.late_patterns import late_pattern
from together_lint.offsets import Lines, Origin
from together_lint.places import Place

if TYPE_CHECKING:
    from together_lint.fixes.texts import Text

_ITEM_START = late_pattern(r'(?:^|[\r\n])([ \t]*)"[^"\r\n]*(?:\\"[^"\r\n]*)*$')
_ESCAPED_NEWLINE = late_pattern(r"(?:\\r)?\\n")
_NEWLINE = late_pattern(r"\r\n|\r|\n")


def edit_of(text: Text, origin: Origin, start: int, end: int, new: str) -> Edit | None:
    """The edit of the raw file, None where what stands there is not the code character by character."""
    code = text.code[start:end]
    whole_lines = _whole_lines(text, origin, start, end) if not new and code.endswith("\n") else None
    if whole_lines is not None:
        return _edit(text, *whole_lines, "")
    raw_start = origin.stretches.start(start)
    raw_end = origin.stretches.end(end) if end > start else raw_start
    written = _unescaped(text.raw[raw_start:raw_end])
    if not new and written is not None and f"{written}\n" == code:
        # The end of a line stands nowhere in the code of a cell: it is where the file has it, if at all.
        ending = _ESCAPED_NEWLINE.match(text.raw, raw_end)
        raw_end = ending.end() if ending else raw_end
    elif written != code:
        return None
    return _edit(text, raw_start, raw_end, _escaped(new, text.raw, raw_start))


def _edit(text: Text, start: int, end: int, new: str) -> Edit:
    return Edit(Place(text.path, *Lines(text.raw).span(start, end)), new)


def _unescaped(raw: str) -> str | None:
    try:
        found = json.loads(f'"{raw}"', strict=False)
    except ValueError:
        return None
    return found if isinstance(found, str) else None


def _escaped(new: str, raw: str, position: int) -> str:
    """The text as it stands in a JSON string; where each line of a cell is a string of its own, so are new ones."""
    lines = [json.dumps(line, ensure_ascii=False)[1:-1] for line in new.split("\n")]
    item = _ITEM_START.search(raw, max(raw.rfind("\n", 0, position), 0), position)
    if item is None or len(lines) == 1:
        return "\\n".join(lines)
    newline = _NEWLINE.search(raw)
    return f'\\n",{newline.group() if newline else ""}{item[1]}"'.join(lines)


def _whole_lines(text: Text, origin: Origin, start: int, end: int) -> tuple[int, int] | None:
    """The stretch of the raw file that is these lines of code and nothing else, each a string on a line of its own."""
    raw_start, raw_end = origin.stretches.start(start), origin.stretches.end(end - 1)
    before = raw_start - 1
    line_start = max(text.raw.rfind("\n", 0, before), -1) + 1
    after = re.compile(r'(?:\\r)?\\n",[ \t]*\r?\n').match(text.raw, raw_end)
    is_item = text.raw[before] == '"' and not text.raw[line_start:before].strip(" \t")
    if not is_item or after is None or _unescaped(text.raw[raw_start:raw_end]) != text.code[start : end - 1]:
        return None
    return line_start, after.end()
