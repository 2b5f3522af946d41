"""A usage boiled down to what an inventory says of it, for the text and the JSON form alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

from together_lint.late_patterns import late_pattern
from together_lint.lean_dataclasses import dataclass
from together_lint.places import Place
from together_lint.usages import LISTED_BY_CALLERS, Known, Request, Unknown, Usage, Value

Number: TypeAlias = "int | float"
Summary: TypeAlias = "Number | Literal['dynamic'] | None"
"""A number; None where nothing is set; `dynamic` where it is unknown or differs between requests."""

_NAMES = late_pattern(r"`[^`]*`|'[^']*'|(?<=environment variable )\S+|(?<=partly known: ).+|^.+(?=, which )")
"""The names in a reason: two calls that lack two parameters lack their models for one reason."""

LARGEST = 2**63
# The one limit on the answer has three names, by operation and age of the API.
LIMITS = ("max_tokens", "max_completion_tokens", "max_output_tokens")


@dataclass(frozen=True, slots=True)
class Gap:
    """Something of a usage that could not be followed, with the reason."""

    what: str
    reason: str
    place: Place


def max_tokens(request: Request) -> Summary:
    return next((_number(request.parameters[name]) for name in LIMITS if name in request.parameters), None)


def timeout(request: Request) -> Summary:
    number = _number(request.timeout)
    return float(number) if isinstance(number, int) else number


def model_of(request: Request) -> str | None:
    """The id that the request sends, None where none is sent or it is unknown."""
    value = request.model.value if isinstance(request.model, Known) else None
    return value if isinstance(value, str) else None


def summary(values: Iterable[Summary]) -> Summary:
    """One answer for several requests."""
    different = list(dict.fromkeys(values))
    if not different:
        return None
    return different[0] if len(different) == 1 else "dynamic"


def summarised(usage: Usage) -> tuple[Request, ...]:
    """The requests that the summary of a usage is about: those of its own file, all where there are none.

    What callers in other files pass to a wrapper is in the list of requests; the wrapper's own line is about its
    default and about what its own file passes. The judge of an evaluation takes no limit, so that the other models
    speak for it.
    """
    path = usage.place.path
    own = tuple(request for request in usage.requests if all(place.path == path for place in request.callers))
    if usage.operation == "evaluations":
        own = tuple(request for request in own if max_tokens(request) is not None) or own
    return own or usage.requests


def fallback_ids(usage: Usage) -> list[str]:
    ids = (value.value for value in usage.fallback.models if isinstance(value, Known))
    return list(dict.fromkeys(each for each in ids if isinstance(each, str)))


def gaps(usage: Usage) -> tuple[Gap, ...]:
    """What could not be followed, each place and reason once."""
    return tuple(dict.fromkeys(_gaps(usage)))


def unknown_models(usages: Iterable[Usage]) -> list[tuple[str, int]]:
    """Why models are not known, the names in the reasons left out, each with the number of usages; most first."""
    counted: Counter[str] = Counter()
    for usage in usages:
        counted.update({_kind_of(gap.reason) for gap in gaps(usage) if gap.what == "model"})
    return counted.most_common()


def _kind_of(reason: str) -> str:
    return _NAMES.sub("…", reason)


def _gaps(usage: Usage) -> Iterator[Gap]:
    for request in usage.requests:
        limits = ((name, request.parameters.get(name)) for name in LIMITS)
        for what, value in (("model", request.model), *limits, ("timeout", request.timeout)):
            if isinstance(value, Unknown) and value.reason != LISTED_BY_CALLERS:
                yield Gap(what, value.reason, value.place)


def _number(value: Value | None) -> Summary:
    """A client's own default is nothing that the source sets; infinity and absurd numbers have no place in JSON."""
    if value is None or (isinstance(value, Known) and (value.implicit or value.value is None)):
        return None
    number = value.value if isinstance(value, Known) else None
    if isinstance(number, bool) or not isinstance(number, int | float):
        return "dynamic"
    return number if abs(number) < LARGEST else "dynamic"
