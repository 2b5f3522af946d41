"""From models found in a mapping to entries: where each one stands, its limits, and what stands in for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from together_lint.lean_dataclasses import dataclass
from together_lint.linker.documents import fields
from together_lint.linker.documents.entries import NOT_SAID, Entry
from together_lint.linker.documents.numbers import parameters_of, retries_of, timeout_of
from together_lint.linker.documents.parts import Part
from together_lint.linker.documents.written import Written
from together_lint.places import Place
from together_lint.usages import Fallback, Known, Request, Unknown, Value

MAX_MODELS = 200


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """The models of one field; `at` is the part that says whose they are, None where each says so itself."""

    field: Part
    models: tuple[Written, ...]
    at: Part | None


def entries_from(part: Part, found: Sequence[Found]) -> Iterator[Entry]:
    """One entry for each field of a mapping that holds models; a mapping with one such field is the entry itself.

    A mapping with more than `MAX_MODELS` is a catalogue.
    """
    if sum(len(each.models) for each in found) > MAX_MODELS:
        return
    found = _sent(found)
    primaries = [each for each in found if not fields.names_fallback(each.field.name)]
    is_alone = len(primaries) == 1 and not _is_table_of_variables(part)
    fallback = _fallback(part, found) if is_alone else NOT_SAID
    is_whole = is_alone and part.above is not None
    for each in found:
        is_primary = each in primaries
        place = part.place if is_primary and is_whole and each.at is not each.field else each.field.place
        yield _entry(part, each, place, fallback if is_primary else Fallback("unknown", "last-resort"))


def _sent(found: Sequence[Found]) -> Sequence[Found]:
    """Without the program's own names of a model, where the name that is sent stands beside them."""
    plain = [each for each in found if fields.names_one_model(each.field.name)]
    sent = [each for each in found if fields.names_sent_model(each.field.name)]
    full = sent or [each for each in plain if any("/" in _text(model) for model in each.models)]
    own_names = [each for each in plain if each not in full] if full else []
    return [each for each in found if each not in own_names]


def _text(model: Written) -> str:
    return str(model.value.value) if isinstance(model.value, Known) else ""


def _entry(part: Part, found: Found, place: Place, fallback: Fallback) -> Entry:
    requests = tuple(_request(each.settings or part, found, each) for each in found.models)
    is_chat = any(each.parameters for each in requests) and not fields.is_run_by_the_program(found.field.name)
    first = found.models[0]
    raw = first.value.raw if isinstance(first.value, Known) and first.is_routed else None
    return Entry(
        place,
        requests,
        fallback,
        _client(raw, first),
        "chat.completions" if is_chat else "model",
        naming=first.naming,
    )


def _request(part: Part, found: Found, model: Written) -> Request:
    name, at = found.field.name, found.at
    return Request(model.value, parameters_of(part, name, at), timeout_of(part, name, at), retries_of(part, name, at))


def _client(raw: str | None, first: Written) -> str:
    if first.naming == "hub":
        return "hf-inference"
    return "litellm" if raw is not None and "together_ai/" in raw.lower() else "other"


def _fallback(part: Part, found: Sequence[Found]) -> Fallback:
    """What an entry says itself of models that stand in for its own."""
    for field in part.fields.values():
        if fields.names_fallback(field.name):
            own = next((each for each in found if each.field is field), None)
            models = tuple(_stand_ins(field, own))
            if models:
                return Fallback("declared", "parameter", field.place, models, covers_capacity=True)
    return NOT_SAID


def _stand_ins(field: Part, own: Found | None) -> Iterator[Value]:
    """Models of Together's as they were found, everything else by another provider."""
    known = {each.part.value_place: each.value for each in own.models} if own is not None else {}
    for part in (field, *field.items):
        if part.value_place in known:
            yield known[part.value_place]
        elif part.text and part.text.lower() not in ("none", "true", "false"):
            yield Unknown(f"`{part.text[:60]}` of another provider", part.value_place)


def _is_table_of_variables(part: Part) -> bool:
    return all(key.isupper() for key in part.fields)
