"""Addresses among values: those that lead to Together, or were meant to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from together_lint.clients import is_together_url
from together_lint.clients.misaddressed import is_meant_for_together
from together_lint.linker.values import Alternative, Scalar, Value
from together_lint.linker.variables import values_in_read
from together_lint.usages import Known

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

_OF_SDK = ("together.", "npm:together-ai")
_VARIABLE = "TOGETHER_BASE_URL"


def addresses_in(value: Value) -> tuple[Known, ...]:
    """The addresses that a value may be, as they are written; what is put together at run time is left out."""
    found = (address(item) for item in value)
    return tuple(each for each in found if each is not None)


def address(item: Alternative) -> Known | None:
    """The address that one alternative is; None for other things and for other providers' addresses."""
    text = item.what.value if isinstance(item.what, Scalar) else None
    if not isinstance(text, str) or not (is_together_url(text) or is_meant_for_together(text)):
        return None
    return Known(text, item.place, item.trail)


def base_variables(evaluator: Evaluator, path: str) -> tuple[Known, ...]:
    """What the files read so far give to the variable that the SDK takes its base URL from."""
    if not path.startswith(_OF_SDK):
        return ()
    return addresses_in(tuple(values_in_read(evaluator, _VARIABLE)))
