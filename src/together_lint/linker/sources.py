"""The texts of files that an earlier run has read: had again when somebody asks, for an excerpt or a fingerprint."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from together_lint.facts import FileFacts
from together_lint.readers import Unreadable


class Sources(Mapping[str, str]):
    """The text of each file by its path, secrets masked, with the parts shown that were read then.

    A file that is gone by now, or has lost parts, has no text.
    """

    def __init__(self, parts: Mapping[str, tuple[int, ...]], read: Callable[[str], FileFacts]) -> None:
        self._parts = parts
        self._read = read
        self._texts: dict[str, str] = {}

    def __getitem__(self, path: str) -> str:
        if path not in self._texts:
            parts = self._parts[path]
            try:
                facts = self._read(path)
                facts.read_parts(parts)
            except (Unreadable, IndexError):
                raise KeyError(path) from None
            self._texts[path] = facts.text
        return self._texts[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def __len__(self) -> int:
        return len(self._parts)
