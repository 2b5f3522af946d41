"""Comments that speak to together-lint, with the lines of the statement that each one covers."""

from __future__ import annotations

import ast
import bisect
import io
import sys
import tokenize
from collections.abc import Iterator

from together_lint.places import Place
from together_lint.readers.python.said import Said
from together_lint.readers.secrets import mask_secrets

_MARKS = ("together-lint", "together_lint", "togetherlint")


def read_comments(path: str, text: str, tree: ast.Module | None) -> Said:
    """The comments of a file that are meant for together-lint. A comment on a line of its own covers what follows."""
    lowered = text.lower()
    if not any(mark in lowered for mark in _MARKS):
        return Said()
    from together_lint.suppressions import FallbackPragma, Problem, Suppression, parse_comment

    ranges = sorted(_statement_ranges(tree, text)) if tree is not None else []
    found = []
    for token in _comment_tokens(text):
        if not any(mark in token.string.lower() for mark in _MARKS):
            continue
        line, column = token.start
        place = Place(path, line, column + 1, line, token.end[1] + 1)
        is_alone = not token.line[:column].strip()
        first, last = _covered(ranges, line, is_alone)
        found.append(parse_comment(mask_secrets(token.string), place, first, last))
    return Said(
        tuple(item for item in found if isinstance(item, Suppression)),
        tuple(item for item in found if isinstance(item, FallbackPragma)),
        tuple(item for item in found if isinstance(item, Problem)),
    )


def _comment_tokens(text: str) -> Iterator[tokenize.TokenInfo]:
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.COMMENT:
                yield token
    except (tokenize.TokenError, SyntaxError):
        return  # the rest of a file whose syntax is newer than the running Python


def _statement_ranges(tree: ast.Module, text: str) -> Iterator[tuple[int, int]]:
    """First and last line of every statement; of one with a body only the lines of its head."""
    lines = io.StringIO(text, newline=None).readlines()
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt):
            first = _first_line(node)
            body = _first_of_body(node)
            if body is None:
                yield first, node.end_lineno or node.lineno
                continue
            last = body - 1
            while last > node.lineno and lines[last - 1].lstrip()[:1] in ("", "#"):
                last -= 1  # comments and empty lines between the head and the body belong to the body
            yield first, max(node.lineno, last)


def _first_line(node: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(decorator.lineno for decorator in decorators)])


def _first_of_body(node: ast.stmt) -> int | None:
    """The line on which the body of a compound statement begins."""
    if isinstance(node, ast.Match):
        return node.cases[0].pattern.lineno
    body: list[ast.stmt] = getattr(node, "body", [])
    return _first_line(body[0]) if body else None


def _covered(ranges: list[tuple[int, int]], line: int, is_alone: bool) -> tuple[int, int]:
    """The statement around a line, or the next one for a comment on its own line. Heads and statements in order."""
    position = bisect.bisect_right(ranges, (line, sys.maxsize))
    if position and ranges[position - 1][1] >= line:
        return ranges[position - 1]
    if is_alone and position < len(ranges):
        return ranges[position]
    return line, line
