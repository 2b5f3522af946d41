"""Links that are kept: a run takes them over exactly as long as linking would find the same."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from together_lint import linker
from together_lint.cache.links_codec import LINKS
from together_lint.cache.trees import TreeStore
from together_lint.census import Census
from together_lint.discovery import discover
from together_lint.facts import FileFacts
from together_lint.linker import Links, link, linking
from together_lint.linker.sources import Sources
from together_lint.places import Place
from together_lint.readers import Unreadable, is_read
from together_lint.usages import Known

ROOT = Path(__file__).parent.parent.parent
KEY = "tgp_v1_" + "x7Qm" * 10
CALL = f"""\
from together import Together
from names import SMALL
from resilience import safe

client = Together(api_key="{KEY}")


@safe
def ask(model, text):
    return client.chat.completions.create(model=model, messages=[{{"role": "user", "content": text}}])


def unused():
    password = "hunter2222"
    return 1
"""
FILES = {
    "llm.py": CALL,
    "names.py": 'SMALL = "acme/Small"\nOTHER = "acme/Other"\n',
    "job.py": 'from llm import SMALL, ask\n\nask(SMALL, "hello")\n',
    "notes.py": "def weigh(parcel):\n    return parcel.width\n",
    "config.yaml": "model: acme/Yaml\n",
    "requirements.txt": "together==1.5.0\n",
}
WRAPPERS = ("resilience.safe",)


class Tree:
    """A tree, and the links of it with a store; to a run its files have long been as they are."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root, self.cache = folder / "tree", folder / "cache"
        self.wrappers: tuple[str, ...] = ()
        self.linked = 0
        self.age = 10 * 10**9
        found = linking._found
        tree = self

        def counted(*given: object) -> object:
            tree.linked += 1
            return found(*given)  # type: ignore[arg-type]

        class Aged(Census):
            def __init__(self, *given: object) -> None:
                super().__init__(*given, clock=lambda: time.time_ns() + tree.age)  # type: ignore[arg-type]

        monkeypatch.setattr(linking, "_found", counted)
        monkeypatch.setattr(linker, "Census", Aged)

    def write(self, files: Mapping[str, str]) -> None:
        for path, text in files.items():
            file = self.root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
            os.utime(file, ns=(0, time.time_ns()))

    def link(self, *, keeps: bool = True, text: Mapping[str, bytes] | None = None) -> Links:
        found = discover(self.root, lambda _path: False, is_read).files
        store = TreeStore(self.cache, self.root) if keeps else None
        return link(self.root, found, store=store, text=text, fallback_wrappers=lambda _path: self.wrappers)

    def entries(self) -> list[Path]:
        return sorted((self.cache / "links").glob("*"))


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tree:
    tree = Tree(tmp_path, monkeypatch)
    tree.write(FILES)
    return tree


def same(links: Links, other: Links) -> bool:
    # Origins are compared by identity; places show whether they are right.
    return replace(links, origins={}) == replace(other, origins={}) and links.origins.keys() == other.origins.keys()


# -------------------------------------------------------------------------------------------- taken over


def touch(tree: Tree) -> None:
    for path in FILES:
        os.utime(tree.root / path, ns=(0, 10**18))


def edit_what_was_not_read(tree: Tree) -> None:
    tree.write({"notes.py": "def weigh(parcel):\n    return parcel.height\n"})


def edit_and_take_back(tree: Tree) -> None:
    tree.write({"llm.py": CALL + "\n"})
    tree.write({"llm.py": CALL})


def add_what_is_not_read(tree: Tree) -> None:
    tree.write({"image.bin": "together"})


def nothing(_tree: Tree) -> None:
    pass


@pytest.mark.parametrize("change", [nothing, touch, edit_what_was_not_read, edit_and_take_back, add_what_is_not_read])
def test_links_are_taken_over(tree: Tree, change: Callable[[Tree], None]) -> None:
    tree.link()
    change(tree)
    tree.linked = 0
    recalled = tree.link()
    assert tree.linked == 0
    assert same(recalled, tree.link(keeps=False))


def test_files_that_were_just_written_are_compared_by_content(tree: Tree) -> None:
    tree.age = 0
    first = tree.link()
    assert same(tree.link(), first)
    assert tree.linked == 1
    tree.write({"names.py": FILES["names.py"].replace("Small", "Large")})
    assert not same(tree.link(), first)


def test_versions_are_looked_up_each_time(tree: Tree) -> None:
    def majors(links: Links) -> set[int]:
        return {usage.sdk.major for usage in links.usages if usage.sdk} | {
            each.sdk.major for each in links.connections if each.sdk
        }

    assert majors(tree.link()) == {1}
    tree.write({"requirements.txt": "together==2.1.0\n"})
    tree.linked = 0
    assert majors(tree.link()) == {2}
    assert tree.linked == 0


def test_the_text_shows_what_was_read_and_no_more(tree: Tree) -> None:
    first = dict(tree.link().sources)
    again = tree.link().sources
    assert dict(again) == first
    assert KEY not in first["llm.py"]
    assert "hunter2222" not in first["llm.py"]


def test_a_file_that_is_gone_has_no_text() -> None:
    def read(path: str) -> FileFacts:
        raise Unreadable(f"{path} is gone")

    sources = Sources({"a.py": ()}, read)
    assert sources.get("a.py") is None
    assert list(sources) == ["a.py"]


def test_a_file_that_lost_parts_since_has_no_text(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("together_lint.readers.python.source.DIVIDED_FROM", 0)
    tree.write({"llm.py": CALL.replace("@safe", "def first():\n    return 0\n\n\n@safe")})
    tree.link()
    sources = tree.link().sources
    tree.write({"llm.py": "x = 1\n\n\ndef f():\n    return 1\n"})
    monkeypatch.setattr("together_lint.contents.Contents.of", lambda _self, path: (tree.root / path).read_bytes())
    assert sources.get("llm.py") is None
    assert sources.get("job.py") == FILES["job.py"]


# ------------------------------------------------------------------------------------------------ found anew


def edit_what_was_read(tree: Tree) -> None:
    tree.write({"names.py": FILES["names.py"].replace("Small", "Large")})


def edit_in_disguise(tree: Tree) -> None:
    """As long as before and with the same time."""
    before = (tree.root / "names.py").stat()
    (tree.root / "names.py").write_text(FILES["names.py"].replace("Small", "Large"), encoding="utf-8")
    os.utime(tree.root / "names.py", ns=(before.st_atime_ns, before.st_mtime_ns))


def name_an_export(tree: Tree) -> None:
    tree.write({"notes.py": 'from llm import ask\nask("acme/Notes", "x")\n'})


def show_evidence(tree: Tree) -> None:
    tree.write({"config.yaml": "provider: together\nmodel: acme/Yaml\n"})


def lose_evidence(tree: Tree) -> None:
    tree.write({"llm.py": CALL.replace("together", "fireworks").replace("Together", "Fireworks")})


def add_a_file(tree: Tree) -> None:
    tree.write({"more.py": "x = 1\n"})


def remove_a_file(tree: Tree) -> None:
    (tree.root / "notes.py").unlink()


def name_a_wrapper(tree: Tree) -> None:
    tree.wrappers = WRAPPERS


def break_the_entry(tree: Tree) -> None:
    for entry in tree.entries():
        entry.write_bytes(entry.read_bytes()[:-20])


def replace_the_entry(tree: Tree) -> None:
    links = TreeStore(tree.cache, tree.root).links
    links._store.write(links._name, b'[["", [], {}, [], {}], {}, [9999]]')


def replace_what_was_found(tree: Tree, wrong: object = ()) -> None:
    """An entry that is whole and agrees with the tree, and holds something else than links."""
    links = TreeStore(tree.cache, tree.root).links
    data = links._store.read(links._name)
    assert data is not None
    whole = json.loads(data)
    links._store.write(links._name, json.dumps([*whole[:2], wrong]).encode())


@pytest.mark.parametrize(
    "change",
    [
        edit_what_was_read,
        edit_in_disguise,
        name_an_export,
        show_evidence,
        lose_evidence,
        add_a_file,
        remove_a_file,
        name_a_wrapper,
        break_the_entry,
        replace_the_entry,
        *(partial(replace_what_was_found, wrong=wrong) for wrong in ([77], [0], "links", None)),
    ],
)
def test_links_are_found_anew(tree: Tree, change: Callable[[Tree], None]) -> None:
    tree.link()
    change(tree)
    tree.linked = 0
    links = tree.link()
    assert tree.linked == (0 if change is lose_evidence else 1), "without evidence there is nothing to link"
    assert same(links, tree.link(keeps=False))
    assert same(links, tree.link()), "kept in its turn"


def test_another_version_of_the_code_finds_anew(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    tree.link()
    monkeypatch.setattr("together_lint.cache.links.version", lambda: "0" * 32)
    tree.link()
    assert tree.linked == 2


# ----------------------------------------------------------------------------------------------- what is kept


def test_text_in_place_of_a_file_is_not_kept(tree: Tree) -> None:
    tree.link()
    kept = [entry.read_bytes() for entry in tree.entries()]
    text = {"job.py": FILES["job.py"].replace("SMALL, ask", "ask").replace("SMALL", '"acme/Text"').encode()}
    links = tree.link(text=text)
    assert "acme/Text" in {model.value for usage in links.usages for model in usage.models}
    assert [entry.read_bytes() for entry in tree.entries()] == kept
    assert same(tree.link(), tree.link(keeps=False))


def test_nothing_is_kept_without_evidence(tree: Tree) -> None:
    lose_evidence(tree)
    tree.link()
    assert tree.entries() == []


def test_neither_keys_nor_source_are_kept(tree: Tree) -> None:
    tree.link()
    (entry,) = tree.entries()
    data = entry.read_bytes()
    assert b"acme/Small" in data
    assert not [secret for secret in (KEY, "hunter2222", "def ask", "import SMALL") if secret.encode() in data]


def test_a_file_that_cannot_be_read_keeps_nothing(tree: Tree) -> None:
    if hasattr(os, "getuid") and os.getuid() == 0:
        pytest.skip("nothing is closed to this user")
    (tree.root / "notes.py").chmod(0)
    tree.link()
    assert tree.entries() == []


VALUES = ["text", "\ud800", 1, 1.5, True, None, [1, [2]], {"a": [{"b": None}]}, [], {}, float("inf"), 10**30]


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_values_of_every_kind_come_back(value: object) -> None:
    known = Known(value, Place("a.py", 1), (Place("b.py", 2, 3, 4, 5),))  # type: ignore[arg-type]
    again = LINKS.decode(LINKS.encode(known))
    assert again == known
    assert repr(again.value) == repr(value)


PROJECTS = [ROOT / "examples" / "app", *sorted((ROOT / "tests" / "rules" / "cases").glob("*/speaking"))]


@pytest.mark.parametrize("project", PROJECTS, ids=lambda path: path.parent.name)
def test_links_of_many_kinds_come_back(project: Path, tree: Tree) -> None:
    shutil.rmtree(tree.root)
    shutil.copytree(project, tree.root)
    first = tree.link()
    again = tree.link()
    assert same(again, first)
    assert repr(again.usages) == repr(first.usages)
