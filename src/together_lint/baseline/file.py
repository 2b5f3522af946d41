"""The file that a baseline is kept in: JSON, one entry on a line, sorted and without dates, so that branches merge."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from together_lint.baseline.fingerprints import Fingerprint, fingerprints, order
from together_lint.errors import UsageError
from together_lint.findings import Finding
from together_lint.lean_dataclasses import dataclass, fields

VERSION = 1
MAX_BYTES = 64 * 1024 * 1024

_AGAIN = "write it again with `together-lint baseline create`"


@dataclass(frozen=True, slots=True)
class Baseline:
    """The entries of a baseline file; each stands for one finding."""

    entries: tuple[Fingerprint, ...]


def create(findings: Iterable[Finding], sources: Mapping[str, str]) -> str:
    """The text of a baseline file that holds these findings; `sources` has the text of every file by path."""
    return written(fingerprints(list(findings), sources))


def written(marks: Iterable[Fingerprint]) -> str:
    """The text of a baseline file with these entries."""
    entries = sorted(marks, key=order)
    lines = [json.dumps({"version": VERSION, "findings": []})[:-2]]
    lines += [f"  {json.dumps(_plain(entry))}{',' if entry is not entries[-1] else ''}" for entry in entries]
    return "\n".join([*lines, "]}", ""])


def load(path: Path) -> Baseline:
    """Read a baseline file.

    Raises:
        UsageError: there is none, or it cannot be read.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
        return _parse(data)
    except OSError as error:
        raise UsageError(f"the baseline {path} cannot be read: {error.strerror}", _AGAIN) from None
    except (ValueError, RecursionError) as error:
        raise UsageError(f"the baseline {path} is not valid: {error}", _AGAIN) from None


def _plain(mark: Fingerprint) -> dict[str, object]:
    values = {each.name: getattr(mark, each.name) for each in fields(mark)}
    return {name: value for name, value in values.items() if name != "cell" or value is not None}


def _parse(data: bytes) -> Baseline:
    """Raises ValueError with the reason."""
    if len(data) > MAX_BYTES:
        raise ValueError("it is larger than 64 MiB")
    document = json.loads(data)
    if not isinstance(document, dict) or "version" not in document:
        raise ValueError("it is no baseline")
    if document["version"] != VERSION:
        raise ValueError(f"its version is {document['version']!r:.20}, and this program reads version {VERSION}")
    if not isinstance(document.get("findings"), list):
        raise ValueError("it has no list of findings")
    return Baseline(tuple(_entry(number, each) for number, each in enumerate(document["findings"], 1)))


def _entry(number: int, plain: object) -> Fingerprint:
    texts = ("path", "code", "subject", "text", "around")
    counts = ("cell", "ordinal")
    if (
        not isinstance(plain, dict)
        or plain.keys() - {*texts, *counts}
        or not all(isinstance(plain.get(name), str) for name in texts)
        or not all(type(plain.get(name, 0)) is int for name in counts)
    ):
        raise ValueError(f"its entry {number} is no finding")
    return Fingerprint(**plain)
