"""Files of a baseline that have a new name: known by the findings in them.

A path that is gone is now the one new file in which at least half of its findings stand, line by line; where two files
would do, or one file for two paths, nobody can tell, and the findings are new.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from together_lint.baseline.fingerprints import Fingerprint


def renamed(gone: Iterable[Fingerprint], new: Iterable[Fingerprint]) -> Mapping[str, str]:
    """The new names by the old ones.

    Args:
        gone: the entries of paths that are no files any more.
        new: the findings in files that the baseline does not name.
    """
    old_files, new_files = _by_path(gone), _by_path(new)
    found: dict[str, str] = {}
    for old, marks in old_files.items():
        candidates = [path for path, others in new_files.items() if 2 * (marks & others).total() >= marks.total()]
        if len(candidates) == 1:
            found[old] = candidates[0]
    targets = Counter(found.values())
    return {old: path for old, path in found.items() if targets[path] == 1}


def _by_path(marks: Iterable[Fingerprint]) -> Mapping[str, Counter[object]]:
    """What the findings of each file are recognised by, apart from its name."""
    found: dict[str, Counter[object]] = defaultdict(Counter)
    for mark in marks:
        found[mark.path][mark.code, mark.subject, mark.text, mark.around] += 1
    return found
