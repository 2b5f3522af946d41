"""Where a model id is written, and whether another one may take its place there."""

from __future__ import annotations

import ast
import re

from together_lint.findings import Edit
from together_lint.fixes.base import FixScope
from together_lint.fixes.syntax import node_at, parents_of
from together_lint.fixes.texts import Text
from together_lint.late_patterns import late_pattern
from together_lint.linker.declarations.naming import says_not_sent
from together_lint.places import Place
from together_lint.readers import holds_code
from together_lint.rules.prefixes import PREFIXES

_LITERAL = late_pattern(r"""(?P<open>[uUrR]?(?P<quote>\"\"\"|'''|["'`])|)(?P<content>[^"'`\\\r\n]*)(?P=quote)""")
_PLAIN = late_pattern(r"[\w./:@+-]+")
_KEY = late_pattern(r"\s*:(?!=)")
_COMPARED_BEFORE = late_pattern(r"[=!]==?\s*$")
_COMPARED_BEHIND = late_pattern(r"\s*[=!]==?")
_NEAR = 8
"""Characters before a literal in which a comparison with it would stand."""


def edit_of_id(place: Place, old: str, new: str, scope: FixScope) -> Edit | None:
    """The edit that puts one id in place of another where it is written, a routing prefix before it kept.

    None where the text at the place is not that id alone, is a key, is compared with, or stands among ids that are not
    to be sent.
    """
    text = scope.text_to_fix(place)
    if text is None or not _is_sent_by_an_app(place, scope):
        return None
    start, end = text.offsets(place)
    content = _content(text.code[start:end])
    if content is None or not is_plain(new):
        return None
    at, written = content
    if written != old and not (written.endswith(old) and written[: -len(old)].lower() in PREFIXES):
        return None
    is_compared = _COMPARED_BEFORE.search(text.code[max(start - _NEAR, 0) : start])
    if _KEY.match(text.code, end) or is_compared or _COMPARED_BEHIND.match(text.code, end):
        return None
    if text.is_python and not _is_free_in_python(text, place):
        return None
    begin = start + at + len(written) - len(old)
    return text.edit(begin, begin + len(old), new)


def is_plain(model_id: str) -> bool:
    """Whether an id can be written into any file as it is: ids come from answers of a service."""
    return _PLAIN.fullmatch(model_id) is not None


def _content(literal: str) -> tuple[int, str] | None:
    """Where the content of a literal begins in it, and the content."""
    if _PLAIN.fullmatch(literal):
        return 0, literal
    match = _LITERAL.fullmatch(literal)
    return (match.start("content"), match["content"]) if match and match["quote"] else None


def _is_sent_by_an_app(place: Place, scope: FixScope) -> bool:
    return any(usage.context != "test" for usage, _known in scope.sent_from(place))


def _is_free_in_python(text: Text, place: Place) -> bool:
    """Whether a string of Python code is neither a key nor compared with nor listed as one that is not sent."""
    found = node_at(text, place, ast.Constant)
    if found is None:
        return False
    node: ast.AST = found
    for parent in parents_of(text, found):
        if isinstance(parent, ast.Compare | ast.MatchValue | ast.JoinedStr):
            return False
        if isinstance(parent, ast.Dict) and any(key is node for key in parent.keys):
            return False
        if isinstance(parent, ast.Subscript) and parent.slice is node:
            return False
        if isinstance(parent, ast.stmt):
            return not any(says_not_sent(name) for name in _assigned(parent))
        node = parent
    return True


def _assigned(statement: ast.stmt) -> list[str]:
    targets = (
        statement.targets
        if isinstance(statement, ast.Assign)
        else [statement.target]
        if isinstance(statement, ast.AnnAssign)
        else []
    )
    return [each.id if isinstance(each, ast.Name) else getattr(each, "attr", "") for each in targets]


def is_written_elsewhere(model_id: str, scope: FixScope) -> bool:
    """Whether the code knows an id by name at a place where no request takes it from: a table, a check, a choice."""
    if model_id not in scope.written_elsewhere:
        scope.written_elsewhere[model_id] = _is_written_elsewhere(model_id, scope)
    return scope.written_elsewhere[model_id]


def _is_written_elsewhere(model_id: str, scope: FixScope) -> bool:
    quoted = re.compile(rf"""["'`](?:[\w-]+[/:])?{re.escape(model_id)}["'`]""")
    key = re.compile(rf"""(?<![\w./-]){re.escape(model_id)}["']?\s*:(?!\S)""")
    for path, source in scope.sources.items():
        if model_id not in source:
            continue
        pattern = quoted if holds_code(path) else key
        for match in pattern.finditer(source):
            if not _is_written_at(path, source, match.start(), scope):
                return True
    return False


def _is_written_at(path: str, source: str, offset: int, scope: FixScope) -> bool:
    line = source.count("\n", 0, offset) + 1
    return line in scope.lines_of_models.get(path, ())
