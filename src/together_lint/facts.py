"""Facts: what one file says, in a small syntax tree that every reader lowers its language into.

The linker knows only these nodes, so a reader for another language adds a file and nothing else changes. Nodes are
frozen and hold no reference to a parser's own tree. `span` is (line, column, end line, end column), counted like a
`Place`, and kept as one number: four and their tuple take as much memory as all else of most nodes. `await` is dropped
by readers: whether a request is awaited changes nothing that is judged.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from together_lint.lean_dataclasses import dataclass
from together_lint.places import Place

if TYPE_CHECKING:
    from together_lint.offsets import Origin
    from together_lint.suppressions import FallbackPragma, Problem, Suppression
    from together_lint.usages import Skip

Span: TypeAlias = "tuple[int, int, int, int]"
Scalar: TypeAlias = "str | int | float | bool | None"


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """Anything with a place in the file. Nodes are compared by identity: two equal calls are two requests."""

    span: Span


def _in_one_number(slot: Any) -> property:
    """A span in place of the slot of that name: an integer, or the span itself where one of its numbers is large."""
    get, put = slot.__get__, slot.__set__

    def span(node: Node) -> Span:
        kept = get(node)
        if kept.__class__ is tuple:
            return kept
        line = kept >> 34
        return line, kept >> 22 & 4095, line + (kept >> 12 & 1023), kept & 4095

    def keep(node: Node, span: Span) -> None:
        line, column, end_line, end_column = span
        lines = end_line - line
        is_small = line < 1 << 24 and column < 4096 and 0 <= lines < 1024 and end_column < 4096
        put(node, line << 34 | column << 22 | lines << 12 | end_column if is_small else span)

    return property(span, keep)


if not TYPE_CHECKING:
    Node.span = _in_one_number(Node.span)


# ---------------------------------------------------------------------------------------------- expressions


@dataclass(frozen=True, slots=True, eq=False)
class Constant(Node):
    value: Scalar


@dataclass(frozen=True, slots=True, eq=False)
class Redacted(Node):
    """A literal that looks like a secret: only a prefix and a digest ever leave the reader."""

    prefix: str
    digest: str
    is_key: bool = False
    """Whether it is made like a real key; not so what somebody is to fill in."""


@dataclass(frozen=True, slots=True, eq=False)
class Template(Node):
    """A string with expressions in it (an f-string, a template literal)."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Name(Node):
    id: str


@dataclass(frozen=True, slots=True, eq=False)
class Attribute(Node):
    base: Expression
    name: str


@dataclass(frozen=True, slots=True, eq=False)
class Subscript(Node):
    base: Expression
    key: Expression


@dataclass(frozen=True, slots=True, eq=False)
class Slice(Node):
    """`start:stop:step` as a key; None for a bound that is left out."""

    start: Expression | None
    stop: Expression | None
    step: Expression | None


@dataclass(frozen=True, slots=True, eq=False)
class Argument:
    """One argument: positional (`name` is None), by name, or spread (`*` a sequence, `**` a mapping)."""

    value: Expression
    name: str | None = None
    spread: Literal["", "*", "**"] = ""


@dataclass(frozen=True, slots=True, eq=False)
class Call(Node):
    function: Expression
    arguments: tuple[Argument, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Spread(Node):
    """`*value` inside a collection."""

    value: Expression


@dataclass(frozen=True, slots=True, eq=False)
class Sequence(Node):
    kind: Literal["list", "tuple", "set"]
    items: tuple[Expression, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Mapping(Node):
    """Entries in order; a key of None is a spread of another mapping."""

    entries: tuple[tuple[Expression | None, Expression], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Choice(Node):
    """`then if test else otherwise`."""

    test: Expression
    then: Expression
    otherwise: Expression


@dataclass(frozen=True, slots=True, eq=False)
class Either(Node):
    """`a or b or c`, `a and b`."""

    operator: Literal["or", "and"]
    operands: tuple[Expression, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Binary(Node):
    """Arithmetic, and comparisons (`==`, `!=`, `<`, `in`, `not in`, `is`, `is not`, …)."""

    operator: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True, eq=False)
class Unary(Node):
    operator: Literal["not", "-", "+", "~"]
    operand: Expression


@dataclass(frozen=True, slots=True, eq=False)
class Clause:
    """`for target in source if conditions` of a comprehension."""

    target: Expression
    source: Expression
    conditions: tuple[Expression, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Comprehension(Node):
    """`key` is set for mappings only."""

    kind: Literal["list", "set", "mapping", "generator"]
    key: Expression | None
    element: Expression
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Bind(Node):
    """`name := value`."""

    name: str
    value: Expression


@dataclass(frozen=True, slots=True, eq=False)
class Yield(Node):
    value: Expression | None


@dataclass(frozen=True, slots=True, eq=False)
class Opaque(Node):
    """An expression that is not followed, with the reason; its parts may still hold calls."""

    reason: str
    parts: tuple[Expression, ...] = ()


# ----------------------------------------------------------------------------------------------- statements


@dataclass(frozen=True, slots=True, eq=False)
class Parameter(Node):
    """`kind`: `*` collects the positional rest, `**` the named rest, `=` can only be given by name."""

    name: str
    default: Expression | None = None
    annotation: Expression | None = None
    kind: Literal["", "*", "**", "="] = ""


@dataclass(frozen=True, slots=True, eq=False)
class Function(Node):
    """A function, method or lambda (`name` is empty; its body is one Return)."""

    name: str
    parameters: tuple[Parameter, ...]
    body: tuple[Statement, ...]
    decorators: tuple[Expression, ...] = ()
    returns: Expression | None = None
    is_async: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Class(Node):
    name: str
    bases: tuple[Expression, ...]
    body: tuple[Statement, ...]
    keywords: tuple[Argument, ...] = ()
    decorators: tuple[Expression, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Assign(Node):
    """`targets = value`; a value of None is a bare declaration (`x: str`)."""

    targets: tuple[Expression, ...]
    value: Expression | None
    annotation: Expression | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Augment(Node):
    target: Expression
    operator: str
    value: Expression


@dataclass(frozen=True, slots=True, eq=False)
class Evaluate(Node):
    value: Expression


@dataclass(frozen=True, slots=True, eq=False)
class Return(Node):
    value: Expression | None


@dataclass(frozen=True, slots=True, eq=False)
class Raise(Node):
    value: Expression | None


@dataclass(frozen=True, slots=True, eq=False)
class Jump(Node):
    kind: Literal["break", "continue", "pass"]


@dataclass(frozen=True, slots=True, eq=False)
class Branch(Node):
    """`if`; `elif` and `match` become nested branches in `orelse`."""

    test: Expression
    body: tuple[Statement, ...]
    orelse: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Loop(Node):
    """`for target in source`, or `while source` (no target)."""

    target: Expression | None
    source: Expression
    body: tuple[Statement, ...]
    orelse: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, eq=False)
class With(Node):
    items: tuple[tuple[Expression, Expression | None], ...]
    body: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Handler(Node):
    """One `except`; `types` is None for a bare one."""

    types: Expression | None
    name: str | None
    body: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Try(Node):
    body: tuple[Statement, ...]
    handlers: tuple[Handler, ...]
    orelse: tuple[Statement, ...]
    final: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Import(Node):
    """`import module as alias` (`names` is empty) or `from module import name as alias, …`.

    `module` keeps its leading dots. A name of `*` is a star import.
    """

    module: str
    alias: str | None = None
    names: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Outer(Node):
    """`global` and `nonlocal`."""

    names: tuple[str, ...]


Expression: TypeAlias = (
    "Constant | Redacted | Template | Name | Attribute | Subscript | Slice | Call | Spread | Sequence | Mapping"
    " | Choice | Either | Binary | Unary | Comprehension | Bind | Yield | Function | Opaque"
)
Statement: TypeAlias = (
    "Function | Class | Assign | Augment | Evaluate | Return | Raise | Jump | Branch | Loop | With | Try | Import"
    " | Outer"
)


# ------------------------------------------------------------------------------------------------ one file


@dataclass(frozen=True, slots=True, eq=False)
class FileFacts:
    """All that a reader says of one file.

    `text` is what the spans count in: the decoded source, or the code in it, for which `origin` says where it stands
    in the source. `skips` are parts of the file that could not be read.
    """

    path: str
    language: str
    body: tuple[Statement, ...]
    text: str
    suppressions: tuple[Suppression, ...] = ()
    pragmas: tuple[FallbackPragma, ...] = ()
    problems: tuple[Problem, ...] = ()
    skips: Collection[Skip] = ()
    origin: Origin | None = None

    @property
    def source(self) -> str:
        """The text to search in. It may hold secrets that `text` does not: nothing of it is shown or kept."""
        return self.text

    def place(self, node: Node) -> Place:
        return Place(self.path, *node.span)

    def parts_read(self) -> tuple[int, ...]:
        """The numbers of the parts that were read so far, of a file that is read in parts."""
        return ()

    def read_parts(self, numbers: Collection[int]) -> None:
        """Read these parts, if they were not."""


def blocks(statement: Statement) -> tuple[tuple[Statement, ...], ...]:
    """The statement lists directly inside a statement, those of functions and classes left out."""
    if isinstance(statement, Branch | Loop):
        return (statement.body, statement.orelse)
    if isinstance(statement, With):
        return (statement.body,)
    if isinstance(statement, Try):
        return (statement.body, *(handler.body for handler in statement.handlers), statement.orelse, statement.final)
    return ()


def expressions(statement: Statement) -> Iterator[Expression]:
    """The expressions that a statement evaluates itself, in source order, bodies left out."""
    parts = _STATEMENT_EXPRESSIONS.get(type(statement))
    if parts is not None:
        for value in parts(statement):
            if value is not None:
                yield value


def expressions_of_kind(kind: type, parts: Callable[..., _Parts]) -> None:
    """Say which expressions a further kind of statement evaluates itself."""
    _STATEMENT_EXPRESSIONS[kind] = parts


def children(node: Expression) -> Iterator[Expression]:
    """The expressions directly inside an expression. A lambda's body is a statement list and not among them."""
    parts = _EXPRESSION_CHILDREN.get(type(node))
    if parts is not None:
        for value in parts(node):
            if value is not None:
                yield value


def walk(node: Expression) -> Iterator[Expression]:
    """The expression and everything inside it, outer before inner, in source order."""
    stack = [node]
    while stack:
        current = stack.pop()
        yield current
        parts = _EXPRESSION_CHILDREN.get(type(current))
        if parts is not None:  # most are names and constants
            stack.extend([part for part in parts(current)[::-1] if part is not None])


_Parts: TypeAlias = "tuple[Expression | None, ...]"


def _definition(node: Function) -> _Parts:
    return (*node.decorators, *(parameter.default for parameter in node.parameters))


def _class_parts(node: Class) -> _Parts:
    return (*node.decorators, *node.bases, *(keyword.value for keyword in node.keywords))


def _call(node: Call) -> _Parts:
    if not node.arguments:
        return (node.function,)
    return (node.function, *[argument.value for argument in node.arguments])


def _comprehension(node: Comprehension) -> _Parts:
    clauses = tuple(part for clause in node.clauses for part in (clause.source, *clause.conditions))
    return (node.key, node.element, *clauses)


_STATEMENT_EXPRESSIONS: dict[type, Callable[..., _Parts]] = {
    Function: _definition,
    Class: _class_parts,
    Assign: lambda node: (node.value, *node.targets),
    Augment: lambda node: (node.target, node.value),
    Evaluate: lambda node: (node.value,),
    Return: lambda node: (node.value,),
    Raise: lambda node: (node.value,),
    Branch: lambda node: (node.test,),
    Loop: lambda node: (node.source,),
    With: lambda node: tuple(item for item, _target in node.items),
    Try: lambda node: tuple(handler.types for handler in node.handlers),
}

_EXPRESSION_CHILDREN: dict[type, Callable[..., _Parts]] = {
    Template: lambda node: node.parts,
    Attribute: lambda node: (node.base,),
    Subscript: lambda node: (node.base, node.key),
    Slice: lambda node: (node.start, node.stop, node.step),
    Call: _call,
    Spread: lambda node: (node.value,),
    Sequence: lambda node: node.items,
    Mapping: lambda node: tuple([part for entry in node.entries for part in entry]),
    Choice: lambda node: (node.then, node.test, node.otherwise),
    Either: lambda node: node.operands,
    Binary: lambda node: (node.left, node.right),
    Unary: lambda node: (node.operand,),
    Comprehension: _comprehension,
    Bind: lambda node: (node.value,),
    Yield: lambda node: (node.value,),
    Function: _definition,
    Opaque: lambda node: node.parts,
}
