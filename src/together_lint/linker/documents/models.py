"""The models that one field holds: as a text, as a list of texts, as the keys of a mapping."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from together_lint.lean_dataclasses import dataclass, replace
from together_lint.linker.declarations.naming import is_model_id, is_slug
from together_lint.linker.documents import fields, silence
from together_lint.linker.documents.families import MAX_NEIGHBOURS, TOGETHER, family_of, has_neighbours
from together_lint.linker.documents.making import Found
from together_lint.linker.documents.parts import Part
from together_lint.linker.documents.sides import Claim, Side, Weight
from together_lint.linker.documents.written import Written, named, referred, routed


@dataclass(frozen=True, slots=True)
class Around:
    """What is known of whose a part is. `at` is the part that says so; `records`: its `id` or `name` is a model's."""

    claim: Claim | None = None
    at: Part | None = None
    records: bool = False
    is_evident: bool = False
    """The file speaks of Together AI by a name that means nothing else."""
    is_recorded: bool = False
    """It stands in something that a run has written."""


def models_of(field: Part, part: Part, around: Around) -> Iterator[Found]:
    """The models that a field holds itself, as a text, a list of texts, or the keys of a mapping."""
    if field.text is not None:
        written = _in_text(field, field, part, around)
        if written is not None:
            yield Found(field, (written,), around.at)
    elif field.is_mapping:
        ids = tuple(_in_keys(field, around))
        if ids:
            yield Found(field, ids, around.at)
    else:
        texts = (_in_text(item, field, part, around) for item in field.items if item.text)
        ids = tuple(each for each in texts if each is not None)
        if ids:
            yield Found(field, ids, around.at)


def _in_text(text: Part, field: Part, part: Part, around: Around) -> Written | None:
    """The model that a text names, where its field and what is around it let it."""
    found = routed(text)
    if found is not None:
        return found
    claim = around.claim
    if claim is None or claim.side is not Side.TOGETHER or not _may_be_sent(field, part, around):
        return None
    is_strong = claim.weight.value >= Weight.PROVIDER.value
    if not is_strong and (text.text or "") in field.file.path:
        return None  # one file for each model: a catalogue
    is_model = fields.names_model(field.name) or (around.at is field and _is_in_table(field, part))
    slugs = is_strong and fields.names_model(field.name)
    if is_model or (is_strong and _is_record_or_role(field, part, around)):
        found = named(text, slugs=slugs, compatible=claim.weight is Weight.URL)
        if found is None and is_strong and fields.names_model(field.name):
            found = referred(text)
    return found


def _is_record_or_role(field: Part, part: Part, around: Around) -> bool:
    """`id` of a record, `fast`, or whatever a table of models calls one: `chat: {our_large_one: org/name}`."""
    name = field.name
    is_table = fields.names_model(part.name) or fields.names_role(part.name)
    return around.records or is_table or fields.names_role(name) or fields.names_record(name)


def _is_in_table(field: Part, part: Part) -> bool:
    """`models: {together: …}`, `{together: …, groq: …}`: a table by provider."""
    return fields.names_model(part.name) or has_neighbours(field)


def _may_be_sent(field: Part, part: Part, around: Around) -> bool:
    """Whether a model of this name goes to a provider at all: embeddings and base models are often run at home."""
    way = [field.name]
    for above in (part, *part.parents()):
        if above is around.at:
            break
        way.append(above.name)
    if not any(map(fields.is_run_by_the_program, way)):
        return True
    if around.at is field or any(family_of(name) == TOGETHER for name in way):
        return True
    # The mapping that names Together holds no other model: then this is the one that is meant.
    beside = (each for each in islice(part.fields.values(), MAX_NEIGHBOURS) if each.text and each is not field)
    return around.at is part and not any(fields.names_model(each.name) for each in beside)


def _in_keys(field: Part, around: Around) -> Iterator[Written]:
    """`models: {org/name: {…}}`: ids as keys, with or without settings of their own."""
    claim = around.claim
    if claim is None or claim.side is not Side.TOGETHER or claim.weight is Weight.LABEL:
        return
    if not fields.names_model(field.name) or not runs(around.at):
        return
    for key, value in field.fields.items():
        is_entry = value.is_mapping or value.value is None or value.value is True
        if is_entry and (is_model_id(key) or (value.is_mapping and is_slug(key))) and not _names_another(value, key):
            keyed = Part(field.file, value.key, None, field) if value.key is not None else None
            written = named(keyed, slugs=True) if keyed is not None else None
            if written is not None:
                yield replace(written, settings=value if value.is_mapping else None)


def runs(at: Part | None) -> bool:
    """Whether the entry that names Together is one of a running program and not of a catalogue."""
    return at is not None and silence.is_running(at)


def _names_another(value: Part, key: str) -> bool:
    """Whether the settings under a key name the model themselves; then the key is only what the program calls it."""
    said = value.field("id", "model", "model_id", "model_name", "name")
    return said is not None and said.text is not None and said.text != key and is_model_id(said.text)
