"""The repository as a program: files by path, modules by name, and everything that was read so far.

Files are read when somebody needs them. Modules are found the way Python would find them when the program is started
from any sensible folder: from the importing file's package root upwards, and in `src` folders on the way.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from together_lint import facts
from together_lint.facts import FileFacts
from together_lint.lean_dataclasses import dataclass, field
from together_lint.linker import collectors
from together_lint.linker.collectors import CallPlace
from together_lint.linker.javascript import is_javascript
from together_lint.linker.merged_index import MergedIndex
from together_lint.linker.openings import Index, Item, Openings, Statements
from together_lint.linker.scopes import Meter, Scope, Slot, open_file
from together_lint.readers import Unreadable, holds_code
from together_lint.usages import Skip

if TYPE_CHECKING:
    from together_lint.linker.javascript.modules import Modules

SOURCE_FOLDERS = ("", "src", "lib", "app", "backend")


def _as_it_is(_module: Scope, _name: str) -> tuple[str, ...]:
    return ()


@dataclass(slots=True, eq=False)
class Program:
    """What is known of the repository.

    `read` gives the facts of a path and `data` its bytes, or they raise `Unreadable`.
    """

    paths: frozenset[str]
    read: Callable[[str], FileFacts]
    data: Callable[[str], bytes]
    modules: dict[str, Scope] = field(default_factory=dict)
    skips: dict[str, Skip] = field(default_factory=dict)
    meter: Meter = field(default_factory=Meter)
    variable_files: dict[str, bytes] | None = None
    """The files that may set environment variables, once somebody has asked for one."""
    handing: object = None
    """What the files hand on under other names, once somebody has asked."""
    handed_modules: int = 0
    """How many files that says something of."""
    _folders: frozenset[str] = frozenset()
    _found: dict[tuple[str, str], str | None] = field(default_factory=dict)
    _imported: dict[int, tuple[facts.Import, tuple[str, ...]]] = field(default_factory=dict)
    _openings: dict[str, Openings] = field(default_factory=dict)
    _indexes: dict[tuple[str, object], Index[Any]] = field(default_factory=dict)
    _merged: dict[object, MergedIndex[Any]] = field(default_factory=dict)

    _of_javascript: Modules | None = None

    def __post_init__(self) -> None:
        folders = {"."}
        for path in self.paths:
            folder = path.rpartition("/")[0]
            while folder and folder not in folders:
                folders.add(folder)
                folder = folder.rpartition("/")[0]
        self._folders = frozenset(folders)

    def module(self, path: str) -> Scope | None:
        """The module of a file, read now if it was not; None when it cannot be read (recorded as a skip)."""
        if path in self.modules:
            return self.modules[path]
        if path in self.skips or path not in self.paths:
            return None
        try:
            scope = open_file(self.read(path), self.meter)
        except Unreadable as error:
            self.skips[path] = Skip(path, error.reason, error.line)
            return None
        self.modules[path] = scope
        return scope

    def as_it_was(self, count: int) -> Program:
        """The program when so many files had been read: no other file of code is there.

        What was looked at since in those that are there stays looked at.
        """
        modules = dict(islice(self.modules.items(), count))
        documents = {path: scope.file for path, scope in self.modules.items() if not holds_code(path)}
        paths = frozenset((*modules, *(path for path in self.paths if not holds_code(path))))
        openings = {path: found for path, found in self._openings.items() if path in modules}
        read = self.read  # by itself, so that nothing holds this program any longer
        return Program(
            paths, lambda path: documents.get(path) or read(path), self.data, modules, dict(self.skips), self.meter,
            _openings=openings,
        )  # fmt: skip

    def data_module(self, path: str, max_bytes: int) -> Scope | None:
        """The module of a data file that is not larger than so many bytes; None when it is or cannot be read."""
        if path not in self.modules and len(self.bytes_of(path)) > max_bytes:
            return None
        return self.module(path)

    def bytes_of(self, path: str) -> bytes:
        """The bytes of a file, none when it cannot be read."""
        try:
            return self.data(path)
        except Unreadable:
            return b""

    def find_module(self, name: str, importer: str) -> str | None:
        """The path of the module that `import name` in the file `importer` means, None when it is not here.

        `name` keeps its leading dots.
        """
        key = (name, importer)
        if key not in self._found:
            self._found[key] = self._find(name, importer)
        return self._found[key]

    def modules_of(self, statement: facts.Import, importer: str) -> tuple[str, ...]:
        """The paths of the modules that an import in the file `importer` may mean: its own, and those of its names."""
        known = self._imported.get(id(statement))
        if known is None or known[0] is not statement:
            dot = "" if statement.module.endswith(".") else "."
            inner = (f"{statement.module}{dot}{name}" for name, _alias in statement.names if name != "*")
            paths = (self.find_module(name, importer) for name in (statement.module, *inner))
            known = self._imported[id(statement)] = (statement, tuple({path: None for path in paths if path}))
        return known[1]

    def _find(self, name: str, importer: str) -> str | None:
        if is_javascript(importer):
            return self._javascript().find(name, importer)
        folder = PurePosixPath(importer).parent
        if name.startswith("."):
            dots = len(name) - len(name.lstrip("."))
            for _ in range(dots - 1):
                folder = folder.parent
            return self._in_folder(folder, name.lstrip("."), importer)
        for start in self._search_folders(folder):
            found = self._in_folder(start, name, importer)
            if found is not None:
                return found
        return None

    def _javascript(self) -> Modules:
        if self._of_javascript is None:
            from together_lint.linker.javascript.modules import modules_of

            self._of_javascript = modules_of(self.paths, self.data)
        return self._of_javascript

    def _search_folders(self, folder: PurePosixPath) -> Iterator[PurePosixPath]:
        """Folders that may be on the import path: a package's own folder is not, the one above it is."""
        while str(folder / "__init__.py") in self.paths and str(folder) != ".":
            folder = folder.parent
        for parent in (folder, *folder.parents):
            for source in SOURCE_FOLDERS:
                yield parent / source if source else parent

    def _in_folder(self, folder: PurePosixPath, name: str, importer: str) -> str | None:
        base = folder.joinpath(*name.split(".")) if name else folder
        for candidate in (f"{base}.py", f"{base}/__init__.py", f"{base}.pyi"):
            candidate = candidate.removeprefix("./")
            if candidate in self.paths and candidate != importer:
                return candidate
        return None

    def submodule(self, package: Scope, name: str) -> str | None:
        """The path of a module inside a package (or beside a namespace package's file)."""
        folder = PurePosixPath(package.file.path).parent
        return self._in_folder(folder, name, package.file.path)

    # ------------------------------------------------------------------------------------------ looking for things

    def openings(self, module: Scope) -> Openings:
        """The open scopes of a module that was read."""
        path = module.file.path
        if path not in self._openings:
            self._openings[path] = Openings(module)
        return self._openings[path]

    def scopes_with(self, words: Collection[str]) -> Iterator[Scope]:
        """Every scope of every file read so far in which one of these words can stand."""
        for module in list(self.modules.values()):
            yield from list(self.openings(module).with_words(words))

    def index(self, module: Scope, collect: Callable[[Scope, Statements], Iterator[tuple[str, Item]]]) -> Index[Item]:
        """The index of a module that a function (not one made on the spot) fills."""
        key = (module.file.path, collect)
        if key not in self._indexes:
            self._indexes[key] = Index(self.openings(module), collect)
        return self._indexes[key]

    def everywhere(
        self, collect: Callable[[Scope, Statements], Iterator[tuple[str, Item]]], names: Sequence[str],
        also_written: Callable[[Scope, str], tuple[str, ...]] = _as_it_is, counts: Callable[[str], bool] | None = None,
    ) -> list[Item]:  # fmt: skip
        """What all files read so far hold under names, by the index that a function (not one made on the spot) fills.

        `also_written` gives other names for one in a module, `counts` says which files count, by path.
        """
        merged = self._merged.get(collect)
        if merged is None:
            merged = self._merged[collect] = MergedIndex(
                lambda module: Index(self.openings(module), collect), also_written
            )
        return merged.under(names, self.modules, counts)

    def calls_named(self, names: Iterable[str], counts: Callable[[str], bool] | None = None) -> Iterator[CallPlace]:
        """Calls in all files read so far that mention one of these names as the callee or as an argument.

        `counts` says which files count, by path; all of them without it.
        """
        # Which questions a run has steps for depends on the order, and no run may have one of its own.
        ordered = sorted(names) if isinstance(names, frozenset) else list(names)
        yield from self.everywhere(collectors.calls, ordered, collectors.written_as, counts)

    def names_holding(self, name: str) -> list[str]:
        """The name itself, and names that stand for it: of tables and lists that hold it, of plain copies."""
        return list({name: None, **dict.fromkeys(self.everywhere(collectors.held_names, [name]))})

    def stores_to(self, name: str) -> Iterator[tuple[facts.Attribute, facts.Expression, Scope, Slot]]:
        """`x.name = value` in all files read so far, where `x` is a plain name other than `self` and `cls`."""
        yield from self.everywhere(collectors.stores, [name])

    def classes_with_base(self, name: str) -> list[Scope]:
        """Classes in all files read so far that name this base class."""
        return self.everywhere(collectors.bases, [name], collectors.written_as)
