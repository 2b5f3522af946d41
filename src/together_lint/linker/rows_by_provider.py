"""Rows that say whose models they are: `{"provider": "groq", …}` beside `{"provider": "together", …}`.

What such a row holds is sent to its own provider, however it is chosen. Where no row says Together the words may
as well be those of families of models, and mean nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.clients.providers import names_provider
from together_lint.linker.conditions import OTHER, PROVIDER, TOGETHER, provider_of
from together_lint.linker.values import NO_CHOICES, Choices, Items, Table

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

MAX_ROWS = 2_000


def choices_of_rows(evaluator: Evaluator, container: Items | Table) -> Sequence[Choices]:
    """The provider that each row of a list or table names; nothing for all of them when none names Together."""
    memory = evaluator.cache("rows by provider")
    if id(container) not in memory:
        evaluator.keep(container)
        rows = container.items if isinstance(container, Items) else [entry.value for entry in container.entries]
        words = providers_of_rows([row.node for row in rows[:MAX_ROWS]])
        found = [{PROVIDER: word} if word else NO_CHOICES for word in words]
        memory[id(container)] = [*found, *[NO_CHOICES] * (len(rows) - len(found))]
    return memory[id(container)]  # type: ignore[return-value]


def providers_of_rows(rows: Sequence[facts.Expression | None]) -> Sequence[str]:
    """The provider that each row names, one of the words of `conditions`; empty for all when none names Together."""
    words = [_word(row) for row in rows]
    return words if TOGETHER in words and OTHER in words else [""] * len(words)


def _word(row: facts.Expression | None) -> str:
    """Whether a row written as a mapping, a call or a tuple names Together or another provider; empty for neither."""
    if isinstance(row, facts.Mapping):
        named = [
            value for key, value in row.entries if isinstance(key, facts.Constant) and names_provider(str(key.value))
        ]
    elif isinstance(row, facts.Call):
        named = [given.value for given in row.arguments if given.name is not None and names_provider(given.name)]
    elif isinstance(row, facts.Sequence) and row.kind != "set":
        named = [item for item in row.items if isinstance(item, facts.Constant)]
    else:
        named = []
    words = [word for word in map(provider_of, named) if word]
    return words[0] if len(words) == 1 else ""
