"""`together-lint completion SHELL`: a script that completes commands, options, their values, rules and files."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from together_lint.arguments import Arguments
from together_lint.errors import EXIT_CLEAN
from together_lint.parser import build_parser
from together_lint.rules import rule_codes, rule_names


def completion(arguments: Arguments) -> int:
    """Print the script for one shell."""
    print(script_for(arguments.shell), end="")
    return EXIT_CLEAN


def script_for(shell: str) -> str:
    """The script that a shell reads at its start."""
    import shtab

    parser = build_parser()
    for action in _actions(parser):
        if action.type is Path:
            action.complete = shtab.FILE  # type: ignore[attr-defined]
        elif action.dest == "code":
            action.choices = [*sorted(rule_codes()), *rule_names()]
    return shtab.complete(parser, shell).rstrip("\n") + "\n"


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """What is declared in a parser and in those of its commands."""
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from _actions(command)
