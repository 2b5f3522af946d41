"""The census: a run that has one says the same as a run that has none, whatever happened to the tree in between."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from together_lint import census, contents, linker, workers
from together_lint.cache import trees
from together_lint.cache.trees import Kept, TreeStore, is_settled
from together_lint.census import Census
from together_lint.discovery import SourceFile, discover
from together_lint.linker import Links, link
from together_lint.naming import Exported, Wanted
from together_lint.readers import is_read

CALL = """\
from together import Together

def ask(model, text):
    return Together().chat.completions.create(model=model, messages=[{"role": "user", "content": text}])
"""
USE = """\
from llm import ask
ask("acme/Large", "hello")
"""
UNRELATED = """\
from aux import ask
ask("acme/Large", "hello")
"""
FILES = {
    "llm.py": CALL,
    "job.py": USE,
    "other.py": UNRELATED,
    "notes.yaml": "model: acme/Small\n",
    "run.sh": "python tool.py --model acme/Small\n",
    "cells.ipynb": '{"cells": [{"cell_type": "code", "source": ["import llm\\n", "llm.ask(\\"acme/Cell\\", 1)"]}]}',
}

LATER = 10 * 10**9


class Tree:
    """A tree with a cache. `run` links it with the census, holds that against a run without, and counts what it opened.

    To a run, its files are older than they are.
    """

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root, self.cache, self.cores = folder / "tree", folder / "cache", 1
        self.opened: list[str] = []
        self._content = contents._content
        self._patch = monkeypatch
        for path, text in FILES.items():
            self.write(path, text)

    def write(self, path: str, text: str) -> None:
        """Write a file so that its stamp is another one: the clock of a file system ticks slowly."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        before = file.stat().st_ctime_ns if file.exists() else 0
        file.write_text(text, encoding="utf-8")
        while file.stat().st_ctime_ns == before:
            file.write_text(text, encoding="utf-8")

    def link(self, store: TreeStore | None, age: int = LATER, **options: object) -> Links:
        class Aged(Census):
            def __init__(self, *given: object) -> None:
                super().__init__(*given, clock=lambda: time.time_ns() + age)  # type: ignore[arg-type]

        found = discover(self.root, lambda _path: False, is_read)
        with self._patch.context() as patch:
            patch.setattr(linker, "Census", Aged)
            patch.setattr(contents, "_content", self._noted)
            return link(self.root, found.files, store=store, cores=self.cores, **options)  # type: ignore[arg-type]

    def _noted(self, path: str, size: int) -> bytes:
        self.opened.append(os.path.relpath(path, self.root))
        return self._content(path, size)

    def run(self, **options: object) -> Links:
        without = self.link(None, **options)
        self.opened.clear()
        links = self.link(TreeStore(self.cache, self.root), **options)
        # Origins are compared by identity; places show whether they are right.
        assert replace(links, origins={}) == replace(without, origins={})
        return links


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tree:
    monkeypatch.setattr(census, "FEW", 0)
    return Tree(tmp_path, monkeypatch)


def models(links: Links) -> set[str]:
    return {str(model.value) for usage in links.usages for model in usage.models}


def test_a_warm_run_opens_only_what_is_read(tree: Tree) -> None:
    assert models(tree.run()) == {"acme/Large", "acme/Cell"}
    assert sorted(set(tree.opened)) == sorted(FILES)
    tree.run()
    assert tree.opened == []
    tree.write("job.py", USE.replace("Large", "Small"))
    tree.run()
    assert sorted(set(tree.opened)) == ["cells.ipynb", "job.py", "llm.py"]


def test_nothing_is_kept_of_files_that_were_just_written(tree: Tree) -> None:
    tree.link(TreeStore(tree.cache, tree.root), age=0)
    tree.opened.clear()
    tree.link(TreeStore(tree.cache, tree.root), age=0)
    assert sorted(set(tree.opened)) == sorted(FILES)


def test_nothing_is_kept_of_few_files_without_evidence(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(census, "FEW", 200)
    lose_evidence(tree)
    tree.run()
    assert not (tree.cache / "trees").exists()


def test_the_tree_itself_is_left_alone(tree: Tree) -> None:
    tree.run()
    assert sorted(path.name for path in tree.root.rglob("*") if path.is_file()) == sorted(FILES)


def touch(tree: Tree) -> None:
    os.utime(tree.root / "job.py")


def edit(tree: Tree) -> None:
    tree.write("other.py", USE + "ask('acme/More', 'x')\n")


def edit_in_disguise(tree: Tree) -> None:
    status = (tree.root / "other.py").stat()
    assert len(USE) == status.st_size
    tree.write("other.py", USE)
    os.utime(tree.root / "other.py", ns=(status.st_atime_ns, status.st_mtime_ns))


def lose_evidence(tree: Tree) -> None:
    tree.write("llm.py", CALL.replace("together", "fireworks").replace("Together", "Fireworks"))


def add(tree: Tree) -> None:
    tree.write("later/new.py", USE.replace("Large", "New"))
    tree.write("later/root.py", CALL.replace("model=model", 'model="acme/Root"'))


def remove(tree: Tree) -> None:
    (tree.root / "job.py").unlink()


def remove_a_root(tree: Tree) -> None:
    (tree.root / "llm.py").unlink()


def rename(tree: Tree) -> None:
    (tree.root / "job.py").rename(tree.root / "task.py")
    (tree.root / "llm.py").rename(tree.root / "models.py")


def exchange(tree: Tree) -> None:
    (tree.root / "job.py").rename(tree.root / "third")
    (tree.root / "other.py").rename(tree.root / "job.py")
    (tree.root / "third").rename(tree.root / "other.py")


def replace_by_a_file_of_the_same_times(tree: Tree) -> None:
    status = (tree.root / "other.py").stat()
    tree.write("new.py", USE)
    os.utime(tree.root / "new.py", ns=(status.st_atime_ns, status.st_mtime_ns))
    (tree.root / "new.py").replace(tree.root / "other.py")


def damage(tree: Tree) -> None:
    for file in (tree.cache / "trees").iterdir():
        file.write_bytes(file.read_bytes()[:-10])


def replace_by_nonsense(tree: Tree) -> None:
    """An entry that is whole and says what is not so in a form that nobody wrote."""
    store = TreeStore(tree.cache, tree.root)
    store._store.write(store._name, b"0 0\n[[1, 2], 3]")


def read_only_cache(tree: Tree) -> None:
    (tree.cache / "trees").chmod(0o500)


def another_code(tree: Tree) -> None:
    tree._patch.setattr(trees, "version", lambda: "0" * 32)


CHANGES: tuple[Callable[[Tree], None], ...] = (
    touch,
    edit,
    edit_in_disguise,
    lose_evidence,
    add,
    remove,
    remove_a_root,
    rename,
    exchange,
    replace_by_a_file_of_the_same_times,
    damage,
    replace_by_nonsense,
    read_only_cache,
    another_code,
)


@pytest.fixture
def forking(monkeypatch: pytest.MonkeyPatch) -> None:
    """However small the files are and whatever threads the process of the tests has."""
    monkeypatch.setattr(workers, "PART_BYTES", 1)
    monkeypatch.setattr(workers, "has_threads", lambda: False)


@pytest.mark.parametrize("cores", [1, 3])
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_change_is_seen(tree: Tree, change: Callable[[Tree], None], cores: int, forking: None) -> None:
    tree.cores = cores
    tree.run()
    tree.run()
    change(tree)
    tree.run()
    tree.run()


def test_one_change_after_the_other(tree: Tree) -> None:
    tree.run()
    for change in (touch, edit_in_disguise, edit, add, exchange, lose_evidence, remove_a_root):
        change(tree)
        tree.run()


def test_a_file_that_is_not_read_any_more_is_searched_for_names(tree: Tree) -> None:
    """`helper.py` is read as a module in one run, and has to be found by what it names in the next."""
    tree.write("helper.py", "from llm import ask\nNAME = 'acme/Name'\nask('acme/Helper', 'x')\n")
    tree.write("llm.py", "from helper import NAME\n" + CALL.replace("model=model", "model=NAME"))
    tree.run()
    tree.write("llm.py", CALL)
    assert "acme/Helper" in models(tree.run())


def test_text_in_place_of_a_file_is_not_taken_for_it(tree: Tree) -> None:
    tree.run()
    assert "acme/Text" in models(tree.run(text={"other.py": USE.replace("Large", "Text").encode()}))
    assert "acme/Text" not in models(tree.run())


@pytest.mark.parametrize("cores", [1, 3])
def test_files_that_cannot_be_read_are_told_each_time(tree: Tree, cores: int, forking: None) -> None:
    tree.cores = cores
    if os.access(tree.root, os.R_OK) and hasattr(os, "getuid") and os.getuid() == 0:
        pytest.skip("nothing is closed to this user")
    (tree.root / "other.py").chmod(0)
    for _ in range(2):
        assert [skip.path for skip in tree.run().skips] == ["other.py"]


def test_a_file_that_became_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.py").write_text(CALL)
    (tmp_path / "tree").mkdir()
    (tmp_path / "tree" / "llm.py").symlink_to(tmp_path / "secret.py")
    taken = Census(tmp_path / "tree", [SourceFile("llm.py", 5)], {})
    assert taken.roots() == frozenset()
    assert list(taken.refused) == ["llm.py"]


# ------------------------------------------------------------------------------------------------- what is kept

KEPT = (
    Kept(),
    Kept(frozenset({b"0" * 16})),
    Kept(frozenset(), frozenset({b"\n" * 16})),
    Kept(
        frozenset({b"a" * 16, b"\0" * 16}),
        frozenset({b"\n \0" * 5 + b"\n"}),
        {("", Exported('app["x', "")): frozenset({"ä.py"}), ("shell", Exported("a\0b", "m", True)): frozenset()},
    ),
)


@pytest.mark.parametrize("kept", KEPT)
def test_what_is_kept_comes_back(tmp_path: Path, kept: Kept) -> None:
    TreeStore(tmp_path / "cache", tmp_path).write(kept)
    assert TreeStore(tmp_path / "cache", tmp_path).read() == kept
    assert TreeStore(tmp_path / "cache", tmp_path / "other").read() == Kept()


@pytest.mark.parametrize(
    ("stamp", "expected"),
    [("", False), ("9 9 1", False), ("1 9 1", False), ("9 1 1", False), ("7 8 1", False), ("1 7 1", True)],
)
def test_files_that_are_older_than_the_clock_can_tell(stamp: str, expected: bool) -> None:
    seconds = " ".join(str(int(part) * 10**9) for part in stamp.split())
    assert is_settled(SourceFile("a.py", 1, seconds), 10 * 10**9) is expected


# ---------------------------------------------------------------------------------------------------- engines

SOURCES = {
    "a.py": b"from llm import ask\nask(1)\n",
    "b.py": b"from app.llm import (\n    Chat,\n    ask as tell)\nclass Mine(Chat): ...\n",
    "c.py": b"x = 'app.llm'\nask\n",
    "d.py": "# \xe4 ask\nimport llm\nllm.ask(1)\n".encode("latin-1"),
    "e.py": b"from llm import Chat\ndef f(x: Chat): ...\n",
    "f.py": b'app["client"].chat\n',
    "g.py": b"import llmx\nask()\n",
    "h.ipynb": b"llm ask\n",
    "p/__init__.py": b"from .llm import Chat\n",
}
WANTED = (Exported("ask", "llm"), Exported("Chat", "llm", True), Exported('app["client', ""), Exported("client", "llm"))


def test_the_engines_agree() -> None:
    pytest.importorskip("re2")
    plain, fast = Wanted(WANTED), Wanted(WANTED, 10**9)
    for path, data in SOURCES.items():
        assert fast.named_in(path, data) == plain.named_in(path, data), path


@pytest.mark.parametrize("size", [0, 10**9])
def test_what_each_file_names_does_not_depend_on_what_else_is_asked(size: int) -> None:
    together = Wanted(WANTED, size)
    for path, data in SOURCES.items():
        alone = [each for each in WANTED if Wanted((each,), size).named_in(path, data)]
        assert set(together.named_in(path, data)) == set(alone), path
