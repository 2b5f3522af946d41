"""The versions of the SDKs that the code of a repository is written for, and what follows from them for a usage."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from together_lint.lean_dataclasses import dataclass, field, replace
from together_lint.usages import Connection, SdkVersion, Usage

if TYPE_CHECKING:
    from together_lint.linker import Links
    from together_lint.readers.requirements.versions import Versions


def with_versions(links: Links, root: str | os.PathLike[str]) -> Links:
    """The links with the version of the client in each usage and connection, by the manifests below the root."""
    versions = SdkVersions(root)
    usages = tuple(map(versions.applied_to_usage, links.usages))
    return replace(links, usages=usages, connections=tuple(map(versions.applied_to_connection, links.connections)))


@dataclass(slots=True, eq=False)
class SdkVersions:
    """Answers for the files below a root; no manifest is looked at before somebody asks."""

    root: str | os.PathLike[str]
    _versions: Versions | None = field(default=None, init=False)

    def of(self, package: str, path: str) -> SdkVersion | None:
        """The version of a package for the code in a file; None without a package."""
        if not package:
            return None
        from together_lint.clients.editions import NEWEST

        if self._versions is None:
            from together_lint.readers.requirements.versions import Versions

            self._versions = Versions(os.fspath(self.root))
        return self._versions.of(package, path, NEWEST[package])

    def applied_to_usage(self, usage: Usage) -> Usage:
        """The usage with the version of its client, and with that version's defaults."""
        sdk = self.of(usage.defaults.package if usage.defaults is not None else "", usage.place.path)
        if sdk is None:
            return usage
        from together_lint.clients.editions import defaults_of

        return replace(usage, sdk=sdk, defaults=defaults_of(usage.defaults, sdk.major))

    def applied_to_connection(self, connection: Connection) -> Connection:
        """The connection with the version of the library that it is made with."""
        sdk = self.of(connection.package, connection.place.path)
        return connection if sdk is None else replace(connection, sdk=sdk)
