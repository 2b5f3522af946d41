"""What can be looked up without a scan: the pages of the rules, and the settings in force."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from together_lint.arguments import Arguments
from together_lint.discovery import find_root
from together_lint.discovery.selection import relative_to_root
from together_lint.errors import EXIT_CLEAN, UsageError
from together_lint.output import quiet_pipe, wants_color, width_of
from together_lint.reports.paper import Line, line, put
from together_lint.reports.printable import printable
from together_lint.roots import repository_top
from together_lint.rules import Rule, all_rules, rule_codes
from together_lint.rules.pages import rule_page
from together_lint.rules.spelling import did_you_mean_rule
from together_lint.settings import OFF_BY_DEFAULT, load
from together_lint.settings.describe import describe
from together_lint.settings.explain import schema_text

WIDEST_PAGE = 100


def rule(arguments: Arguments) -> int:
    """Print the page of one rule, or one line for each."""
    color = wants_color(arguments.color, sys.stdout)
    if arguments.code is None:
        _print(_rule_lines(), color)
    else:
        _print_page(rule_page(_code(arguments.code)), color)
    return EXIT_CLEAN


def settings(arguments: Arguments) -> int:
    """Print the settings in force at each path; broken ones are an error. With `--schema`, what settings may say."""
    if arguments.schema:
        _print(map(line, schema_text().splitlines()), color=False)
        return EXIT_CLEAN
    lines: list[Line] = []
    for path in arguments.paths or [Path()]:
        lines += [line(), *_setting_lines(path, arguments.config)]
    _print(lines[1:], wants_color("auto", sys.stdout))
    return EXIT_CLEAN


def _code(given: str) -> str:
    """The code for a code or a name in any case. Raises UsageError with the nearest one."""
    wanted = given.strip().lower()
    codes = {word: each.code for each in all_rules() for word in (each.code.lower(), each.name)}
    if wanted in codes:
        return codes[wanted]
    if meant := did_you_mean_rule(given):
        raise UsageError(f"there is no rule {given!r}{meant}")
    raise UsageError(f"there is no rule {given!r}", "`together-lint rule` lists all rules")


def _rule_lines() -> Iterator[Line]:
    widest = max(len(each.name) for each in all_rules())
    for each in all_rules():
        word, style = ("off", "quiet") if each.code in OFF_BY_DEFAULT else (each.severity.word, each.severity.word)
        summary = _summary(each)
        yield line((each.code, "strong"), f"  {each.name:{widest}}  ", (f"{word:7}", style), f"  {summary}")


def _summary(rule: Rule) -> str:
    """The first sentence of the page, which a test keeps to one line."""
    return inspect.cleandoc(type(rule).__doc__ or "").split("\n\n", 1)[0].replace("\n", " ")


def _setting_lines(path: Path, config: Path | None) -> Iterator[Line]:
    # From the top of the repository, so that the settings of a folder below are named by their whole path.
    root = repository_top(path) or find_root(path)
    relative = relative_to_root(root, path)
    tree = load(root, config, rule_codes())
    rows = describe(tree, relative)
    widest = [max(len(row[column]) for row in rows) for column in (0, 2)]
    yield line((f"settings in force for {printable(str(path))}", "strong"))
    for row in rows:
        style = "quiet" if row.origin == "default" else ""
        yield line(
            (f"{printable(row.key):{widest[0]}}  {printable(row.origin):{widest[1]}}  {printable(row.value)}", style)
        )
    for note in tree.notes:
        yield line(printable(note), label="note", wraps=True)


def _print(lines: Iterable[Line], color: bool) -> None:
    with quiet_pipe(sys.stdout):
        put(lines, sys.stdout, color, width_of(sys.stdout))


def _print_page(page: str, color: bool) -> None:
    """Markdown as it is, or set for a terminal."""
    with quiet_pipe(sys.stdout):
        if not color:
            sys.stdout.write(page)
            return
        from rich.console import Console
        from rich.markdown import Markdown

        width = min(width_of(sys.stdout) or WIDEST_PAGE, WIDEST_PAGE)
        Console(file=sys.stdout, force_terminal=True, no_color=False, width=width).print(Markdown(page))
