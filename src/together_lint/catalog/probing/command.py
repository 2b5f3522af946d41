"""`together-lint catalog probe`: say what will be sent and what it costs, ask, send, remember."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TextIO

from together_lint.arguments import Arguments
from together_lint.catalog import hosts
from together_lint.catalog.model_catalog import Catalog
from together_lint.catalog.opening import open_catalog
from together_lint.catalog.options import CatalogOptions
from together_lint.catalog.probes import Probe
from together_lint.catalog.probing.asking import Asking, remember
from together_lint.catalog.probing.display import Plan, answer_line, dollars, plan_lines, result_object
from together_lint.catalog.probing.replies import Unproved
from together_lint.catalog.probing.requests import ProbeRequest, dearest, planned
from together_lint.catalog.refresh import check_key
from together_lint.catalog.status import ModelKind
from together_lint.errors import EXIT_CLEAN, EXIT_FINDINGS, EXIT_UNCHECKED, UsageError
from together_lint.lean_dataclasses import dataclass, field, replace
from together_lint.output import wants_color, width_of
from together_lint.reports.paper import Line, line, put
from together_lint.reports.printable import printable
from together_lint.reports.progress import Progress
from together_lint.reports.wording import amount


@dataclass(frozen=True, slots=True)
class Wanted:
    """The models to ask for by id, each with the kind that it is used as, and the places that name them."""

    kinds: Mapping[str, ModelKind | None]
    places: Mapping[str, str] = field(default_factory=dict)
    own: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()


def run(arguments: Arguments, options: CatalogOptions, stream: TextIO) -> int:
    """Carry the command out. Raises UsageError and CatalogRefused."""
    if options.offline:
        raise UsageError("a probe needs the network", "leave out --offline and TOGETHER_LINT_OFFLINE")
    options = replace(options, deadline=arguments.deadline)
    if not arguments.dry_run:
        check_key(options)
    wanted = _wanted(arguments, options)
    # With what is known already: nothing may be sent before it is shown.
    known = open_catalog(replace(options, offline=True))
    plan = _plan(wanted, known, hosts.normalize_base_url(options.base_url), arguments)
    # For machines standard output holds one object and nothing else.
    to_people = stream if arguments.format == "text" else sys.stderr
    if arguments.format == "text" or not arguments.yes:
        _put(to_people, (line(note, label="note", wraps=True) for note in wanted.notes))
        _put(to_people, plan_lines(plan, wanted.places))
    if arguments.dry_run or not plan.requests:
        if arguments.format == "json":
            _write_json(stream, plan, {}, options, wanted.notes)
        return EXIT_CLEAN if arguments.dry_run else EXIT_UNCHECKED
    _check_cost(plan, arguments.max_cost)
    if not arguments.yes and not _confirmed(to_people):
        _put(to_people, [line("nothing was sent")])
        return EXIT_UNCHECKED
    return _carry_out(plan, options, arguments.format, stream, wanted.notes)


def _carry_out(plan: Plan, options: CatalogOptions, form: str, stream: TextIO, notes: tuple[str, ...]) -> int:
    asking = Asking(options, plan.base_url)
    is_text = form == "text"

    def told(model: str, answer: Probe | Unproved) -> None:
        if is_text:
            _put(stream, [answer_line(model, answer)])

    def waits(number: int, seconds: float) -> None:
        if is_text:
            _put(stream, [line(f"{amount(number, 'model')} again in {seconds:.0f} s", label="wait")])

    try:
        asking.run(plan.requests, told, waits)
    finally:
        # What was answered was paid for: it is kept whatever happens after it.
        trouble = remember(options, asking.proved)
        _put(sys.stderr, (line(f"note: {note}", wraps=True) for note in trouble))
    if is_text:
        _put(stream, [line(_summary(asking, plan, kept=not trouble), wraps=True)])
    else:
        _write_json(stream, plan, asking.answers, options, (*notes, *trouble))
    return _exit_code(asking)


def _wanted(arguments: Arguments, options: CatalogOptions) -> Wanted:
    """Raises UsageError when there is nothing to ask for."""
    named: dict[str, ModelKind | None] = dict.fromkeys(arguments.models)
    if named and arguments.used is None:
        return Wanted(named)
    # Only here does the catalogue's command look at code.
    from together_lint.used_models import used_models

    path = arguments.used or Path()
    with Progress(sys.stderr) as progress:
        used = used_models(path, options, progress.stage)
    kinds = {model: each.kind for model, each in used.models.items()}
    own = frozenset(model for model, each in used.models.items() if each.is_own and model not in named)
    if not named and not kinds:
        what = f"no model is known to be used in {'this directory' if path == Path() else path}"
        raise UsageError("; ".join((what, *used.notes)), "name the models, or another path with --used")
    places = {model: each.place for model, each in used.models.items()}
    return Wanted({**named, **kinds}, places, own, used.notes)


def _plan(wanted: Wanted, catalog: Catalog, base_url: str, arguments: Arguments) -> Plan:
    highest = dearest(status.entry for status in catalog.models() if status.entry)
    requests: list[ProbeRequest] = []
    left_out: dict[str, str] = {}
    for model, kind in wanted.kinds.items():
        status = catalog.status(model)
        found: ProbeRequest | str = "the settings declare it as the account's own; name it to ask for it all the same"
        if model not in wanted.own:
            found = planned(model, status.kind or kind, status.entry, highest, arguments.unpriced)
        if isinstance(found, ProbeRequest):
            requests.append(found)
        else:
            left_out[model] = found
    return Plan(base_url, tuple(requests), left_out, f"{catalog.source} catalogue of {catalog.date}")


def _check_cost(plan: Plan, most: float) -> None:
    if plan.cost.most > most:
        what = f"this may cost {dollars(plan.cost.most)}, more than --max-cost allows ({dollars(most)})"
        raise UsageError(what, "name fewer models, or allow more with --max-cost")


def _confirmed(stream: TextIO) -> bool:
    """Ask a person; raises UsageError when there is none."""
    if not sys.stdin.isatty():
        raise UsageError("nobody is there to confirm this", "give --yes to send it, or --dry-run to look only")
    stream.write("Send this? [y/N] ")
    stream.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _summary(asking: Asking, plan: Plan, kept: bool) -> str:
    served = sum(probe.outcome == "served" for probe in asking.proved.values())
    refused = len(asking.proved) - served
    unanswered = len(asking.answers) - len(asking.proved)
    counts = ((served, "can be called"), (refused, "cannot"), (unanswered, "open"))
    told = ", ".join(f"{number} {word}" for number, word in counts if number)
    where = f"; remembered for this key at {printable(plan.base_url)}" if kept and asking.proved else ""
    return f"{amount(len(asking.answers), 'model')} asked: {told}{where}"


def _exit_code(asking: Asking) -> int:
    if len(asking.proved) < len(asking.answers):
        return EXIT_UNCHECKED
    all_served = all(probe.outcome == "served" for probe in asking.proved.values())
    return EXIT_CLEAN if all_served else EXIT_FINDINGS


def _write_json(
    stream: TextIO,
    plan: Plan,
    answers: Mapping[str, Probe | Unproved],
    options: CatalogOptions,
    notes: tuple[str, ...],
) -> None:
    catalog = open_catalog(replace(options, offline=True))
    statuses = {request.model: catalog.status(request.model) for request in plan.requests} if answers else {}
    json.dump(result_object(plan, answers, statuses, notes), stream, indent=2, ensure_ascii=True)
    stream.write("\n")


def _put(stream: TextIO, lines: Iterable[Line]) -> None:
    put(lines, stream, wants_color("auto", stream), width_of(stream))
    stream.flush()
