"""A Makefile as a script: its variables as assignments, its recipes as commands, each where it is written.

Rules, conditions and functions of make are not followed; what a recipe does with its variables is.
"""

from __future__ import annotations

import re

from together_lint.late_patterns import late_pattern
from together_lint.offsets import Copy, Lines, Origin

_LINE = late_pattern(r"[^\n\\]*(?:\\(?:\n|.)?[^\n\\]*)*")
_VARIABLE = late_pattern(r"(?:(?:export|override)[ \t]+)*([A-Za-z_]\w*)[ \t]*(\?=|:{0,3}=|\+=)[ \t]*")
_RECIPE = late_pattern(r"\t[ \t]*[@+\-]*[ \t]*")
_SPECIAL = late_pattern(
    r"\$(?:(\$)|\(([A-Za-z_]\w*)\)|\{([A-Za-z_]\w*)\}|\([^()\n]*\)|\{[^{}\n]*\}|.)|\\\n[ \t]*|\\.|[\"'`]"
)
_END = late_pattern(r"(?:[ \t]+#.*)?[ \t\n]*$", re.DOTALL)


def is_makefile(path: str) -> bool:
    name = path.rpartition("/")[2].lower()
    return name.startswith(("makefile", "gnumakefile")) or name.endswith(".mk")


def as_script(text: str) -> tuple[str, Origin]:
    """The script that a Makefile comes to, and where each piece of it is written."""
    made = _Script(text)
    position = 0
    while position < len(text):
        line = _LINE.match(text, position)
        end = line.end() if line else len(text)
        made.add(position, end)
        made.put("\n", end, 0)
        position = end + 1
    return made.text, Origin(Lines(made.text), Lines(text), made.stretches())


class _Script(Copy):
    """Grows by one line of make, continued ones joined, after the other."""

    def __init__(self, raw: str) -> None:
        super().__init__()
        self._raw = raw

    def add(self, start: int, end: int) -> None:
        recipe = _RECIPE.match(self._raw, start, end)
        variable = _VARIABLE.match(self._raw, start, end)
        if recipe is not None:
            self._recipe(recipe.end(), end)
        elif variable is not None:
            self._variable(variable, end)
        elif self._raw[start:end].lstrip().startswith("#"):
            self.put(self._raw[start:end], start, 1)

    def _variable(self, match: re.Match[str], end: int) -> None:
        """`MODEL ?= acme/Large` lets the environment decide, the others do not."""
        name, value = match[1], match.end()
        last = _END.search(self._raw, value, end)
        end = last.start() if last else end
        is_default = match[2] == "?="
        self.put(name, match.start(1), 1)
        self.put('+="' if match[2] == "+=" else '="', value, 0)
        self.put(f"${{{name}:-" if is_default else "", value, 0)
        for special in _SPECIAL.finditer(self._raw, value, end):
            self.put(self._raw[value : special.start()], value, 1)
            value = self._quoted(special)
        self.put(self._raw[value:end], value, 1)
        self.put('}"' if is_default else '"', end, 0)

    def _quoted(self, match: re.Match[str]) -> int:
        """Put something between double quotes that means what it meant to make; how far the text is taken."""
        written, start = match.group(), match.start()
        if written.startswith("$"):
            self._reference(match)
            return match.end()
        if written.startswith("\\\n"):
            self.put(" ", start, len(written))
            return match.end()
        self.put("" if written == "'" else "\\", start, 0)
        self.put(written[:1], start, 1)
        return start + 1

    def _recipe(self, start: int, end: int) -> None:
        """A recipe as it is, with what make puts in: between single quotes as well, where the shell puts in nothing."""
        quote = ""
        for match in _SPECIAL.finditer(self._raw, start, end):
            self.put(self._raw[start : match.start()], start, 1)
            start = match.end()
            written = match.group()
            if not written.startswith("$"):
                self.put(written, match.start(), 1)
                if written in ("'", '"') and quote in ("", written):
                    quote = "" if quote else written
            elif written != "$$" and quote == "'":
                self.put("'\"", match.start(), 0)
                self._reference(match)
                self.put("\"'", match.end(), 0)
            else:
                self._reference(match)
        self.put(self._raw[start:end], start, 1)

    def _reference(self, match: re.Match[str]) -> None:
        """`$(X)` is a variable, `$$` a dollar sign, all else is not known."""
        name = match[2] or match[3]
        if match[1]:
            self.put("$", match.start(), 2)
        elif name:
            self.put("${", match.start(), 0)
            self.put(name, match.start(2 if match[2] else 3), 1)
            self.put("}", match.end(), 0)
        else:
            self.put("${MAKE_VALUE}", match.start(), 0)
