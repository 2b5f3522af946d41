"""Proposed settings as text, for pyproject.toml and for together-lint.yaml.

What is a guess about the account is written out; what would claim something about the program is written behind `#`:
a chain in the settings tells the rules that something carries it out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from together_lint.rules.addresses import SITE

SCHEMA_ADDRESS = f"{SITE}settings.schema.json"
"""Where editors find what keys and values `together-lint.yaml` may have."""

Chains = Mapping[str, Sequence[str]]

_FAIL_ON = "The lowest severity that fails a run: error, warning, info or never."
_OWN = "No list of Together knows these ids. As the account's own they are not looked up."
_CHAINS = (
    "Chains of the same kind with a window at least as large, for models whose calls have no fallback. Declaring one",
    "says that something carries it out: no-fallback (TL301) is silent for the model then, and the chain is checked.",
)


def toml_text(private: Sequence[str], dedicated: Sequence[str], chains: Chains) -> str:
    """A table for pyproject.toml."""
    return "\n".join(_toml(private, dedicated, chains)) + "\n"


def yaml_text(private: Sequence[str], dedicated: Sequence[str], chains: Chains) -> str:
    """A whole together-lint.yaml."""
    return "\n".join(_yaml(private, dedicated, chains)) + "\n"


def _toml(private: Sequence[str], dedicated: Sequence[str], chains: Chains) -> Iterator[str]:
    yield "[tool.together-lint]"
    yield f"# {_FAIL_ON}"
    yield 'fail-on = "error"'
    if private or dedicated:
        yield f"# {_OWN}"
    if private:
        yield f"private-models = {json.dumps(private)}"
    if dedicated:
        yield f"dedicated-models = {json.dumps(dedicated)}"
    if chains:
        yield ""
        yield from (f"# {line}" for line in _CHAINS)
        yield "# [tool.together-lint.fallbacks]"
        yield from (f"# {json.dumps(model)} = {json.dumps(list(chain))}" for model, chain in chains.items())


def _yaml(private: Sequence[str], dedicated: Sequence[str], chains: Chains) -> Iterator[str]:
    yield f"# yaml-language-server: $schema={SCHEMA_ADDRESS}"
    yield f"# {_FAIL_ON}"
    yield "fail-on: error"
    if private or dedicated:
        yield f"# {_OWN}"
    if private:
        yield f"private-models: {json.dumps(private)}"
    if dedicated:
        yield f"dedicated-models: {json.dumps(dedicated)}"
    if chains:
        yield ""
        yield from (f"# {line}" for line in _CHAINS)
        yield "# fallbacks:"
        yield from (f"#   {json.dumps(model)}: {json.dumps(list(chain))}" for model, chain in chains.items())
