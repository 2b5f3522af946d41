"""The memory on disk: one file for each base URL and key, always whole.

A document is encoded and read back first, written, synced, and then put in place of the old one. Two processes that
refresh at once write the same knowledge, so the last one may win.
"""

from __future__ import annotations

import contextlib
import json
from datetime import datetime, timedelta
from pathlib import Path

from together_lint.cache.replacing import replace
from together_lint.catalog import codec
from together_lint.catalog.memory import Copy, Held, Lists, Memory, Page
from together_lint.catalog.probes import OUTCOMES, Probe
from together_lint.catalog.sightings import Record
from together_lint.digests import blake2b
from together_lint.lean_dataclasses import dataclass

SCHEMA_VERSION = 1
FAILURE_REMEMBERED = timedelta(hours=1)


class BrokenCache(Exception):
    """The cache cannot be read or written; the message says what and where, the program goes on without it."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A refresh that failed, and why; it is not tried again by itself for an hour."""

    at: datetime
    reason: str

    def is_recent(self, now: datetime) -> bool:
        # A clock that was set back must not block refreshing for years.
        return timedelta(0) <= now - self.at < FAILURE_REMEMBERED


def key_digest(key: str) -> str:
    """A short digest that tells keys apart and cannot be turned back into one; `nokey` without a key."""
    return blake2b(key.encode(), digest_size=8, person=b"together-lint").hexdigest() if key else "nokey"


class Cache:
    """The files of one base URL and one key in a cache directory."""

    def __init__(self, directory: Path, base_url: str, key: str) -> None:
        self._base_url = base_url
        self._directory = directory / "catalog"
        scope = blake2b(base_url.encode(), digest_size=8).hexdigest()
        self.path = self._directory / f"{scope}-{key_digest(key)}.json"
        self._failure_path = self.path.with_suffix(".failed.json")

    def load(self) -> Memory:
        """The memory, empty when there is none yet; raises BrokenCache."""
        try:
            document = json.loads(self.path.read_bytes())
            return read_memory(document, self._base_url)
        except FileNotFoundError:
            return Memory(self._base_url)
        except OSError as error:
            raise BrokenCache(f"the cache file {self.path} cannot be read ({error.strerror})") from None
        except codec.MALFORMED:
            raise BrokenCache(f"the cache file {self.path} is damaged; delete it to start afresh") from None

    def save(self, memory: Memory) -> None:
        """Put the memory in place of the old one; raises BrokenCache when that cannot be done."""
        text = json.dumps(write_memory(memory), ensure_ascii=False, separators=(",", ":"))
        read_memory(json.loads(text), self._base_url)
        self._replace(self.path, text)

    def failure(self) -> Failure | None:
        """The newest failed refresh, if any; a damaged note of it is worth no message."""
        try:
            document = json.loads(self._failure_path.read_bytes())
            return Failure(codec.read_moment(document["at"]), str(document["reason"]))
        except (OSError, *codec.MALFORMED):
            return None

    def remember_failure(self, failure: Failure | None) -> None:
        """Note a failed refresh, or forget the last one; raises BrokenCache."""
        if failure is None:
            with contextlib.suppress(OSError):
                self._failure_path.unlink(missing_ok=True)
            return
        self._replace(self._failure_path, json.dumps({"at": codec.write_moment(failure.at), "reason": failure.reason}))

    def _replace(self, path: Path, text: str) -> None:
        try:
            replace(str(path), text.encode(), is_durable=True)
        except OSError as error:
            raise BrokenCache(f"the cache in {path.parent} cannot be written ({error.strerror})") from None


def write_memory(memory: Memory) -> codec.Object:
    """The memory as JSON."""
    document: codec.Object = {"schema_version": SCHEMA_VERSION, "base_url": memory.base_url}
    document |= codec.write_records(memory.records)
    if copy := memory.copy:
        document["copy"] = {"at": codec.write_moment(copy.at), "imported": copy.imported}
        document["etags"] = dict(memory.etags)
    if held := memory.held:
        entries = {model: Record(entry) for model, entry in held.lists.listed.items()}
        document["held"] = {
            "at": codec.write_moment(held.lists.at),
            "reason": held.reason,
            "served": sorted(held.lists.served) if held.lists.served is not None else None,
        } | codec.write_records(entries)
    if page := memory.page:
        document["page"] = {
            "at": codec.write_moment(page.at),
            "url": page.url,
            "etag": page.etag,
            "rows": codec.write_rows(page.rows),
        }
    if memory.probes:
        document["probes"] = {model: _write_probe(probe) for model, probe in sorted(memory.probes.items())}
    return document


def read_memory(document: codec.Object, base_url: str) -> Memory:
    """The memory in parsed JSON; raises one of `codec.MALFORMED`, also when it is another base URL's."""
    if document["schema_version"] != SCHEMA_VERSION or document["base_url"] != base_url:
        raise ValueError("another version or base URL")
    copy, held, page = document.get("copy"), document.get("held"), document.get("page")
    return Memory(
        base_url,
        codec.read_records(document),
        Copy(codec.read_moment(copy["at"]), bool(copy["imported"])) if copy else None,
        _read_held(held) if held else None,
        _read_page(page) if page else None,
        dict(document.get("etags", {})),
        {str(model): _read_probe(item, base_url) for model, item in document.get("probes", {}).items()},
    )


def _read_held(held: codec.Object) -> Held:
    entries = {model: record.entry for model, record in codec.read_records(held).items()}
    served = frozenset(held["served"]) if held["served"] is not None else None
    return Held(Lists(entries, served, codec.read_moment(held["at"])), held["reason"])


def _read_page(page: codec.Object) -> Page:
    return Page(codec.read_moment(page["at"]), str(page["url"]), codec.read_rows(page["rows"]), str(page["etag"]))


def _write_probe(probe: Probe) -> codec.Object:
    """The base URL is that of the document."""
    at = codec.write_moment(probe.at)
    return {"outcome": probe.outcome, "at": at, "status": probe.status, "code": probe.code, "reason": probe.reason}


def _read_probe(item: codec.Object, base_url: str) -> Probe:
    if item["outcome"] not in OUTCOMES:
        raise ValueError("an outcome of another version")
    at = codec.read_moment(item["at"])
    return Probe(item["outcome"], at, base_url, int(item["status"]), str(item["code"]), str(item["reason"]))
