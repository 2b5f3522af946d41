"""Where the time of a run goes: by stage, by package and by function, and how much source libcst was given.

    python -m benchmarks.profile_stages [--seconds N] [TREE | --clean | --candidate]

The stack is looked at every few milliseconds of CPU time. That slows nothing down, where a profiler that counts calls
makes the stages with many small functions look several times too dear. One process: workers are not looked into.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

from benchmarks import table, tree
from benchmarks.commands import ENVIRONMENT

INTERVAL = 0.004
"""Seconds of CPU time; the kernel may look less often, so only the shares of the samples are used."""
PACKAGE = "together_lint"

# The longest prefix of `module.function` decides; libraries count for whoever calls them.
STAGES: Mapping[str, str] = {
    "arguments": "start",
    "cli": "start",
    "commands": "start",
    "discovery": "walk",
    "patterns": "walk",
    "screen": "screen",
    "naming": "screen",
    "census": "screen",
    "census.Census.bytes_of": "open files",
    "census._content": "open files",
    "cache": "cache",
    "linker": "link",
    "readers": "read",
    "readers.is_read": "walk",
    "readers.reader_for": "walk",
    "facts": "read",
    "suppressions": "judge",
    "rules": "judge",
    "catalog": "catalogue",
    "settings": "settings",
    "reports": "report",
    "locating": "report",
}
IMPORTS = "imports"


class Enough(KeyboardInterrupt):
    """The given time is over."""


@dataclass(slots=True)
class Profile:
    """Samples by stage, by package (libraries apart) and by function with all that it calls."""

    limit: float
    total: int = 0
    stages: Counter[str] = field(default_factory=Counter)
    packages: Counter[str] = field(default_factory=Counter)
    functions: Counter[str] = field(default_factory=Counter)
    libcst_bytes: int = 0
    libcst_calls: int = 0

    def look(self, _signal: int, frame: FrameType | None) -> None:
        self.total += 1
        stack = list(_names(frame))
        self.packages[stack[0].partition(":")[0] if stack else "python"] += 1
        own = [name.partition(":")[2] for name in stack if name.startswith(f"{PACKAGE}:")]
        is_import = any(name.startswith("importlib:") for name in stack)
        self.stages[IMPORTS if is_import else stage_of(own)] += 1
        self.functions.update(set(own))
        if time.process_time() > self.limit:
            signal.setitimer(signal.ITIMER_PROF, 0)
            raise Enough


def stage_of(own: list[str]) -> str:
    """The stage of a stack of `module.function`, innermost first."""
    for name in own:
        known = [prefix for prefix in STAGES if name == prefix or name.startswith(f"{prefix}.")]
        if known:
            return STAGES[max(known, key=len)]
    return "start"


def _names(frame: FrameType | None) -> Iterator[str]:
    """`package:module.function` of each frame, innermost first."""
    while frame is not None:
        name = str(frame.f_globals.get("__name__", "?"))
        function = getattr(frame.f_code, "co_qualname", frame.f_code.co_name)
        if name.startswith("importlib."):
            yield f"importlib:{function}"
        else:
            package, _, module = name.partition(".")
            yield f"{package}:{module}.{function}" if module else f"{package}:{function}"
        frame = frame.f_back


@contextlib.contextmanager
def watching(profile: Profile) -> Iterator[None]:
    before = signal.signal(signal.SIGPROF, profile.look)
    signal.setitimer(signal.ITIMER_PROF, INTERVAL, INTERVAL)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def count_libcst(profile: Profile) -> None:
    """Count what is handed to libcst's parsers."""
    import libcst

    for name in ("parse_module", "parse_statement", "parse_expression"):
        setattr(libcst, name, _counting(getattr(libcst, name), profile))


def _counting(parse: Any, profile: Profile) -> Any:
    def counted(source: str | bytes, *rest: Any, **options: Any) -> Any:
        profile.libcst_calls += 1
        profile.libcst_bytes += len(source)
        return parse(source, *rest, **options)

    return counted


def profiled(where: Path, arguments: list[str], profile: Profile, with_libcst: bool) -> float:
    """Run the command line in this process; its CPU seconds."""
    os.chdir(where)
    os.environ.update({name: value for name, value in ENVIRONMENT.items() if value is not None})
    if with_libcst:
        count_libcst(profile)
    started = time.process_time()
    with watching(profile), contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(Enough):
        from together_lint.cli import main as lint

        lint(arguments)
    return time.process_time() - started


def main() -> int:
    arguments = _parser().parse_args()
    small = tree.clean_project() if arguments.clean else tree.candidate_project() if arguments.candidate else None
    where = small or arguments.tree or tree.general()
    profile = Profile(arguments.seconds)
    command = ["check", ".", "--offline", "--no-cache", "--fail-on", "never"]
    seconds = profiled(where, command, profile, with_libcst=small is None)
    over = ", stopped before its end" if seconds > profile.limit else ""
    print(f"{where.name}: {seconds:.2f} s of CPU{over}")
    for title, counts in (("stage", profile.stages), ("package", profile.packages), ("function", profile.functions)):
        most = counts.most_common(arguments.top)
        body = [
            [name, f"{number / profile.total * seconds:.2f}", f"{number / profile.total:.1%}"] for name, number in most
        ]
        print("\n".join(["", *table.markdown((title, "CPU s", "share"), body)]))
    if small is None:
        whole = sum((where / path).stat().st_size for path in tree.files_of(where) if path.endswith(".py"))
        given = f"{profile.libcst_bytes:,} of {whole:,} bytes of Python ({profile.libcst_bytes / whole:.2%})"
        print(f"\nlibcst was given {given} in {profile.libcst_calls} calls")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tree", nargs="?", type=Path, help="default: the general tree")
    parser.add_argument("--clean", action="store_true", help="the small project with nothing of Together in its code")
    parser.add_argument("--candidate", action="store_true", help="the small project with one call")
    parser.add_argument("--seconds", type=float, default=600, help="stop after so much CPU time (default: 600)")
    parser.add_argument("--top", type=int, default=40, help="rows of each table (default: 40)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
