"""Fallbacks: what a usage does when its model cannot answer.

Asked is every call that sends a request. From the call outwards: the handlers, loops and tests of the function around
it (`walk`, `rounds`), what is wrapped around that function (`wrappers`), and the callers of the function, in any file
(`chain`). What a handler calls is followed to the models that it reaches (`reached`); which failures lead there comes
from tables (`kinds`). The first of these that answers wins:

* a comment on the statement declares one (`pragma`);
* a call that only failures lead to reaches another model (`handler`, `status`, `recursion`), or a loop goes on to the
  next one (`loop`), in the function, in a wrapper (`wrapper`) or in every caller (`caller`);
* the call is itself what another one falls back to (`last-resort`): it has none, and the end of a chain needs none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from together_lint.lean_dataclasses import replace
from together_lint.linker.fallbacks.attempts import Attempt, failures_of
from together_lint.linker.fallbacks.chain import NOBODY, fallback_of
from together_lint.linker.fallbacks.verdicts import LAST_RESORT
from together_lint.linker.sending import Sending
from together_lint.linker.sending.library_functions import row_called
from together_lint.linker.values import BoundCall
from together_lint.usages import Fallback, Known, Request, Unknown

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

__all__ = ["find_fallback"]

MAX_STEPS = 10_000


def find_fallback(
    evaluator: Evaluator, sending: Sending, requests: tuple[Request, ...], passed_by: BoundCall | None = None
) -> Fallback:
    """The fallback that a sending call has.

    Args:
        evaluator: follows values through the program.
        sending: the call.
        requests: what it sends.
        passed_by: the call of a wrapper that the usage is about, None for the sending call itself: only the way
            through that caller counts then.

    A call with more ways around it than are followed gets the state `unknown`.
    """
    declared = _pragma(sending.call) or _pragma(passed_by or sending.call)
    if declared is not None:
        return declared
    if sending.kind == "config":
        return Fallback("unknown")
    by_parameter = _by_parameter(evaluator, sending, requests)
    if by_parameter is not None and by_parameter.state == "declared" and by_parameter.form != LAST_RESORT.form:
        return by_parameter
    found = evaluator.within(MAX_STEPS, lambda: _followed(evaluator, sending, requests, passed_by), Fallback("unknown"))
    if by_parameter is not None and found.state == "missing":
        return replace(by_parameter, retry=found.retry)
    # The end of a chain has nothing behind it, whatever that means for those before it.
    return replace(found, state="missing") if found.form == LAST_RESORT.form else found


def _by_parameter(evaluator: Evaluator, sending: Sending, requests: tuple[Request, ...]) -> Fallback | None:
    """The fallback that the arguments of a library's function declare."""
    row = row_called(evaluator, sending.call)
    if row is None:
        return None
    from together_lint.linker.fallbacks.frameworks.parameters import fallback_by_parameter

    return fallback_by_parameter(evaluator, sending.call, *row, requests)


def _followed(
    evaluator: Evaluator, sending: Sending, requests: tuple[Request, ...], passed_by: BoundCall | None
) -> Fallback:
    """The fallback that the code around the call provides, or around the calls on the object that it makes."""
    if sending.kind == "client":
        from together_lint.linker.fallbacks.frameworks.asked import fallback_of_object

        return fallback_of_object(evaluator, sending, passed_by)
    attempt = Attempt(sending.call.node, sending.call.site, failures_of(evaluator, sending))
    only = NOBODY
    if passed_by is not None:
        # Of a chain of wrappers, the calls in it count at each of its steps.
        only = frozenset([id(passed_by.node), *(place for request in requests for place in request.callers)])
    return _without_foreign(fallback_of(evaluator, attempt, only), requests)


def _without_foreign(found: Fallback, requests: tuple[Request, ...]) -> Fallback:
    """A round over several providers draws their models too: only those that are sent to Together stay."""
    if found.form != "loop":
        return found
    from together_lint.linker.fallbacks.providers import OTHER_PROVIDER

    is_mixed = any(isinstance(each, Unknown) and each.reason == OTHER_PROVIDER for each in found.models)
    if not is_mixed:
        return found
    own = {request.model.value for request in requests if isinstance(request.model, Known)}
    kept = tuple(each for each in found.models if isinstance(each, Unknown) or each.value in own)
    return replace(found, models=kept)


def _pragma(call: BoundCall) -> Fallback | None:
    """A comment on the statement of a call that declares a fallback."""
    place = call.site.scope.file.place(call.node)
    for pragma in call.site.scope.file.pragmas:
        if pragma.first_line <= place.line <= pragma.last_line:
            model = Known(pragma.model, pragma.place)
            return Fallback("declared", "pragma", pragma.place, (model,), covers_capacity=True)
    return None
