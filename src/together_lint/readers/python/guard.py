"""What stands between a file and the parsers: decoding, size, and shapes that would kill or stall a parser.

libcst crashes on a few thousand nested parentheses and takes half a minute on ten thousand chained operators; neither
can be caught. The standard `ast` refuses nearly all of that in a tenth of a second, so it parses first. Where it fails
because the syntax is newer than the running Python, only a cheap count of brackets, operators and keywords decides.
"""

from __future__ import annotations

import ast
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from together_lint.late_patterns import late_pattern
from together_lint.readers import Unreadable

MAX_DEPTH = 400
MAX_OPERATOR_RUN = 1_500

MAX_NODES = 150_000
"""Expressions and statements that are parsed at once: about two seconds of libcst and 200 MB."""

ROOM = 1_000
"""Calls that may be under way when a part of a file is read."""

_LARGE = 500_000
"""Characters from which on a text is looked at before it is parsed."""
_ASSIGNED = late_pattern(r"(?<![=!<>])=(?!=)")

_OPENING, _CLOSING, _SEPARATORS = "([{", ")]}", ",=:;"
_TOKENS = late_pattern(r"[\[({})\],=:;\n+\-*/%|&^.<>~]|\b(?:and|or|not|lambda|if|elif|for|await|in|is)\b")


def parse_guarded(text: str) -> ast.Module | SyntaxError:
    """The `ast` of a text that is safe to give to libcst, or why there is none: it may be newer syntax.

    Raises:
        Unreadable: a shape that is not safe to parse.
    """
    tree = parse(text)
    if isinstance(tree, ast.Module):
        refuse_unsafe_tree(tree)
    return tree


def parse(text: str) -> ast.Module | SyntaxError:
    """The same, without a look at the shape of what `ast` has parsed."""
    if len(text) > _LARGE and _fewest(text) > MAX_NODES:
        raise _too_large()
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        _refuse_unsafe_text(text, error)
        return error
    except (RecursionError, MemoryError):
        raise Unreadable("nested too deeply to be read safely") from None
    except ValueError as error:
        raise Unreadable(str(error)) from None
    return tree


def _fewest(text: str) -> int:
    """At least so many expressions and statements are in a text: `ast` takes a gigabyte for five dense megabytes."""
    filled_lines = text.count("\n") - text.count("\n\n")
    return max(filled_lines, text.count(",") + 2 * sum(1 for _ in _ASSIGNED.finditer(text)))


def invalid(error: SyntaxError) -> Unreadable:
    """What to say of a file that `ast` refused and nothing else can read."""
    return Unreadable(
        f"is not valid Python: {error.msg.splitlines()[0] if error.msg else 'syntax error'}", error.lineno
    )


def _refuse_unsafe_text(text: str, error: SyntaxError) -> None:
    """Raise unless a rough count says that the text is no deeper than a person would write."""
    depth = run = words = branches = 0
    for match in _TOKENS.finditer(text):
        token = match.group()
        if token in _OPENING:
            depth += 1
        elif token in _CLOSING:
            depth, run = depth - 1, run + 1  # `a()()()` is a chain as well
        elif token == "\n":
            run, words = (run, words) if depth > 0 else (0, 0)
        elif token in _SEPARATORS:
            run = 0
        elif token == "elif":
            branches += 1
        elif token.isalpha():
            words += 1
        else:
            run += 1
        if depth > MAX_DEPTH // 4 or max(run, words, branches) > MAX_OPERATOR_RUN:
            raise invalid(error)


def refuse_unsafe_tree(tree: ast.AST, most: int = MAX_NODES) -> int:
    """How many expressions and statements a tree has; raises `Unreadable` where it is deeper or larger than bearable.

    `most`: so many of them are left to this part of a file.
    """
    nodes = 0
    stack: list[tuple[ast.AST, int]] = [(tree, 1)]
    while stack:
        node, depth = stack.pop()
        nodes += 1
        if nodes > min(most, MAX_NODES):
            raise _too_large()
        levels = _LEVELS.get(type(node))
        depth += levels(node) if levels else 1
        if depth > MAX_DEPTH:
            line = getattr(node, "lineno", None)
            raise Unreadable(f"nested too deeply to be read safely (more than {MAX_DEPTH} levels)", line)
        stack.extend((child, depth) for child in ast.iter_child_nodes(node))
    return nodes


def _too_large() -> Unreadable:
    return Unreadable(f"has more than {MAX_NODES:,} expressions and statements")


def _clauses(node: Any) -> int:
    return 1 + len(node.generators)


# What `ast` keeps in one list or string and libcst nests: levels by kind of node, all others are one.
_LEVELS: dict[type, Callable[[Any], int]] = {
    ast.BoolOp: lambda node: 1 + len(node.values),
    ast.alias: lambda node: 1 + node.name.count("."),
    ast.ImportFrom: lambda node: 1 + (node.module or "").count("."),
    **dict.fromkeys((ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp), _clauses),
}


@contextmanager
def room_and_silence() -> Iterator[None]:
    """A few frames for each level of the deepest file that the guard lets through, and no warnings of the compiler.

    A unit is read when somebody asks for it, who may be many calls deep already.
    """
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, MAX_DEPTH * 12) + ROOM)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        sys.setrecursionlimit(before)
