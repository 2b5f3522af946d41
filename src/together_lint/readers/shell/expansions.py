"""Variables, defaults and outputs of commands: what the shell puts in for `$X`, `${X:-y}` and `$(cat <<EOF …)`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.facts import Expression, Span
from together_lint.late_patterns import late_pattern
from together_lint.readers.secrets import is_secret_name

if TYPE_CHECKING:
    from tree_sitter import Node

    from together_lint.readers.shell.lower import Lowering

_WITH_DEFAULT = frozenset({":-", "-", ":=", "="})
_WITHOUT_CHANGE = frozenset({":?", "?", "", "}"})
_OPERATOR = late_pattern(r"\$\{\w+(:?[-=?+]|[#%/^,@:]|\[|\}|)")


def expand(lower: Lowering, node: Node) -> Expression:
    """What an expansion stands for."""
    span = lower.script.span(node)
    if node.type == "simple_expansion":
        return variable(lower, span, lower.script.slice(node)[1:])
    if node.type == "expansion":
        return _braces(lower, node, span)
    if node.type == "command_substitution":
        return _output(lower, node, span)
    return facts.Opaque(span, f"{node.type.replace('_', ' ')} is not followed")


def variable(lower: Lowering, span: Span, name: str, default: Expression | None = None) -> Expression:
    """A variable that the script sets, an argument of a function, or a variable of the environment."""
    if name.isdigit() and lower.parameters is not None and name != "0":
        lower.parameters.add(int(name))
        return _or(span, facts.Name(span, name), default)
    if not name.isidentifier():
        return _or(span, facts.Opaque(span, "an argument of the script"), default)
    if lower.is_assigned(name):
        return _or(span, facts.Name(span, name), default)
    lower.reads_environment = True
    arguments = (facts.Constant(span, name), *(() if default is None else (default,)))
    function = facts.Attribute(span, facts.Name(span, "os"), "getenv")
    return facts.Call(span, function, tuple(facts.Argument(each) for each in arguments))


def _or(span: Span, value: Expression, default: Expression | None) -> Expression:
    return value if default is None else facts.Either(span, "or", (value, default))


def _braces(lower: Lowering, node: Node, span: Span) -> Expression:
    """`${X}`, `${X:-default}`; other forms change the value and are not followed."""
    written = _OPERATOR.match(lower.script.slice(node))
    name = next((child for child in node.named_children if child.type == "variable_name"), None)
    operator = written[1] if written is not None else ""
    if name is None or written is None:
        return facts.Opaque(span, "an expansion that is not followed")
    if operator in _WITH_DEFAULT:
        rest = [child for child in node.named_children if child.start_byte > name.start_byte]
        written_name = lower.script.slice(name)
        default = lower.words(rest, is_secret_name(written_name)) if rest else facts.Constant(span, "")
        return variable(lower, span, written_name, default)
    if operator in _WITHOUT_CHANGE:
        return variable(lower, span, lower.script.slice(name))
    return facts.Opaque(span, "an expansion that changes its value")


def _output(lower: Lowering, node: Node, span: Span) -> Expression:
    """`$(cat <<EOF …)` and `$(echo …)` are what they print; of other commands the calls alone are kept."""
    statements = lower.block(node.named_children)
    calls = [inner for statement in statements for inner in facts.expressions(statement)]
    if len(calls) == 1:
        printed = printed_by(calls[0])
        if printed is not None:
            return printed
    return facts.Opaque(span, "the output of a command", tuple(calls))


def printed_by(node: Expression) -> Expression | None:
    """What `echo X`, `printf '%s' X` or `cat <<EOF` prints, None where that is not known."""
    if not isinstance(node, facts.Call) or not isinstance(node.function, facts.Name):
        return None
    given = [each.value for each in node.arguments if each.name is None]
    read = next((each.value for each in node.arguments if each.name == "<"), None)
    if node.function.id == "cat" and not given:
        return read
    if node.function.id in ("echo", "printf"):
        texts = [each for each in given if not _is_option(each)]
        return texts[0] if len(texts) == 1 else None
    return None


def _is_option(node: Expression) -> bool:
    """`-n`, and the format of `printf '%s\\n' X`."""
    text = node.value if isinstance(node, facts.Constant) else None
    return isinstance(text, str) and (text.startswith("-") or re.fullmatch(r"%s(?:\\n|\n)?", text) is not None)
