"""One shell script or Makefile: bytes to facts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from together_lint.facts import FileFacts
from together_lint.late_patterns import late_pattern
from together_lint.offsets import Origin
from together_lint.readers import Unreadable
from together_lint.readers.data.decoding import decode
from together_lint.readers.data.redaction import Redaction
from together_lint.readers.masking import mask_text
from together_lint.readers.shell.comments import read_comments
from together_lint.readers.shell.grammar import Script, parse
from together_lint.readers.shell.lower import lower_script
from together_lint.readers.shell.makefile import as_script, is_makefile
from together_lint.usages import Skip

if TYPE_CHECKING:
    from tree_sitter import Node

_SENDING = late_pattern(r"together|\bcurl\b|chat/completions", re.IGNORECASE)


def read_shell(path: str, data: bytes) -> FileFacts:
    """The facts of one script, or of the recipes of one Makefile.

    What is no shell syntax is left out, and named in `skips` where it speaks of requests.

    Raises:
        Unreadable: too large, no text, nested too deeply, or a shape that takes too long.
    """
    # Windows line ends without a change of any offset.
    text = decode(data).replace("\\\r\n", " \\\n").replace("\r\n", " \n")
    origin: Origin | None = None
    if is_makefile(path):
        text, origin = as_script(text)
    script = parse(text)
    redaction = Redaction()
    try:
        body = lower_script(script, redaction)
    except RecursionError:
        raise Unreadable("nested too deeply to be read safely") from None
    said = read_comments(path, script)
    masked = mask_text(text, redaction.secrets)
    return FileFacts(
        path,
        "shell",
        body,
        masked,
        said.suppressions,
        said.pragmas,
        said.problems,
        tuple(_broken(path, script)),
        origin,
    )


def _broken(path: str, script: Script) -> Iterator[Skip]:
    """The parts that are no shell syntax and speak of requests."""
    stack: list[Node] = [script.tree.root_node]
    while stack:
        node = stack.pop()
        if not node.has_error:
            continue
        if node.is_error or node.is_missing:
            sending = _SENDING.search(script.text, node.start_byte, node.end_byte)
            if sending is not None:
                yield Skip(path, "a part that is no shell syntax may be left out", script.lines.line(sending.start()))
        else:
            stack.extend(reversed(node.children))
