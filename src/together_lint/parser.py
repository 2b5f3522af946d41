"""The parser of command lines that are not plain: those that ask for help, and those with mistakes."""

from __future__ import annotations

import argparse
from typing import Any, NoReturn

from together_lint import __version__
from together_lint.arguments import COMMANDS, DESCRIPTION, EXIT_CODES, EXIT_CODES_IN_A_LINE, FIRST_STEPS
from together_lint.errors import EXIT_USAGE
from together_lint.spelling import did_you_mean


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors are one line with the next step, and the word that was meant."""

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        for word in args:
            if word == "--" or (self._subparsers and not word.startswith("-")):
                break  # what follows is no option, or one of a command, which answers for its own
            name = word.partition("=")[0]
            if word.startswith("-") and word != "-" and name not in self._option_string_actions:
                self.error(f"there is no option {name}{did_you_mean(name, self._option_string_actions)}")
        values, unknown = super().parse_known_args(args, namespace)
        if unknown:
            self.error(f"unexpected argument {unknown[0]!r}")
        return values, unknown

    def error(self, message: str) -> NoReturn:
        end = "" if message.endswith("?") else f"; see {self.prog} --help"
        self.exit(EXIT_USAGE, f"together-lint: error: {message}{end}\n")

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        choices = action.choices
        if choices is None or value in choices:
            return
        known = [str(choice) for choice in choices]
        is_command = isinstance(action, argparse._SubParsersAction)
        what = "command" if is_command else "/".join(action.option_strings) or action.dest
        meant = did_you_mean(str(value), known) or "; there are " + ", ".join(known)
        self.error(f"there is no {what} {str(value)!r}{meant}")


class TopParser(Parser):
    """The parser of all commands. Its help fits a terminal of 80 columns and 24 lines."""

    def format_help(self) -> str:
        names = (name for name, _ in FIRST_STEPS)
        first = max(map(len, names))
        widest = max(map(len, COMMANDS))
        return "\n".join(
            (
                "usage: together-lint COMMAND [--help] ...",
                "",
                DESCRIPTION,
                "",
                "What people do first:",
                *(f"  {line:{first}}  {meaning}" for line, meaning in FIRST_STEPS),
                "",
                "Commands:",
                *(f"  {name:{widest}}  {summary}" for name, (summary, _) in COMMANDS.items()),
                "",
                EXIT_CODES_IN_A_LINE,
                "",
            )
        )


def build_parser(chosen: str | None = None) -> Parser:
    """The parser; `command` in its result names the command. With a chosen command, only its options are filled in."""
    raw = argparse.RawDescriptionHelpFormatter
    parser = TopParser(prog="together-lint")
    parser.add_argument("--version", action="version", version=f"together-lint {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=Parser)
    for name, (summary, fill) in COMMANDS.items():
        about = f"{summary[0].upper()}{summary[1:]}."
        command = commands.add_parser(name, help=summary, description=about, allow_abbrev=False, formatter_class=raw)
        if chosen is None or name == chosen:
            fill(command)
            command.epilog = EXIT_CODES if name == "check" else None
    return parser
