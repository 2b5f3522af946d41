"""One JavaScript or TypeScript file: bytes to facts."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from together_lint.facts import FileFacts
from together_lint.readers import Unreadable
from together_lint.readers.data.decoding import decode
from together_lint.readers.javascript.bundles import is_bundle
from together_lint.readers.javascript.comments import read_comments
from together_lint.readers.javascript.grammar import MAX_DEPTH, Source, broken_lines, parse
from together_lint.readers.javascript.statements import lower_module
from together_lint.readers.masking import mask_text
from together_lint.usages import Skip


def read_javascript(path: str, data: bytes) -> FileFacts:
    """The facts of one file. What is no valid syntax is left out, with one note that names it in `skips`.

    Raises:
        Unreadable: a minified bundle, too large, no text, nested too deeply, or a shape that takes too long.
    """
    if is_bundle(path, data):
        raise Unreadable("a minified bundle")
    # Windows line ends without a change of any offset.
    text = decode(data).replace("\r\n", " \n")
    source = parse(path, text)
    with _room():
        try:
            body, secrets = lower_module(source)
        except RecursionError:
            raise Unreadable("nested too deeply to be read safely") from None
    said = read_comments(path, source)
    return FileFacts(
        path,
        "javascript",
        body,
        mask_text(text, secrets),
        said.suppressions,
        said.pragmas,
        said.problems,
        tuple(_broken(path, source)),
    )


def _broken(path: str, source: Source) -> Iterator[Skip]:
    """One note for all that is no valid syntax."""
    lines = list(dict.fromkeys(broken_lines(source.tree.root_node)))
    if lines:
        more = f", and {len(lines) - 1} more of them" if len(lines) > 1 else ""
        yield Skip(path, f"a part that is no valid syntax is left out{more}", lines[0])


@contextmanager
def _room() -> Iterator[None]:
    """A few frames for each level of the deepest file that is let through."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, MAX_DEPTH * 12))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)
