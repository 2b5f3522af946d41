"""Notebooks are JSON: code is written in strings, in one or in many, on one line or on many."""

from __future__ import annotations

import json
from typing import Any

import pytest

IMPORT, CALL = (
    "from together import Together",
    'Together().chat.completions.create(model=\\"acme-ai/Good-70B\\", messages=[1])',
)
SAID = "# together-lint: ignore[TL110] old"


def notebook(source: str) -> str:
    return f'{{"cells": [{{"cell_type": "code", "source": {source}}}], "metadata": {{}}, "nbformat": 4}}\n'


# Before and after `--fix` takes an idle comment away.
COMMENTS = {
    "a line of its own": (
        f'[\n  "{IMPORT}\\n",\n  "{SAID}\\n",\n  "{CALL}"\n ]',
        f'[\n  "{IMPORT}\\n",\n  "{CALL}"\n ]',
    ),
    "the first line": (f'[\n "{SAID}\\n",\n "{IMPORT}\\n",\n "{CALL}"]', f'[\n "{IMPORT}\\n",\n "{CALL}"]'),
    "the last line": (f'[\n "{IMPORT}\\n",\n "{CALL}\\n",\n "{SAID}"]', f'[\n "{IMPORT}\\n",\n "{CALL}\\n",\n ""]'),
    "behind code": (f'[\n "{IMPORT}\\n",\n "{CALL}  {SAID}"]', f'[\n "{IMPORT}\\n",\n "{CALL}"]'),
    "all on one line": (f'["{IMPORT}\\n", "{SAID}\\n", "{CALL}"]', f'["{IMPORT}\\n", "", "{CALL}"]'),
    "one string": (f'"{IMPORT}\\n{SAID}\\n{CALL}"', f'"{IMPORT}\\n{CALL}"'),
    "one string with returns": (f'"{IMPORT}\\r\\n{SAID}\\r\\n{CALL}"', f'"{IMPORT}\\r\\n{CALL}"'),
    "escapes before it": (f'["# \\u00e9\\u65e5 \\ud83d\\ude00\\n", "{IMPORT}; {CALL}  {SAID}"]',
                          f'["# \\u00e9\\u65e5 \\ud83d\\ude00\\n", "{IMPORT}; {CALL}"]'),
}  # fmt: skip

# Before and after `--fix --unsafe-fixes` gives a call a time limit.
LONG = 'requests.post(\\"https://api.together.xyz/v1/completions\\",'
LIMITS = {
    "on its line": (
        f'["import requests\\n", "{LONG} json={{\\"model\\": \\"acme-ai/Good-70B\\"}})"]',
        f'["import requests\\n", "{LONG} json={{\\"model\\": \\"acme-ai/Good-70B\\"}}, timeout=60)"]',
    ),
    "on a line of its own": (
        f'[\n  "import requests\\n",\n  "{LONG}\\n",\n  "    json={{\\"model\\": \\"acme-ai/Good-70B\\"}},\\n",\n'
        '  ")"\n]',
        f'[\n  "import requests\\n",\n  "{LONG}\\n",\n  "    json={{\\"model\\": \\"acme-ai/Good-70B\\"}},\\n",\n'
        '  "    timeout=60,\\n",\n  ")"\n]',
    ),
    "in one string": (
        f'"import requests\\n{LONG}\\n    json={{\\"model\\": \\"acme-ai/Good-70B\\"}},\\n)"',
        f'"import requests\\n{LONG}\\n    json={{\\"model\\": \\"acme-ai/Good-70B\\"}},\\n    timeout=60,\\n)"',
    ),
}


@pytest.mark.parametrize(("before", "after"), COMMENTS.values(), ids=COMMENTS)
def test_comments(before: str, after: str, tree: Any) -> None:
    tree.write({"a.ipynb": notebook(before)})
    tree.fix("--select", "TL110,TL902")
    assert tree.text("a.ipynb") == notebook(after)
    json.loads(tree.text("a.ipynb"))


@pytest.mark.parametrize(("before", "after"), LIMITS.values(), ids=LIMITS)
def test_limits(before: str, after: str, tree: Any) -> None:
    tree.write({"a.ipynb": notebook(before)})
    tree.fix("--select", "TL401", "--unsafe-fixes")
    assert tree.text("a.ipynb") == notebook(after)
    json.loads(tree.text("a.ipynb"))


def test_what_a_magic_stands_for_is_not_written(tree: Any) -> None:
    text = notebook('["%time from together import Together\\n", "!pip install x  # together-lint: ignore[TL110] old"]')
    tree.write({"a.ipynb": text})
    tree.fix("--select", "TL110,TL902")
    assert tree.text("a.ipynb") == text
