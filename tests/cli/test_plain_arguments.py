"""Plain command lines mean what the parser makes of them; all others are left to it."""

from __future__ import annotations

import shlex

import pytest

from together_lint.parser import build_parser
from together_lint.plain_arguments import read_plain

LEFT_TO_THE_PARSER = [
    "",
    "--help",
    "--version",
    "chekc app.py",
    "--debug check app.py",
    "catalog list --kind chat",
    "check --help",
    "check -h",
    "check --no-such-option",
    "check --off",
    "check --offline=yes",
    "check --offline --live",
    "check --format yaml",
    "check --format text --format yaml",
    "check --format text --output",
    "inventory --format sarif",
    "check --format",
    "check --format --offline",
    "check --baseline=",
    "check --as-of tomorrow",
    "check app.py --offline other.py",
    "check -- app.py",
    "rule TL101 TL102",
]

PLAIN = [
    "check",
    "check .",
    "check -",
    "check - --stdin-filename app/llm.py",
    "check app.py other.py --offline --no-cache",
    "check --offline --no-cache app.py other.py",
    "check --hook app.py",
    "check --format json --output report.json",
    "check --format=json --output=report.json",
    "check --output report.json --format json",
    "check --format text --format sarif --output a.sarif --format=junit --output=a.xml",
    "check --format concise --output - --quiet --statistics --no-progress --exit-zero",
    "check --since last.json --show-files",
    "check --select TL1,TL301 --ignore TL9 --strict --explain",
    "check --fail-on warning --baseline known.json --config settings.yaml --debug",
    "check --live --as-of 2026-11-20 --catalog models.json",
    "check --base-url https://api.together.xyz --lifecycle-url=https://a.example/?b=c",
    "check --color never --color always",
    "inventory",
    "inventory app --format json --offline",
    "settings",
    "settings app/llm.py --config settings.yaml",
    "rule",
    "rule TL101 --color never",
]


@pytest.mark.parametrize("line", LEFT_TO_THE_PARSER)
def test_left_to_the_parser(line: str) -> None:
    assert read_plain(shlex.split(line)) is None


@pytest.mark.parametrize("line", PLAIN)
def test_plain(line: str) -> None:
    words = shlex.split(line)
    read = read_plain(words)
    assert read is not None
    assert vars(read) == vars(build_parser(words[0]).parse_args(words))
