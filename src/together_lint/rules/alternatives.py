"""What to send instead of a model that cannot be called."""

from __future__ import annotations

from collections.abc import Collection
from typing import cast

from together_lint.catalog.status import ModelKind, ModelStatus
from together_lint.lean_dataclasses import dataclass
from together_lint.operations import Operation
from together_lint.rules.base import Scope
from together_lint.rules.limits import largest_max_tokens
from together_lint.rules.wording import described, listed, unavailable
from together_lint.usages import Usage

MOST = 3


@dataclass(frozen=True, slots=True)
class WayOut:
    """Models that can be called instead, best first, and the advice that names them."""

    ids: tuple[str, ...]
    advice: str


def family_of(operation: Operation, status: ModelStatus) -> ModelKind | None:
    """The kind of model to look for: what the operation takes, else what the old model was."""
    if "chat" in operation.kinds:
        return "chat"
    if len(operation.kinds) == 1:
        return cast(ModelKind, next(iter(operation.kinds)))
    return status.kind


def way_out(
    status: ModelStatus, kind: ModelKind | None, usage: Usage, scope: Scope, taken: Collection[str] = ()
) -> WayOut:
    """The published replacement when it can be called itself, else the nearest models of `kind`; none of `taken`."""
    replacement = scope.catalog.status(status.replacement) if status.replacement else None
    if replacement is not None and replacement.is_callable and replacement.id not in taken:
        return WayOut((replacement.id,), f"use its replacement {described(replacement)}")
    is_dead = replacement is not None and not replacement.is_callable
    dead = f"its replacement {replacement.id} {unavailable(replacement)}" if replacement and is_dead else ""
    found = alternatives(status, kind, usage, scope, taken)
    if found:
        advice = f"use {listed([described(each) for each in found])}"
    else:
        advice = f"no serverless {kind or 'alternative'} model is known; run it on a dedicated endpoint"
    return WayOut(tuple(each.id for each in found), "; ".join(filter(None, (dead, advice))))


def alternatives(
    status: ModelStatus, kind: ModelKind | None, usage: Usage, scope: Scope, taken: Collection[str] = ()
) -> tuple[ModelStatus, ...]:
    """Up to three callable models of `kind` whose window holds what the usage asks for, none of `taken`."""
    if kind is None:
        return ()
    needed = largest_max_tokens(usage, status.id)
    found = scope.alternatives(kind, minimum_window=needed, limit=MOST + len(taken), like=status.id)
    return tuple(each for each in found if each.id not in taken)[:MOST]
