"""What a data file as a whole speaks of: Together AI at all, and nobody else."""

from __future__ import annotations

from together_lint.clients import HOSTS, KEY_VARIABLES
from together_lint.clients.providers import OWN_IDS, speaks_of_others
from together_lint.facts import FileFacts

_EVIDENCE = tuple(
    word.lower()
    for word in (*HOSTS, *KEY_VARIABLES, "together_ai", "together ai", "togetherai", "together-ai", "together.ai")
)


def is_evident(file: FileFacts) -> bool:
    """Whether a file names Together AI by a host, a key, an id of its own or a name that means nothing else."""
    lowered = file.text.lower()
    return any(word in lowered for word in _EVIDENCE) or OWN_IDS.search(file.text) is not None


def is_devoted(file: FileFacts) -> bool:
    """Whether it does so and names no other provider, nor a library that runs models itself."""
    return is_evident(file) and not speaks_of_others(file.text)
