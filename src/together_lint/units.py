"""Units: the functions and classes of a file that are read when somebody asks for what is in them.

Reading a file means knowing where its units are; most of them are never asked for. To everybody else a unit is the
function or class that it stands for. Who looks for something through whole files asks a unit for the words in its
source first, and leaves it alone when what is looked for is not among them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from together_lint.facts import (
    Argument,
    Class,
    Expression,
    Function,
    Parameter,
    Span,
    Statement,
    expressions,
    expressions_of_kind,
)
from together_lint.late_patterns import late_pattern

_WORD = late_pattern(r"[^\W\d]\w*")


class Unit:
    """A function or class of a file that is read when somebody asks for what is in it.

    `source` is its text, of a class without its methods: what does not stand there need not be looked for. Reading it
    raises nothing: where it cannot be read it is empty, and the file has a skip for it.
    """

    __slots__ = ("_node", "_read", "_source", "_waiting")

    def __init__(self, source: Callable[[], str], read: Callable[[], Function | Class]) -> None:
        self._source = source
        self._read = read
        self._node: Function | Class | None = None
        self._waiting: list[Callable[[], None]] = []

    @property
    def source(self) -> str:
        return self._source()

    @property
    def is_read(self) -> bool:
        return self._node is not None

    def words(self) -> set[str]:
        """Every word in the source, those in comments and strings included. The same word is the same object."""
        return set(map(sys.intern, _WORD.findall(self.source)))

    def has_word(self, word: str) -> bool:
        source = self.source
        return word in source and word in _WORD.findall(source)

    @property
    def node(self) -> Function | Class:
        """What is in it, read now if it was not."""
        if self._node is None:
            self._node = self._read()
            for told in self._waiting:
                told()
            self._waiting.clear()
        return self._node

    def when_read(self, told: Callable[[], None]) -> None:
        """Have a function called once the unit has been read: at once, if it has been."""
        if self._node is not None:
            told()
        else:
            self._waiting.append(told)


class FunctionUnit(Function):
    """A function whose parts are read when they are asked for; its name and place are known."""

    __slots__ = ("unit",)
    unit: Unit

    def __init__(self, span: Span, name: str, is_async: bool, unit: Unit) -> None:
        for field, value in (("span", span), ("name", name), ("is_async", is_async), ("unit", unit)):
            object.__setattr__(self, field, value)

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        return self._read.parameters

    @property
    def body(self) -> tuple[Statement, ...]:
        return self._read.body

    @property
    def decorators(self) -> tuple[Expression, ...]:
        return self._read.decorators

    @property
    def returns(self) -> Expression | None:
        return self._read.returns

    @property
    def _read(self) -> Function:
        node = self.unit.node
        assert isinstance(node, Function)
        return node


class ClassUnit(Class):
    """A class whose parts are read when they are asked for; `members` are the methods in it, units themselves."""

    __slots__ = ("members", "unit")
    unit: Unit
    members: tuple[FunctionUnit, ...]

    def __init__(self, span: Span, name: str, unit: Unit, members: tuple[FunctionUnit, ...]) -> None:
        for field, value in (("span", span), ("name", name), ("unit", unit), ("members", members)):
            object.__setattr__(self, field, value)

    @property
    def bases(self) -> tuple[Expression, ...]:
        return self._read.bases

    @property
    def body(self) -> tuple[Statement, ...]:
        return self._read.body

    @property
    def keywords(self) -> tuple[Argument, ...]:
        return self._read.keywords

    @property
    def decorators(self) -> tuple[Expression, ...]:
        return self._read.decorators

    @property
    def _read(self) -> Class:
        node = self.unit.node
        assert isinstance(node, Class)
        return node


def is_unread(node: object) -> bool:
    """Whether a statement is a unit that nobody has asked for yet."""
    return isinstance(node, FunctionUnit | ClassUnit) and not node.unit.is_read


def _in_head(node: FunctionUnit | ClassUnit) -> tuple[Expression, ...]:
    """What a definition evaluates itself: nothing is said of it, and it is not read, before somebody asks for it."""
    return tuple(expressions(node.unit.node)) if node.unit.is_read else ()


expressions_of_kind(FunctionUnit, _in_head)
expressions_of_kind(ClassUnit, _in_head)
