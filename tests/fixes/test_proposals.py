"""Code that is proposed: a handler with another model, an argument more; in the layout that is there, or not at all."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest

HEAD = "from together import Together\n\nclient = Together()\nmessages = [{'role': 'user', 'content': 'hi'}]\n"
CALL = 'client.chat.completions.create(model="acme-ai/Good-70B", messages=messages)'
ERRORS = "(together.RateLimitError, together.InternalServerError, together.APITimeoutError)"
BACKUP = "acme-ai/Better-120B"

NO_HANDLER = {
    "part of a comprehension": f"replies = [{CALL} for _ in range(2)]\n",
    "in a lambda": f"ask = lambda: {CALL}\n",
    "beside another statement": f"x = 1; reply = {CALL}\n",
    "before another statement": f"reply = {CALL}; x = 1\n",
    "behind a colon": f"if messages: reply = {CALL}\n",
    "in a condition": f"if {CALL}:\n    pass\n",
    "with a text of several lines": f"reply = ({CALL}, '''\n''')\n",
    "the model by position": "def ask(*x):\n    client.chat.completions.create(*x)\n\n\nask('acme-ai/Good-70B')\n",
    "the name is taken": f"together = 1\nreply = {CALL}\n",
}

HANDLERS = {
    "an assignment": (f"reply = {CALL}\n", "reply = {}\n"),
    "a comment behind it": (f"reply = {CALL}  # now\n", "reply = {}  # now\n"),
    "a part of an expression": (
        f"text = {CALL}.choices[0].message.content\n",
        "text = {}.choices[0].message.content\n",
    ),
    "in a function": (f"def f():\n    return {CALL}\n", "def f():\n    return {}\n"),
    "awaited": (f"async def f():\n    x = await {CALL}\n", "async def f():\n    x = await {}\n"),
}


def only(call: str) -> tuple[str, ...]:
    return ("--select", call, "--unsafe-fixes")


@pytest.mark.parametrize("code", NO_HANDLER.values(), ids=NO_HANDLER)
def test_no_handler(code: str, tree: Any) -> None:
    tree.write({"a.py": HEAD + code})
    tree.fix(*only("TL301"))
    assert tree.text("a.py") == HEAD + code


@pytest.mark.parametrize(("code", "template"), HANDLERS.values(), ids=HANDLERS)
def test_handlers(code: str, template: str, tree: Any) -> None:
    tree.write({"a.py": HEAD + code})
    assert "fixed 1 in 1 file, 0 left" in tree.fix(*only("TL3")).out
    *around, line = template.splitlines()
    indent = line[: len(line) - len(line.lstrip())]
    again = line.partition("  #")[0].format(CALL.replace("acme-ai/Good-70B", BACKUP)).lstrip()
    expected = [
        *around,
        f"{indent}try:",
        f"{indent}    {line.format(CALL).lstrip()}",
        f"{indent}except {ERRORS}:",
        f"{indent}    {again}",
    ]
    assert tree.text("a.py") == "import together\n" + HEAD + "\n".join(expected) + "\n"


def test_a_package_that_is_imported_is_not_imported_again(tree: Any) -> None:
    tree.write({"a.py": "import together\n" + HEAD + f"reply = {CALL}\n"})
    tree.fix(*only("TL301"))
    assert tree.text("a.py").count("import together\n") == 1
    assert ERRORS in tree.text("a.py")


def test_two_calls_share_one_import(tree: Any) -> None:
    tree.write({"a.py": HEAD + f"one = {CALL}\ntwo = {CALL}\n"})
    assert "fixed 2 in 1 file, 0 left" in tree.fix(*only("TL301")).out
    assert tree.text("a.py").count("import together\n") == 1
    ast.parse(tree.text("a.py"))


def test_litellm_has_a_parameter_for_it(tree: Any) -> None:
    text = 'import litellm\n\nlitellm.completion(\n    model="together_ai/acme-ai/Good-70B",\n    messages=[1],\n)\n'
    tree.write({"a.py": text})
    tree.fix(*only("TL301"))
    assert tree.text("a.py") == text.replace("[1],\n", f'[1],\n    fallbacks=["together_ai/{BACKUP}"],\n')


POST = 'requests.post("https://api.together.xyz/v1/completions", json={"model": "acme-ai/Good-70B", "prompt": "a"}'
APART, UNDER = (POST.replace(", json", f",\n{blanks}json") for blanks in (" " * 4, " " * 14))
LIMITS = {
    "on one line": (f"{POST})\n", f"{POST}, timeout=60)\n"),
    "blanks inside": (f"{POST} )\n", f"{POST}, timeout=60 )\n"),
    "a comma at the end": (f"{POST}, )\n", f"{POST}, timeout=60, )\n"),
    "a bracket around the last": (f"{POST}, headers=(None))\n", f"{POST}, headers=(None), timeout=60)\n"),
    "one argument a line": (
        f"{APART},  # why\n)\n",
        f"{APART},  # why\n    timeout=60,\n)\n",
    ),
    "one argument a line and no comma": (
        f"{APART}  # why\n)\n",
        f"{APART},  # why\n    timeout=60\n)\n",
    ),
    "a comment of its own at the end": (
        f"{APART},\n    # that is all, folks)\n)\n",
        f"{APART},\n    timeout=60,\n    # that is all, folks)\n)\n",
    ),
    "under the bracket": (
        f"{UNDER})\n",
        f"{UNDER}, timeout=60)\n",
    ),
}


def test_no_limit_where_there_may_be_one(tree: Any) -> None:
    text = f"import requests\n\n\ndef ask(**more):\n    return {POST}, **more)\n"
    tree.write({"a.py": text, "tests/test_a.py": f"import requests\n\n\ndef test_it():\n    {POST})\n"})
    before = tree.text("tests/test_a.py")
    tree.fix(*only("TL401"))
    assert (tree.text("a.py"), tree.text("tests/test_a.py")) == (text, before)


@pytest.mark.parametrize(("before", "after"), LIMITS.values(), ids=LIMITS)
def test_limits(before: str, after: str, tree: Any) -> None:
    head = "import requests\n\n# größer\n"
    tree.write({"a.py": head + before})
    assert "fixed 1 in 1 file, 0 left" in tree.fix(*only("TL401")).out
    assert tree.text("a.py") == head + after


def test_ids_of_a_hostile_catalogue_are_not_written(tree: Any, tmp_path: Path) -> None:
    listed = [
        {"id": f'acme-ai/{name}"+__import__("os").getcwd()+"', "type": "chat", "context_length": 200_000}
        for name in ("Good-70B", "Better-120B")
    ]
    (tmp_path / "models.json").write_text(json.dumps([*listed, {"id": "acme-ai/Good-70B", "type": "chat"}]))
    text = HEAD + f"reply = {CALL}\nother = {CALL.replace('Good', 'Goood')}\n"
    tree.write({"a.py": text})
    tree.fix("--unsafe-fixes")
    assert "__import__" not in tree.text("a.py")
