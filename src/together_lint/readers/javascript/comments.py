"""Comments that speak to together-lint, with the lines of the statement that each one covers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING

from together_lint.places import Place
from together_lint.readers.data.remarks import Lines as Range
from together_lint.readers.data.remarks import Said, is_meant
from together_lint.readers.javascript.grammar import Source
from together_lint.readers.secrets import mask_secrets
from together_lint.suppressions import FallbackPragma, Problem, Suppression, parse_comment

if TYPE_CHECKING:
    from tree_sitter import Node

_STATEMENTS = frozenset(
    ["lexical_declaration", "variable_declaration", "expression_statement", "return_statement", "throw_statement",
     "import_statement", "public_field_definition", "field_definition", "export_statement", "pair",
     "variable_declarator", "enum_assignment", "function_declaration", "generator_function_declaration",
     "method_definition", "class_declaration", "abstract_class_declaration", "if_statement", "for_statement",
     "for_in_statement", "while_statement", "do_statement", "try_statement", "switch_statement", "switch_case",
     "switch_default", "enum_declaration", "jsx_element", "jsx_self_closing_element"]
)  # fmt: skip
_BODIES = frozenset({"statement_block", "class_body", "switch_body"})


def read_comments(path: str, source: Source) -> Said:
    """What the comments say: one behind a statement covers that statement, one above it the next."""
    if not is_meant(source.text):
        return Said()
    comments: list[Node] = []
    ranges: set[Range] = set()
    for node in _nodes(source.tree.root_node):
        kind = node.type
        if kind in ("comment", "html_comment"):
            comments.append(node)
        elif kind in _STATEMENTS:
            ranges.add(_lines(source, node))
    ordered = sorted(ranges)
    found = []
    for node in comments:
        text = source.slice(node)
        if is_meant(text):
            line, column, end_line, end_column = source.span(node)
            first, last = _covered(ordered, line, end_line, _is_alone(source, node, line))
            place = Place(path, line, column, end_line, end_column)
            found.append(parse_comment(mask_secrets(text), place, first, last))
    return Said(
        tuple(item for item in found if isinstance(item, Suppression)),
        tuple(item for item in found if isinstance(item, FallbackPragma)),
        tuple(item for item in found if isinstance(item, Problem)),
    )


def _nodes(root: Node) -> Iterator[Node]:
    stack = [root]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(node.children))


def _lines(source: Source, node: Node) -> Range:
    """First and last line of a statement; of one that holds a body of statements only the lines of its head."""
    first, last = source.lines.line(node.start_byte), source.lines.line(node.end_byte)
    body = next((inner for inner in _nodes(node) if inner.type in _BODIES), None)
    return first, min(last, source.lines.line(body.start_byte)) if body is not None else last


def _is_alone(source: Source, node: Node, line: int) -> bool:
    """Whether a line holds nothing before a comment; the braces of `{/* … */}` in JSX do not count."""
    before = source.text[source.lines.offset(line, 1) : node.start_byte]
    return not before.strip(" \t{")


def _covered(ranges: list[Range], line: int, end_line: int, is_alone: bool) -> Range:
    """The innermost statement around a line, or the next one for a comment on lines of its own."""
    if is_alone:
        number = bisect_right(ranges, (end_line + 1, 0))
        inside = [each for each in ranges[:number] if each[0] < line and each[1] > end_line]
        following = next((each for each in ranges[number:] if each[0] > end_line), None)
        if following is not None and (not inside or following[0] <= inside[-1][1]):
            # All that begins on that line: `export const x = call({` begins several statements.
            return max(each for each in ranges if each[0] == following[0])
        return inside[-1] if inside else (line, line)
    around = [each for each in ranges if each[0] <= line <= each[1]]
    if not around:
        return line, line
    innermost = min(around, key=lambda each: (each[1] - each[0], -each[0]))
    return max(each for each in around if each[0] == innermost[0])
