"""Lines of styled text, and the two ways to put them on a stream: plain, and coloured by rich."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO, TypeAlias

from together_lint.lean_dataclasses import dataclass
from together_lint.reports.printable import starting_a_line

Span: TypeAlias = "tuple[str, str]"
"""Text and the name of its style; the empty name is plain."""

STYLES = {
    "error": "bold red",
    "warning": "bold yellow",
    "info": "bold cyan",
    "good": "bold green",
    "place": "bold",
    "strong": "bold",
    "quiet": "dim",
}
LABEL_WIDTH = 5
NARROWEST = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a report. A `label` stands in a column of its own; only lines that wrap are fitted to a terminal."""

    spans: tuple[Span, ...] = ()
    indent: int = 0
    label: str | None = None
    wraps: bool = False

    @property
    def margin(self) -> str:
        return " " * self.indent + ("" if self.label is None else self.label.ljust(LABEL_WIDTH))


def line(*spans: Span | str, indent: int = 0, label: str | None = None, wraps: bool = False) -> Line:
    """A line from spans; a bare string is a span without a style."""
    return Line(tuple((span, "") if isinstance(span, str) else span for span in spans), indent, label, wraps)


def put(lines: Iterable[Line], stream: TextIO, color: bool, width: int | None) -> None:
    """Write the lines; `width` is that of the terminal, None where nothing wraps."""
    if color:
        _put_colored(lines, stream, width)
    else:
        for each in lines:
            row = each.margin + "".join(text for text, _ in each.spans)
            stream.write(f"{starting_a_line(row).rstrip()}\n")


def _put_colored(lines: Iterable[Line], stream: TextIO, width: int | None) -> None:
    from rich.console import Console
    from rich.text import Text
    from rich.theme import Theme

    # no_color: whoever decided on colour has looked at NO_COLOR already, and --color always outranks it.
    console = Console(file=stream, force_terminal=True, no_color=False, theme=Theme(STYLES), width=width)
    for each in lines:
        first, *others = each.spans or (("", ""),)
        text, margin = Text.assemble((starting_a_line(first[0]), first[1]), *others), len(each.margin)
        fits = width is None or not each.wraps or width - margin < NARROWEST
        for number, row in enumerate([text] if fits else text.wrap(console, (width or 0) - margin)):
            row.rstrip()
            lead = (" " * margin if number else each.margin, "quiet")
            console.print(Text.assemble(lead, row), soft_wrap=True, highlight=False)
