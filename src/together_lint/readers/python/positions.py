"""Exact positions for libcst nodes, without libcst's slow position metadata.

`ast` knows every position and libcst knows none, but both see the same calls, strings, numbers, lists, mappings and
statements in the same source order. So the nodes of each kind are paired one to one. Counts and the names of callees
are checked; on any doubt libcst's own provider is asked instead. Nodes inside f-strings are left out on both sides,
since their positions are wrong before Python 3.12.
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from together_lint.facts import Span
from together_lint.readers.python.concrete import cst

_STRINGS = (cst.SimpleString, cst.ConcatenatedString, cst.FormattedString)
_TEMPLATED: tuple[type, ...] = tuple(
    found for found in (getattr(cst, "TemplatedString", None),) if isinstance(found, type)
)
_CST_KINDS: dict[type, str] = {
    cst.Call: "call",
    **dict.fromkeys((*_STRINGS, *_TEMPLATED), "string"),
    **dict.fromkeys((cst.Integer, cst.Float, cst.Imaginary), "number"),
    cst.List: "list",
    cst.Dict: "mapping",
}
_STATEMENTS: frozenset[type] = frozenset({cst.BaseSmallStatement, cst.BaseCompoundStatement})
_AST_KINDS: dict[type, str] = {ast.Call: "call", ast.JoinedStr: "string", ast.List: "list", ast.Dict: "mapping"}

# The syntactic fields of libcst's classes in source order, where that is not simply all fields as declared.
_FIELDS: dict[str, tuple[str, ...]] = {
    "Arg": ("value",),
    "Attribute": ("value",),
    "Call": ("func", "args"),
    "IfExp": ("body", "test", "orelse"),
    "CompFor": ("target", "iter", "ifs", "inner_for_in"),
    "Lambda": ("params", "body"),
    "Parameters": ("posonly_params", "params", "star_arg", "kwonly_params", "star_kwarg"),
    "Param": ("annotation", "default"),
    "FunctionDef": ("decorators", "type_parameters", "params", "returns", "body"),
    "ClassDef": ("decorators", "type_parameters", "bases", "keywords", "body"),
    "ExceptHandler": ("type", "body"),
    "ExceptStarHandler": ("type", "body"),
    "For": ("target", "iter", "body", "orelse"),
    "With": ("items", "body"),
    "MatchCase": ("pattern", "guard", "body"),
    "MatchMappingElement": ("key", "pattern"),
    "MatchKeywordElement": ("pattern",),
    "FormattedString": (),
    "ConcatenatedString": (),
    "TemplatedString": (),
}
_LAYOUT = [
    "whitespace",
    "lpar",
    "rpar",
    "semicolon",
    "comma",
    "lines",
    "footer",
    "header",
    "bracket",
    "brace",
    "indent",
    "newline",
    "equal",
    "operator",
    "dot",
    "colon",
    "asynchronous",
]

Positions: TypeAlias = Mapping[int, Span]
"""Spans by `id` of the libcst node; the tree must stay alive while they are used."""


def find_positions(module: cst.Module, tree: ast.Module | None, text: str) -> tuple[cst.Module, Positions]:
    """The spans of all paired nodes, with the module whose nodes they belong to."""
    if tree is not None:
        paired = _pair(module, tree, text)
        if paired is not None:
            return module, paired
    return _ask_provider(module)


def _pair(module: cst.Module, tree: ast.Module, text: str) -> Positions | None:
    concrete: dict[str, list[cst.CSTNode]] = {}
    for kind, node in _concrete_nodes(module):
        concrete.setdefault(kind, []).append(node)
    abstract: dict[str, list[ast.expr | ast.stmt]] = {}
    for kind, found in _abstract_nodes(tree):
        abstract.setdefault(kind, []).append(found)
    if {kind: len(nodes) for kind, nodes in concrete.items()} != {kind: len(nodes) for kind, nodes in abstract.items()}:
        return None
    columns = _Columns(text)
    spans: dict[int, Span] = {}
    for kind, nodes in concrete.items():
        for node, twin in zip(nodes, sorted(abstract[kind], key=_source_order), strict=True):
            if kind == "call" and _callee_of_concrete(node) != _callee_of_abstract(twin):
                return None
            spans[id(node)] = columns.span(twin)
    return spans


def _concrete_nodes(module: cst.Module) -> Iterator[tuple[str, cst.CSTNode]]:
    """Nodes that get a position, outer before inner, in source order."""
    stack: list[cst.CSTNode] = [module]
    while stack:
        node = stack.pop()
        kind = _kind_of(type(node))
        if kind is not None:
            yield kind, node
        for name in reversed(_fields_of(type(node))):
            value: Any = getattr(node, name)
            if isinstance(value, list | tuple):
                stack.extend(item for item in reversed(value) if _is_node(item))
            elif _is_node(value):
                stack.append(value)


# The classes of libcst are abstract ones, which Python takes long to compare: each is looked at once.


_nodes: dict[type, bool] = {}


def _is_node(value: object) -> bool:
    found = _nodes.get(type(value))
    if found is None:
        found = _nodes[type(value)] = cst.CSTNode in type(value).__mro__
    return found


@functools.cache
def _kind_of(node_type: type) -> str | None:
    is_statement = not _STATEMENTS.isdisjoint(node_type.__mro__)
    return _CST_KINDS.get(node_type, "statement" if is_statement else None)


@functools.cache
def _fields_of(node_type: type) -> tuple[str, ...]:
    declared: tuple[str, ...] = tuple(getattr(node_type, "__dataclass_fields__", ()))
    return _FIELDS.get(
        node_type.__name__, tuple(name for name in declared if not any(part in name for part in _LAYOUT))
    )


def _abstract_nodes(tree: ast.Module) -> Iterator[tuple[str, ast.expr | ast.stmt]]:
    stack: list[ast.AST] = [tree]
    while stack:
        node = stack.pop()
        if isinstance(node, ast.stmt):
            yield "statement", node
        elif isinstance(node, ast.expr):
            kind = _AST_KINDS.get(type(node)) or _constant_kind(node)
            if kind is not None:
                yield kind, node
            if isinstance(node, ast.JoinedStr) or type(node).__name__ == "TemplateStr":
                continue
        stack.extend(ast.iter_child_nodes(node))


def _constant_kind(node: ast.expr) -> str | None:
    if type(node).__name__ == "TemplateStr":
        return "string"
    if not isinstance(node, ast.Constant):
        return None
    if isinstance(node.value, str | bytes):
        return "string"
    return "number" if type(node.value) in (int, float, complex) else None


def _source_order(node: ast.expr | ast.stmt) -> tuple[int, int, int, int]:
    """Outer before inner where both start at the same column."""
    return (node.lineno, node.col_offset, -(node.end_lineno or 0), -(node.end_col_offset or 0))


def _callee_of_concrete(node: cst.CSTNode) -> str | None:
    function = node.func if isinstance(node, cst.Call) else None
    if isinstance(function, cst.Attribute):
        return function.attr.value
    return function.value if isinstance(function, cst.Name) else None


def _callee_of_abstract(node: ast.AST) -> str | None:
    function = node.func if isinstance(node, ast.Call) else None
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else None


class _Columns:
    """Turns `ast`'s UTF-8 byte columns into code points; only lines that are not ASCII need work."""

    def __init__(self, text: str) -> None:
        # The parser ends lines at \n, \r\n and \r only; str.splitlines would also split at form feeds.
        self._lines = None if text.isascii() else text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    def span(self, node: ast.expr | ast.stmt) -> Span:
        end_line, end_column = node.end_lineno or node.lineno, node.end_col_offset or node.col_offset
        return (
            node.lineno,
            self._column(node.lineno, node.col_offset),
            end_line,
            self._column(end_line, end_column),
        )

    def _column(self, line: int, offset: int) -> int:
        if self._lines is None or line > len(self._lines):
            return offset + 1
        return len(self._lines[line - 1].encode("utf-8")[:offset].decode("utf-8", "ignore")) + 1


def _ask_provider(module: cst.Module) -> tuple[cst.Module, Positions]:
    """libcst's own positions: exact, and several times slower than the parse."""
    from libcst.metadata import MetadataWrapper, PositionProvider

    wrapper = MetadataWrapper(module, unsafe_skip_copy=True)
    spans: dict[int, Span] = {}
    for node, found in wrapper.resolve(PositionProvider).items():
        spans[id(node)] = (found.start.line, found.start.column + 1, found.end.line, found.end.column + 1)
    return wrapper.module, spans
