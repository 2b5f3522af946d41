"""Tests say something of what a name was when they were asked, and nothing of what it has been given since."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

CASES = {
    "nothing is known of what a tested name is given": """
        from together import Together
        OLD = {"acme/Old", "acme/Older"}

        def ask(name, replaced):
            if name in OLD:
                name = replaced(name)
                return Together().chat.completions.create(model=name, messages=[])  # sends: ?
    """,
    "nor where the test is a guard": """
        from together import Together

        def ask(name, replaced):
            if name not in ("acme/Old", "acme/Older"):
                raise ValueError(name)
            name = replaced(name)
            return Together().chat.completions.create(model=name, messages=[])  # sends: ?
    """,
    "a test that comes later counts": """
        from together import Together

        def ask(name, replaced):
            name = replaced(name)
            if name not in ("acme/Large", "acme/Small"):
                raise ValueError(name)
            return Together().chat.completions.create(model=name, messages=[])  # sends: acme/Large, acme/Small
    """,
    "a loop's variable is given before the tests in the loop": """
        from together import Together

        for name in ("acme/Large", "other/Medium", "acme/Small"):
            if not name.startswith("acme/"):
                continue
            Together().chat.completions.create(model=name, messages=[])  # sends: acme/Large, acme/Small
    """,
    "what the round before has given is tested in the next": """
        from together import Together

        def ask(names):
            name = "acme/Large"
            while True:
                if name == "acme/None":
                    break
                Together().chat.completions.create(model=name, messages=[])  # sends: acme/Large, acme/Small
                name = "acme/None" if names else "acme/Small"
    """,
    "a prefix is tested and taken off": """
        from together import Together

        def ask(model):
            if model.startswith("together/"):
                model = model.removeprefix("together/")
                return Together().chat.completions.create(model=model, messages=[])  # sends: acme/Large

        ask("together/acme/Large")  # sends: acme/Large
    """,
    "a guard for the prefix": """
        from together import Together

        def ask(model):
            if not model.startswith("together/"):
                raise ValueError(model)
            model = model.split("/", 1)[1]
            return Together().chat.completions.create(model=model, messages=[])  # sends: acme/Large

        ask("together/acme/Large")  # sends: acme/Large
    """,
    "an alias": """
        from together import Together
        ALIASES = {"large": "acme/Large"}

        def ask(name):
            if name in ALIASES:
                name = ALIASES[name]
                return Together().chat.completions.create(model=name, messages=[])  # sends: acme/Large
    """,
    "a default that is filled in and sent at once": """
        from together import Together

        def ask(model=None):
            if model is None:
                model = "acme/Large"
                return Together().chat.completions.create(model=model, messages=[])  # sends: acme/Large
    """,
    "a limit that is filled in": """
        from together import Together

        def ask(limit=0):
            if limit == 0:
                limit = 4096
                Together().chat.completions.create(model="acme/L", messages=[], max_tokens=limit)  # sends: acme/L@4096
    """,
}


@pytest.mark.parametrize("source", [pytest.param(source, id=name) for name, source in CASES.items()])
def test_reassigned(source: str, assert_marks: Callable[[Mapping[str, str]], None]) -> None:
    assert_marks({"app.py": source})
