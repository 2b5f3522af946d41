"""The bytes of a Python file to its text."""

from __future__ import annotations

import codecs
import io

from together_lint.readers import Unreadable

MAX_BYTES = 5 * 1024 * 1024

_DECLARED = 4096
"""An encoding is declared in one of the first two lines: nobody writes longer ones before it."""


def decode(data: bytes) -> str:
    """The text of a Python file by its own encoding declaration.

    Raises:
        Unreadable: too large, null bytes, or bytes that the declared encoding does not know.
    """
    if len(data) > MAX_BYTES:
        raise Unreadable(f"larger than {MAX_BYTES // (1024 * 1024)} MB")
    if b"\0" in data:
        raise Unreadable("holds null bytes", data[: data.index(b"\0")].count(b"\n") + 1)
    try:
        if not data.startswith(codecs.BOM_UTF8) and b"coding" not in data[:_DECLARED]:
            return data.decode("utf-8")
        import tokenize

        encoding, _lines = tokenize.detect_encoding(io.BytesIO(data).readline)
        return data.decode(encoding)
    except (SyntaxError, LookupError) as error:
        raise Unreadable(f"unknown encoding: {error}", 1) from None
    except UnicodeDecodeError as error:
        raise Unreadable(f"is not valid {error.encoding}", data[: error.start].count(b"\n") + 1) from None
