"""Which major version of a package a file is written for: by the nearest manifest above it that names the package."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator

from together_lint.lean_dataclasses import dataclass, field
from together_lint.places import Place
from together_lint.usages import Basis, SdkVersion


@dataclass(slots=True, eq=False)
class Versions:
    """Answers for the files of one repository, each manifest read at most once for each package."""

    root: str
    _known: dict[tuple[str, str], tuple[SdkVersion | None, ...]] = field(default_factory=dict)

    def of(self, package: str, path: str, newest: int) -> SdkVersion:
        """The version of a package for the code in a file; `package` with `npm:` in front of it for JavaScript's."""
        if path.endswith(".ipynb"):
            installed = self._in_notebook(path, package, newest)
            if installed is not None:
                return installed
        ranged: SdkVersion | None = None
        for folder in _above(path):
            locked, demanded = self._in_folder(folder, package, newest)
            if locked is not None and (ranged is None or _agree(locked, ranged, newest)):
                return locked
            ranged = ranged or demanded
        return ranged or SdkVersion(package, newest, "assumed")

    def _in_folder(self, folder: str, package: str, newest: int) -> tuple[SdkVersion | None, SdkVersion | None]:
        """What a folder's lock files and its other manifests say."""
        key = (folder, package)
        if key not in self._known:
            self._known[key] = tuple(self._read(folder, package, newest))
        locked, demanded = self._known[key]
        return locked, demanded

    def _in_notebook(self, path: str, package: str, newest: int) -> SdkVersion | None:
        """What a notebook installs itself; its lines are those of the code in it, so no place is given."""
        from together_lint.readers.requirements.files import demands_of_notebook
        from together_lint.readers.requirements.ranges import majors_allowed

        key = (path, package)
        if key not in self._known:
            found = [
                (majors_allowed(each.versions, newest), each) for each in demands_of_notebook(self.root, path, package)
            ]
            majors, demand = next(((majors, each) for majors, each in found if majors), (None, None))
            known = None
            if majors and demand is not None:
                basis: Basis = "pinned" if len(majors) == 1 else "range"
                known = SdkVersion(package, max(majors), basis, None, f"{package}{demand.versions}")
            self._known[key] = (known, None)
        return self._known[key][0]

    def _read(self, folder: str, package: str, newest: int) -> Iterator[SdkVersion | None]:
        from together_lint.readers.requirements.files import JAVASCRIPT, PYTHON, demands_in

        name = package.removeprefix("npm:")
        found = list(demands_in(self.root, folder, name, PYTHON if name == package else JAVASCRIPT))
        if not found:
            yield from (None, None)
            return
        from together_lint.readers.requirements.ranges import majors_allowed

        for is_lock in (True, False):
            said = [
                (majors_allowed(f"=={each.versions}" if is_lock else each.versions, newest), each)
                for each in found
                if each.is_lock == is_lock
            ]
            known = [(majors, each) for majors, each in said if majors]
            if not known:
                yield None
                continue
            allowed = _together(majors for majors, _each in known)
            major = max(allowed)
            each = next(each for majors, each in known if major in majors)
            place = Place(each.path, each.line, 1)
            written = f"{name}{_shown(each.versions, is_lock)}"
            yield SdkVersion(package, major, "pinned" if len(allowed) == 1 else "range", place, written)


def _above(path: str) -> Iterator[str]:
    """The folders from that of a file up to the root."""
    folder = posixpath.dirname(path)
    while folder:
        yield folder
        folder = posixpath.dirname(folder)
    yield ""


def _together(sets: Iterable[frozenset[int]]) -> frozenset[int]:
    """What all demands allow, or where they contradict each other (groups for tests, for old systems) any of them."""
    every = list(sets)
    return frozenset.intersection(*every) or frozenset.union(*every)


def _agree(locked: SdkVersion, ranged: SdkVersion, newest: int) -> bool:
    """Whether a lock file further up can be about the project whose range lies nearer."""
    from together_lint.readers.requirements.ranges import majors_allowed

    versions = ranged.written.removeprefix(ranged.package.removeprefix("npm:"))
    return locked.major in majors_allowed(versions, newest)


def _shown(versions: str, is_lock: bool) -> str:
    return f"=={versions}" if is_lock else versions
