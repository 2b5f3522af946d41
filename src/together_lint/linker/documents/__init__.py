"""Usages that stand in data files: entries of configuration that name a model of Together's."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from together_lint.facts import FileFacts
from together_lint.lean_dataclasses import replace
from together_lint.linker.assembly import context_of
from together_lint.linker.documents.devotion import is_devoted, is_evident
from together_lint.linker.documents.entries import Entry
from together_lint.linker.documents.formats import formats
from together_lint.linker.documents.models import Around
from together_lint.linker.documents.parts import Part, documents_of
from together_lint.linker.documents.sides import Claim, Side, Weight
from together_lint.linker.documents.silence import is_no_configuration, is_silent_document
from together_lint.linker.documents.walk import Walk
from together_lint.places import Place
from together_lint.readers import holds_code
from together_lint.usages import Known, Usage

if TYPE_CHECKING:
    from together_lint.linker.program import Program


MAX_LENGTH = 1_000_000
"""Characters; longer files hold data and no settings."""


def find_documents(program: Program, usages: Collection[Usage]) -> Iterator[Usage]:
    """Usages of kind `config` for the data files read so far.

    Ids that one of `usages` sends already, because code reads the file, are left out.
    """
    sent = {model.place for usage in usages for model in usage.models}
    for path, module in sorted(program.modules.items()):
        if not holds_code(path) and not is_no_configuration(path) and len(module.file.text) <= MAX_LENGTH:
            for entry in _entries(module.file):
                usage = _usage(path, entry, sent)
                if usage is not None:
                    sent.update(model.place for model in usage.models)
                    yield usage


def _entries(file: FileFacts) -> Iterator[Entry]:
    evident = is_evident(file)
    # Nobody but Together is named: its models need no provider beside them.
    claim = Claim(Side.TOGETHER, Weight.LABEL) if evident and is_devoted(file) else None
    for root in documents_of(file):
        if not is_silent_document(root):
            yield from Walk(_read).entries(root, Around(claim, None, is_evident=evident))


def _read(part: Part) -> Iterable[Entry] | None:
    """The entries of a part of a known format, None for every other part."""
    return next((found for each in formats() if (found := each.read(part)) is not None), None)


def _usage(path: str, entry: Entry, sent: Collection[Place]) -> Usage | None:
    requests = tuple(
        each for each in entry.requests if not isinstance(each.model, Known) or each.model.place not in sent
    )
    if not requests:
        return None
    return Usage(
        place=entry.place,
        kind="config",
        context=context_of(path),
        client=entry.client,
        operation=entry.operation,
        requests=requests,
        resolution="config-file",
        fallback=replace(entry.fallback),
        defaults=entry.defaults,
        naming=entry.naming,
    )
