"""Plain configuration: a model under a key that says so, where Together is named in the entry or around it.

The walk goes down a document with what is known of whose it is. A mapping that names a provider decides for itself; a
key such as `together` or `groq` decides for what is below it. A text with a routing prefix needs nothing around it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from together_lint.lean_dataclasses import replace
from together_lint.linker.declarations.naming import is_model_id
from together_lint.linker.documents import fields, silence
from together_lint.linker.documents.assignments import assigned
from together_lint.linker.documents.entries import Entry
from together_lint.linker.documents.families import family_of, has_neighbours
from together_lint.linker.documents.making import Found, entries_from
from together_lint.linker.documents.models import Around, models_of, runs
from together_lint.linker.documents.parts import Part
from together_lint.linker.documents.sides import Claim, Side, Sides, Weight, key_side, label_side

MAX_RECORDS = 50
MAX_RECORDS_WRITTEN = 1_000
"""Longer lists of mappings are data, in JSON sooner than in what people write."""


class Walk:
    """One walk over a document. `read` reads a part of a known format, or gives None."""

    def __init__(self, read: Callable[[Part], Iterable[Entry] | None]) -> None:
        self._read = read

    def entries(self, part: Part, around: Around) -> Iterator[Entry]:
        known = self._read(part)
        if known is not None:
            yield from known
        elif part.is_mapping:
            yield from self._mapping(part, around)
        else:
            table = assigned(part)
            if table is not None:
                yield from self._mapping(table, around)
            else:
                yield from self._items(part, around)

    def _items(self, part: Part, around: Around) -> Iterator[Entry]:
        items = part.items
        limit = MAX_RECORDS if part.file.language == "json" else MAX_RECORDS_WRITTEN
        if sum(item.is_mapping for item in items) > limit:
            return
        for item in items:
            yield from self.entries(item, around)

    def _mapping(self, part: Part, around: Around) -> Iterator[Entry]:
        if silence.is_price(part) and not self._is_keyed(part, around) and not runs(around.at):
            return
        sides = Sides(part)
        own = replace(around, claim=sides.whole, at=part) if sides.whole is not None else around
        if own.claim is not None and own.claim.weight is Weight.LABEL and not _is_sure(part, own):
            own = replace(own, claim=None)
        is_silent = around.is_recorded or silence.is_run(part) or silence.is_record(part)
        own = replace(own, is_recorded=is_silent and (silence.is_run(part) or part.file.language == "json"))
        found: list[Found] = []
        for field in part.fields.values():
            if silence.is_silent_key(field.name):
                continue
            inner = self._around_field(field, part, sides, own)
            if not is_silent:
                found.extend(models_of(field, part, inner))
            yield from self.entries(field, inner) if not field.text else ()
        yield from entries_from(part, found)

    def _around_field(self, field: Part, part: Part, sides: Sides, own: Around) -> Around:
        """What is known of whose a field is: by its key, by what the mapping says of its family, by what is around."""
        if fields.names_alias(field.name):
            return Around(is_evident=own.is_evident, is_recorded=own.is_recorded)
        records = fields.names_model(field.name) or (own.records and family_of(field.name) == "")
        by_key = key_side(field) if not field.text or not fields.names_model(field.name) else None
        if by_key is not None:
            is_sure = own.is_evident or has_neighbours(field) or own.claim is not None
            weight = Weight.PROVIDER if is_sure or by_key is Side.OTHER else Weight.LABEL
            return replace(own, claim=Claim(by_key, weight), at=field, records=records)
        said = sides.of(field.name)
        if said is None or said == sides.whole:
            return replace(own, records=records)
        return replace(own, claim=said, at=field if family_of(field.name) else part, records=records)

    def _is_keyed(self, part: Part, around: Around) -> bool:
        return around.records and any(is_model_id(key) for key in part.fields)


def _is_sure(part: Part, around: Around) -> bool:
    """Whether a label, `name: together`, means the provider: the file says so, or its neighbours are providers."""
    if around.is_evident or part.above is None:
        return around.is_evident
    return any(label_side(item) is Side.OTHER for item in part.above.items[:MAX_RECORDS])
