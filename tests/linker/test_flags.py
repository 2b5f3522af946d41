"""Flags: a parameter that callers say literally decides which arm their model takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

CASES = {
    "a flag for another provider": """
        from openai import OpenAI
        from together import Together

        def ask(prompt, model, use_openai=False):
            if use_openai:
                return OpenAI().chat.completions.create(model=model, messages=prompt)
            return Together().chat.completions.create(model=model, messages=prompt)  # sends: acme/Large

        ask("one", model="gpt-5", use_openai=True)
        ask("two", model="acme/Large")  # sends: acme/Large
    """,
    "a flag for the kind of request": """
        from together import Together
        client = Together()

        def ask(text, model, instruct):
            if instruct:
                return client.chat.completions.create(model=model, messages=text)  # sends: acme/Large
            else:
                return client.completions.create(model=model, prompt=text)  # sends: acme/Base

        ask("a", "acme/Large", True)  # sends: acme/Large
        ask("b", "acme/Base", False)  # sends: acme/Base
    """,
    "a flag that is not": """
        from together import Together
        from somewhere import local

        def ask(model, remote):
            if not remote:
                return local(model)
            return Together().chat.completions.create(model=model, messages=[])  # sends: acme/Large

        ask("acme/Local", False)
        ask("acme/Large", True)  # sends: acme/Large
    """,
    "a flag that only decides the limit": """
        from together import Together

        def ask(model, long):
            limit = 8000 if long else 100
            return Together().chat.completions.create(  # sends: acme/Large@8000, acme/Small@100
                model=model, max_tokens=limit, messages=[]
            )

        ask("acme/Large", True)  # sends: acme/Large@8000
        ask("acme/Small", False)  # sends: acme/Small@100
    """,
    "flags in attributes, and a part of an address": """
        from openai import OpenAI

        class Sampler:
            def __init__(self, model, base_url, logprobs):
                self.model, self.base_url, self.logprobs = model, base_url, logprobs
                self.client = OpenAI(base_url=base_url, api_key="x")

            def ask(self, text):
                if self.logprobs:
                    if self.base_url and "together" in self.base_url:
                        return self.client.chat.completions.create(  # sends: acme/Large
                            model=self.model, messages=text, logprobs=True
                        )
                    else:
                        return self.client.chat.completions.create(model=self.model, messages=text, top_logprobs=5)
                return self.client.chat.completions.create(model=self.model, messages=text)  # sends: acme/Small

        Sampler("acme/Large", "https://api.together.xyz/v1", True).ask([])
        Sampler("acme/Small", "https://api.together.xyz/v1", False).ask([])
        Sampler("gpt-4o", "https://api.openai.com/v1", True).ask([])
    """,
    "a flag that nobody says": """
        from together import Together

        def ask(model="acme/Large", remote=True):
            if remote:
                return Together().chat.completions.create(model=model, messages=[])  # sends: acme/Large
    """,
    "a constant that somebody may flip": """
        from together import Together
        REMOTE = False

        if REMOTE:
            Together().chat.completions.create(model="acme/Large", messages=[])  # sends: acme/Large
    """,
    "a flag that only a run can tell": """
        import sys
        from together import Together

        def ask(model, remote):
            if remote:
                return Together().chat.completions.create(model=model, messages=[])  # sends: acme/Large

        ask("acme/Large", len(sys.argv) > 1)  # sends: acme/Large
    """,
    "a factory whose arm nobody takes": """
        from together import Together

        class Asking:
            def __init__(self, model):
                self.model, self.client = model, Together()

            def ask(self):
                return self.client.chat.completions.create(model=self.model, messages=[])  # sends: ?

        def make(provider, model):
            if provider == "together":
                return Asking(model)
            raise ValueError(provider)

        make("vllm", "acme/Local")
    """,
    "a factory whose arm one call takes": """
        from together import Together

        class Asking:
            def __init__(self, model):
                self.model, self.client = model, Together()

            def ask(self):
                return self.client.chat.completions.create(model=self.model, messages=[])  # sends: acme/Large

        def make(provider, model):
            if provider == "together":
                return Asking(model)
            raise ValueError(provider)

        make("vllm", "acme/Local")
        make("together", "acme/Large")
    """,
    "a client that may be given, by an annotation": """
        from together import Together

        class Api:
            def close(self): ...

        def ask(client: Api | None = None):
            client = client or Together()
            return client.chat.completions.create(model="acme/Large", messages=[])  # sends: acme/Large

        ask()
    """,
}


@pytest.mark.parametrize("source", CASES.values(), ids=CASES)
def test_flags(source: str, assert_marks: Callable[[Mapping[str, str]], None]) -> None:
    assert_marks({"app.py": source})
