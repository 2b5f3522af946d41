"""The trace of a linking: all that it asked about its tree. While the answers are the same, so is what it found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from together_lint.digests import blake2b
from together_lint.naming import Question
from together_lint.readers import Unreadable

if TYPE_CHECKING:
    from together_lint.census import Census


class Content(NamedTuple):
    """What a file that was read held.

    `entry` is what the unchanged file goes by (`cache.trees.entry`), empty where it could change without a sign.
    `digest` is that of its bytes, empty where they could not be read.
    """

    entry: str
    digest: str


class Trace(NamedTuple):
    """What one linking asked about its tree.

    `names` is a digest of the names of all files, `roots` those with evidence, `contents` the files that were read, by
    path, `answers` which files name what others export, and `wrappers` what the settings say of the calls in a file.
    """

    names: str
    roots: frozenset[str]
    contents: Mapping[str, Content]
    answers: Mapping[Question, frozenset[str]]
    wrappers: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, census: Census, wrappers: Mapping[str, tuple[str, ...]]) -> Trace | None:
        """What a census was asked so far, None where it gave answers that another run may not get again."""
        if census.refused or census.text:
            return None
        contents = {path: Content(census.entry(path), digest) for path, digest in census.digests.items()}
        return cls(_digest_of_names(census), census.roots(), contents, census.answers(), wrappers)

    def holds_for(self, census: Census, wrappers: Callable[[str], tuple[str, ...]]) -> bool:
        """Whether a tree and its settings give the same answers."""
        return (
            not census.refused
            and self.names == _digest_of_names(census)
            and self.roots == census.roots()
            and all(_holds(census, path, content) for path, content in self.contents.items())
            and all(wrappers(path) == names for path, names in self.wrappers.items())
            # The dearest: files that have changed are searched.
            and self.answers == census.answers_to(self.answers)
        )


def _digest_of_names(census: Census) -> str:
    return digest_of("\0".join(census.names()).encode("utf-8", "surrogateescape"))


def _holds(census: Census, path: str, content: Content) -> bool:
    if content.entry and census.entry(path) == content.entry:
        return True
    try:
        return digest_of(census.contents.of(path)) == content.digest
    except Unreadable:
        return not content.digest


def digest_of(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()
