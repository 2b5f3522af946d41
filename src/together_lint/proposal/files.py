"""The files that a proposal is about: what is put where, and putting it there without touching what is there."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from together_lint.errors import SettingsError, UsageError
from together_lint.lean_dataclasses import dataclass
from together_lint.settings.documents import PYPROJECT, YAML_NAMES, parse_toml
from together_lint.settings.fields import read_values
from together_lint.settings.forms import Refusal

PRE_COMMIT = ".pre-commit-config.yaml"

PRE_COMMIT_HOOK = """\
- repo: local
  hooks:
    - id: together-lint
      name: together-lint
      entry: together-lint check --hook
      language: system
      types: [text]
      require_serial: true
"""


@dataclass(frozen=True, slots=True)
class Addition:
    """Text for a file. `by_hand`: a person has to put it there, because the file has an order of its own."""

    file: Path
    text: str
    is_new: bool
    by_hand: bool = False

    def write(self) -> None:
        """Make the file, or add to its end. Raises UsageError and leaves the file as it is."""
        try:
            if self.is_new:
                with self.file.open("x", encoding="utf-8", newline="\n") as stream:
                    stream.write(self.text)
            else:
                data = _bytes_of(self.file)
                with self.file.open("ab") as stream:
                    stream.write(_fitted(self.text, data))
        except OSError as error:
            raise UsageError(f"cannot write {self.file.name}: {error.strerror}", "write it by hand") from None


def settings_file(root: Path, wants_yaml: bool) -> Path:
    """Where settings belong: pyproject.toml where there is one, else together-lint.yaml."""
    pyproject = root / PYPROJECT
    return root / YAML_NAMES[0] if wants_yaml or not os.path.lexists(pyproject) else pyproject


def settings_addition(file: Path, text: str) -> Addition:
    """The addition that has been tried: the file with it can be read as settings. Raises UsageError."""
    if not os.path.lexists(file):
        return Addition(file, text, is_new=True)
    data = _bytes_of(file)
    try:
        table = parse_toml((data + _fitted(text, data)).decode("utf-8-sig"))
        read_values(table["tool"]["together-lint"])
    except (ValueError, RecursionError, KeyError, TypeError, Refusal) as error:
        said = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise SettingsError(f"nothing can be added to {file.name}: {said}", "name another place with --yaml") from None
    return Addition(file, text, is_new=False)


def hook_addition(root: Path) -> Addition | None:
    """The entry for pre-commit; None where there is one already."""
    file = root / PRE_COMMIT
    if not os.path.lexists(file):
        return Addition(file, f"repos:\n{PRE_COMMIT_HOOK}", is_new=True)
    if b"together-lint" in _bytes_of(file):
        return None
    return Addition(file, PRE_COMMIT_HOOK, is_new=False, by_hand=True)


def _bytes_of(file: Path) -> bytes:
    """What is in a regular file; a link may lead out of the repository."""
    try:
        if not stat.S_ISREG(file.lstat().st_mode):
            raise UsageError(f"{file.name} is no regular file", "write it by hand")
        return file.read_bytes()
    except OSError as error:
        raise UsageError(f"cannot read {file.name}: {error.strerror}") from None


def _fitted(text: str, data: bytes) -> bytes:
    """The text as it is added to `data`: after an empty line, with the same ends of lines."""
    newline = b"\r\n" if b"\r\n" in data else b"\n"
    before = b"" if not data else newline if data.endswith(b"\n") else newline * 2
    return before + text.encode().replace(b"\n", newline)
