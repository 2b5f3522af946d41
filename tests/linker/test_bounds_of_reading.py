"""How much is read: by name and not by module, and no more because there are more modules."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from together_lint.linker import Links

Linked = Callable[[Mapping[str, str]], Links]

MANY = 30

CALL = 'client.chat.completions.create(model="acme/Large", messages=[])'
ROOT = f"from together import Together\n\nclient = Together()\n{CALL}\n"


def chain(name: str, body: str) -> dict[str, str]:
    """A package in which each module imports a class of the next and hands it on."""
    files = {f"{name}/__init__.py": f"from {name}.m0 import *\n"}
    for number in range(MANY):
        files[f"{name}/m{number}.py"] = f"from {name}.m{number + 1} import Base{number + 1}\n" + body.format(number)
    return {**files, f"{name}/m{MANY}.py": body.format(MANY)}


OTHERS = chain("engine", "class Base{0}:\n    def create(self, **k): ...\n    def run(self, model): ...\n")
"""A package that has nothing to do with Together, and whose methods go by the names of requests."""

LITTLE_IS_READ = {
    "a method of a request's name, of another library": (
        {"llm.py": ROOT + "from engine.m0 import Base0\nBase0().create(model='x')\n"},
        1,
    ),
    "a class that is handed about and asked": (
        {"llm.py": ROOT + "import engine\nthing = engine.Base0()\nthing.run(thing)\nthing.create(thing)\n"},
        1,
    ),
    "callers that may be those of a wrapper of the same name": (
        {
            "llm.py": "from together import Together\n\nclass Chat:\n    def run(self, model):\n"
            "        Together().chat.completions.create(model=model)\n",
            "job.py": "from llm import Chat\nfrom engine.m0 import Base0\nChat().run('acme/Large')\n"
            + "".join(f"from engine.m{number} import Base{number}\nBase{number}().run(1)\n" for number in range(MANY)),
        },
        2,
    ),
    "a branch on what another library says": (
        {"llm.py": ROOT + "from engine.m0 import Base0\nif Base0().run(1):\n    " + CALL + "\n"},
        2,
    ),
    "a star import of a package without the name": (
        {"llm.py": f"from engine import *\n{ROOT}client.chat.completions.create(model=MODEL)\n"},
        1,
    ),
    "a name that a notebook makes too": (
        {
            "call.ipynb": '{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{"cell_type": "code",'
            ' "source": ["from together import Together\\n", "client = Together()\\n"], "outputs": []}]}',
            "web.py": "from engine import call\nfrom http import client\nclient.HTTPSConnection(call)\n",
        },
        1,
    ),
}


@pytest.mark.parametrize(("files", "most"), [pytest.param(*case, id=name) for name, case in LITTLE_IS_READ.items()])
def test_little_is_read(files: dict[str, str], most: int, linked: Linked) -> None:
    links = linked({**OTHERS, **files})
    assert links.files_read <= most, sorted(links.sources)
    assert links.skips == ()


def test_a_class_behind_a_star_import_is_found(linked: Linked) -> None:
    wrapper = (
        "from together import Together\n\nclass Chat:\n    def ask(self, model):\n"
        "        Together().chat.completions.create(model=model)\n"
    )
    links = linked(
        {
            **OTHERS,
            "app/__init__.py": "from .base import *\n",
            "app/base.py": wrapper,
            "job.py": "from app import Chat\nimport app.base\nChat().ask('acme/Large')\n",
        }
    )
    assert {str(model.value) for usage in links.usages for model in usage.models} == {"acme/Large"}
    assert set(links.sources) == {"app/__init__.py", "app/base.py", "job.py"}


def test_one_call_does_not_make_everything_read(linked: Linked) -> None:
    files = {f"m{number}.py": f"from m{number + 1} import MODEL\n" for number in range(200)}
    links = linked({**files, "llm.py": ROOT + "from m0 import MODEL\nclient.chat.completions.create(model=MODEL)\n"})
    assert links.files_read < 100
    assert any("not followed" in skip.reason for skip in links.skips)


def providers(number: int) -> dict[str, str]:
    """A program that makes objects of many classes from one table, and asks each for the model."""
    classes = "".join(
        f"class P{each}:\n    def __init__(self, config):\n        self.model = config.get('model', 'acme/D{each}')\n"
        f"    def ask(self):\n        client.chat.completions.create(model=self.model, messages=[])\n"
        for each in range(number)
    )
    table = "".join(f"    'p{each}': (P{each}, {{'model': 'acme/M{each}'}}),\n" for each in range(number))
    return {
        "llm.py": f"from together import Together\nclient = Together()\n{classes}TABLE = {{\n{table}}}\n"
        "for name, (kind, config) in TABLE.items():\n    kind(config).ask()\n"
    }


def test_steps_grow_with_the_program_and_no_faster(linked: Linked, monkeypatch: pytest.MonkeyPatch) -> None:
    from together_lint.linker import expansion

    made: list[expansion.Evaluator] = []

    class Counted(expansion.Evaluator):
        def __post_init__(self) -> None:
            super().__post_init__()
            made.append(self)

    monkeypatch.setattr(expansion, "Evaluator", Counted)
    linked(providers(4))
    linked(providers(16))
    few, many = (evaluator.steps_taken for evaluator in made)
    assert many <= 6 * few
