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

from together_lint.contents import Contents
from together_lint.discovery.found import SourceFile
from together_lint.readers import Unreadable, reader_for
from together_lint.screen import shows_evidence
from together_lint.usages import Skip
from together_lint.workers import Json, in_parts

if TYPE_CHECKING:
    from together_lint.cache.trees import TreeStore
    from together_lint.naming import Exported, Question

FEW = 200
"""So few files without evidence are looked at again faster than anything is kept of them."""

NEWS = 200
"""What is kept is written anew when one file in so many is new to it: fewer are looked at again for less."""


class Census:
    """The files of one tree. `text` is content that replaces that of files on disk, by path.

    Files are looked at on so many `cores` where that pays. `contents` has the bytes of the files, `refused` are those
    that could not be read, so far.
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
        self._files = {file.path: file for file in sorted(files)}
        self.text = text
        self._store = store
        self._cores = cores
        self._taken = clock()
        self._earlier: Mapping[Question, frozenset[str]] = {}
        self._roots, self._known = set[str](), set[str]()
        if self._store is not None:
            self._recall(self._store)
        self.contents = Contents(root, self._files, text)
        self.digests: dict[str, str] = {}
        """Of the content of each file that was asked for, where it is kept what comes of it."""
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
            if path not in self.text and (known in kept.silent or known in kept.speaking):
                self._known.add(path)
                if known in kept.speaking:
                    self._roots.add(path)

    # -------------------------------------------------------------------------------------------- looking

    def bytes_of(self, path: str) -> bytes:
        """The bytes of a file whose content is going to matter. Raises Unreadable."""
        try:
            data = self.contents.of(path)
        except Unreadable:
            self._note(path, None)
            raise
        self._note(path, data)
        return data

    def _looked_at(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Files with their bytes; those that cannot be read are noted."""
        for path in paths:
            if path not in self.refused:
                try:
                    data = self.contents.of(path)
                except Unreadable as error:
                    self.refused[path] = Skip(path, error.reason, error.line)
                else:
                    yield path, data

    def _in_parts(
        self,
        look: Callable[[Sequence[str]], list[Any]],
        paths: Sequence[str],
        between: Callable[[Json], object] | None = None,
    ) -> list[list[Any]]:
        """What `look` says of the files, on all cores. It may hold bytes and note refusals."""

        def looked(part: Sequence[str]) -> Json:
            found = look(part)
            return found, [(each.path, each.reason, each.line) for each in self.refused.values()]

        answers = in_parts(looked, paths, self._size(paths), self._cores, between)
        for _found, refused in answers:
            self.refused.update((path, Skip(path, reason, line)) for path, reason, line in refused)
        return [found for found, _refused in answers]

    def _size(self, paths: Iterable[str]) -> int:
        return sum(self._files[path].size for path in paths)

    def _note(self, path: str, data: bytes | None) -> None:
        if self._store is not None:
            from together_lint.trace import digest_of

            self.digests[path] = digest_of(data) if data is not None else ""

    # ----------------------------------------------------------------------------------------- what they say

    def roots(self, prepare: Callable[[str], object] | None = None) -> frozenset[str]:
        """The files that show evidence by themselves.

        Where other processes look as well, `prepare` is told of the first one as soon as it is found.
        """
        if self._is_taken:
            return frozenset(self._roots)
        self._is_taken = True
        unknown = [path for path in self._files if path not in self._known]
        self._has_news = len(unknown) * NEWS > len(self._files)
        once = [prepare] if prepare is not None else []

        def between(answer: Json) -> None:
            found, _refused = answer
            if found and once:
                once.pop()(found[0])

        self._roots.update(*self._in_parts(self._screened, unknown, between))
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
                self.contents.hold(path, data)
        return roots

    def naming(
        self, exported: Collection[Exported], is_unread: Callable[[str], bool], language: str = ""
    ) -> tuple[str, ...]:
        """The unread files of code, or of one language, that name something of what others export; sorted."""
        questions: set[Question] = {(language, each) for each in exported}
        self._ask(questions, language)
        found: set[str] = set().union(*(self._answers[question] for question in questions))
        return tuple(sorted(filter(is_unread, found)))

    def _ask(self, questions: Collection[Question], language: str) -> None:
        """See to the answers of questions that are about one language."""
        asked = questions - self._answers.keys()
        earlier = asked & self._earlier.keys()
        for question in asked:
            self._answers[question] = set()
        for question in earlier:
            self._answers[question].update(self._earlier[question] & self._known)
        code = self._code_in(language)
        self._search(asked - earlier, code)
        self._search(earlier, [path for path in code if path not in self._known])

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
        is_little = len(self._files) < FEW and not self._roots
        if self._store is None or is_little or not (is_asked_anew or self._has_news):
            return
        from together_lint.cache.trees import Kept, entry, is_settled

        silent, speaking = set[bytes](), set[bytes]()
        for path, file in self._files.items():
            if path not in self.text and path not in self.refused and is_settled(file, self._taken):
                (speaking if path in self._roots else silent).add(entry(file))
        self._store.write(Kept(frozenset(silent), frozenset(speaking), self.answers(), tuple(self._files)))

    # ------------------------------------------------------------------------------------------------- a trace

    def names(self) -> Collection[str]:
        """The paths of all files, in order."""
        return self._files.keys()

    def entry(self, path: str) -> str:
        """What a file goes by while it is unchanged, empty where it could change without a sign."""
        from together_lint.cache.trees import entry, is_settled

        file = self._files.get(path)
        if file is None or path in self.text or not is_settled(file, self._taken):
            return ""
        return entry(file).hex()

    def answers(self) -> dict[Question, frozenset[str]]:
        """What was asked so far, each question with the files that answer it."""
        return {question: frozenset(paths) for question, paths in self._answers.items()}

    def answers_to(self, questions: Collection[Question]) -> dict[Question, frozenset[str]]:
        """The files that answer each question."""
        for language in {language for language, _each in questions}:
            self._ask({question for question in questions if question[0] == language}, language)
        return {question: frozenset(self._answers[question]) for question in questions}


def _is_code_in(language: str, path: str) -> bool:
    reader = reader_for(path)
    return reader is not None and (reader.language == language if language else not reader.is_data)
