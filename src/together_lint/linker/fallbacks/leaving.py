"""Out of the blocks around a statement: to what comes after them, round a loop, or through the handlers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.lean_dataclasses import replace
from together_lint.linker.fallbacks.bindings import with_name_of
from together_lint.linker.fallbacks.exceptions import caught
from together_lint.linker.fallbacks.exits import Exits, Returned, is_endless, then
from together_lint.linker.fallbacks.kinds import OTHER
from together_lint.linker.fallbacks.states import NONE, State, joined
from together_lint.linker.references import spelling
from together_lint.linker.scopes import Slot

if TYPE_CHECKING:
    from together_lint.linker.fallbacks.walk import Walk


def leave(walk: Walk, slot: Slot, exits: Exits) -> None:
    """Walk on from a statement to the end of its block, and out of the blocks around it."""
    rest = walk.run(slot.block, exits.falls, slot.index + 1)
    exits = then(exits, rest)
    owner, parent = slot.owner, slot.parent
    if owner is None or parent is None:
        if exits.falls is not None:
            walk.returned.append(Returned(NONE, exits.falls))
    elif isinstance(owner, facts.Loop) and slot.arm == 0:
        leave(walk, parent, _next_round(walk, owner, exits))
    elif isinstance(owner, facts.Try):
        leave(walk, parent, _end_of_try(walk, owner, slot.arm, exits))
    else:
        leave(walk, parent, exits)


def _next_round(walk: Walk, loop: facts.Loop, exits: Exits) -> Exits:
    """Out of the body of a loop: another round, or past its end."""
    state = joined(exits.falls, exits.continues)
    left: Exits = Exits()
    if state is not None:
        on, off = (state, state)
        if loop.target is None:
            from together_lint.linker.fallbacks.branching import split

            on, off = split(walk.evaluator, walk.site(loop), loop.source, state)  # type: ignore[assignment]
        if on is not None:
            known = walk.again.get(id(loop))
            walk.again[id(loop)] = (loop, joined(known[1] if known else None, on) or on)
        left = walk.run(loop.orelse, None if is_endless(loop) else off)
    return Exits(joined(left.falls, exits.breaks), left.breaks, left.continues)


def _end_of_try(walk: Walk, statement: facts.Try, arm: int, exits: Exits) -> Exits:
    if arm == 0:
        exits = then(exits, walk.run(statement.orelse, exits.falls))
    if arm <= len(statement.handlers) + 1 and statement.final:
        final = walk.run(statement.final, joined(exits.falls, exits.breaks, exits.continues))
        exits = exits if final.falls is not None else final
    return exits


def throw(walk: Walk, slot: Slot, state: State) -> None:
    """Failures that are raised at a statement: through the handlers around it, or out of the function."""
    left: State | None = state
    for owner, arm, outer in slot.owners():
        if left is None:
            return
        if isinstance(owner, facts.Try) and arm == 0:
            left = _through(walk, owner, outer, left)
        elif isinstance(owner, facts.With):
            from together_lint.linker.fallbacks.contexts import passed_through

            _tried_again(walk, owner, outer, left)
            ended, left = passed_through(walk, owner, left)
            if ended is not None:
                leave(walk, outer, Exits(ended))
    if left is not None:
        walk.escaped.append(left)


def _through(walk: Walk, statement: facts.Try, outer: Slot, state: State) -> State | None:
    """The handlers of one `try`; what none of them sees is left."""
    left = state.kinds
    for handler in statement.handlers:
        seen = caught(walk.evaluator, handler.types, walk.site(statement), state.error, left, state.library)
        if not seen.kinds:
            continue
        inside = with_name_of(handler, state)
        names = tuple(dict.fromkeys((*state.caught, *seen.names)))
        inside = replace(inside, kinds=seen.kinds, caught=names, handler=statement)
        walk.handled.append((statement, inside))
        exits = walk.run(handler.body, inside)
        number = statement.handlers.index(handler) + 1
        leave(walk, outer, _end_of_try(walk, statement, number, exits))
        rest = left - seen.kinds
        # A handler for some other error leaves the rest of those to the next one.
        left = rest | (seen.kinds & {OTHER}) if rest else rest
    return replace(state, kinds=left) if left else None


def _tried_again(walk: Walk, statement: facts.With, outer: Slot, state: State) -> None:
    """`for attempt in Retrying(…): with attempt: …`: a failure goes round the loop until the attempts are used up."""
    from together_lint.linker.fallbacks.retries import retrying

    names = {spelling(item) for item, _target in statement.items}
    for loop, arm, _slot in outer.owners():
        is_drawn = isinstance(loop, facts.Loop) and arm == 0 and spelling(loop.target) in names
        if isinstance(loop, facts.Loop) and is_drawn and retrying(walk.evaluator, loop, walk.site(loop)):
            walk.again[id(loop)] = (loop, state)
