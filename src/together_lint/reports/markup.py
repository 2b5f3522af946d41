"""Text of scanned files in Markdown: shown as it is written, never as markup, HTML, a link or a mention."""

from __future__ import annotations

import re

from together_lint.reports.printable import printable

_SIGNS = re.compile(r"[\\`*_\[\]|~$]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_ADDRESS = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)", re.IGNORECASE)
_MENTION = re.compile(r"[@#](?=\S)")
_FENCE = re.compile("`+")


def escaped(text: str) -> str:
    """The text for a place inside of a line; where one begins, it could be a heading or an item of a list.

    GitHub and GitLab turn names behind `@` and numbers behind `#` into links and tell people, and bare addresses into
    links; an empty comment behind the sign keeps them from it, which escapes do not.
    """
    text = "".join(_ENTITIES.get(character, character) for character in printable(text))
    text = _SIGNS.sub(r"\\\g<0>", text)
    text = _ADDRESS.sub("<!-- -->", text)
    return _MENTION.sub(r"\g<0><!-- -->", text)


def code(text: str) -> str:
    """The text as code inside of a line; its own backticks do not end it."""
    text = printable(text)
    longest = max(map(len, _FENCE.findall(text)), default=0)
    fence, pad = "`" * (longest + 1), " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}" if text.strip() else "` `"


def block(lines: list[str]) -> list[str]:
    """Lines as a block of code, each of them printable already."""
    longest = max((len(run) for text in lines for run in _FENCE.findall(text)), default=0)
    fence = "`" * max(longest + 1, 3)
    return [f"{fence}text", *lines, fence]
