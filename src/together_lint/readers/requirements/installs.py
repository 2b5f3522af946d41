"""Packages that a notebook, an image or an environment of conda installs by a command or a list of its own."""

from __future__ import annotations

from collections.abc import Iterator

from together_lint.late_patterns import late_pattern
from together_lint.lean_dataclasses import replace
from together_lint.readers.requirements.demands import Demand, each_line
from together_lint.readers.requirements.pip import read_requirement

_COMMAND = late_pattern(
    r"(?:pip3?|uv|poetry|conda|mamba)\s+(?:pip\s+)?(?:install|add)\b(?P<rest>(?:[^\"\\\n;&|]|\\\"|\\\n)*)"
)
_WORD = late_pattern(r"\\?[\"']?(?P<word>[^\s\"'\\;&|]+)[\"'\\]*")
_LISTED = late_pattern(
    r"\s*-\s+['\"]?(?P<name>[A-Za-z0-9][\w.-]*)\s*(?P<versions>(?:[=<>!~]=?=?\s*[\w.*,<>=! ]+)?)['\"]?\s*(?:#.*)?$"
)


def read_commands(text: str) -> Iterator[Demand]:
    """`!pip install -q together==1.3.4`, also inside the JSON of a notebook."""
    for match in _COMMAND.finditer(text):
        for word in _WORD.finditer(match["rest"]):
            found = read_requirement(word["word"], 0) if word["word"][0].isalnum() else None
            if found is not None:
                yield replace(found, offset=match.start())


def read_environment(text: str) -> Iterator[Demand]:
    """The lists of an environment file of conda, those for pip among them; one `=` means the same as two."""
    for number, line in each_line(text):
        match = _LISTED.match(line)
        if match is not None:
            versions = match["versions"].strip()
            is_single = versions.startswith("=") and not versions.startswith("==")
            found = read_requirement(f"{match['name']}{'=' if is_single else ''}{versions}", number)
            if found is not None:
                yield found
