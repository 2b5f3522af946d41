"""Programs that would never end if they were followed to the end: each answers within seconds, with what is known."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from together_lint.linker import Links, evaluate, expansion
from together_lint.linker.collectors import CallPlace
from together_lint.linker.connections import Found
from together_lint.linker.scopes import Scope
from together_lint.linker.sending import Sending
from together_lint.usages import Usage

Linked = Callable[[Mapping[str, str]], Links]

SECONDS = 10.0

IMPORT = "from together import Together\nclient = Together()\n"


def calls(*models: str) -> str:
    return "".join(f"client.chat.completions.create(model={model}, messages=[])\n" for model in models)


ENDLESS = {
    "a name that is itself": {"llm.py": f"{IMPORT}MODEL = MODEL\n{calls('MODEL')}"},
    "two names that are each other": {"llm.py": f"{IMPORT}A = B\nB = A\n{calls('A', 'B')}"},
    "a string that grows in a loop": {"llm.py": f"{IMPORT}m = 'a'\nfor i in x:\n    m = m + '/b'\n    {calls('m')}"},
    "a recursive function that changes the model": {
        "llm.py": f"{IMPORT}def ask(m):\n    {calls('m')}    return ask(m + 'x')\nask('acme/Large')\n"
    },
    "functions that call each other": {
        "llm.py": f"{IMPORT}def a(m):\n    return b(m)\ndef b(m):\n    return a(m)\n{calls('a(1)')}"
    },
    "a class that is its own base": {"llm.py": f"{IMPORT}class A(A):\n    pass\n{calls('A().model')}"},
    "classes that are each other's base": {
        "one.py": "from two import B\nclass A(B):\n    pass\n",
        "two.py": "from one import A\nclass B(A):\n    pass\n",
        "llm.py": f"{IMPORT}from one import A\n{calls('A.model', 'A().model')}",
    },
    "an attribute that is itself": {
        "llm.py": f"{IMPORT}class A:\n    def f(self):\n        self.m = self.m\n        {calls('self.m')}"
    },
    "a property that asks itself": {
        "llm.py": f"{IMPORT}class A:\n    @property\n    def m(self):\n        return self.m\n{calls('A().m')}"
    },
    "a star import of itself": {"llm.py": f"from llm import *\n{IMPORT}{calls('MODEL')}"},
    "star imports in a circle": {
        "one.py": "from two import *\n",
        "two.py": "from three import *\n",
        "three.py": "from one import *\n",
        "llm.py": f"{IMPORT}from one import *\n{calls('MODEL')}",
    },
    "a table that holds itself": {"llm.py": f"{IMPORT}T = {{}}\nT[0] = T\n{calls('T[x][y][z]', 'T[0]')}"},
    "a table that spreads itself": {"llm.py": f"{IMPORT}T = {{'m': 'acme/A'}}\nT = {{**T, **T}}\n{calls('T[k]')}"},
    "a decorator that returns itself": {
        "llm.py": f"{IMPORT}def d(f):\n    return d\n@d\ndef m():\n    pass\n{calls('m()')}",
    },
    "a partial of itself": {"llm.py": f"{IMPORT}import functools\np = functools.partial(p, 1)\n{calls('p()')}"},
    "a lambda in a lambda in a lambda": {
        "llm.py": f"{IMPORT}f = lambda x: x(x)\n{calls('f(f)', '(lambda a: a(a))(lambda a: a(a))')}"
    },
    "a client that is handed around in a circle": {
        "one.py": "from two import g\ndef f(c, m):\n    c.chat.completions.create(model=m)\n    return g(c, m)\n",
        "two.py": "from one import f\ndef g(c, m):\n    return f(c, m)\n",
        "llm.py": f"{IMPORT}from one import f\nf(client, 'acme/Large')\n",
    },
}  # fmt: skip

_IFS = "".join(f"    if x == {n}:\n        o['k{n}'] = m = m + '{n}'\n" for n in range(40))
_FIELDS = "".join(f"    f{n}: str = 'acme/{n}'\n" for n in range(500))

_MODELS = ", ".join(f"{n}: 'acme/M{n}'" for n in range(1500))

LARGE = {
    "forty conditions one after the other": {
        "llm.py": f"{IMPORT}def ask(x):\n    m = 'a/b'\n    o = {{}}\n{_IFS}"
        "    return client.chat.completions.create(model=m, **o)\n"
    },
    "a table of 1,500 models": {
        "llm.py": f"{IMPORT}T = {{{_MODELS}}}\n{calls('T[x]')}"
    },
    "300 callers": {
        "llm.py": f"{IMPORT}def ask(m, n):\n    return client.chat.completions.create(model=m, max_tokens=n)\n",
        "jobs.py": "from llm import ask\n" + "".join(f"ask('acme/M{n}', {n})\n" for n in range(300)),
    },
    "callers in 120 files": {
        "llm.py": f"{IMPORT}def ask(m):\n    return client.chat.completions.create(model=m)\n",
        **{f"job{n}.py": f"from llm import ask\nask('acme/M{n}')\n" for n in range(120)},
    },
    "wrappers that double at every level": {
        "llm.py": f"{IMPORT}def f0(m):\n    return client.chat.completions.create(model=m)\n"
        + "".join(f"def f{n}(m):\n    f{n - 1}(m + 'a')\n    f{n - 1}(m + 'b')\n" for n in range(1, 14))
        + "f13('acme/L')\n",
    },
    "functions that return two of two of two": {
        "llm.py": f"{IMPORT}def f0(x):\n    return 'a' if x else 'b'\n"
        + "".join(f"def f{n}(x):\n    return f{n - 1}(x) + f{n - 1}(not x)\n" for n in range(1, 14))
        + calls("f13(y)"),
    },
    "a base class that takes many steps": {
        "llm.py": f"{IMPORT}def f0(x):\n    return A if x else B\n"
        + "".join(f"def f{n}(x):\n    return f{n - 1}(x) or f{n - 1}(not x)\n" for n in range(1, 40))
        + "class A: ...\nclass B: ...\nclass C(f39(y)):\n    m = 'acme/Large'\n"
        + calls("C().m"),
    },
    "900 small classes beside a client": {
        "llm.py": f"{IMPORT}class Base: ...\n"
        + "".join(f"class C{n}(Base): ...\n" for n in range(900))
        + calls("'acme/Large'"),
    },
    "classes that hold each other": {
        "one.py": f"{IMPORT}import two\nclass A:\n    def __init__(self):\n        self.b = two.B()\n"
        "    @property\n    def me(self):\n        return self.b.a.b.a\n",
        "two.py": "import together\nimport one\nclass B:\n    def __init__(self):\n        self.a = one.A()\n"
        "    @property\n    def me(self):\n        return self.a.b.a.b\n",
        "llm.py": f"{IMPORT}from one import A\n{calls('A().me.me.me.model')}",
    },
    "a constant sixty imports away": {
        "m0.py": "MODEL = 'acme/Large'\n",
        **{f"m{n}.py": f"from m{n - 1} import MODEL\n" for n in range(1, 60)},
        "llm.py": f"{IMPORT}from m59 import MODEL\n{calls('MODEL')}",
    },
    "a class with 500 fields and 60 objects": {
        "llm.py": f"{IMPORT}from dataclasses import dataclass\n@dataclass\nclass C:\n{_FIELDS}"
        f"cs = [{', '.join('C()' for _ in range(60))}]\nfor c in cs:\n    {calls('c.f7')}",
    },
    "a product of six loops": {
        "llm.py": IMPORT
        + "".join("    " * depth + f"for v{depth} in ['a', 'b', 'c', 'd', 'e']:\n" for depth in range(6))
        + "    " * 6
        + calls("v0 + v1 + v2 + v3 + v4 + v5"),
    },
    "thirty subclasses of thirty subclasses": {
        "llm.py": f"{IMPORT}class B:\n    m = 'acme/B'\n    def ask(self):\n        {calls('self.m')}"
        + "".join(f"class C{n}(B):\n    m = 'acme/C{n}'\n" for n in range(30))
        + "".join(f"class D{n}_{k}(C{n}):\n    m = 'acme/D{n}{k}'\n" for n in range(30) for k in range(30)),
    },
}  # fmt: skip

ALL = {**ENDLESS, **LARGE}


@pytest.mark.parametrize("files", [pytest.param(files, id=name) for name, files in ALL.items()])
def test_every_program_ends(files: Mapping[str, str], linked: Linked) -> None:
    before = time.process_time()
    links = linked(files)
    assert time.process_time() - before < SECONDS
    assert links.usages or links.skips


def test_a_constant_many_imports_away_is_found(linked: Linked) -> None:
    links = linked(
        {
            "m0.py": "MODEL = 'acme/Large'\n",
            **{f"m{n}.py": f"from m{n - 1} import MODEL\n" for n in range(1, 12)},
            "llm.py": f"{IMPORT}from m11 import MODEL\n{calls('MODEL')}",
        }
    )
    assert [[model.value for model in usage.models] for usage in links.usages] == [["acme/Large"]]


def test_callers_in_many_files_are_all_found(linked: Linked) -> None:
    links = linked(LARGE["callers in 120 files"])
    found = {model.value for usage in links.usages for model in usage.models}
    assert found == {f"acme/M{n}" for n in range(120)} or links.skips


def test_a_run_that_has_no_steps_left_says_what_it_left_out(linked: Linked, monkeypatch: pytest.MonkeyPatch) -> None:
    source = "from together import Together\n" + "".join(
        f"Together().chat.completions.create(model='acme/Model-{number}', messages=[])\n" for number in range(40)
    )
    monkeypatch.setattr(evaluate, "RUN_STEPS", 100)
    links = linked({"llm.py": source})
    assert 0 < len(links.usages) < 40
    assert {skip.path for skip in links.skips} == {"llm.py"}
    assert any("check a part of the tree by itself" in skip.reason for skip in links.skips)


def test_a_run_that_has_no_steps_left_says_whose_callers_it_did_not_look_for(
    linked: Linked, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {
        "llm.py": f"{IMPORT}def ask(model):\n    return client.chat.completions.create(model=model, messages=[])\n",
        "app.py": "from llm import ask\nask('acme/Model')\n",
    }
    assert [skip.path for skip in linked(files).skips] == []
    monkeypatch.setattr(evaluate, "RUN_STEPS", 3)
    found = {(skip.path, skip.reason.partition(";")[0]) for skip in linked(files).skips}
    assert ("llm.py", "what leads to its requests from other files") in found


def test_a_run_that_has_no_steps_left_says_whose_clients_it_did_not_follow(
    linked: Linked, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = "from together import Together\n" + "".join(
        f"Together(api_key=KEY).chat.completions.create(model='acme/M-{number}', messages=[])\n" for number in range(40)
    )
    assert len(linked({"llm.py": source}).connections) == 40
    monkeypatch.setattr(evaluate, "RUN_STEPS", 100)
    links = linked({"llm.py": source})
    assert len(links.connections) < 40
    reasons = {skip.reason.partition(";")[0] for skip in links.skips}
    assert "clients and calls in it" in reasons


MANY_WAYS = {
    "llm.py": f"{IMPORT}def ask(model):\n    return client.chat.completions.create(model=model, messages=[])\n",
    "app.py": "from llm import ask\n" + "".join(f"ask('acme/M{n}')\n" for n in range(30)),
    "plain.py": f"{IMPORT}{calls(repr('acme/Plain'))}",
}


def let_find(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let questions find so many alternatives, and half as many once one was given up."""
    monkeypatch.setattr(evaluate, "WIDE", replace(evaluate.WIDE, found=most))
    monkeypatch.setattr(evaluate, "NARROW", narrow := replace(evaluate.NARROW, found=most // 2))
    monkeypatch.setattr(expansion, "NARROW", narrow)


def test_a_question_that_finds_too_much_is_given_up_and_no_other(
    linked: Linked, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert linked(MANY_WAYS).skips == ()
    let_find(20, monkeypatch)
    links = linked(MANY_WAYS)
    assert [model.value for usage in links.usages for model in usage.models] == ["acme/Plain"]
    assert {(skip.path, skip.reason) for skip in links.skips} == {
        ("llm.py", "a call with more ways to it than are followed; it is judged by the files around it")
    }


LIBRARY = {
    "base.py": """\
from openai import OpenAI

class Chat:
    model = "other/Default"
    base_url = None

    def ask(self, messages):
        try:
            client = OpenAI(base_url=self.base_url)
            return client.chat.completions.create(model=self.model, messages=messages)
        except ValueError:
            raise RuntimeError
""",
    "ours.py": """\
from base import Chat

class Ours(Chat):
    model = "acme/Large"
    base_url = "https://api.together.xyz/v1"
""",
    **{
        f"agent{n}.py": f"from base import Chat\n\nclass Agent{n}:\n    chat: Chat = Chat()\n\n"
        f"    def run(self):\n        return self.chat.ask([{n}])\n"
        for n in range(30)
    },
}


def test_what_has_more_ways_to_it_than_are_followed_is_judged_by_the_files_around_it(
    linked: Linked, monkeypatch: pytest.MonkeyPatch
) -> None:
    (whole,) = linked(LIBRARY).usages
    let_find(60, monkeypatch)
    links = linked(LIBRARY)
    (usage,) = links.usages
    assert (usage.place, usage.models) == (whole.place, whole.models)
    assert [model.value for model in usage.models] == ["acme/Large"]
    assert (whole.fallback.state, usage.fallback.state) == ("missing", "unknown")
    assert [skip.path for skip in links.skips] == ["base.py"]


def test_a_call_that_was_followed_before_is_not_left_out_in_silence(
    linked: Linked, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One whose name says nothing, in a file without evidence, when no steps are left for saying what is sent."""
    sent = 'json={"model": self.model, "messages": messages}'
    base = LIBRARY["base.py"].replace("from openai import OpenAI", "import requests")
    base = base.replace("client = OpenAI(base_url=self.base_url)", 'url = f"{self.base_url}/chat/completions"')
    base = base.replace(
        "client.chat.completions.create(model=self.model, messages=messages)", f"requests.post(url, {sent})"
    )
    files = {**LIBRARY, "base.py": base}
    (whole,) = linked(files).usages
    said = expansion.Expansion._said

    def without_steps(self: expansion.Expansion, evaluator: evaluate.Evaluator) -> tuple[Usage, ...]:
        monkeypatch.setattr(evaluate, "RUN_STEPS", -1)
        return said(self, evaluator)

    monkeypatch.setattr(expansion.Expansion, "_said", without_steps)
    links = linked(files)
    (usage,) = links.usages
    assert (usage.place, usage.models, usage.fallback.state) == (whole.place, whole.models, "unknown")
    assert "base.py" in {skip.path for skip in links.skips}


def test_files_that_bring_too_much_code_are_not_read(linked: Linked, monkeypatch: pytest.MonkeyPatch) -> None:
    (whole,) = linked(LIBRARY).usages
    monkeypatch.setattr(expansion, "MAX_STATEMENTS", 60)
    links = linked(LIBRARY)
    (usage,) = links.usages
    assert (usage.place, usage.models) == (whole.place, whole.models)
    assert (whole.fallback.state, usage.fallback.state) == ("missing", "unknown")
    assert [(skip.path, skip.reason.partition(",")[0]) for skip in links.skips] == [
        ("ours.py", "what leads to its requests from other files")
    ]
    assert links.files_read == 2


@pytest.mark.parametrize("too_much_when", ["_read_upwards", "_documents"])
def test_files_that_bring_too_much_code_are_let_go(
    linked: Linked, monkeypatch: pytest.MonkeyPatch, too_much_when: str
) -> None:
    monkeypatch.setattr(expansion, "MAX_STATEMENTS", 60 if too_much_when == "_read_upwards" else 10_000)
    held: list[set[str]] = []
    step = getattr(expansion.Expansion, too_much_when)
    find_connections = expansion.find_connections

    def one_too_many(self: expansion.Expansion, argument: object) -> object:
        if too_much_when == "_documents" and self.program.meter.most is not None:
            self._answered_with = 2
            self.program.meter.count(10_000)
        return step(self, argument)

    def counted(evaluator: evaluate.Evaluator, sendings: list[Sending]) -> Found:
        gc.collect()
        held.append({each.file.path for each in gc.get_objects() if type(each) is Scope})
        return find_connections(evaluator, sendings)

    monkeypatch.setattr(expansion.Expansion, too_much_when, one_too_many)
    monkeypatch.setattr(expansion, "find_connections", counted)
    assert linked(LIBRARY).files_read == 2
    assert held == [{"base.py", "ours.py"}]


def test_files_with_evidence_are_read_however_much_code_they_hold(
    linked: Linked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(expansion, "MAX_STATEMENTS", 10)
    functions = "".join(f"def later{n}():\n    return ['other/x{n}']\n" for n in range(200))
    files = {f"job{n}.py": f"{IMPORT}{calls(repr(f'acme/M{n}'))}{functions}" for n in range(30)}
    links = linked(files)
    assert len(links.usages) == 30
    assert {usage.fallback.state for usage in links.usages} == {"missing"}
    assert links.skips == ()


def test_a_question_that_was_given_up_is_asked_once_more_and_looks_less_far(
    linked: Linked, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    find_sending = expansion.find_sending

    def noted(evaluator: evaluate.Evaluator, place: CallPlace) -> Sending | None:
        asked.append(place.scope.file.path)
        return find_sending(evaluator, place)

    monkeypatch.setattr(expansion, "find_sending", noted)
    monkeypatch.setattr(evaluate, "MAX_STEPS", 1)
    monkeypatch.setattr(expansion, "MAX_STEPS", 1)
    linked({"llm.py": MANY_WAYS["llm.py"], "app.py": MANY_WAYS["app.py"]})
    assert asked.count("llm.py") == 2


CUT_SHORT = """\
import sys
from pathlib import Path
from together_lint.discovery import SourceFile
from together_lint.linker import evaluate, link
evaluate.RUN_STEPS = 40
root = Path(sys.argv[1])
links = link(root, [SourceFile(path.name, path.stat().st_size) for path in sorted(root.iterdir())])
print([str(usage.place) for usage in links.usages], links.skips)
"""


def test_what_a_run_has_steps_for_is_the_same_each_time(tmp_path: Path) -> None:
    methods = ("chat.completions.create", "completions.create", "embeddings.create", "images.generate", "rerank.create")
    for number in range(4):
        calls_of = (f"client.{method}(model='acme/M{number}')\n" for method in methods * 3)
        (tmp_path / f"m{number}.py").write_text(IMPORT + "".join(calls_of))
    said = {
        subprocess.run(
            [sys.executable, "-c", CUT_SHORT, str(tmp_path)],
            env={**os.environ, "PYTHONHASHSEED": str(seed)}, capture_output=True, text=True, check=True,
        ).stdout
        for seed in range(4)
    }  # fmt: skip
    assert len(said) == 1
    assert "no steps left" in said.pop()
