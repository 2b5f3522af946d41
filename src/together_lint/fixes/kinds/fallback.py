"""A skeleton of a fallback: code that calls another model, not a line of settings that says that something does.

An SDK's call is written a second time in a handler for capacity errors, LiteLLM is given `fallbacks`. An entry in the
settings would end the finding as well and leave the request as it is.
"""

from __future__ import annotations

import ast

from together_lint.findings import Edit, Finding, Fix
from together_lint.fixes.base import Fixer, FixScope
from together_lint.fixes.calls import last_name, with_argument
from together_lint.fixes.handlers import with_handler
from together_lint.fixes.ids import is_plain
from together_lint.fixes.syntax import node_at
from together_lint.fixes.texts import Text
from together_lint.operations import OPERATIONS
from together_lint.rules.alternatives import alternatives, family_of
from together_lint.rules.chains import primaries
from together_lint.usages import Usage

_PACKAGES = {"together-sdk": "together", "openai-sdk": "openai"}
"""The packages whose exceptions are called `RateLimitError`, `InternalServerError` and `APITimeoutError`."""


def _propose(finding: Finding, scope: FixScope) -> Fix | None:
    usage, text = scope.usage_at(finding.place), scope.text_to_fix(finding.place)
    if usage is None or text is None or not text.is_python or usage.context == "test":
        return None
    call = node_at(text, finding.place, ast.Call)
    backup = _backup(usage, scope)
    if call is None or not backup:
        return None
    edits = _edits(text, call, usage, backup)
    return Fix(f"fall back to {backup} when the model cannot answer", edits) if edits else None


def _edits(text: Text, call: ast.Call, usage: Usage, backup: str) -> tuple[Edit, ...]:
    if usage.client in _PACKAGES:
        return with_handler(text, call, backup, _PACKAGES[usage.client])
    if usage.client == "litellm" and last_name(call) in ("completion", "acompletion"):
        edit = with_argument(text, call, f'fallbacks=["together_ai/{backup}"]')
        return (edit,) if edit else ()
    return ()


def _backup(usage: Usage, scope: FixScope) -> str:
    """A model that can be called, of the same kind, and with room for what is asked for."""
    sent = primaries(usage)
    if len(sent) != 1:
        return ""
    status = scope.scope.catalog.status(sent[0])
    family = family_of(OPERATIONS[usage.operation], status)
    found = alternatives(status, family, usage, scope.scope, sent) if family == "chat" else ()
    return found[0].id if found and is_plain(found[0].id) else ""


FIXER = Fixer(("TL301",), _propose, is_safe=False, comes_last=True)
