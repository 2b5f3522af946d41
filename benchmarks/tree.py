"""The trees that are scanned: generated under build/ from pinned wheels, each a git repository with planted findings.

python -m benchmarks.tree            the general tree and the small projects
python -m benchmarks.tree --growth   trees of 1,000, 10,000 and 100,000 files as well
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path, PurePosixPath

from benchmarks import BUILD, planted

WHEELS = Path(__file__).with_name("wheels.txt")
LIBRARIES = Path(__file__).with_name("libraries.txt")
SIZES = (1_000, 10_000, 100_000)
IDENTITY = ("-c", "user.name=benchmarks", "-c", "user.email=benchmarks@localhost", "-c", "core.hooksPath=/dev/null")


def general() -> Path:
    """The general tree: the wheels, unpacked side by side."""
    return _made("general", WHEELS.read_bytes(), _unpack_all)


def libraries() -> dict[str, Path]:
    """A tree for each of the model libraries, by its name."""
    found = {}
    for wheel in _downloaded(LIBRARIES):
        name = wheel.name.partition("-")[0]
        found[name] = _made(f"library-{name}", wheel.name.encode(), partial(_unpack, wheel), False)
    return found


def grown(size: int) -> Path:
    """So many files of the general tree, or copies of it under other names; the planted ones stand in it once."""
    source = general()

    def fill(tree: Path) -> None:
        files = [path for path in files_of(source) if not path.startswith(f"{planted.FOLDER}/")]
        for path, name in subset(files, size):
            _link(source / path, tree / name)

    return _made(f"growth-{size}", WHEELS.read_bytes(), fill)


def clean_project() -> Path:
    """A settings table and one file that has nothing to do with Together."""
    return _made("clean", (planted.SETTINGS + planted.CLEAN).encode(), _project("parcels.py", planted.CLEAN), False)


def candidate_project() -> Path:
    """A settings table and one file that calls Together."""
    return _made("candidate", (planted.SETTINGS + planted.CALL).encode(), _project("call.py", planted.CALL), False)


def subset(files: Sequence[str], size: int) -> Iterator[tuple[str, str]]:
    """(file, its name in the tree) for a tree of so many files: evenly spaced ones, or all of them several times."""
    if size <= len(files):
        yield from ((files[index * len(files) // size],) * 2 for index in range(size))
        return
    for index in range(size):
        copy, place = divmod(index, len(files))
        yield files[place], f"copy{copy}/{files[place]}"


def python_files(tree: Path) -> list[str]:
    """The Python files of a tree that are not planted, sorted."""
    return [path for path in files_of(tree) if path.endswith(".py") and not path.startswith(f"{planted.FOLDER}/")]


def _made(name: str, recipe: bytes, fill: Callable[[Path], None], with_planted: bool = True) -> Path:
    """The tree of this name, generated anew when what it is made of has changed."""
    tree, stamp = BUILD / name, BUILD / f"{name}.recipe"
    if stamp.exists() and stamp.read_bytes() == recipe:
        return tree
    print(f"generating {tree}", file=sys.stderr)
    stamp.unlink(missing_ok=True)
    shutil.rmtree(tree, ignore_errors=True)
    tree.mkdir(parents=True)
    fill(tree)
    if with_planted:
        planted.plant(tree)
    commit(tree)
    stamp.write_bytes(recipe)
    return tree


def commit(tree: Path) -> None:
    """Make a folder a git repository that holds all of its files."""
    for step in (("init", "--quiet"), ("add", "--all", "--force"), ("commit", "--quiet", "--message", "all")):
        subprocess.run(["git", *IDENTITY, *step], cwd=tree, check=True)


def _project(name: str, code: str) -> Callable[[Path], None]:
    def fill(tree: Path) -> None:
        (tree / "pyproject.toml").write_text(planted.SETTINGS, encoding="utf-8")
        (tree / name).write_text(code, encoding="utf-8")

    return fill


def _unpack_all(tree: Path) -> None:
    for wheel in _downloaded(WHEELS):
        _unpack(wheel, tree / wheel.name.partition("-")[0])


def _unpack(wheel: Path, folder: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)


def _downloaded(listed: Path) -> list[Path]:
    """The wheels of a list, which pip checks against their digests."""
    folder = BUILD / listed.stem
    wanted = sum(line.startswith(tuple("abcdefghijklmnopqrstuvwxyz")) for line in listed.read_text().splitlines())
    options = ("--no-deps", "--require-hashes", "--only-binary", ":all:", "--python-version", "3.12")
    command = [sys.executable, "-m", "pip", "download", "--quiet", *options, "--dest", str(folder), "-r", str(listed)]
    subprocess.run(command, check=True)
    wheels = sorted(folder.glob("*.whl"))
    if len(wheels) != wanted:
        raise SystemExit(f"{folder} holds {len(wheels)} wheels instead of {wanted}; delete it and try again")
    return wheels


def files_of(tree: Path) -> list[str]:
    """The files of a tree, relative, sorted; without those of git."""
    return sorted(_below(tree, ""))


def _below(tree: Path, folder: str) -> Iterable[str]:
    with os.scandir(tree / folder) as entries:
        for entry in entries:
            path = str(PurePosixPath(folder, entry.name))
            if entry.is_dir(follow_symlinks=False):
                yield from _below(tree, path) if entry.name != ".git" else ()
            else:
                yield path


def _link(source: Path, target: Path) -> None:
    """A copy that takes no room: nothing ever writes into these trees."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        target.hardlink_to(source)
    except OSError:
        shutil.copyfile(source, target)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--growth", action="store_true", help="also trees of 1,000, 10,000 and 100,000 files")
    arguments = parser.parse_args()
    for make in (general, clean_project, candidate_project):
        print(make())
    for size in SIZES if arguments.growth else ():
        print(grown(size))


if __name__ == "__main__":
    main()
