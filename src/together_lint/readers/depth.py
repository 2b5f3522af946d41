"""How deeply a syntax tree may be nested: what lowers one goes as deep itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from together_lint.readers import Unreadable

if TYPE_CHECKING:
    from tree_sitter import Node


def refuse_depth(root: Node, limit: int) -> None:
    """Walk a tree without going deep.

    Raises:
        Unreadable: it has more levels than the limit.
    """
    cursor, depth = root.walk(), 1
    while True:
        if cursor.goto_first_child():
            depth += 1
            if depth > limit:
                line = cursor.node.start_point[0] + 1 if cursor.node is not None else None
                raise Unreadable(f"nested too deeply to be read safely (more than {limit} levels)", line)
            continue
        while not cursor.goto_next_sibling():
            if not cursor.goto_parent():
                return
            depth -= 1
