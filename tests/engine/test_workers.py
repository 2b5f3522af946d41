"""Work in several processes: the result is that of one, whatever becomes of the others."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Sequence
from typing import Any

import pytest

from together_lint import workers
from together_lint.workers import in_parts

PATHS = [f"{number}.py" for number in range(10)]
LARGE = 10 * workers.PART_BYTES

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing is forked here")


@pytest.fixture(autouse=True)
def single_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "has_threads", lambda: False)


def names(paths: Sequence[str]) -> list[str]:
    return [path.removesuffix(".py") for path in paths]


def in_all(answers: list[list[str]]) -> list[str]:
    return sorted(each for answer in answers for each in answer)


@pytest.mark.parametrize(
    ("size", "cores", "processes"),
    [
        (LARGE, 1, 1),
        (0, 8, 1),
        (workers.PART_BYTES - 1, 8, 1),
        (workers.PART_BYTES, 8, 2),
        (LARGE, 2, 2),
        (LARGE, 3, 3),
        (1000 * LARGE, 1000, workers.MOST),
    ],
)
def test_so_many_processes(size: int, cores: int, processes: int, forked: list[int]) -> None:
    assert in_all(in_parts(names, PATHS, size, cores)) == names(PATHS)
    assert len(forked) == processes - 1


@pytest.fixture
def forked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers of the processes that were forked."""
    found: list[int] = []
    original = workers._forked

    def noted(*given: Any) -> Any:
        worker = original(*given)
        found.append(worker.process or 0)
        return worker

    monkeypatch.setattr(workers, "_forked", noted)
    return found


def test_what_this_process_finds_is_told_at_once() -> None:
    told: list[list[str]] = []
    answers = in_parts(names, PATHS, LARGE, 2, told.append)
    assert all(each in answers for each in told)
    assert in_all(answers) == names(PATHS)


def test_more_processes_than_files() -> None:
    assert in_all(in_parts(names, PATHS[:2], LARGE, 8)) == ["0", "1"]
    assert in_all(in_parts(names, [], LARGE, 8)) == []


def test_an_answer_that_no_pipe_holds_at_once() -> None:
    long = "x" * 1_000_000
    assert in_parts(lambda paths: long + paths[0], PATHS, LARGE, 3) == [long + path for path in PATHS]


def test_other_threads_may_hold_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert len(in_parts(names, PATHS, LARGE, 2)) == 1
    finally:
        done.set()
        thread.join()


def test_no_room_for_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    def fork() -> int:
        raise BlockingIOError("Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", fork)
    assert in_all(in_parts(names, PATHS, LARGE, 3)) == names(PATHS)


HERE = os.getpid()


def die(paths: Sequence[str]) -> list[str]:
    if os.getpid() != HERE:
        os.kill(os.getpid(), signal.SIGKILL)
    return names(paths)


def fail(paths: Sequence[str]) -> list[str]:
    if os.getpid() != HERE:
        raise RuntimeError("elsewhere")
    return names(paths)


def leave(paths: Sequence[str]) -> list[str]:
    if os.getpid() != HERE:
        raise SystemExit(0)
    return names(paths)


def say_nothing_that_json_has(paths: Sequence[str]) -> list[str]:
    return names(paths) if os.getpid() == HERE else [object()]  # type: ignore[list-item]


@pytest.mark.parametrize("look", [die, fail, leave, say_nothing_that_json_has])
def test_a_part_that_was_lost_is_looked_at_here(look: workers.Look, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "HERE", os.getpid())
    assert in_all(in_parts(look, PATHS, LARGE, 3)) == names(PATHS)


def test_no_process_is_left_when_this_one_is_interrupted(forked: list[int]) -> None:
    here = os.getpid()

    def look(_paths: Sequence[str]) -> list[str]:
        if os.getpid() == here:
            raise KeyboardInterrupt
        signal.pause()
        return []

    with pytest.raises(KeyboardInterrupt):
        in_parts(look, PATHS, LARGE, 3)
    assert len(forked) == 2
    for process in forked:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)
