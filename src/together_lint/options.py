"""What a scan is asked for besides its paths."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from together_lint.catalog import CatalogOptions
from together_lint.lean_dataclasses import dataclass, field
from together_lint.workers import usable_cores


def _silent(what: str, *, is_long: bool = False) -> None:
    """Progress that nobody sees."""


@dataclass(frozen=True, slots=True)
class ScanOptions:
    """What a scan is asked for besides its paths.

    `root` fixes the tree instead of finding it from the paths. `overrides` are values of settings, by attribute, that
    the command line puts on top. `baseline` outranks the one of the settings; without `use_baseline` there is none.
    `changed_since` names a commit: findings on lines that are as they were then are left out. `text` is the content of
    the one path when it is not the one on disk, `contents` that of further files, by path in the tree. `read` gives
    the bytes of a file for the fixes at the findings; without it there are none. `stage` is told what begins. With more
    than one of `cores`, processes are forked to look at many files.
    """

    catalog: CatalogOptions = field(default_factory=CatalogOptions)
    root: Path | None = None
    config: Path | None = None
    overrides: Mapping[str, Any] = field(default_factory=dict)
    baseline: Path | None = None
    use_baseline: bool = True
    changed_since: str | None = None
    is_strict: bool = False
    text: bytes | None = None
    contents: Mapping[str, bytes] = field(default_factory=dict)
    read: Callable[[Path], bytes] | None = None
    stage: Callable[..., None] = _silent
    cores: int = field(default_factory=usable_cores)
