"""A statement of Python code in a handler that asks another model when the first has no capacity."""

from __future__ import annotations

import ast

from together_lint.findings import Edit
from together_lint.fixes.syntax import parents_of, statement_of, stretch_of, tree_of
from together_lint.fixes.texts import Text
from together_lint.late_patterns import late_pattern

_SIMPLE = (ast.Assign, ast.AnnAssign, ast.Return, ast.Expr)
_NOT_AT_ONCE = (ast.Lambda, ast.GeneratorExp, ast.ListComp, ast.SetComp, ast.DictComp, ast.ExceptHandler)
_ERRORS = ("RateLimitError", "InternalServerError", "APITimeoutError")
_INDENT = late_pattern(r"^(?: +|\t+)(?=\S)")


def with_handler(text: Text, call: ast.Call, model: str, package: str) -> tuple[Edit, ...]:
    """The edits that put the statement of a call in a `try` and, in its handler, once more with another model.

    None where it is no simple statement on lines of its own, or where the call is not given its model by name.
    """
    statement = statement_of(text, call)
    value = next((each.value for each in call.keywords if each.arg == "model"), None)
    if not isinstance(statement, _SIMPLE) or value is None or not _can_be_moved(text, statement, call):
        return ()
    start, end = stretch_of(text, statement)
    line_start, line_end = text.line_at(start)[0], text.line_at(end)[1]
    indent, rest = text.code[line_start:start], text.code[end:line_end]
    if indent.strip() or (rest.strip() and not rest.lstrip().startswith("#")):
        return ()
    imported = _import(text, package)
    if imported is None:
        return ()
    unit = _unit(text, indent)
    model_start, model_end = stretch_of(text, value)
    first = text.code[start:line_end]
    again = f'{text.code[start:model_start]}"{model}"{text.code[model_end:end]}'
    errors = ", ".join(f"{package}.{name}" for name in _ERRORS)
    lines = ["try:", _deeper(first, unit), f"except ({errors}):", _deeper(again, unit)]
    edit = text.edit(start, line_end, f"{text.newline}{indent}".join(lines))
    return (*imported, edit) if edit is not None else ()


def _can_be_moved(text: Text, statement: ast.stmt, call: ast.Call) -> bool:
    """Whether the statement can be indented, runs the call at once, and is not itself what is done after a failure."""
    if any(isinstance(each, _NOT_AT_ONCE) for each in parents_of(text, call)):
        return False
    strings = (each for each in ast.walk(statement) if isinstance(each, ast.Constant | ast.JoinedStr))
    return all(each.lineno == each.end_lineno for each in strings)


def _deeper(code: str, unit: str) -> str:
    """The lines of a statement one level deeper; the indentation of the first is not among them."""
    first, *others = code.split("\n")
    return "\n".join([unit + first, *(unit + line if line.strip() else line for line in others)])


def _unit(text: Text, indent: str) -> str:
    tree = tree_of(text)
    found = {match.group() for line in (tree.lines if tree else ()) if (match := _INDENT.match(line))}
    if any(each.startswith("\t") for each in (indent, *found)):
        return "\t"
    return min(found, key=len, default="    ") if "  " in found or not found else "    "


def _import(text: Text, package: str) -> tuple[Edit, ...] | None:
    """The edits that make the package known by its name: none where it is, None where that cannot be said."""
    tree = tree_of(text)
    body = tree.module.body if tree is not None else []
    imports = [each for each in body if isinstance(each, ast.Import | ast.ImportFrom)]
    for each in imports:
        if isinstance(each, ast.Import) and any(name.name == package and not name.asname for name in each.names):
            return ()
    is_taken = tree is None or any(
        isinstance(each, ast.Name) and each.id == package and not isinstance(each.ctx, ast.Load)
        for each in ast.walk(tree.module)
    )
    beside = next((each for each in imports if isinstance(each, ast.ImportFrom) and _is_of(each, package)), None)
    if is_taken or beside is None:
        return None
    start = stretch_of(text, beside)[0]
    edit = text.edit(start, start, f"import {package}{text.newline}")
    return (edit,) if edit is not None else None


def _is_of(statement: ast.ImportFrom, package: str) -> bool:
    return not statement.level and (statement.module or "").partition(".")[0] == package
