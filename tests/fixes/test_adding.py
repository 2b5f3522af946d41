"""`--add-suppressions`: in every language's form, where it counts, with the rest of the file as it was."""

from __future__ import annotations

import re
from typing import Any

import pytest

WRONG = "acme-ai/GOOD-70b"
HEAD = "from together import Together\n\nclient = Together()\nmessages = [{'role': 'user', 'content': 'hi'}]\n"
JS = 'import Together from "together-ai";\nconst client = new Together();\n'
SAID = "together-lint: ignore[TL110] waits"
ONLY = ("--select", "TL110,TL9")

# What is before and what is behind; REMARK stands for the comment.
FORMS: dict[str, tuple[str, str]] = {
    "at the end of a line": (
        "a.py",
        HEAD + "client.chat.completions.create(model=MODEL, messages=messages)  # REMARK\n",
    ),
    "no last newline": ("a.py", HEAD + "client.chat.completions.create(model=MODEL, messages=messages)  # REMARK"),
    "behind another comment": (
        "a.py",
        HEAD + "client.chat.completions.create(model=MODEL, messages=messages)  # noqa: E501  # REMARK\n",
    ),
    "on a line of a call": (
        "a.py",
        HEAD + "client.chat.completions.create(\n    model=MODEL,  # REMARK\n    messages=messages,\n)\n",
    ),
    "before a continued line": (
        "a.py",
        HEAD + "# REMARK\nreply = \\\n    client.chat.completions.create(model=MODEL, \\\n    messages=messages)\n",
    ),
    "beside a string of several lines": (
        "a.py",
        HEAD + "def f():\n    # REMARK\n    x = client.chat.completions.create(model=MODEL, messages=['''\n  a'''])\n",
    ),
    "notebook": (
        "a.ipynb",
        '{"cells": [{"cell_type": "code", "source": [\n  "from together import Together\\n",\n'
        '  "Together().chat.completions.create(\\n",\n  "    model=MODEL,  # REMARK\\n",\n  "    messages=[1])"]}],\n'
        ' "metadata": {}}',
    ),
    "YAML": ("a.yaml", "chat:\n  provider: together\n  model: MODEL  # REMARK\n"),
    "TOML": ("a.toml", "[chat]\nprovider = 'together'\nmodel = MODEL  # REMARK\n"),
    "JSON with comments": ("a.jsonc", '{"provider": "together",\n "model": MODEL // REMARK\n}\n'),
    "JSON that has a comment": ("a.json", '// ours\n{"provider": "together",\n "model": MODEL // REMARK\n}\n'),
    "TypeScript": ("a.ts", JS + "client.chat.completions.create({\n  model: MODEL, // REMARK\n});\n"),
    "before functions without a name": (
        "a.ts",
        JS + "client.chat.completions.create({ model: MODEL }); // REMARK\nconst [x, , y] = [1, 2].map((n) => n + 1);\n"
        "try { log(x); } catch { [y].forEach(function ({ z }) { log(z); }); }\n",
    ),
    "JSX": (
        "a.tsx",
        JS + "export default () => (\n  <p>\n    {/* REMARK */}\n"
        "    <b onClick={() => client.chat.completions.create({ model: MODEL })}>ask\n    </b>\n  </p>\n);\n",
    ),
    "shell": ("a.sh", "curl https://api.together.xyz/v1/chat/completions -d '{\"model\": MODEL}'  # REMARK\n"),
    "shell over lines": (
        "a.sh",
        "# REMARK\ncurl https://api.together.xyz/v1/chat/completions \\\n  -d '{\n    \"model\": MODEL\n}'\n",
    ),
}

REFUSED = {
    "JSON": ("a.json", '{"provider": "together", "model": MODEL}\n', "JSON has no comments"),
    "inside of a template": (
        "a.ts",
        JS + "const text = `\n  ${client.chat.completions.create({ model: MODEL })}\n`;\n",
        "no comment can stand there",
    ),
}


def before(text: str) -> str:
    """The text without its comment."""
    alone = re.compile(r"^[ \t]*(?:# |// |\{/\* )REMARK(?: \*/\})?\n", re.MULTILINE)
    return re.sub(r"  # REMARK| // REMARK", "", alone.sub("", text))


def written(text: str) -> str:
    return text.replace("MODEL", f'"{WRONG}"')


@pytest.mark.parametrize(("path", "text"), FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["unix", "windows"])
def test_forms(path: str, text: str, ending: str, tree: Any) -> None:
    if path == "a.ipynb":
        text = text.replace("MODEL", f'\\"{WRONG}\\"')
    old, new = (written(each).replace("\n", ending) for each in (before(text), text.replace("REMARK", SAID)))
    assert old != new
    tree.write({path: old})
    done = tree.run("check", "--add-suppressions", "waits", *ONLY)
    assert tree.bytes(path).decode() == new
    assert (done.code, "wrote 1 suppression in 1 file, 0 left" in done.out) == (0, True)
    assert tree.run("check", *ONLY).code == 0


@pytest.mark.parametrize(("path", "text", "why"), REFUSED.values(), ids=REFUSED)
def test_refused(path: str, text: str, why: str, tree: Any) -> None:
    tree.write({path: written(text)})
    done = tree.run("check", "--add-suppressions", "waits", *ONLY)
    assert tree.text(path) == written(text)
    assert done.code == 1
    assert why in done.out


def test_variables_have_their_comment_above(tree: Any) -> None:
    tree.write(
        {
            "a.py": "import os\n"
            + HEAD
            + "client.chat.completions.create(model=os.environ['LLM_MODEL'], messages=messages)\n",
            ".env": f"A=1\nLLM_MODEL={WRONG}\n",
            "Dockerfile": f"FROM scratch\nENV LLM_MODEL={WRONG}\n",
        }
    )
    assert tree.run("check", "--add-suppressions", "waits", *ONLY).code == 0
    assert tree.text(".env") == f"A=1\n# {SAID}\nLLM_MODEL={WRONG}\n"
    assert tree.text("Dockerfile") == f"FROM scratch\n# {SAID}\nENV LLM_MODEL={WRONG}\n"


def test_codes_join_a_comment_that_is_there(tree: Any) -> None:
    call = 'client.chat.completions.create(model="acme-ai/GOOD-70b", messages=messages)'
    tree.write({"a.py": f"{HEAD}{call}  # together-lint: ignore[TL301] the queue tries again\n"})
    tree.run("check", "--add-suppressions", "waits", "--select", "TL110,TL301")
    assert tree.text("a.py") == f"{HEAD}{call}  # together-lint: ignore[TL301, TL110] the queue tries again\n"


def test_one_comment_names_all_codes_of_its_line(tree: Any) -> None:
    call = 'client.chat.completions.create(model="acme-ai/GOOD-70b", messages=messages)'
    tree.write({"a.py": f"{HEAD}{call}\n{call}\n"})
    done = tree.run("check", "--add-suppressions", "old until=2999-01-01", "--select", "TL110,TL301")
    remark = "  # together-lint: ignore[TL110, TL301] old until=2999-01-01"
    assert tree.text("a.py") == f"{HEAD}{call}{remark}\n{call}{remark}\n"
    assert "wrote 2 suppressions in 1 file, 0 left" in done.out


def test_what_is_suppressed_can_be_cleared_by_fix(tree: Any) -> None:
    text = HEAD + 'client.chat.completions.create(model="acme-ai/GOOD-70b", messages=messages)\n'
    tree.write({"a.py": text})
    tree.run("check", "--add-suppressions", "waits", *ONLY)
    tree.write({"a.py": tree.text("a.py").replace("GOOD-70b", "Good-70B")})
    tree.run("check", "--fix", *ONLY)
    assert tree.text("a.py") == text.replace("GOOD-70b", "Good-70B")


@pytest.mark.parametrize(("path", "text"), FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["unix", "windows"])
def test_every_form_can_be_cleared_again(path: str, text: str, ending: str, tree: Any) -> None:
    right = text.replace("MODEL", '\\"acme-ai/Good-70B\\"' if path == "a.ipynb" else '"acme-ai/Good-70B"')
    tree.write({path: right.replace("REMARK", SAID).replace("\n", ending)})
    assert "fixed 1 in 1 file" in tree.run("check", "--fix", *ONLY).out
    assert tree.bytes(path).decode() == before(right).replace("\n", ending)


def test_fix_first_then_suppress(tree: Any) -> None:
    call = 'client.chat.completions.create(model="acme-ai/{}", messages=messages)'
    tree.write({"a.py": f"{HEAD}{call.format('GOOD-70b')}\n{call.format('Goood-70B')}\n"})
    done = tree.run("check", "--fix", "--add-suppressions", "ours", "--select", "TL1")
    assert tree.text("a.py") == (
        f"{HEAD}{call.format('Good-70B')}\n{call.format('Goood-70B')}  # together-lint: ignore[TL106] ours\n"
    )
    assert done.code == 0
    assert "fixed 1 in 1 file" in done.out


NO_REASON = ["", "  ", "ends */ here", "two\nlines", "--> out", "a # b", "until=tomorrow", "\x1b[31m"]


@pytest.mark.parametrize("reason", NO_REASON)
def test_reasons_that_cannot_stand_in_a_comment(reason: str, tree: Any) -> None:
    tree.write({"a.py": HEAD})
    done = tree.run("check", "--add-suppressions", reason)
    assert done.code == 2
    assert tree.text("a.py") == HEAD
