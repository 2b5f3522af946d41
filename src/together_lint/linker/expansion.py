"""Expansion: from the files with evidence to what they need, and to the files that name what they export."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from together_lint import facts
from together_lint.census import Census
from together_lint.facts import FileFacts
from together_lint.lean_dataclasses import dataclass, field
from together_lint.linker.assembly import Linked, usages_of
from together_lint.linker.bounds_of_reading import MAX_FILES
from together_lint.linker.callers import MAX_CALLERS
from together_lint.linker.commands import SHELL, started_by_name
from together_lint.linker.connections import find_connections
from together_lint.linker.declarations import find_declarations
from together_lint.linker.evaluate import MAX_STEPS, Evaluator, OutOfSteps, spelling
from together_lint.linker.exports import evaluated, exported_names, hands_on, hands_on_function, leading_in
from together_lint.linker.leading import is_unread
from together_lint.linker.program import CallPlace, Program, calls_of
from together_lint.linker.requests import BoundRequest, bound_requests
from together_lint.linker.scopes import Scope
from together_lint.linker.sending import (
    Sending,
    calls_that_may_send,
    find_sending,
    is_worth_reading_for,
    is_written_like_sending,
)
from together_lint.readers import holds_code, is_read
from together_lint.usages import Connection, Skip, Usage

MAX_ROUNDS = 10
MAX_FILES_UPWARDS = 400


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
    _exports: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _limits: list[Skip] = field(default_factory=list)
    _given_up: dict[int, dict[int, Scope]] = field(default_factory=dict)
    """Calls of which a question took too many steps, with whose callers it wanted: more files would make it more."""

    def __post_init__(self) -> None:
        self.program = Program(frozenset(filter(is_read, self.paths)), self.read, self.census.bytes_of)
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
        evaluator = Evaluator(self.program, self.fallback_wrappers)
        for _ in range(MAX_ROUNDS):
            evaluator.forget()
            evaluator.wanted.clear()
            before = self._code_read()
            for sending in self._sendings(evaluator):
                # Asked for what it makes the evaluator want: whose callers, which modules.
                none: tuple[BoundRequest, ...] = ()
                evaluator.within(MAX_STEPS, partial(bound_requests, evaluator, sending), none)
            self._read_upwards(evaluator)
            if self._code_read() == before:
                self._read_receivers(evaluator)  # follows most, so once all else has been read
            if self._code_read() == before or evaluator.is_out_of_steps:
                break
        unasked = self._unasked() if evaluator.is_out_of_steps else ()
        evaluator.steps_taken = 0
        sendings: list[Sending] = []
        linked: list[Linked] = []
        for sending in self._sendings(evaluator):
            sendings.append(sending)
            linked.extend(self._usages(evaluator, sending))
        usages = [found.usage for found in linked if not found.only_chooses]
        usages.extend(find_declarations(self.program, usages))
        documents = self._documents(usages)
        listed = {model.place for usage in documents for model in usage.models}
        usages.extend(documents)
        choosing = (found.usage for found in linked if found.only_chooses)
        usages.extend(usage for usage in choosing if any(model.place not in listed for model in usage.models))
        evaluator.ask_anew()
        connected = find_connections(evaluator, sendings)
        self.connections = connected.connections
        self._limits.extend(unasked)
        reason = "clients and calls in it; one run has no steps left to look where they go"
        self._limits.extend(Skip(path, reason) for path in sorted(connected.left_out))
        for path in evaluator.left_unread():
            self._limits.append(
                Skip(path, f"one call leads to more than {MAX_FILES} other files; this is not followed")
            )
        for scope in evaluator.limits.values():
            where = scope.file.place(scope.node) if scope.node is not None else None
            reason = f"`{scope.qualified_name}` has more than {MAX_CALLERS} callers; the rest is not followed"
            self._limits.append(Skip(scope.file.path, reason, where.line if where else None))
        return tuple(sorted(usages, key=lambda usage: (usage.place, usage.operation)))

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

    def _sendings(self, evaluator: Evaluator) -> Iterator[Sending]:
        """The calls that send requests to Together, in all files read so far."""
        self._limits.clear()
        seen: set[int] = set()
        for place in list(calls_that_may_send(evaluator)):
            if id(place.call) in seen:
                continue
            seen.add(id(place.call))
            if evaluator.is_out_of_steps:
                self._leave_out(place)
                continue
            if id(place.call) in self._given_up:
                evaluator.wanted.update(self._given_up[id(place.call)])
                self._give_up(place)
                continue
            evaluator.make_room()
            wanted = dict(evaluator.wanted)
            evaluator.ask_anew()
            try:
                sending = find_sending(evaluator, place) if is_worth_reading_for(evaluator, place) else None
            except (OutOfSteps, RecursionError):
                sending = None
                evaluator.give_up()
                self._give_up(place)
                self._given_up[id(place.call)] = {}
                if is_written_like_sending(place.call):
                    self._given_up[id(place.call)] = dict(evaluator.wanted)
            if sending is not None:
                yield sending
            elif not is_written_like_sending(place.call):
                evaluator.wanted = wanted  # nobody needs the callers of what sends nothing

    def _usages(self, evaluator: Evaluator, sending: Sending) -> list[Linked]:
        evaluator.ask_anew()
        try:
            return list(usages_of(evaluator, sending))
        except (OutOfSteps, RecursionError):
            site = sending.call.site
            evaluator.give_up()
            if site.slot is not None:
                self._give_up(CallPlace(sending.call.node, site.scope, site.slot, None))
            return []

    def _leave_out(self, place: CallPlace) -> None:
        """Say of a file, once, that the run has no steps left for calls in it."""
        path = place.scope.file.path
        skip = Skip(path, "calls in it that one run has no steps left to follow; check a part of the tree by itself")
        if skip not in self._limits:
            self._limits.append(skip)

    def _unasked(self) -> tuple[Skip, ...]:
        """The files of which the run had no steps left to ask what they hand on to others."""
        reason = "what leads to its requests from other files; one run has no steps left to look for all of it"
        return tuple(Skip(path, reason) for path in sorted(self.roots - self._exports.keys()))

    def _give_up(self, place: CallPlace) -> None:
        where = place.scope.file.place(place.call)
        self._limits.append(Skip(where.path, "a call with more ways to it than are followed", where.line))

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
