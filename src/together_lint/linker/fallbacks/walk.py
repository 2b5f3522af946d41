"""One walk through the statements after an attempt, as it failed or as it succeeded.

The walk keeps no values but those that tests ask for (`response = None`, `ok = False`, statuses), takes both arms of a
test that it cannot decide, and notes the calls that it meets. A call that failures meet and success does not is what a
fallback is made of. Nothing is run, every statement is visited a bounded number of times.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.facts import Statement
from together_lint.lean_dataclasses import dataclass, field, replace
from together_lint.linker.evaluate import OutOfSteps
from together_lint.linker.fallbacks.bindings import before, bound, ends_program, filled, names_set, with_name_of
from together_lint.linker.fallbacks.exceptions import error_of
from together_lint.linker.fallbacks.exits import Exits, Met, Returned, calls_at, either, is_endless, then
from together_lint.linker.fallbacks.expressions import abstract
from together_lint.linker.fallbacks.kinds import OK, STATUSES
from together_lint.linker.fallbacks.leaving import leave, throw
from together_lint.linker.fallbacks.states import NONE, SOMETHING, Abstract, Record, State, joined
from together_lint.linker.references import last_name, spelling
from together_lint.linker.scopes import Scope, Slot
from together_lint.linker.values import Frame, Site

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

_NOWHERE = facts.Call((0, 0, 0, 0), facts.Name((0, 0, 0, 0), ""), ())

MAX_RAISED = 24
MAX_VISITED = 5_000


@dataclass(slots=True, eq=False)
class Walk:
    """One walk inside one activation of a function (or inside a module)."""

    evaluator: Evaluator
    scope: Scope
    frame: Frame | None
    attempt: facts.Call
    met: dict[int, Met] = field(default_factory=dict)
    again: dict[int, tuple[facts.Loop, State]] = field(default_factory=dict)
    handled: list[tuple[facts.Statement, State]] = field(default_factory=list)
    escaped: list[State] = field(default_factory=list)
    returned: list[Returned] = field(default_factory=list)
    left: list[Statement] = field(default_factory=list)
    _visited: int = 0
    _raised: list[tuple[Slot, State]] = field(default_factory=list)

    # ------------------------------------------------------------------------------------------- starting points

    def failed(self, slot: Slot, state: State) -> None:
        """Walk from a statement that raised."""
        throw(self, slot, replace(state, values={**before(slot), **state.values}))
        self._finish()

    def called(self, state: State) -> None:
        """Walk a function from its beginning."""
        exits = self.run(self.scope.body, state)
        if exits.falls is not None:
            self.returned.append(Returned(NONE, exits.falls))
        self._finish()

    def inside(self, scope: Scope, frame: Frame | None) -> Walk:
        """A walk inside another function, which does not hold the attempt."""
        return Walk(self.evaluator, scope, frame, _NOWHERE)

    def gives(self) -> Abstract | None:
        """What the function gives back on this walk; None when that is not known."""
        values = [found.value for found in self.returned]
        return values[0] if values and all(value == values[0] for value in values) else None

    def answered(self, slot: Slot, state: State, value: Abstract | None) -> None:
        """Walk from a statement whose attempt came back with a value (None: not known)."""
        state = replace(state, values={**before(slot), **state.values})
        exits = self._after_attempt(slot.statement, state, value)
        leave(self, slot, exits)
        self._finish()

    def _finish(self) -> None:
        count = 0
        while self._raised and count < MAX_RAISED:
            slot, state = self._raised.pop(0)
            count += 1
            throw(self, slot, state)

    def _after_attempt(self, statement: Statement, state: State, value: Abstract | None) -> Exits:
        """The statement that holds the attempt, as far as it comes after it."""
        if isinstance(statement, facts.Assign) and statement.value is not None:
            return Exits(self._assigned(state, statement, self._outcome(statement, statement.value, state, value)))
        if isinstance(statement, facts.With):
            for item, target in statement.items:
                if target is not None and any(self._is_attempt(node) for node in facts.walk(item)):
                    state = bound(state, target, value)
        if isinstance(statement, facts.Return):
            self.returned.append(Returned(self._outcome(statement, statement.value, state, value), state))
            self.left.append(statement)
            return Exits()
        if isinstance(statement, facts.Branch) and isinstance(statement.test, facts.Bind):
            state = bound(state, facts.Name(statement.span, statement.test.name), value)
        return self._step(statement, state)

    def _outcome(
        self, statement: Statement, node: facts.Expression | None, state: State, value: Abstract | None
    ) -> Abstract | None:
        """What an expression around the attempt gives, for a value of the attempt itself.

        `attempt() or other()` goes on to the right where the attempt gave nothing.
        """
        if node is not None and self._is_attempt(node):
            return value
        if isinstance(node, facts.Either) and any(self._is_attempt(part) for part in node.operands[:-1]):
            is_over = (value is SOMETHING) if node.operator == "or" else (value is not SOMETHING)
            after = [part for part in node.operands if part.span > self.attempt.span]
            if not is_over:
                for part in after:
                    self._meet_in(statement, part, state)
                return None
            return value
        return value if OK in state.kinds and value is SOMETHING else None

    def _is_attempt(self, node: facts.Expression) -> bool:
        """Whether a call is the attempt; `to_thread(ask, question)` stands for `ask(question)` at the same place."""
        return isinstance(node, facts.Call) and node.span == self.attempt.span

    def _assigned(self, state: State, statement: facts.Assign, value: Abstract | None) -> State:
        for target in statement.targets:
            state = bound(state, target, value)
        return state

    # ---------------------------------------------------------------------------------------------- statements

    def run(self, block: tuple[Statement, ...], state: State | None, start: int = 0) -> Exits:
        """Walk a block from a statement on."""
        breaks: State | None = None
        continues: State | None = None
        for statement in block[start:]:
            if state is None:
                break
            self._visited += 1
            if self._visited > MAX_VISITED:
                raise OutOfSteps
            self._meet(statement, state)
            state = self._checked(statement, state)
            if state is None:
                break
            exits = self._step(statement, state)
            state = exits.falls
            breaks, continues = joined(breaks, exits.breaks), joined(continues, exits.continues)
        return Exits(state, breaks, continues)

    def _step(self, statement: Statement, state: State) -> Exits:
        if isinstance(statement, facts.Return):
            value = self._known(statement, statement.value, state) if statement.value is not None else NONE
            self.returned.append(Returned(value, state, statement))
            self.left.append(statement)
            return Exits()
        if isinstance(statement, facts.Raise):
            self._raised.append((self.scope.slots[id(statement)], self._raising(statement, state)))
            return Exits()
        if isinstance(statement, facts.Jump):
            if statement.kind == "break":
                self.left.append(statement)
            kinds = {"break": Exits(breaks=state), "continue": Exits(continues=state)}
            return kinds.get(statement.kind, Exits(state))
        if isinstance(statement, facts.Assign) and statement.value is not None:
            return Exits(self._assigned(state, statement, self._known(statement, statement.value, state)))
        if isinstance(statement, facts.Augment):
            return Exits(state.forgetting([spelling(statement.target)]))
        if isinstance(statement, facts.Branch):
            from together_lint.linker.fallbacks.branching import split

            yes, no = split(self.evaluator, self.site(statement), statement.test, state)
            return either(self.run(statement.body, yes), self.run(statement.orelse, no))
        if isinstance(statement, facts.Loop):
            return self._loop(statement, state)
        if isinstance(statement, facts.With):
            return self.run(statement.body, state)
        if isinstance(statement, facts.Try):
            return self._try(statement, state)
        if isinstance(statement, facts.Evaluate) and ends_program(statement.value):
            return Exits()
        return Exits(filled(statement, state))

    def _known(self, statement: Statement, node: facts.Expression, state: State) -> Abstract | None:
        from together_lint.linker.fallbacks.records import fields_made

        made = fields_made(self.evaluator, node, self.site(statement))
        value = abstract(made or node, state, OK in state.kinds)
        return replace(value, is_object=True) if made is not None and isinstance(value, Record) else value

    def _raising(self, statement: facts.Raise, state: State) -> State:
        node = statement.value
        if node is None or (isinstance(node, facts.Name) and state.values.get(node.id) is SOMETHING):
            return state
        return replace(state, error=error_of(self.evaluator, node, self.site(statement)))

    def _loop(self, statement: facts.Loop, state: State) -> Exits:
        """A later loop: its body once, or not at all where that is possible."""
        on: State | None = state
        off: State | None = state
        if statement.target is None:
            from together_lint.linker.fallbacks.branching import split

            on, off = split(self.evaluator, self.site(statement), statement.source, state)
        body = self.run(statement.body, on.forgetting(names_set(statement.body)) if on is not None else None)
        skipped = None if is_endless(statement) else joined(off, body.falls, body.continues)
        orelse = self.run(statement.orelse, skipped)
        return Exits(joined(orelse.falls, body.breaks), orelse.breaks, orelse.continues)

    def _try(self, statement: facts.Try, state: State) -> Exits:
        body = self.run(statement.body, state)
        ways = [then(body, self.run(statement.orelse, body.falls))]
        # After success the handlers of later attempts belong to those.
        if OK not in state.kinds:
            inside = state.forgetting(names_set(statement.body))
            ways += [self.run(handler.body, with_name_of(handler, inside)) for handler in statement.handlers]
        both = ways[0]
        for way in ways[1:]:
            both = either(both, way)
        if not statement.final:
            return both
        final = self.run(statement.final, joined(both.falls, both.breaks, both.continues) or state)
        return both if final.falls is not None else final

    def _checked(self, statement: Statement, state: State) -> State | None:
        """`response.raise_for_status()`: refusals are errors from here on."""
        refused = state.kinds & STATUSES
        if state.handler is not None or not refused:
            return state
        nodes = (node for expression in facts.expressions(statement) for node in facts.walk(expression))
        if not any(isinstance(node, facts.Call) and last_name(node.function) == "raise_for_status" for node in nodes):
            return state
        self._raised.append((self.scope.slots[id(statement)], replace(state, kinds=refused)))
        rest = state.kinds - refused
        return replace(state, kinds=rest) if rest else None

    # ----------------------------------------------------------------------------------------------- calls met

    def site(self, statement: Statement) -> Site:
        return Site(self.scope, self.scope.slots.get(id(statement)), self.frame)

    def _meet(self, statement: Statement, state: State) -> None:
        for scope, call, slot, comprehensions in calls_at(self.evaluator, self.scope, statement):
            self._note(scope, call, slot, comprehensions, state)

    def _meet_in(self, statement: Statement, node: facts.Expression, state: State) -> None:
        inside = {id(part) for part in facts.walk(node)}
        for scope, call, slot, comprehensions in calls_at(self.evaluator, self.scope, statement):
            if id(call) in inside:
                self._note(scope, call, slot, comprehensions, state)

    def _note(
        self, scope: Scope, call: facts.Call, slot: Slot, comprehensions: tuple[facts.Comprehension, ...], state: State
    ) -> None:
        if self._is_attempt(call):
            return
        known = self.met.get(id(call))
        state = joined(known.state if known else None, state) or state
        self.met[id(call)] = Met(call, Site(scope, slot, self._frame(scope)), comprehensions, state)

    def _frame(self, scope: Scope) -> Frame | None:
        """The activation of this function, or of a lambda in it."""
        if scope is self.scope:
            return self.frame
        from together_lint.linker.fallbacks.reached import nested_frame

        return nested_frame(self.evaluator, scope, self.frame)
