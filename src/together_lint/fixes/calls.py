"""Adding an argument to a call of Python code, in the layout that the call has."""

from __future__ import annotations

import ast

from together_lint.findings import Edit
from together_lint.fixes.syntax import stretch_of
from together_lint.fixes.texts import Text
from together_lint.late_patterns import late_pattern

_COMMENT = late_pattern(r"#[^\r\n]*")


def last_name(call: ast.Call) -> str:
    """`create` of `client.chat.completions.create(…)`."""
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def takes_another(call: ast.Call) -> bool:
    """Whether a further named argument is certain not to be there already."""
    is_spread = any(isinstance(each, ast.Starred) for each in call.args) or any(not each.arg for each in call.keywords)
    return not is_spread and not any(isinstance(each, ast.GeneratorExp) for each in call.args)


def with_argument(text: Text, call: ast.Call, argument: str) -> Edit | None:
    """The edit that gives a call one more argument, None where it may have it already."""
    if not takes_another(call):
        return None
    closing = stretch_of(text, call)[1] - 1
    arguments: list[ast.expr | ast.keyword] = [*call.args, *call.keywords]
    if not arguments:
        return text.edit(closing, closing, argument) if not text.code[closing - 1].isspace() else None
    last = max(arguments, key=lambda each: stretch_of(text, each)[1])
    begin, end = stretch_of(text, last)
    tail = _COMMENT.sub(lambda comment: " " * len(comment.group()), text.code[end:closing])
    at = end + len(tail.rstrip())
    has_comma = tail.rstrip().endswith(",")
    if "\n" not in tail and "\r" not in tail:
        return text.edit(at, at, f" {argument}," if has_comma else f", {argument}")
    line_start = text.line_at(begin)[0]
    before = text.code[line_start:begin]
    indent = before if not before.strip() else before[: len(before) - len(before.lstrip())]
    line_end = text.line_at(at)[1]
    comma, closing_comma = ("", ",") if has_comma else (",", "")
    return text.edit(at, line_end, f"{comma}{text.code[at:line_end]}{text.newline}{indent}{argument}{closing_comma}")
