"""A time limit where there is none. How long a caller can bear to wait nobody but the caller knows: never safe."""

from __future__ import annotations

import ast

from together_lint.findings import Edit, Finding, Fix
from together_lint.fixes.base import Fixer, FixScope
from together_lint.fixes.calls import last_name, with_argument
from together_lint.fixes.syntax import node_at, stretch_of
from together_lint.places import Place
from together_lint.usages import Known, Usage

SECONDS = 60
"""What the official SDK itself takes when nothing is set."""

_TAKE_IT = frozenset(
    [
        *("post", "put", "request", "urlopen"),
        *("ChatTogether", "ChatOpenAI", "InferenceClient", "AsyncInferenceClient"),
    ]
)
"""The functions and classes of the clients without a default that take the seconds as `timeout`."""

_NAMES = frozenset({"timeout", "request_timeout"})


def _propose(finding: Finding, scope: FixScope) -> Fix | None:
    usage = scope.usage_at(finding.place)
    if usage is None or usage.context == "test":
        return None
    switched_off = {each.timeout.place for each in usage.requests if isinstance(each.timeout, Known)}
    if switched_off:
        edit = _switched_on(switched_off.pop(), scope) if len(switched_off) == 1 else None
    else:
        edit = _added(usage, scope)
    return Fix(f"set timeout={SECONDS}", (edit,)) if edit else None


def _switched_on(place: Place, scope: FixScope) -> Edit | None:
    text = scope.text_to_fix(place)
    if text is None or not text.is_python:
        return None
    call = node_at(text, place, ast.Call)
    given = [each.value for each in call.keywords if each.arg in _NAMES] if call is not None else []
    start, end = stretch_of(text, given[0]) if len(given) == 1 else text.offsets(place)
    return text.edit(start, end, str(SECONDS)) if text.code[start:end] == "None" else None


def _added(usage: Usage, scope: FixScope) -> Edit | None:
    for place in (usage.place, usage.client_place):
        text = scope.text_to_fix(place) if place is not None else None
        call = node_at(text, place, ast.Call) if text is not None and text.is_python and place is not None else None
        if text is not None and call is not None and last_name(call) in _TAKE_IT:
            return with_argument(text, call, f"timeout={SECONDS}")
    return None


FIXER = Fixer(("TL401",), _propose, is_safe=False)
