"""The versions of the SDKs that the code of a repository is written for, and what follows from them for a usage."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from together_lint.lean_dataclasses import dataclass, field, replace
from together_lint.usages import ClientDefaults, SdkVersion, Usage

if TYPE_CHECKING:
    from together_lint.readers.requirements.versions import Versions


@dataclass(slots=True, eq=False)
class SdkVersions:
    """Answers for the files below a root; no manifest is looked at before somebody asks."""

    root: str | os.PathLike[str]
    _versions: Versions | None = field(default=None, init=False)

    def of(self, defaults: ClientDefaults | None, path: str) -> SdkVersion | None:
        """The version of the package of a client; None for clients whose versions make no difference."""
        return self.of_package(defaults.package, path) if defaults is not None and defaults.package else None

    def of_package(self, package: str, path: str) -> SdkVersion:
        from together_lint.clients.editions import NEWEST

        if self._versions is None:
            from together_lint.readers.requirements.versions import Versions

            self._versions = Versions(os.fspath(self.root))
        return self._versions.of(package, path, NEWEST[package])

    def applied(self, usage: Usage) -> Usage:
        """The usage with the version of its client, and with that version's defaults."""
        sdk = self.of(usage.defaults, usage.place.path)
        if sdk is None:
            return usage
        from together_lint.clients.editions import defaults_of

        return replace(usage, sdk=sdk, defaults=defaults_of(usage.defaults, sdk.major))
