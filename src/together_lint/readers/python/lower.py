"""libcst modules and statements to facts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from together_lint import facts
from together_lint.facts import Expression, Span, Statement
from together_lint.readers.python.concrete import cst
from together_lint.readers.python.expressions import EXPRESSIONS, argument, parameters, text_of
from together_lint.readers.python.lowering import ExpressionLowering
from together_lint.readers.python.naming import secrets_assigned
from together_lint.readers.python.positions import Positions


def lower_module(module: cst.Module, positions: Positions) -> tuple[tuple[Statement, ...], list[tuple[Span, str]]]:
    """The statements of a module, and its secrets with the literals that hold them.

    `positions` are those of this very tree.
    """
    lowering = _StatementLowering(positions)
    return lowering.block(module.body), lowering.expression.secrets


class _StatementLowering:
    def __init__(self, positions: Positions) -> None:
        self.expression = ExpressionLowering(positions, EXPRESSIONS)
        self._positions = positions

    @property
    def span(self) -> Span:
        return self.expression.span

    def block(self, nodes: Sequence[cst.CSTNode]) -> tuple[Statement, ...]:
        found: list[Statement] = []
        for node in nodes:
            if isinstance(node, cst.SimpleStatementLine | cst.SimpleStatementSuite):
                for small in node.body:
                    found.extend(self.statement(small))
            else:
                found.extend(self.statement(node))
        return tuple(found)

    def suite(self, node: cst.BaseSuite) -> tuple[Statement, ...]:
        if isinstance(node, cst.SimpleStatementSuite):
            return self.block([node])
        return self.block(node.body)

    def orelse(self, node: cst.If | cst.Else | None) -> tuple[Statement, ...]:
        if node is None:
            return ()
        return self.suite(node.body) if isinstance(node, cst.Else) else self.statement(node)

    def statement(self, node: cst.CSTNode) -> tuple[Statement, ...]:
        outer = self.expression.span
        self.expression.span = self._positions.get(id(node), outer)
        try:
            lower = _LOWER.get(type(node))
            return lower(self, node) if lower else ()
        finally:
            self.expression.span = outer


def _function(lower: _StatementLowering, node: cst.FunctionDef) -> tuple[Statement, ...]:
    return (
        facts.Function(
            lower.span,
            node.name.value,
            parameters(lower.expression, node.params),
            lower.suite(node.body),
            tuple(lower.expression(item.decorator) for item in node.decorators),
            lower.expression.optional(node.returns.annotation if node.returns else None),
            node.asynchronous is not None,
        ),
    )


def _class(lower: _StatementLowering, node: cst.ClassDef) -> tuple[Statement, ...]:
    return (
        facts.Class(
            lower.span,
            node.name.value,
            tuple(lower.expression(base.value) for base in node.bases),
            lower.suite(node.body),
            tuple(argument(lower.expression, keyword) for keyword in node.keywords),
            tuple(lower.expression(item.decorator) for item in node.decorators),
        ),
    )


def _assign(lower: _StatementLowering, node: cst.Assign) -> tuple[Statement, ...]:
    targets = tuple(lower.expression(item.target) for item in node.targets)
    lower.expression.mark_secret(secrets_assigned(targets, node.value))
    return (facts.Assign(lower.span, targets, lower.expression(node.value)),)


def _annotated(lower: _StatementLowering, node: cst.AnnAssign) -> tuple[Statement, ...]:
    target = lower.expression(node.target)
    annotation = lower.expression(node.annotation.annotation)
    if node.value is not None:
        lower.expression.mark_secret(secrets_assigned([target], node.value))
    value = lower.expression.optional(node.value)
    return (facts.Assign(lower.span, (target,), value, annotation),)


def _augment(lower: _StatementLowering, node: cst.AugAssign) -> tuple[Statement, ...]:
    operators: dict[type, str] = {cst.AddAssign: "+", cst.BitOrAssign: "|"}
    target = lower.expression(node.target)
    lower.expression.mark_secret(secrets_assigned([target], node.value))
    return (facts.Augment(lower.span, target, operators.get(type(node.operator), "?"), lower.expression(node.value)),)


def _evaluate(lower: _StatementLowering, node: cst.Expr) -> tuple[Statement, ...]:
    value = lower.expression(node.value)
    if isinstance(value, facts.Constant) and isinstance(value.value, str):
        value = facts.Constant(value.span, "")  # nobody asks for a docstring, and they are a fifth of most files
    return (facts.Evaluate(lower.span, value),)


def _return(lower: _StatementLowering, node: cst.Return) -> tuple[Statement, ...]:
    return (facts.Return(lower.span, lower.expression.optional(node.value)),)


def _raise(lower: _StatementLowering, node: cst.Raise) -> tuple[Statement, ...]:
    return (facts.Raise(lower.span, lower.expression.optional(node.exc)),)


def _jump(lower: _StatementLowering, node: cst.Break | cst.Continue | cst.Pass) -> tuple[Statement, ...]:
    kind = "break" if isinstance(node, cst.Break) else "continue" if isinstance(node, cst.Continue) else "pass"
    return (facts.Jump(lower.span, kind),)  # type: ignore[arg-type]


def _branch(lower: _StatementLowering, node: cst.If) -> tuple[Statement, ...]:
    return (facts.Branch(lower.span, lower.expression(node.test), lower.suite(node.body), lower.orelse(node.orelse)),)


def _for(lower: _StatementLowering, node: cst.For) -> tuple[Statement, ...]:
    target, source = lower.expression(node.target), lower.expression(node.iter)
    return (facts.Loop(lower.span, target, source, lower.suite(node.body), lower.orelse(node.orelse)),)


def _while(lower: _StatementLowering, node: cst.While) -> tuple[Statement, ...]:
    test = lower.expression(node.test)
    return (facts.Loop(lower.span, None, test, lower.suite(node.body), lower.orelse(node.orelse)),)


def _with(lower: _StatementLowering, node: cst.With) -> tuple[Statement, ...]:
    items = tuple(
        (lower.expression(item.item), lower.expression.optional(item.asname.name if item.asname else None))
        for item in node.items
    )
    return (facts.With(lower.span, items, lower.suite(node.body)),)


def _try(lower: _StatementLowering, node: cst.Try | cst.TryStar) -> tuple[Statement, ...]:
    handlers = tuple(
        facts.Handler(
            lower.span,
            lower.expression.optional(handler.type),
            text_of(handler.name.name) if handler.name else None,
            lower.suite(handler.body),
        )
        for handler in node.handlers
    )
    final = lower.suite(node.finalbody.body) if node.finalbody else ()
    return (facts.Try(lower.span, lower.suite(node.body), handlers, lower.orelse(node.orelse), final),)


def _import(lower: _StatementLowering, node: cst.Import) -> tuple[Statement, ...]:
    return tuple(
        facts.Import(lower.span, text_of(item.name), text_of(item.asname.name) if item.asname else None)
        for item in node.names
    )


def _import_from(lower: _StatementLowering, node: cst.ImportFrom) -> tuple[Statement, ...]:
    module = "." * len(node.relative) + (text_of(node.module) if node.module else "")
    if isinstance(node.names, cst.ImportStar):
        return (facts.Import(lower.span, module, None, (("*", "*"),)),)
    names = tuple(
        (text_of(item.name), text_of(item.asname.name) if item.asname else text_of(item.name)) for item in node.names
    )
    return (facts.Import(lower.span, module, None, names),)


def _outer(lower: _StatementLowering, node: cst.Global | cst.Nonlocal) -> tuple[Statement, ...]:
    return (facts.Outer(lower.span, tuple(item.name.value for item in node.names)),)


def _assert(lower: _StatementLowering, node: cst.Assert) -> tuple[Statement, ...]:
    parts = tuple(lower.expression(part) for part in (node.test, node.msg) if part is not None)
    return (facts.Evaluate(lower.span, facts.Opaque(lower.span, "an assertion", parts)),)


def _match(lower: _StatementLowering, node: cst.Match) -> tuple[Statement, ...]:
    """`match` as a chain of branches: each pattern of constants becomes a comparison with the subject."""
    subject = lower.expression(node.subject)
    chain: tuple[Statement, ...] = ()
    for case in reversed(node.cases):
        test = _pattern_test(lower, subject, case.pattern)
        if case.guard is not None:
            test = facts.Either(lower.span, "and", (test, lower.expression(case.guard)))
        body = lower.suite(case.body)
        if isinstance(case.pattern, cst.MatchAs) and case.pattern.pattern is None and case.guard is None:
            chain = body
        else:
            chain = (facts.Branch(lower.span, test, body, chain),)
    return chain


def _pattern_test(lower: _StatementLowering, subject: Expression, pattern: cst.MatchPattern) -> Expression:
    if isinstance(pattern, cst.MatchValue):
        return facts.Binary(lower.span, "==", subject, lower.expression(pattern.value))
    if isinstance(pattern, cst.MatchSingleton):
        return facts.Binary(lower.span, "is", subject, lower.expression(pattern.value))
    if isinstance(pattern, cst.MatchOr):
        tests = tuple(_pattern_test(lower, subject, item.pattern) for item in pattern.patterns)
        return facts.Either(lower.span, "or", tests)
    return facts.Opaque(lower.span, "a pattern", (subject,))


_LOWER: dict[type, Callable[[_StatementLowering, Any], tuple[Statement, ...]]] = {
    cst.FunctionDef: _function,
    cst.ClassDef: _class,
    cst.Assign: _assign,
    cst.AnnAssign: _annotated,
    cst.AugAssign: _augment,
    cst.Expr: _evaluate,
    cst.Return: _return,
    cst.Raise: _raise,
    cst.Break: _jump,
    cst.Continue: _jump,
    cst.Pass: _jump,
    cst.If: _branch,
    cst.For: _for,
    cst.While: _while,
    cst.With: _with,
    cst.Try: _try,
    cst.TryStar: _try,
    cst.Import: _import,
    cst.ImportFrom: _import_from,
    cst.Global: _outer,
    cst.Nonlocal: _outer,
    cst.Assert: _assert,
    cst.Match: _match,
}
