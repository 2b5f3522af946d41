"""The files that git knows or would add, from one git process that a hostile repository cannot turn against us."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

from together_lint.discovery.found import Listing, spelled
from together_lint.late_patterns import late_pattern
from together_lint.roots import is_file, repository_top
from together_lint.usages import Skip

TIMEOUT = 60

# `git ls-files` runs the program that the repository names as file-system monitor.
HARMLESS = ("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}")

COMMAND = (
    *HARMLESS,
    *("ls-files", "-z", "--cached", "--others", "--exclude-standard"),
)

# What `git rev-parse --local-env-vars` lists: inside a hook these point git at the repository and index of the hook.
LOCAL_VARIABLES = frozenset(
    {
        *("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_PREFIX", "GIT_NAMESPACE"),
        *("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_IMPLICIT_WORK_TREE"),
        *("GIT_CONFIG", "GIT_CONFIG_PARAMETERS", "GIT_GRAFT_FILE", "GIT_SHALLOW_FILE"),
        *("GIT_NO_REPLACE_OBJECTS", "GIT_REPLACE_REF_BASE", "GIT_INTERNAL_SUPER_PREFIX"),
    }
)

_UNOPENED = late_pattern(rb"warning: could not open directory '(.*?)/?': (.*)")


def list_with_git(root: Path, meanwhile: Callable[[], object] | None = None) -> Listing | str:
    """The listing of a tree in a git repository, or the reason why there is none (empty: no repository).

    `meanwhile` is called once git has been started.
    """
    top = repository_top(root)
    if top is None:
        return ""
    program = git_program(root)
    if program is None:
        return "git is not installed"
    try:
        with subprocess.Popen(
            [program, *COMMAND],
            cwd=root,
            env=git_environment(top),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process:
            try:
                if meanwhile is not None:
                    meanwhile()
                output, errors = process.communicate(timeout=TIMEOUT)
            except BaseException:
                process.kill()
                raise
    except subprocess.TimeoutExpired:
        return f"git did not answer within {TIMEOUT} s"
    except OSError as error:
        return f"git could not be started ({error.strerror})"
    if process.returncode:
        said = errors.decode("utf-8", "replace").strip().splitlines()
        return f"git said: {said[0]}" if said else f"git ended with status {process.returncode}"
    # git trusts the paths of its index file; a forged one can hold absolute paths.
    paths = frozenset(path for path in os.fsdecode(output).split("\0") if path and path[0] != "/")
    told = _UNOPENED.findall(errors) if errors else []
    unopened = [(os.fsdecode(path), reason) for path, reason in told]
    skips = (Skip(spelled(path), f"cannot be listed: {reason.decode('utf-8', 'replace')}") for path, reason in unopened)
    return Listing(paths, tuple(skips))


def git_program(root: Path) -> str | None:
    """The path of git; not one that lies in the scanned tree, where a `PATH` with `.` would find it."""
    found = _which("git")
    if found is None or Path(found).resolve().is_relative_to(root):
        return None
    return str(Path(found).absolute())


def _which(name: str) -> str | None:
    """As `shutil.which`, which costs the import of every compression that Python knows."""
    if os.name == "nt":
        import shutil

        return shutil.which(name)
    files = (Path(folder, name) for folder in os.get_exec_path())
    return next((str(file) for file in files if is_file(file) and os.access(file, os.X_OK)), None)


def git_environment(top: Path) -> dict[str, str]:
    """The environment of a git process in the repository at `top`: nothing of a hook around it, nothing from afar."""
    kept = {name: value for name, value in os.environ.items() if name not in LOCAL_VARIABLES}
    return {
        **kept,
        "GIT_OPTIONAL_LOCKS": "0",
        # A broken `.git` is not replaced by that of a directory further up.
        "GIT_CEILING_DIRECTORIES": str(top.parent),
        # A partial clone may want objects from its remote, whose address can be a command.
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_ALLOW_PROTOCOL": "none",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",
    }
