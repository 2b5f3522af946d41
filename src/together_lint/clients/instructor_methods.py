"""What a client of instructor's has beside the methods of the SDK that it is made of. Read off instructor 1.17."""

from __future__ import annotations

from together_lint.clients import Method

_OWN = ("create_with_completion", "create_partial", "create_iterable")

METHODS = (
    *(Method(f"chat.completions.{name}", "chat.completions") for name in _OWN),
    *(Method(name, "chat.completions") for name in ("create", "chat.create", *_OWN)),
)
