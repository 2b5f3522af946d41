"""JavaScript text to a syntax tree, within bounds."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from together_lint.facts import Span
from together_lint.lean_dataclasses import dataclass
from together_lint.offsets import Lines
from together_lint.readers import Unreadable
from together_lint.readers.depth import refuse_depth

if TYPE_CHECKING:
    from tree_sitter import Language, Node, Tree

MAX_CHARACTERS = 1_500_000
MAX_DEPTH = 400
MAX_NODES = 400_000
SECONDS = 1.0
"""Of processor time: several times what the longest readable module takes."""

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """A text and its tree. The tree is that of a copy in ASCII, so that its offsets are those of the text."""

    text: str
    lines: Lines
    tree: Tree

    def slice(self, node: Node) -> str:
        return self.text[node.start_byte : node.end_byte]

    def span(self, node: Node) -> Span:
        return self.lines.span(node.start_byte, node.end_byte)


def parse(path: str, text: str) -> Source:
    """The tree of a module.

    Raises:
        Unreadable: too large, nested too deeply, or a shape that takes too long.
    """
    import tree_sitter

    if len(text) > MAX_CHARACTERS:
        raise Unreadable(f"larger than {MAX_CHARACTERS // 1000} kB, which no module is that people write")
    data = _BEYOND_ASCII.sub("x", text).encode()
    parser = tree_sitter.Parser(_language(path))
    until = time.process_time() + SECONDS
    try:
        tree = parser.parse(
            lambda offset, _point: data[offset : offset + 65_536],
            progress_callback=lambda _offset, _has_error: time.process_time() > until,
        )
    except ValueError:
        raise Unreadable(f"takes more than {SECONDS:g} s to parse") from None
    if tree.root_node.descendant_count > MAX_NODES:
        raise Unreadable(f"has more than {MAX_NODES:,} words and signs")
    refuse_depth(tree.root_node, MAX_DEPTH)
    return Source(text, Lines(text), tree)


def _language(path: str) -> Language:
    import tree_sitter

    name = path.lower()
    if name.endswith((".ts", ".mts", ".cts", ".tsx")):
        import tree_sitter_typescript

        made = tree_sitter_typescript.language_tsx if name.endswith("x") else tree_sitter_typescript.language_typescript
        return tree_sitter.Language(made())
    import tree_sitter_javascript

    return tree_sitter.Language(tree_sitter_javascript.language())


_TYPES = frozenset({"object_type", "interface_body", "type_alias_declaration", "type_annotation", "type_arguments"})
_TEXTS = frozenset({"string", "jsx_element", "jsx_fragment", "jsx_attribute", "jsx_opening_element", "jsx_text"})


def broken_lines(root: Node) -> Iterator[int]:
    """The line on which each region begins that is no valid syntax, in source order.

    An ampersand in the text of JSX is one to the grammar, but to nothing else; a type (`{ abstract: string }`) says
    nothing of what is sent.
    """
    stack = [root]
    while stack:
        node = stack.pop()
        if node.type in _TYPES:
            continue
        if node.is_error and node.parent is not None and node.parent.type in _TEXTS and node.text[:1] == b"&":  # type: ignore[index]
            continue
        if node.is_error or node.is_missing:
            yield node.start_point[0] + 1
        elif node.has_error:
            stack.extend(reversed(node.children))
