"""What lies in a package in which to add something is to add a file."""

from __future__ import annotations

import os
from collections.abc import Iterable


def module_names(folders: Iterable[str]) -> list[str]:
    """The names of the modules and packages in a package, by its `__path__`, sorted."""
    return sorted({name for name, _is_package in _entries(folders)})


def package_names(folders: Iterable[str]) -> list[str]:
    """The names of the packages in a package, sorted."""
    return sorted({name for name, is_package in _entries(folders) if is_package})


def _entries(folders: Iterable[str]) -> list[tuple[str, bool]]:
    """Names, and whether each is a package. `pkgutil` answers the same and is slow to import."""
    found: list[tuple[str, bool]] = []
    for folder in folders:
        try:
            with os.scandir(folder) as entries:
                names = [entry.name for entry in entries]
        except OSError:
            # Inside of a zip file.
            import pkgutil

            found += [(module.name, module.ispkg) for module in pkgutil.iter_modules([folder])]
        else:
            found += [(name.partition(".")[0], "." not in name) for name in names if not name.startswith("_")]
    return found
