"""How a catalogue is to be had: everything that `open_catalog` goes by."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

from together_lint.catalog.addresses import DEFAULT_BASE_URL, DEFAULT_LIFECYCLE_URL
from together_lint.lean_dataclasses import dataclass, field

if TYPE_CHECKING:
    from together_lint.catalog.network import Conditions

DEADLINE = 30.0
HOOK_DEADLINE = 3.0
FALSE_WORDS = frozenset({"", "0", "false", "no", "off"})


def utc_now() -> datetime:
    return datetime.now(timezone.utc)


def _environment(name: str, default: str = "") -> Callable[[], str]:
    return lambda: os.environ.get(name, "").strip() or default


def _is_offline() -> bool:
    return os.environ.get("TOGETHER_LINT_OFFLINE", "").strip().lower() not in FALSE_WORDS


@dataclass(frozen=True, slots=True)
class CatalogOptions:
    """What a person asked for; what is left out comes from the environment, never from a scanned repository.

    `catalog` is a file or URL to judge by instead of everything else. `deadline` is in seconds, for all requests
    together. `live` demands an answer of this run; `offline` and `as_of` rule out asking. `accept` believes an answer
    that looks wrong. Set `base_url_trusted` to False for a base URL that comes from anywhere else than the command line
    or the environment: it never gets the key. `conditions` and `clock` are for tests.
    """

    base_url: str = field(default_factory=_environment("TOGETHER_BASE_URL", DEFAULT_BASE_URL))
    base_url_trusted: bool = True
    key: str = field(default_factory=_environment("TOGETHER_API_KEY"), repr=False)
    lifecycle_url: str = field(default_factory=_environment("TOGETHER_LINT_LIFECYCLE_URL", DEFAULT_LIFECYCLE_URL))
    offline: bool = field(default_factory=_is_offline)
    live: bool = False
    as_of: date | None = None
    catalog: str = ""
    accept: bool = False
    deadline: float = DEADLINE
    cache_dir: Path | None = None
    use_cache: bool = True
    clock: Callable[[], datetime] = utc_now
    conditions: Conditions | None = None

    @property
    def today(self) -> date:
        """The day on which removals count as past."""
        return self.as_of or self.clock().date()


# The names of parsed arguments and the options that they set when they are given.
ARGUMENTS = {
    "base_url": "base_url",
    "lifecycle_url": "lifecycle_url",
    "offline": "offline",
    "live": "live",
    "as_of": "as_of",
    "catalog": "catalog",
    "accept": "accept",
}


def options_from(arguments: object, **changes: Any) -> CatalogOptions:
    """The options in parsed arguments, whichever of `ARGUMENTS` and `no_cache` they have; `changes` come last."""
    given = {option: getattr(arguments, name, None) for name, option in ARGUMENTS.items()}
    options = {option: value for option, value in given.items() if value}
    return CatalogOptions(**{**options, "use_cache": not getattr(arguments, "no_cache", False), **changes})
