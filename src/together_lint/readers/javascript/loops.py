"""Loops, and the branches of a `switch`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.facts import Expression, Statement
from together_lint.readers.javascript.lowering import Lowering, field, has, parts
from together_lint.readers.javascript.naming import declared, names_of
from together_lint.readers.javascript.patterns import PATTERNS, assigned, target

if TYPE_CHECKING:
    from tree_sitter import Node


def loop_body(lower: Lowering, node: Node | None) -> tuple[Statement, ...]:
    outer, lower.in_switch = lower.in_switch, False
    try:
        return lower.body(node)
    finally:
        lower.in_switch = outer


def for_each(lower: Lowering, node: Node) -> Iterator[Statement]:
    """`for (const x of xs)`, `for (const key in object)`."""
    left, right, span = field(node, "left"), field(node, "right"), lower.span(node)
    if left is None or right is None:
        return
    source = lower(right)
    if has(node, "in"):
        source = facts.Call(span, facts.Attribute(span, source, "keys"), ())
    source = _numbered(source, left) or source
    is_own = has(node, "const") or has(node, "let")
    with lower.names.block(names_of(lower.text, left) if is_own else (), node.start_byte):
        body = loop_body(lower, field(node, "body"))
        if left.type in PATTERNS and left.type != "array_pattern":
            name = facts.Name(lower.span(left), lower.fresh(left))
            loop = facts.Loop(span, name, source, (*assigned(lower, left, name, lower.span(left)), *body), ())
        else:
            loop = facts.Loop(span, target(lower, left), source, body, ())
    yield loop


def _numbered(source: Expression, left: Node) -> Expression | None:
    """`for (const [i, x] of xs.entries())`: with the number of each."""
    if not (isinstance(source, facts.Call) and isinstance(source.function, facts.Attribute)):
        return None
    base = source.function.base
    if source.function.name != "entries" or source.arguments or left.type != "array_pattern":
        return None
    return facts.Call(source.span, facts.Name(source.span, "enumerate"), (facts.Argument(base),))


def counted(lower: Lowering, node: Node) -> Iterator[Statement]:
    """`for (let i = 0; i < n; i++)`: over a range where it counts to something, else while its condition holds."""
    start = field(node, "initializer")
    with lower.names.block(declared(lower.text, [start] if start is not None else []), node.start_byte):
        found = list(_counted(lower, node))
    yield from found


def _counted(lower: Lowering, node: Node) -> Iterator[Statement]:
    start, test, step = (field(node, name) for name in ("initializer", "condition", "increment"))
    span = lower.span(node)
    condition = _plain(test)
    before = lower.statement(start) if start is not None else []
    body = loop_body(lower, field(node, "body"))
    counter = _counter(before, lower, step)
    tested = lower.openly(condition) if condition is not None else facts.Constant(span, True)
    if counter and isinstance(tested, facts.Binary) and tested.operator in ("<", "<=") and _is(tested.left, counter):
        limit = tested.right
        if isinstance(limit, facts.Attribute) and limit.name == "length":
            limit = facts.Call(limit.span, facts.Name(limit.span, "len"), (facts.Argument(limit.base),))
        source = facts.Call(tested.span, facts.Name(tested.span, "range"), (facts.Argument(limit),))
        yield facts.Loop(span, facts.Name(span, counter), source, body, ())
        return
    if counter and condition is None:
        endless = facts.Call(span, facts.Name(span, "count"), ())
        yield facts.Loop(span, facts.Name(span, counter), endless, body, ())
        return
    yield from before
    after = lower.expression_statement(step) if step is not None else []
    yield facts.Loop(span, None, tested, (*body, *after), ())


def _plain(node: Node | None) -> Node | None:
    if node is not None and node.type == "expression_statement":
        return next(iter(parts(node)), None)
    return node if node is not None and node.type != "empty_statement" else None


def _counter(before: list[Statement], lower: Lowering, step: Node | None) -> str:
    """The variable that a loop counts with."""
    statement = before[0] if len(before) == 1 else None
    if step is None or step.type not in ("update_expression", "augmented_assignment_expression"):
        return ""
    counted_up = field(step, "argument") or field(step, "left")
    if not isinstance(statement, facts.Assign) or not isinstance(statement.targets[0], facts.Name):
        return ""
    name = statement.targets[0].id
    return name if lower.name(counted_up) == name and "-" not in lower.text(step) else ""


def _is(node: Expression, name: str) -> bool:
    return isinstance(node, facts.Name) and node.id == name


def while_loop(lower: Lowering, node: Node) -> Iterator[Statement]:
    """`while (…) { }`, `do { } while (…)`."""
    test = field(node, "condition")
    source = lower.openly(test) if test is not None else facts.Constant(lower.span(node), True)
    yield facts.Loop(lower.span(node), None, source, loop_body(lower, field(node, "body")), ())


def switch(lower: Lowering, node: Node) -> Iterator[Statement]:
    """`switch` as a chain of branches; cases that share their statements are one branch."""
    value, body = field(node, "value"), field(node, "body")
    if value is None or body is None:
        return
    subject = lower.openly(value)
    inner_nodes = [part for case in parts(body) for part in parts(case)]
    with lower.names.block(declared(lower.text, inner_nodes), body.start_byte):
        found = list(_arms(lower, body, subject))
    yield from found


def _arms(lower: Lowering, body: Node, subject: Expression) -> Iterator[Statement]:
    outer, lower.in_switch = lower.in_switch, True
    arms: list[tuple[Expression | None, tuple[Statement, ...], facts.Span]] = []
    waiting: list[Expression] = []
    for case in parts(body):
        tested, span = field(case, "value"), lower.span(case)
        if tested is not None:
            waiting.append(facts.Binary(span, "==", subject, lower.openly(tested)))
        inner = lower.block(part for part in parts(case) if part != tested)
        if case.type == "switch_default":
            arms.append((None, inner, span))
            waiting = []
        elif len(parts(case)) > 1:
            test = waiting[0] if len(waiting) == 1 else facts.Either(span, "or", tuple(waiting))
            arms.append((test, inner, span))
            waiting = []
    lower.in_switch = outer
    chain: tuple[Statement, ...] = next((inner for test, inner, _span in arms if test is None), ())
    for tested_arm, inner, span in reversed(arms):
        if tested_arm is not None:
            chain = (facts.Branch(span, tested_arm, inner, chain),)
    yield from chain


def jump(lower: Lowering, node: Node) -> Iterator[Statement]:
    """`break`, `continue`; the `break` of a `switch` leaves nothing that facts know."""
    is_break = node.type == "break_statement"
    if is_break and lower.in_switch and not parts(node):
        yield facts.Jump(lower.span(node), "pass")
    else:
        yield facts.Jump(lower.span(node), "break" if is_break else "continue")
