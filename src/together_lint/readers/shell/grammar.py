"""Shell text to a syntax tree, within bounds: the grammar takes quadratic time over some texts that nobody writes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from together_lint.facts import Span
from together_lint.late_patterns import late_pattern
from together_lint.lean_dataclasses import dataclass
from together_lint.offsets import Lines
from together_lint.readers import Unreadable
from together_lint.readers.depth import refuse_depth

if TYPE_CHECKING:
    from tree_sitter import Node, Tree

MAX_CHARACTERS = 400_000
MAX_DEPTH = 150
MAX_NODES = 200_000
MAX_MENDED = 4
"""How often a script is parsed: each time after the first with commands ended that the grammar has run together."""

SECONDS = 0.25
"""Of processor time: four times what the longest readable script takes. Some texts take memory by the second."""

_BEYOND_ASCII = late_pattern(r"[^\x00-\x7f]")


@dataclass(frozen=True, slots=True, eq=False)
class Script:
    """A text and its tree. The tree is that of a copy in ASCII, so that its offsets are those of the text."""

    text: str
    lines: Lines
    tree: Tree

    def slice(self, node: Node) -> str:
        return self.text[node.start_byte : node.end_byte]

    def span(self, node: Node) -> Span:
        return self.lines.span(node.start_byte, node.end_byte)


def parse(text: str) -> Script:
    """The tree of a script.

    Raises:
        Unreadable: too large, nested too deeply, or a shape that takes too long.
    """
    import tree_sitter
    import tree_sitter_bash

    if len(text) > MAX_CHARACTERS:
        raise Unreadable(f"larger than {MAX_CHARACTERS // 1000} kB, which no script is")
    data = bytearray(_BEYOND_ASCII.sub("x", text).encode())
    parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_bash.language()))
    until = time.process_time() + SECONDS
    for _ in range(MAX_MENDED):
        try:
            tree = parser.parse(
                lambda offset, _point: bytes(data[offset : offset + 65_536]),
                progress_callback=lambda _offset, _has_error: time.process_time() > until,
            )
        except ValueError:
            raise Unreadable(f"takes more than {SECONDS:g} s to parse") from None
        if tree.root_node.descendant_count > MAX_NODES:
            raise Unreadable(f"has more than {MAX_NODES:,} words and signs")
        refuse_depth(tree.root_node, MAX_DEPTH)
        if not _mend(data, tree.root_node):
            break
    return Script(text, Lines(text), tree)


def _mend(data: bytearray, root: Node) -> bool:
    """End the commands that the grammar goes on with on the next line; whether there were any.

    After a pipe of three commands it takes all lines up to the next redirect for arguments of the last one.
    """
    is_mended = False
    for command in descendants(root, "command"):
        for before, after in pairwise(command.children):
            between = data[before.end_byte : after.start_byte]
            end = between.find(b"\n")
            if end >= 0 and not between[:end].endswith(b"\\"):
                data[before.end_byte + end] = ord(";")
                is_mended = True
    return is_mended


def descendants(root: Node, kind: str) -> Iterator[Node]:
    """All nodes of a kind, in source order."""
    stack = [root]
    while stack:
        node = stack.pop()
        if node.type == kind:
            yield node
        stack.extend(reversed(node.children))
