"""The fallback of a model object: by the calls that ask it and by the chains that it is in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from together_lint.lean_dataclasses import replace
from together_lint.linker.fallbacks.attempts import ANY_ERROR, Attempt
from together_lint.linker.fallbacks.chain import fallback_of, in_all
from together_lint.linker.fallbacks.frameworks.chains import chains_with
from together_lint.linker.fallbacks.frameworks.uses import Use, uses_of
from together_lint.linker.sending import Sending
from together_lint.linker.values import BoundCall
from together_lint.usages import Fallback

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

MAX_USES = 24


def fallback_of_object(evaluator: Evaluator, sending: Sending, passed_by: BoundCall | None) -> Fallback:
    """The fallback of a model object, by the calls that ask it and the chains that it is in.

    Args:
        sending: the constructor.
        passed_by: the call of a function of the repository that makes the object, where the usage is about that call.
    """
    only = passed_by.node if passed_by is not None else None
    chained = chains_with(evaluator, sending.call.node, only)
    best = next((each for each in chained if each.state == "declared"), None)
    uses = [use for use in uses_of(evaluator, sending.call.node) if not use.is_chained and _is_of(use, passed_by)]
    found = [_of_use(evaluator, use) for use in uses[:MAX_USES]]
    if not found or (best is not None and all(each.state != "missing" for each in found)):
        return best or next(iter(chained), Fallback("missing"))
    together = in_all(found)
    blind = next((each for each in chained if each.state == "missing" and each.models), None)
    return together if together.state != "missing" or together.form or blind is None else blind


def _of_use(evaluator: Evaluator, use: Use) -> Fallback:
    attempt = Attempt(use.call, use.site, ANY_ERROR, use.comprehensions)
    found = fallback_of(evaluator, attempt, use.callers)
    return replace(found, retry=found.retry or use.retry)


def _is_of(use: Use, passed_by: BoundCall | None) -> bool:
    """Whether a use is of the object that one call made, of all those that a function makes."""
    if passed_by is None:
        return True
    return not use.callers or id(passed_by.node) in use.callers
