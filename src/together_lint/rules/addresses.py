"""Where the documentation is published: each finding leads to the page of its rule there."""

from __future__ import annotations

SITE = "https://together-lint.readthedocs.io/en/latest/"
"""What `docs/` is built into; the page `docs/rules/TL101.md` becomes `rules/TL101/`."""


def page_address(code: str) -> str:
    """The address of the page of a rule, as `rule_page` makes it."""
    return f"{SITE}rules/{code}/"
