"""What a person may have meant by a word that nothing goes by: one answer for commands, options, rules, settings and
comments."""

from __future__ import annotations

from collections.abc import Iterable

LONGEST = 40
"""Of a word that a scanned file writes no more is compared: the time grows with the square of its length."""

CLOSE = 0.65
"""How much two words share at least; below it, a guess misleads more often than it helps."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like `word`, in any case, with `_` for `-`; None when none is like it."""
    import difflib

    spelled = {_plain(each): each for each in known}
    wanted = _plain(word)
    if len(wanted.strip("-")) > 2 and (begun := next((each for each in spelled if each.startswith(wanted)), None)):
        return spelled[begun]
    close = difflib.get_close_matches(wanted, spelled, n=1, cutoff=CLOSE)
    return spelled[close[0]] if close else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The end of a sentence about an unknown word: a question, or nothing."""
    meant = nearest(word, known)
    return f", did you mean `{meant}`?" if meant else ""


def _plain(word: str) -> str:
    return word[:LONGEST].lower().replace("_", "-")
