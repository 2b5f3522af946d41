"""Run commands in turn and measure each: wall time, CPU time with children, peak memory, and whether it worked."""

from __future__ import annotations

import os
import re
import select
import signal
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

LOOKING_EVERY = 0.02
TIMEOUT = 600.0
_PEAK = re.compile(rb"VmHWM:\s+(\d+) kB")


class DidNotWork(Exception):
    """A command did not do what is measured: it failed, took too long, or missed what it must find."""


@dataclass(frozen=True, slots=True)
class Command:
    """What is run.

    `exit_codes` are those of a run that worked and `expects` is text that its output must hold. `environment` is put on
    top of the environment of this process; None takes a variable away. `before` is called ahead of every run.
    """

    name: str
    arguments: tuple[str, ...]
    cwd: Path
    expects: str = ""
    exit_codes: tuple[int, ...] = (0,)
    environment: Mapping[str, str | None] = field(default_factory=dict)
    before: Callable[[], None] | None = None
    timeout: float = TIMEOUT


@dataclass(frozen=True, slots=True)
class Sample:
    """One run: seconds, and bytes of the process itself and of the largest process among it and its children."""

    wall: float
    cpu: float
    memory: int
    largest: int


@dataclass(frozen=True, slots=True)
class Spread:
    low: float
    middle: float
    high: float

    @classmethod
    def of(cls, values: Iterable[float]) -> Spread:
        found = list(values)
        return cls(min(found), statistics.median(found), max(found))


def run(command: Command) -> tuple[Sample, str]:
    """One run and what it wrote. Raises DidNotWork."""
    if command.before is not None:
        command.before()
    environment = {name: value for name, value in (os.environ | command.environment).items() if value is not None}
    with tempfile.TemporaryFile() as output:
        started = time.perf_counter()
        process = subprocess.Popen(
            command.arguments,
            cwd=command.cwd,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        sample = _watched(process, started, command)
        output.seek(0)
        return sample, _checked(command, process.returncode, output)


def measure(commands: Sequence[Command], rounds: int) -> dict[str, list[Sample]]:
    """The samples of each command. They run in turn, so that a busy minute of the machine hits all of them alike."""
    found: dict[str, list[Sample]] = {command.name: [] for command in commands}
    for command in commands:
        run(command)  # fills caches and compiles modules; not counted
    for _ in range(rounds):
        for command in commands:
            found[command.name].append(run(command)[0])
    return found


def ratios(samples: Sequence[Sample], reference: Sequence[Sample], of: Callable[[Sample], float]) -> Spread:
    """How many times the reference, round by round."""
    return Spread.of(of(one) / max(of(other), 1e-9) for one, other in zip(samples, reference, strict=True))


def _watched(process: subprocess.Popen[bytes], started: float, command: Command) -> Sample:
    """Wait for the end and look at the peak of the process meanwhile: the kernel counts its children in at the end."""
    peak = 0
    watcher = select.poll()
    descriptor = os.pidfd_open(process.pid)
    try:
        watcher.register(descriptor, select.POLLIN)
        while not watcher.poll(LOOKING_EVERY * 1000):
            peak = max(peak, _peak(process.pid))
            if time.perf_counter() - started > command.timeout:
                os.kill(process.pid, signal.SIGKILL)  # send_signal would look, and take the result away
    finally:
        os.close(descriptor)
    _pid, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if wall > command.timeout:
        raise DidNotWork(f"{command.name}: not done after {command.timeout:g} s")
    largest = usage.ru_maxrss * 1024
    return Sample(wall, usage.ru_utime + usage.ru_stime, peak or largest, largest)


def _peak(pid: int) -> int:
    try:
        found = _PEAK.search(Path(f"/proc/{pid}/status").read_bytes())
    except OSError:
        return 0
    return int(found[1]) * 1024 if found else 0


def _checked(command: Command, code: int, output: IO[bytes]) -> str:
    text = output.read().decode("utf-8", "replace")
    if code not in command.exit_codes:
        raise DidNotWork(f"{command.name}: exit code {code}; its output ends with: {text[-600:].strip()}")
    if command.expects not in text:
        raise DidNotWork(f"{command.name}: {command.expects!r} is not in its output, which ends: {text[-600:].strip()}")
    return text
