"""The unified diff of a fix, with secrets masked: a diff shows lines around a change, and ends up in logs."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from together_lint.fixes.texts import Text, text_of
from together_lint.readers import Unreadable, reader_for
from together_lint.readers.secrets import mask_secrets, masked
from together_lint.reports.printable import printable

CONTEXT = 3


def diff_of(path: str, before: bytes, after: bytes) -> Iterator[str]:
    """The lines of the diff of one file, fit for a terminal."""
    old, new = (_shown(text_of(path, data)).splitlines() for data in (before, after))
    name = printable(path)
    for line in difflib.unified_diff(old, new, f"a/{name}", f"b/{name}", n=CONTEXT, lineterm=""):
        yield printable(line)


def _shown(text: Text) -> str:
    """The whole file without its secrets; by their shape, and by the literals that its reader takes for secrets."""
    shown = text.raw
    for secret in sorted(_secrets_of(text), key=len, reverse=True):
        shown = shown.replace(secret, masked(secret))
    return mask_secrets(shown)


def _secrets_of(text: Text) -> set[str]:
    try:
        if text.is_python:
            return _secrets_of_python(text.code)
        reader = reader_for(text.path)
        masked_text = reader.load()(text.path, text.data).text if reader is not None else text.code
    except Unreadable:
        return set()
    return _differing(text.code, masked_text)


def _secrets_of_python(code: str) -> set[str]:
    from together_lint.readers.python import guard
    from together_lint.readers.python.pieces import Piece, read_piece

    with guard.room_and_silence():
        _body, secrets = read_piece(Piece(code), guard.parse_guarded(code))
    return {secret for _span, secret in secrets}


def _differing(text: str, masked_text: str) -> set[str]:
    """The stretches that the reader has masked, with the few characters of each that it left."""
    found: set[str] = set()
    start = None
    for number, character in enumerate(masked_text[: len(text)]):
        if character == "*" and text[number] != "*":
            start = number if start is None else start
        elif start is not None:
            found.add(text[start:number])
            start = None
    if start is not None:
        found.add(text[start : len(masked_text)])
    return {secret for secret in found if len(secret) > 3}
