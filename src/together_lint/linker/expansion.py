"""Expansion: from the files with evidence to what they need, and to the files that name what they export."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TypeVar

from together_lint import facts
from together_lint.census import Census
from together_lint.facts import FileFacts
from together_lint.lean_dataclasses import dataclass, field
from together_lint.linker.assembly import Linked, usages_of
from together_lint.linker.bounds_of_reading import MAX_FILES
from together_lint.linker.callers import MAX_CALLERS
from together_lint.linker.collectors import CallPlace, calls_of
from together_lint.linker.commands import SHELL, started_by_name
from together_lint.linker.connections import find_connections
from together_lint.linker.declarations import find_declarations
from together_lint.linker.evaluate import MAX_STEPS, NARROW, Evaluator, OutOfSteps
from together_lint.linker.exports import evaluated, exported_names, hands_on, hands_on_function, leading_in
from together_lint.linker.leading import is_unread
from together_lint.linker.nearby import Nearby, without_claims
from together_lint.linker.program import Program
from together_lint.linker.references import spelling
from together_lint.linker.requests import BoundRequest, bound_requests
from together_lint.linker.scopes import Scope, TooMuchCode
from together_lint.linker.sending import (
    Sending,
    calls_that_may_send,
    find_sending,
    is_worth_reading_for,
    is_written_like_sending,
)
from together_lint.places import Place
from together_lint.readers import holds_code, is_read
from together_lint.usages import Connection, Skip, Usage

Answer = TypeVar("Answer")

MAX_ROUNDS = 10
MAX_FILES_UPWARDS = 400

MAX_STATEMENTS = 20_000
"""Statements that a run looks at, or half as many again as it has looked at when it begins to read further files: about
two megabytes of Python and 80 MB of memory. Applications take up to 7,000; the source of a library for a hundred
providers needs more than this to say little more."""


@dataclass(slots=True, eq=False)
class Expansion:
    """One tree while it is read: grows round by round until nothing new turns up."""

    census: Census
    paths: tuple[str, ...]
    roots: set[str]
    """Files with evidence, and those that name something that leads to Together."""
    fallback_wrappers: Callable[[str], tuple[str, ...]]
    read: Callable[[str], FileFacts]
    """The facts of a file; raises Unreadable."""
    connections: tuple[Connection, ...] = ()
    """How the usages reach Together, once they have been found."""
    program: Program = field(init=False)
    _evident: frozenset[str] = field(init=False)
    """The files with evidence."""
    _exports: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _limits: list[Skip] = field(default_factory=list)
    _nearby: Nearby = field(init=False)
    _given_up: dict[int, dict[int, Scope]] = field(default_factory=dict)
    """Calls of which a question took too many steps, with whose callers it wanted: more files would make it more."""
    _without_answer: list[CallPlace] = field(default_factory=list)
    """The calls that were given up or left out, the last time that all were asked for."""
    _answered_with: int = 0
    """How many files had been read when all calls were followed last."""
    _is_cut_short: bool = False
    """Whether there are files that lead to requests and bring too much code with them."""

    def __post_init__(self) -> None:
        self._evident = frozenset(self.roots)
        self.program = Program(frozenset(filter(is_read, self.paths)), self.read, self.census.bytes_of)
        self._nearby = Nearby(self.program, self.fallback_wrappers)
        self._note_refused()

    def _is_unread(self, path: str) -> bool:
        return path not in self.program.modules and path not in self.program.skips

    def _note_refused(self) -> None:
        self.program.skips = {**self.census.refused, **self.program.skips}

    def skips(self) -> tuple[Skip, ...]:
        parts = (skip for module in self.program.modules.values() for skip in module.file.skips)
        return (*(self.program.skips[path] for path in sorted(self.program.skips)), *parts, *self._limits)

    # ---------------------------------------------------------------------------------------------- rounds

    def find_usages(self) -> tuple[Usage, ...]:
        """Read until nothing new turns up, then say what was found."""
        for path in sorted(self.roots):
            self.program.module(path)
        evaluator = self._read_on()
        try:
            return self._said(evaluator)
        except TooMuchCode:
            evaluator = self._step_back()
        return self._said(evaluator)

    def _said(self, evaluator: Evaluator) -> tuple[Usage, ...]:
        """What the files read so far send."""
        if self._is_cut_short:
            gc.collect()  # what was let go is full of cycles, and half of all memory
        unasked = self._unasked(evaluator)
        evaluator.steps_taken = 0
        sendings: list[Sending] = []
        linked: list[Linked] = []
        for place, sending in self._sendings(evaluator):
            sendings.append(sending)
            linked.extend(self._usages(evaluator, place))
        followed = _followed_models(sendings)
        for sending, found in self._nearby.answers(self._without_answer):
            followed |= _followed_models([sending])
            linked.extend(found)
        usages = [found.usage for found in linked if not found.only_chooses]
        usages.extend(find_declarations(self.program, usages, followed))
        documents = self._documents(usages)
        listed = {model.place for usage in documents for model in usage.models}
        usages.extend(documents)
        choosing = (found.usage for found in linked if found.only_chooses)
        usages.extend(usage for usage in choosing if any(model.place not in listed for model in usage.models))
        if self._is_cut_short:
            usages = list(map(without_claims, usages))
        evaluator.ask_anew()
        connected = find_connections(evaluator, sendings)
        self.connections = connected.connections
        self._limits.extend(unasked)
        reason = "clients and calls in it; one run has no steps left to look where they go"
        of_interest = self._evident.union(usage.place.path for usage in usages)
        self._limits.extend(Skip(path, reason) for path in sorted(connected.left_out & of_interest))
        for path in evaluator.left_unread():
            self._limits.append(
                Skip(path, f"one call leads to more than {MAX_FILES} other files; this is not followed")
            )
        for scope in evaluator.limits.values():
            where = scope.file.place(scope.node) if scope.node is not None else None
            reason = f"`{scope.qualified_name}` has more than {MAX_CALLERS} callers; the rest is not followed"
            self._limits.append(Skip(scope.file.path, reason, where.line if where else None))
        return tuple(sorted(usages, key=lambda usage: (usage.place, usage.operation)))

    def _read_on(self) -> Evaluator:
        """Read until nothing new turns up; files that bring too much code with them are not read at all."""
        evaluator = Evaluator(self.program, self.fallback_wrappers)
        meter = self.program.meter
        for _ in range(MAX_ROUNDS):
            evaluator.forget()
            evaluator.wanted.clear()
            before = self._code_read()
            try:
                self._ask_all(evaluator)
                self._answered_with = len(self.program.modules)
                if meter.most is None:
                    meter.most = max(MAX_STATEMENTS, meter.statements * 3 // 2)
                self._read_upwards(evaluator)
                if self._code_read() == before:
                    self._read_receivers(evaluator)  # follows most, so once all else has been read
            except TooMuchCode:
                return self._step_back()
            if self._code_read() == before or evaluator.is_out_of_steps:
                break
        return evaluator

    def _ask_all(self, evaluator: Evaluator) -> None:
        """Follow what all calls send for what it makes the evaluator want: whose callers, which modules."""
        for place, sending in self._sendings(evaluator):
            none: tuple[BoundRequest, ...] = ()
            if evaluator.within(MAX_STEPS, partial(bound_requests, evaluator, sending), none):
                self._nearby.note(place)

    def _step_back(self) -> Evaluator:
        """Be content with the files that had been read when all calls could be followed, and let go of all others."""
        self._is_cut_short = self._answered_with < len(self.program.modules)
        self.program = self._nearby.program = self.program.as_it_was(self._answered_with)
        self.program.meter.most = None
        self._given_up = {call: {} for call in self._given_up}
        self.roots &= self.program.modules.keys()
        return Evaluator(self.program, self.fallback_wrappers)

    def _documents(self, usages: list[Usage]) -> list[Usage]:
        """The usages in data files; how those are looked at is only imported where one has been read."""
        if all(map(holds_code, self.program.modules)):
            return []
        from together_lint.linker.documents import find_documents

        return list(find_documents(self.program, usages))

    def _code_read(self) -> int:
        """How many files of code have been read; those of data hold no names to follow."""
        return sum(map(holds_code, self.program.modules))

    def _read_receivers(self, evaluator: Evaluator) -> None:
        """Read the modules of functions that a client or a function that asks a model is handed to.

        They need no evidence of their own.
        """
        leading_in(evaluator, self.roots)
        wanted = dict(evaluator.wanted)
        for path in sorted(self.roots & self.program.modules.keys()):
            module = self.program.modules[path]
            unread = self._names_from_unread_modules(module)
            for scope in self.program.openings(module).with_words(unread) if unread else ():
                for call, slot, _comprehensions in calls_of(scope):
                    if spelling(call.function).partition(".")[0] in unread:
                        site = evaluator.site(scope, slot)
                        if any(
                            hands_on(evaluator, given.value, site) or hands_on_function(given.value, scope, wanted)
                            for given in call.arguments
                        ):
                            evaluated(evaluator, call.function, site)
        evaluator.wanted = wanted  # looking for clients makes nobody's callers matter

    def _names_from_unread_modules(self, module: Scope) -> set[str]:
        """Names that a module imports from modules of the repository that have not been read."""
        return {
            name
            for scope in self.program.openings(module).with_words(("import",))
            for name, found in scope.definitions.items()
            if isinstance(found[-1].node, facts.Import) and is_unread(self.program, found[-1].node, module.file.path)
        }

    def _sendings(self, evaluator: Evaluator) -> Iterator[tuple[CallPlace, Sending]]:
        """The calls that send requests to Together, in all files read so far."""
        self._limits.clear()
        self._without_answer.clear()
        seen: set[int] = set()
        for place in list(calls_that_may_send(evaluator)):
            if id(place.call) in seen:
                continue
            seen.add(id(place.call))
            if evaluator.is_out_of_steps:
                is_evident = place.scope.file.path in self._evident
                if is_evident or is_written_like_sending(place.call) or self._nearby.knows(place):
                    self._leave_out(place)
                continue
            if id(place.call) in self._given_up:
                evaluator.wanted.update(self._given_up[id(place.call)])
                self._give_up(place)
                continue
            evaluator.make_room()
            wanted = dict(evaluator.wanted)
            answer = self._answer(evaluator, partial(_sent_by, evaluator, place))
            if answer is None:
                self._give_up(place)
                is_of_interest = is_written_like_sending(place.call) and not self._nearby.knows(place)
                self._given_up[id(place.call)] = dict(evaluator.wanted) if is_of_interest else {}
            if answer:
                yield place, answer[0]
            elif not is_written_like_sending(place.call) or self._nearby.knows(place):
                evaluator.wanted = wanted  # nobody needs the callers of what sends nothing

    def _usages(self, evaluator: Evaluator, place: CallPlace) -> list[Linked]:
        answer = self._answer(evaluator, partial(_linked_by, evaluator, place))
        if answer is None:
            self._give_up(place)
        return answer or []

    def _answer(self, evaluator: Evaluator, question: Callable[[], list[Answer]]) -> list[Answer] | None:
        """The answer to a question, None where it takes too many steps, also when it is looked at less far."""
        for _ in range(2):
            is_last = evaluator.bounds is NARROW
            evaluator.ask_anew()
            try:
                return question()
            except (OutOfSteps, RecursionError):
                evaluator.give_up()
                if is_last:
                    break
        return None

    def _leave_out(self, place: CallPlace) -> None:
        """Say of a file, once, that the run has no steps left for calls in it."""
        self._without_answer.append(place)
        path = place.scope.file.path
        skip = Skip(path, "calls in it that one run has no steps left to follow; check a part of the tree by itself")
        if skip not in self._limits:
            self._limits.append(skip)

    def _unasked(self, evaluator: Evaluator) -> tuple[Skip, ...]:
        """The files of which the run could not look for what leads to them from others."""
        what = "what leads to its requests from other files"
        if self._is_cut_short:
            reason = f"{what}, which hold more code than one run reads; check a part of the tree by itself"
            return tuple(Skip(path, reason) for path in sorted(self._evident))
        if evaluator.is_out_of_steps:
            reason = f"{what}; one run has no steps left to look for all of it"
            return tuple(Skip(path, reason) for path in sorted(self._evident - self._exports.keys()))
        return ()

    def _give_up(self, place: CallPlace) -> None:
        self._without_answer.append(place)
        where = place.scope.file.place(place.call)
        rest = "; it is judged by the files around it" if self._nearby.knows(place) else ""
        self._limits.append(Skip(where.path, f"a call with more ways to it than are followed{rest}", where.line))

    def _read_upwards(self, evaluator: Evaluator) -> None:
        """Read the files that name something that leads to a usage."""
        names = set(exported_names(evaluator, self.roots, self._exports))
        started = set(started_by_name(self.program, self.roots))
        scripts = self.census.naming(started, self._is_unread, SHELL)
        found = list(dict.fromkeys((*self.census.naming(names, self._is_unread), *scripts)))
        self._note_refused()
        if len(found) > MAX_FILES_UPWARDS:
            for path in found[MAX_FILES_UPWARDS:]:
                self._limits.append(Skip(path, f"more than {MAX_FILES_UPWARDS} files name a wrapper"))
        for path in found[:MAX_FILES_UPWARDS]:
            self.program.module(path)
        self.roots.update(found[:MAX_FILES_UPWARDS])


def _sent_by(evaluator: Evaluator, place: CallPlace) -> list[Sending]:
    """The request that a call sends, where it is one at all."""
    sending = find_sending(evaluator, place) if is_worth_reading_for(evaluator, place) else None
    return [sending] if sending is not None else []


def _linked_by(evaluator: Evaluator, place: CallPlace) -> list[Linked]:
    sending = find_sending(evaluator, place)
    return list(usages_of(evaluator, sending)) if sending is not None else []


def _followed_models(sendings: Iterable[Sending]) -> set[Place]:
    """Where the models of calls are written, those that go to other providers among them."""
    return {item.place for sending in sendings for value in sending.models for item in value}
