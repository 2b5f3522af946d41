"""One mistake, an id in the wrong case, in every kind of file and every way to write it: what is fixed and what not."""

from __future__ import annotations

from typing import Any

import pytest

from together_lint.fixes.texts import text_of
from together_lint.readers import Unreadable

WRONG, RIGHT = "acme-ai/GOOD-70b", "acme-ai/Good-70B"

HEAD = "from together import Together\n\nclient = Together()\nmessages = [{'role': 'user', 'content': 'hi'}]\n"
SEND = "client.chat.completions.create(model=MODEL, messages=messages)\n"
CALL = f'client.chat.completions.create(model="{WRONG}", messages=messages)\n'

# Files, and in the end whether --unsafe-fixes changes them. Plain --fix changes none.
IS_LEFT: dict[str, tuple[dict[str, str], bool]] = {
    "in a test": ({"tests/test_llm.py": HEAD + CALL}, False),
    "in two parts": ({"a.py": HEAD + 'MODEL = "acme-ai/" "GOOD-70b"\n' + SEND}, False),
    "by escapes": ({"a.py": HEAD + 'MODEL = "acme-ai/GOOD\\x2d70b"\n' + SEND}, False),
    "by an f-string": ({"a.py": HEAD + 'SIZE = 70\nMODEL = f"acme-ai/GOOD-{SIZE}b"\n' + SEND}, False),
    "key of a table": (
        {"a.py": HEAD + f'LIMITS = {{"{WRONG}": 5}}\nfor MODEL in LIMITS:\n    ' + SEND},
        False,
    ),
    "compared with": ({"a.py": HEAD + f'def ask(model):\n    if model == "{WRONG}":\n        pass\n'}, False),
    "among models that are not sent": (
        {"a.py": HEAD + f'DEPRECATED = ["{WRONG}"]\nfor MODEL in DEPRECATED:\n    ' + SEND},
        False,
    ),
    "known to a table as well": ({"a.py": HEAD + CALL + f'PRICES = {{"{WRONG}": 0.3}}\n'}, True),
    "checked in another file": (
        {
            "a.py": f'MODEL = "{WRONG}"\n',
            "b.py": HEAD + f"from a import MODEL\n{SEND}" + f'is_large = MODEL == "{WRONG}"\n',
        },
        True,
    ),
    "only mentioned": ({"a.py": HEAD + f'"""{WRONG}"""\n# {WRONG}\n'}, False),
    "of another provider": (
        {"a.py": f'from openai import OpenAI\nOpenAI().chat.completions.create(model="{WRONG}", messages=[])\n'},
        False,
    ),
    "compared with in a script": (
        {
            "a.ts": 'import Together from "together-ai";\nconst llm = new Together();\n'
            "export function ask(model: string) {\n"
            f'  if (model === "{WRONG}") return llm.chat.completions.create({{ model }});\n}}\n'
        },
        False,
    ),
    "key of YAML": ({"a.yaml": f"provider: together\nmodels:\n  {WRONG}:\n    max_tokens: 5\n"}, False),
}

SCRIPT = 'curl https://api.together.xyz/v1/chat/completions -d \'{"model": "%s"}\'\n'
NOTEBOOK = (
    '{"cells": [{"cell_type": "code", "metadata": {}, "outputs": [], "source": ["from together import Together\\n",\n'
    '  "\\u004dODEL = \\"%s\\"\\n", "Together().chat.completions.create(model=MODEL, messages=[])"]}],\n'
    ' "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'
)
IS_FIXED: dict[str, tuple[str, str]] = {
    "call": ("a.py", HEAD + CALL.replace(WRONG, "%s")),
    "single quotes": ("a.py", HEAD + "MODEL = '%s'  # today\n" + SEND),
    "raw string": ("a.py", HEAD + 'MODEL = r"%s"\n' + SEND),
    "three quotes": ("a.py", HEAD + 'MODEL = """%s"""\n' + SEND),
    "environment": ("a.py", "import os\n" + HEAD + 'MODEL = os.getenv("MODEL", "%s")\n' + SEND),
    "argument of a wrapper": ("a.py", HEAD + "def ask(MODEL):\n    return " + SEND + '\n\nask("%s")\n'),
    "value of a table": ("a.py", HEAD + 'MODEL = {"fast": "%s"}["fast"]\n' + SEND),
    "beside other letters": ("a.py", "# Grüße, 東京\n" + HEAD + 'x = "ß"; MODEL = "%s"\n' + SEND),
    "form feed": ("a.py", HEAD + '\x0c\nMODEL = "%s"\n' + SEND),
    "no last newline": ("a.py", HEAD + SEND.replace("MODEL", '"%s"').rstrip()),
    "prefix of LiteLLM": ("a.py", 'import litellm\nlitellm.completion(model="together_ai/%s", messages=[])\n'),
    "notebook": ("a.ipynb", NOTEBOOK),
    "YAML": ("a.yaml", "chat:\n  provider: together\n  model: %s # plain\n"),
    "YAML in quotes": ("a.yaml", 'chat: {provider: together, model: "%s"}\n'),
    "JSON": ("a.json", '{"provider": "together", "model": "%s"}'),
    "TOML": ("a.toml", "[chat]\nprovider = 'together'\nmodel = '%s'\n"),
    "TypeScript": (
        "a.ts",
        'import Together from "together-ai";\nnew Together().chat.completions.create({ model: `%s`, messages: [] });\n',
    ),
    "JSX": (
        "a.jsx",
        'import Together from "together-ai";\nconst llm = new Together();\n'
        'const ask = () => llm.chat.completions.create({ model: "%s" });\n'
        "export default () => <p onClick={ask}>ask</p>;\n",
    ),
    "shell": ("a.sh", SCRIPT),
}


@pytest.mark.parametrize(("files", "is_proposed"), IS_LEFT.values(), ids=IS_LEFT)
def test_what_is_left(files: dict[str, str], is_proposed: bool, tree: Any) -> None:
    tree.write(files)
    tree.fix()
    assert {path: tree.text(path) for path in files} == files
    tree.fix("--unsafe-fixes", "--select", "TL1")
    assert ({path: tree.text(path) for path in files} != files) is is_proposed


@pytest.mark.parametrize(("path", "text"), IS_FIXED.values(), ids=IS_FIXED)
@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["unix", "windows"])
def test_what_is_fixed(path: str, text: str, ending: str, tree: Any) -> None:
    text = text.replace("\n", ending)
    tree.write({path: text.replace("%s", WRONG)})
    tree.fix("--select", "TL110")
    assert tree.text(path) == text.replace("%s", RIGHT)
    assert "fixed 0, 0 left" in tree.fix("--select", "TL110").out


def test_variables_of_other_files(tree: Any) -> None:
    files = {
        "a.py": "import os\n" + HEAD + SEND.replace("MODEL", 'os.environ["LLM_MODEL"]'),
        ".env": "OTHER=1\nLLM_MODEL=%s\n",
        "Dockerfile": "FROM scratch\nENV LLM_MODEL=%s\n",
    }
    tree.write({path: text.replace("%s", WRONG) for path, text in files.items()})
    tree.fix("--select", "TL110")
    assert {path: tree.text(path) for path in files} == {
        path: text.replace("%s", RIGHT) for path, text in files.items()
    }


ENCODINGS = {
    "latin-1 by a cookie": ("a.py", ("# -*- coding: latin-1 -*-\n# é\n" + HEAD + CALL), "latin-1"),
    "utf-8 with a mark": ("a.py", HEAD + CALL, "utf-8-sig"),
}


@pytest.mark.parametrize(("path", "text", "encoding"), ENCODINGS.values(), ids=ENCODINGS)
def test_encodings(path: str, text: str, encoding: str, tree: Any) -> None:
    tree.write({path: text.encode(encoding)})
    tree.fix("--select", "TL110")
    assert tree.bytes(path) == text.replace(WRONG, RIGHT).encode(encoding)


NOT_WRITTEN_BACK = {
    "other byte order": ("a.yaml", "\ufeffmodel: x".encode("utf-16-be"), "has an encoding that cannot be written back"),
    "no text": ("a.yaml", b"model: \xff", "is not valid utf-8"),
    "unknown cookie": ("a.py", b"# coding: klingon\n", "unknown encoding"),
}


@pytest.mark.parametrize(("path", "data", "reason"), NOT_WRITTEN_BACK.values(), ids=NOT_WRITTEN_BACK)
def test_what_cannot_be_written_back_is_not_touched(path: str, data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        text_of(path, data)


def test_one_constant_of_many_calls_is_written_once(tree: Any) -> None:
    calls = "".join(f"def ask{number}():\n    return {SEND}\n" for number in range(5))
    tree.write({"a.py": f'{HEAD}MODEL = "{WRONG}"\n{calls}'})
    assert "fixed 1 in 1 file, 0 left" in tree.fix("--select", "TL110").out
    assert tree.text("a.py") == f'{HEAD}MODEL = "{RIGHT}"\n{calls}'
