"""The first look at a tree: which files show evidence of Together by themselves.

Nothing of the linker is imported for it: in most repositories, and in most commits, no file does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from together_lint.lean_dataclasses import dataclass, field
from together_lint.readers import Unreadable, holds_code, is_read, reader_for
from together_lint.screen import shows_evidence
from together_lint.usages import Skip


@dataclass(slots=True, eq=False)
class Contents:
    """The files of a tree as bytes: those on disk, and `text` in place of them. `skips` are those that are not had."""

    root: Path
    paths: tuple[str, ...]
    text: Mapping[str, bytes]
    skips: dict[str, Skip] = field(default_factory=dict)

    def of(self, path: str) -> bytes:
        """Raises Unreadable."""
        if path in self.text:
            return self.text[path]
        try:
            return (self.root / path).read_bytes()
        except OSError as error:
            raise Unreadable(error.strerror or type(error).__name__) from None

    def searchable(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Paths with their bytes as the screen looks at them; what cannot be had is noted."""
        for path in paths:
            reader = reader_for(path)
            try:
                data = self.of(path)
                yield path, reader.plain(data) if reader is not None and reader.plain is not None else data
            except Unreadable as error:
                self.skips[path] = Skip(path, error.reason, error.line)

    def roots(self) -> set[str]:
        """The files that show evidence by themselves."""
        files = self.searchable(sorted(filter(is_read, self.paths)))
        return {path for path, data in files if shows_evidence(data, is_data=not holds_code(path))}
