"""The parser of command lines that are not plain: those that ask for help, and those with mistakes."""

from __future__ import annotations

import argparse
from typing import NoReturn

from together_lint import __version__
from together_lint.arguments import COMMANDS, DESCRIPTION, EXIT_CODES
from together_lint.errors import EXIT_USAGE


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors are one line with the next step."""

    def error(self, message: str) -> NoReturn:
        self.exit(EXIT_USAGE, f"together-lint: error: {message}; see {self.prog} --help\n")


def build_parser(chosen: str = "") -> Parser:
    """The parser; `command` in its result names the command. Only the options of the chosen one are filled in."""
    raw = argparse.RawDescriptionHelpFormatter
    parser = Parser(prog="together-lint", description=DESCRIPTION, epilog=EXIT_CODES, formatter_class=raw)
    parser.add_argument("--version", action="version", version=f"together-lint {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, (summary, fill) in COMMANDS.items():
        about = f"{summary[0].upper()}{summary[1:]}."
        command = commands.add_parser(name, help=summary, description=about, allow_abbrev=False, formatter_class=raw)
        if name == chosen:
            fill(command)
            command.epilog = EXIT_CODES if name == "check" else None
    return parser
