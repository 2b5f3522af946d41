"""The census of a tree: which files show evidence, which name an export, and the bytes of each.

With a store, what an earlier run saw of a file counts as long as the file is unchanged: it is not even opened. Without
one, or with an empty one, the answers are the same.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from together_lint.discovery.found import MAX_FILE_BYTES, SourceFile
from together_lint.readers import Unreadable, reader_for
from together_lint.screen import shows_evidence
from together_lint.usages import Skip
from together_lint.workers import Json, in_parts

if TYPE_CHECKING:
    from together_lint.cache.trees import Question, TreeStore
    from together_lint.naming import Exported

HELD_BYTES = 16_000_000
"""So much of the code stays in memory between the screen, the readers and the search for names."""

FEW = 200
"""So few files are looked at again faster than anything is kept of them."""

NEWS = 200
"""What is kept is written anew when one file in so many is new to it: fewer are looked at again for less."""

# A listed file may have become a link or a pipe since: neither is followed or waited for.
_FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY", "O_CLOEXEC"))


class Census:
    """The files of one tree. `text` is content that replaces that of files on disk, by path.

    Files are looked at on so many `cores` where that pays. `refused` are the files that could not be read, so far.
    """

    def __init__(
        self,
        root: str | os.PathLike[str],
        files: Iterable[SourceFile],
        text: Mapping[str, bytes],
        store: TreeStore | None = None,
        cores: int = 1,
        clock: Callable[[], int] = time.time_ns,
    ) -> None:
        self.refused: dict[str, Skip] = {}
        self._root = os.fspath(root)
        self._files = {file.path: file for file in sorted(files)}
        self._text = text
        self._store = store if len(self._files) >= FEW else None
        self._cores = cores
        self._taken = clock()
        self._earlier: Mapping[Question, frozenset[str]] = {}
        self._roots, self._known = set[str](), set[str]()
        if self._store is not None:
            self._recall(self._store)
        self._held: dict[str, bytes] = {}
        self._room = HELD_BYTES
        self._answers: dict[Question, set[str]] = {}
        self._code: dict[str, tuple[str, ...]] = {}
        self._has_news = False
        self._is_taken = False

    def _recall(self, store: TreeStore) -> None:
        """Take over what an earlier run saw of the files that are unchanged."""
        from together_lint.cache.trees import entry

        kept = store.read()
        self._earlier = kept.answers
        for path, file in self._files.items() if kept.silent or kept.speaking else ():
            known = entry(file)
            if path not in self._text and (known in kept.silent or known in kept.speaking):
                self._known.add(path)
                if known in kept.speaking:
                    self._roots.add(path)

    # ---------------------------------------------------------------------------------------------- bytes

    def bytes_of(self, path: str) -> bytes:
        """The bytes of a file. Raises Unreadable."""
        if path in self._text:
            return self._text[path]
        held = self._held.get(path)
        if held is not None:
            return held
        file = self._files.get(path)
        try:
            return _content(f"{self._root}/{path}", min(file.size, MAX_FILE_BYTES) if file else 0)
        except OSError as error:
            raise Unreadable(error.strerror or type(error).__name__) from None

    def _looked_at(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Files with their bytes; those that cannot be read are noted."""
        for path in paths:
            if path not in self.refused:
                try:
                    data = self.bytes_of(path)
                except Unreadable as error:
                    self.refused[path] = Skip(path, error.reason, error.line)
                else:
                    yield path, data

    def _in_parts(self, look: Callable[[Sequence[str]], list[Any]], paths: Sequence[str]) -> list[list[Any]]:
        """What `look` says of the files, on all cores. It may hold bytes and note refusals."""

        def looked(part: Sequence[str]) -> Json:
            found = look(part)
            return found, [(each.path, each.reason, each.line) for each in self.refused.values()]

        answers = in_parts(looked, paths, self._size(paths), self._cores)
        for _found, refused in answers:
            self.refused.update((path, Skip(path, reason, line)) for path, reason, line in refused)
        return [found for found, _refused in answers]

    def _size(self, paths: Iterable[str]) -> int:
        return sum(self._files[path].size for path in paths)

    def _hold(self, path: str, data: bytes) -> None:
        if path not in self._held and len(data) <= self._room:
            self._room -= len(data)
            self._held[path] = data

    # ----------------------------------------------------------------------------------------- what they say

    def roots(self) -> frozenset[str]:
        """The files that show evidence by themselves."""
        if self._is_taken:
            return frozenset(self._roots)
        self._is_taken = True
        unknown = [path for path in self._files if path not in self._known]
        self._has_news = len(unknown) * NEWS > len(self._files)
        self._roots.update(*self._in_parts(self._screened, unknown))
        return frozenset(self._roots)

    def _screened(self, paths: Iterable[str]) -> list[str]:
        """The files with evidence among some."""
        roots: list[str] = []
        for path, data in self._looked_at(paths):
            reader = reader_for(path)
            if reader is None:
                continue
            is_root = shows_evidence(data, is_data=reader.is_data, plain=reader.plain)
            if is_root:
                roots.append(path)
            if is_root or not reader.is_data:
                self._hold(path, data)
        return roots

    def naming(
        self, exported: Collection[Exported], is_unread: Callable[[str], bool], language: str = ""
    ) -> tuple[str, ...]:
        """The unread files of code, or of one language, that name something of what others export; sorted."""
        questions: set[Question] = {(language, each) for each in exported}
        asked = questions - self._answers.keys()
        earlier = asked & self._earlier.keys()
        for question in asked:
            self._answers[question] = set()
        for question in earlier:
            self._answers[question].update(self._earlier[question] & self._known)
        code = self._code_in(language)
        self._search(asked - earlier, code)
        self._search(earlier, [path for path in code if path not in self._known])
        found: set[str] = set().union(*(self._answers[question] for question in questions))
        return tuple(sorted(filter(is_unread, found)))

    def _search(self, questions: Collection[Question], paths: Sequence[str]) -> None:
        if not questions or not paths:
            return
        from together_lint.naming import Wanted

        asked = sorted(questions)
        numbers = {each: number for number, (_language, each) in enumerate(asked)}
        wanted = Wanted(numbers, self._size(paths))

        def named(part: Iterable[str]) -> list[tuple[str, list[int]]]:
            """The files that name something, each with the numbers of what it names."""
            found = []
            for path, data in self._looked_at(part):
                reader = reader_for(path)
                names = wanted.named_in(path, reader.plain(data) if reader and reader.plain else data)
                if names:
                    found.append((path, [numbers[each] for each in names]))
            return found

        for path, names in chain.from_iterable(self._in_parts(named, paths)):
            for number in names:
                self._answers[asked[number]].add(path)

    def _code_in(self, language: str) -> tuple[str, ...]:
        if language not in self._code:
            self._code[language] = tuple(path for path in self._files if _is_code_in(language, path))
        return self._code[language]

    # ------------------------------------------------------------------------------------------------- keeping

    def keep(self) -> None:
        """Leave what was seen to the next run, where that would save it enough."""
        is_asked_anew = not self._answers.keys() <= self._earlier.keys()
        if self._store is None or not (is_asked_anew or self._has_news):
            return
        from together_lint.cache.trees import Kept, entry, is_settled

        silent, speaking = set[bytes](), set[bytes]()
        for path, file in self._files.items():
            if path not in self._text and path not in self.refused and is_settled(file, self._taken):
                (speaking if path in self._roots else silent).add(entry(file))
        answers = {question: frozenset(paths) for question, paths in self._answers.items()}
        self._store.write(Kept(frozenset(silent), frozenset(speaking), answers))


def _is_code_in(language: str, path: str) -> bool:
    reader = reader_for(path)
    return reader is not None and (reader.language == language if language else not reader.is_data)


def _content(path: str, size: int) -> bytes:
    """All bytes of a file that had this size; more where it grew. Raises OSError."""
    descriptor = os.open(path, _FLAGS)
    try:
        data = os.read(descriptor, size + 1)
        if len(data) <= size:
            return data
        parts = [data]
        while data:
            data = os.read(descriptor, 1 << 20)
            parts.append(data)
        return b"".join(parts)
    finally:
        os.close(descriptor)
