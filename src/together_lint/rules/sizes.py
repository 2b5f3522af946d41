"""The size of a model, read from its id: a convention of names, not a published figure."""

from __future__ import annotations

from together_lint.late_patterns import late_pattern

# Matches 70B, 1.5B, 550b-a55b, 8x7B, 2.4T-A95B, E4B and 270m; not the b of 4bit, the m of 3m-instruct's rank or FP8.
_SIZE = late_pattern(
    r"(?<![A-Za-z0-9.])(?:(?P<experts>\d{1,3})x)?[eE]?(?P<number>\d{1,4}(?:\.\d{1,2})?)(?P<unit>[BbTtMm])(?![A-Za-z0-9])"
)
_BILLIONS = {"t": 1000.0, "b": 1.0, "m": 0.001}


def billions_of(model_id: str) -> float | None:
    """The parameters of a model in billions, None when the id does not say.

    Of `397B-A17B` the first number counts, the whole of a mixture of experts; `8x7B` counts as 56. `17B-16E` gives no
    total and counts as 17.
    """
    match = _SIZE.search(model_id.rpartition("/")[2])
    if match is None:
        return None
    return float(match["number"]) * int(match["experts"] or 1) * _BILLIONS[match["unit"].lower()]
