"""Looking at many files on several cores: parts of a list, each in a process that is forked for it.

A forked process has all that this one has read and imported so far, and what it finds comes back through a pipe as
JSON. Where forking is not safe or does not pay all is done here, and so is the part of a process that failed.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NoReturn, TypeAlias

from together_lint.lean_dataclasses import dataclass

Json: TypeAlias = Any
# What is done with some of the paths; nothing of it may be lost with the process but what it returns.
Look: TypeAlias = Callable[[Sequence[str]], Json]

PART_BYTES = 8_000_000
"""Looking at so much takes several times as long as forking."""
MOST = 8
"""More processes than this wait for one disk."""
PORTIONS = 40
"""Into so many a list is divided. Each process takes the next one until none is left: none waits for another."""


def usable_cores() -> int:
    """How many cores this process may use; 1 where it cannot fork safely."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


def in_parts(
    look: Look, paths: Sequence[str], size: int, cores: int, between: Callable[[Json], object] | None = None
) -> list[Json]:
    """What `look` says of the parts of a list of files that have so many bytes in all, on so many cores.

    `between` is told what this process has found in a part, and may do other work while the others go on.
    """
    count = min(cores, MOST, 1 + size // PART_BYTES)
    if count < 2 or has_threads():
        return [look(paths)]
    # Every so many-th file: neighbours are alike in size and kind.
    portions = [paths[start::PORTIONS] for start in range(min(PORTIONS, len(paths)))]
    found: dict[int, Json] = {}
    waiting = _queue(len(portions))
    workers: list[_Worker] = []
    try:
        workers.extend(_forked(look, portions, waiting) for _ in range(count - 1))
        for number in _taken(waiting):
            found[number] = look(portions[number])
            if between is not None:
                between(found[number])
        for worker in workers:
            found.update(_answers(worker))
    finally:
        os.close(waiting)
        for worker in workers:
            _end(worker)
    return [found[number] if number in found else look(portion) for number, portion in enumerate(portions)]


def _queue(count: int) -> int:
    """A pipe with the numbers of all portions, a byte each: who reads one has it for himself."""
    reading, writing = os.pipe()
    os.write(writing, bytes(range(count)))
    os.close(writing)
    return reading


def _taken(waiting: int) -> Iterator[int]:
    while number := os.read(waiting, 1):
        yield number[0]


def has_threads() -> bool:
    """Whether a lock could be held in a forked process that nobody there will open."""
    threading = sys.modules.get("threading")
    return threading is not None and threading.active_count() > 1


@dataclass(frozen=True, slots=True)
class _Worker:
    """A forked process and the end of its pipe; no process where there was no room for one."""

    process: int | None
    pipe: int


def _forked(look: Look, portions: Sequence[Sequence[str]], waiting: int) -> _Worker:
    reading, writing = os.pipe()
    try:
        process = os.fork()
    except OSError:
        os.close(writing)
        return _Worker(None, reading)
    if process == 0:
        _work(look, portions, waiting, writing)
    os.close(writing)
    return _Worker(process, reading)


def _work(look: Look, portions: Sequence[Sequence[str]], waiting: int, writing: int) -> NoReturn:
    """Look and tell, in the forked process: whatever happens, nothing of the other one's goes on here."""
    status = 1
    try:
        import json

        data = json.dumps([(number, look(portions[number])) for number in _taken(waiting)]).encode()
        while data:
            data = data[os.write(writing, data) :]
        status = 0
    finally:
        os._exit(status)


def _answers(worker: _Worker) -> list[tuple[int, Json]]:
    """What a process said of which portions, nothing where it did not come to an end."""
    import json

    parts = []
    while part := os.read(worker.pipe, 1 << 16):
        parts.append(part)
    try:
        return [(number, answer) for number, answer in json.loads(b"".join(parts))]
    except ValueError:
        return []


def _end(worker: _Worker) -> None:
    os.close(worker.pipe)
    if worker.process is not None:
        with contextlib.suppress(OSError):
            os.kill(worker.process, signal.SIGKILL)
            os.waitpid(worker.process, 0)
