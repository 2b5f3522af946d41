"""Wrappers of one's own: each caller elsewhere is a usage of its own, and sends only what it passes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

WRAPPER = """
    from together import Together

    client = Together()

    def ask(prompt, model="acme/Default", max_tokens=500):
        return client.chat.completions.create(  # sends: acme/Default@500
            model=model, messages=prompt, max_tokens=max_tokens
        )
"""

BARE_WRAPPER = """
    from together import Together

    client = Together()

    def ask(prompt, model, max_tokens):
        return client.chat.completions.create(  # sends: ?
            model=model, messages=prompt, max_tokens=max_tokens
        )
"""

FUNCTIONS = {
    "a default that callers leave as it is": {
        "llm.py": WRAPPER,
        "job.py": """
            from llm import ask

            ask("one")
            ask("two")
        """,
    },
    "a default that one caller replaces": {
        "llm.py": WRAPPER,
        "job.py": """
            from llm import ask

            ask("one")
            ask("two", "acme/Large")  # sends: acme/Large@500
        """,
    },
    "a caller that sets only the limit": {
        "llm.py": """
            from together import Together

            def ask(prompt, model="acme/Default", max_tokens=500):
                return Together().chat.completions.create(  # sends: acme/Default@500, acme/Default@8000
                    model=model, messages=prompt, max_tokens=max_tokens
                )
        """,
        "job.py": """
            from llm import ask

            ask("one", max_tokens=8000)
        """,
    },
    "model and limit by position and by name": {
        "llm.py": WRAPPER,
        "one.py": """
            from llm import ask

            ask("one", "acme/Large", 100)  # sends: acme/Large@100
        """,
        "two.py": """
            from llm import ask

            ask(max_tokens=8000, model="acme/Small", prompt="two")  # sends: acme/Small@8000
        """,
    },
    "two requests are never mixed": {
        "llm.py": BARE_WRAPPER,
        "job.py": """
            from llm import ask

            def run():
                ask("one", "acme/Large", 100)  # sends: acme/Large@100
                ask("two", "acme/Small", 8000)  # sends: acme/Small@8000
        """,
    },
    "two requests of one file are never mixed": {
        "llm.py": """
            from together import Together

            def ask(prompt, model, max_tokens):
                return Together().chat.completions.create(  # sends: acme/Large@100, acme/Small@8000
                    model=model, messages=prompt, max_tokens=max_tokens
                )

            ask("one", "acme/Large", 100)  # sends: acme/Large@100
            ask("two", "acme/Small", 8000)  # sends: acme/Small@8000
        """,
    },
    "callers by constants of a third file": {
        "llm.py": BARE_WRAPPER,
        "models.py": 'LARGE = "acme/Large"\nLIMIT = 100\n',
        "job.py": """
            import models
            from llm import ask

            ask("one", models.LARGE, models.LIMIT)  # sends: acme/Large@100
        """,
    },
    "a wrapper of a wrapper": {
        "llm.py": BARE_WRAPPER,
        "summary.py": """
            from llm import ask

            def summarise(text, model):
                return ask(text, model, 300)
        """,
        "job.py": """
            from summary import summarise

            summarise("text", "acme/Large")  # sends: acme/Large@300
            summarise("text", model="acme/Small")  # sends: acme/Small@300
        """,
    },
    "a wrapper of a wrapper that names the model": {
        "llm.py": BARE_WRAPPER,
        "summary.py": """
            from llm import ask

            def summarise(text):
                return ask(text, "acme/Large", 300)  # sends: acme/Large@300
        """,
        "job.py": """
            from summary import summarise

            summarise("text")
            summarise("other")
        """,
    },
    "three wrappers deep, the limit at another level than the model": {
        "llm.py": BARE_WRAPPER,
        "two.py": """
            from llm import ask

            def two(text, model, limit=700):
                return ask(text, model=model, max_tokens=limit)
        """,
        "three.py": """
            import two

            def three(text, model):
                return two.two(text, model)

            def short(text, model):
                return two.two(text, model, 50)
        """,
        "job.py": """
            import three

            three.three("x", "acme/Large")  # sends: acme/Large@700
            three.short("x", "acme/Small")  # sends: acme/Small@50
        """,
    },
    "a wrapper with **kwargs": {
        "llm.py": """
            from together import Together

            def ask(prompt, **kwargs):
                return Together().chat.completions.create(messages=prompt, **kwargs)  # sends: ?
        """,
        "job.py": """
            from llm import ask

            ask("one", model="acme/Large", max_tokens=100)  # sends: acme/Large@100
            ask("two", model="acme/Small")  # sends: acme/Small@none
        """,
    },
    "a wrapper with *args and **kwargs around a wrapper": {
        "llm.py": BARE_WRAPPER,
        "logged.py": """
            from llm import ask

            def logged(*args, **kwargs):
                print(args)
                return ask(*args, **kwargs)
        """,
        "job.py": """
            from logged import logged

            logged("one", model="acme/Large", max_tokens=100)  # sends: acme/Large@100
        """,
    },
    "a keyword-only parameter": {
        "llm.py": """
            from together import Together

            def ask(prompt, *, model: str = "acme/Default"):
                return Together().chat.completions.create(  # sends: acme/Default by default-arg
                    model=model, messages=prompt
                )
        """,
        "job.py": """
            from llm import ask

            ask("one", model="acme/Large")  # sends: acme/Large
        """,
    },
    "a default of None that the body replaces": {
        "llm.py": """
            from together import Together

            DEFAULT = "acme/Default"

            def ask(prompt, model=None):
                model = model or DEFAULT
                return Together().chat.completions.create(model=model, messages=prompt)  # sends: acme/Default
        """,
        "job.py": """
            from llm import ask

            ask("one", model="acme/Large")  # sends: acme/Large
        """,
    },
    "a default of None tested with is": {
        "llm.py": """
            from together import Together

            def ask(prompt, model=None):
                if model is None:
                    model = "acme/Default"
                return Together().chat.completions.create(model=model, messages=prompt)  # sends: acme/Default
        """,
        "job.py": """
            from llm import ask

            ask("one", "acme/Large")  # sends: acme/Large
        """,
    },
    "a default that is a constant of another file": {
        "config.py": 'DEFAULT = "acme/Default"\n',
        "llm.py": """
            from together import Together
            import config

            def ask(prompt, model: str = config.DEFAULT):
                return Together().chat.completions.create(model=model, messages=prompt)  # sends: acme/Default
        """,
    },
    "nobody calls it": {
        "llm.py": """
            from together import Together

            def ask(prompt, model):
                return Together().chat.completions.create(model=model, messages=prompt)  # sends: ? by dynamic
        """,
    },
    "a caller that passes what only a run can tell": {
        "llm.py": BARE_WRAPPER,
        "job.py": """
            import sys
            from llm import ask

            ask("one", sys.argv[1], 100)
        """,
    },
    "a function of the same name in another module": {
        "llm.py": BARE_WRAPPER,
        "other.py": """
            def ask(prompt, model, max_tokens):
                return prompt
        """,
        "job.py": """
            import llm
            import other

            other.ask("one", "acme/Small", 8000)
            llm.ask("one", "acme/Large", 100)  # sends: acme/Large@100
        """,
    },
    "an async wrapper": {
        "llm.py": """
            from together import AsyncTogether

            client = AsyncTogether()

            async def ask(prompt, model):
                answer = await client.chat.completions.create(model=model, messages=prompt)  # sends: ?
                return answer.choices[0]
        """,
        "job.py": """
            import asyncio
            from llm import ask

            async def main():
                await asyncio.gather(
                    ask("one", "acme/Large"),  # sends: acme/Large
                    ask("two", "acme/Small"),  # sends: acme/Small
                )

            asyncio.run(main())
        """,
    },
    "a streaming generator": {
        "llm.py": """
            from together import AsyncTogether

            async def stream(prompt, model):
                client = AsyncTogether()
                async for chunk in await client.chat.completions.create(  # sends: ?
                    model=model, messages=prompt, stream=True
                ):
                    yield chunk
        """,
        "job.py": """
            from llm import stream

            async def show():
                async for chunk in stream("hi", model="acme/Large"):  # sends: acme/Large
                    print(chunk)
        """,
    },
    "a function given to a thread": {
        "llm.py": BARE_WRAPPER,
        "job.py": """
            import asyncio
            from llm import ask

            async def main():
                await asyncio.to_thread(ask, "one", "acme/Large", 100)  # sends: acme/Large@100
        """,
    },
    "a function given to an executor": {
        "llm.py": BARE_WRAPPER,
        "job.py": """
            from concurrent.futures import ThreadPoolExecutor
            import llm

            with ThreadPoolExecutor() as pool:
                pool.submit(llm.ask, "one", model="acme/Large", max_tokens=100)  # sends: acme/Large@100
                pool.submit(llm.ask, "two", model="acme/Small", max_tokens=8000)  # sends: acme/Small@8000
        """,
    },
    "a function given to a thread object": {
        "llm.py": BARE_WRAPPER,
        "job.py": """
            import threading
            from llm import ask

            threading.Thread(  # sends: acme/Large@100
                target=ask, args=("one",), kwargs={"model": "acme/Large", "max_tokens": 100}
            ).start()
        """,
    },
    "a partial": {
        "llm.py": BARE_WRAPPER,
        "job.py": """
            from functools import partial
            from llm import ask

            ask_large = partial(ask, model="acme/Large", max_tokens=100)  # sends: acme/Large@100
            ask_large("one")
        """,
    },
    "a partial of the client's own method": {
        "llm.py": """
            from functools import partial
            from together import Together

            create = partial(Together().chat.completions.create, model="acme/Large")  # sends: acme/Large
            create(messages=[])
        """,
    },
    "the client's method under a name": {
        "llm.py": """
            from together import Together

            create = Together().chat.completions.create

            def ask(prompt):
                return create(model="acme/Large", messages=prompt)  # sends: acme/Large
        """,
    },
    "a lambda": {
        "llm.py": """
            from together import Together

            client = Together()
            ask = lambda prompt, model: client.chat.completions.create(  # sends: acme/Large
                model=model, messages=prompt
            )
            ask("one", "acme/Large")  # sends: acme/Large
        """,
    },
    "a lambda that is handed to a function of the same file": {
        "llm.py": """
            from together import Together

            client = Together()

            def first_of(models, ask):
                for model in models:
                    answer = ask(model)
                    if answer:
                        return answer

            def answer(prompt):
                return first_of(  # sends: acme/Large, acme/Small
                    ["acme/Large", "acme/Small"],
                    lambda model: client.chat.completions.create(  # sends: acme/Large, acme/Small
                        model=model, messages=prompt
                    ),
                )
        """,
    },
    "a function that is handed to one of a file with nothing of Together in it": {
        "both.py": """
            def both(ask):
                return [ask("acme/Large"), ask("acme/Small")]  # sends: acme/Large, acme/Small
        """,
        "llm.py": """
            from both import both
            from together import Together

            client = Together()

            def ask(model):
                return client.chat.completions.create(model=model, messages=[])  # sends: ?

            both(ask)
        """,
    },
    "a nested function": {
        "llm.py": """
            from together import Together

            def run(model, prompts):
                client = Together()

                def one(prompt):
                    return client.chat.completions.create(model=model, messages=prompt)  # sends: ?

                return [one(prompt) for prompt in prompts]
        """,
        "job.py": """
            from llm import run

            run("acme/Large", ["a"])  # sends: acme/Large
        """,
    },
    "a closure that a factory returns": {
        "llm.py": """
            from together import Together

            def make_asker(model):
                client = Together()

                def ask(prompt):
                    return client.chat.completions.create(model=model, messages=prompt)  # sends: ?

                return ask
        """,
        "job.py": """
            from llm import make_asker

            ask = make_asker("acme/Large")  # sends: acme/Large
            ask("hi")
        """,
    },
    "a decorated wrapper": {
        "llm.py": """
            import functools
            from together import Together

            def logged(function):
                @functools.wraps(function)
                def inner(*args, **kwargs):
                    return function(*args, **kwargs)
                return inner

            @logged
            def ask(prompt, model):
                return Together().chat.completions.create(model=model, messages=prompt)  # sends: ?
        """,
        "job.py": """
            from llm import ask

            ask("hi", "acme/Large")  # sends: acme/Large
        """,
    },
    "a retried wrapper": {
        "llm.py": """
            from tenacity import retry, stop_after_attempt
            from together import Together

            @retry(stop=stop_after_attempt(3))
            def ask(prompt, model):
                return Together().chat.completions.create(model=model, messages=prompt)  # sends: ?
        """,
        "job.py": """
            from llm import ask

            ask("hi", model="acme/Large")  # sends: acme/Large
        """,
    },
    "a client as parameter, annotated": {
        "llm.py": """
            from together import Together

            def ask(client: Together, model: str):
                return client.chat.completions.create(model=model, messages=[])  # sends: ?
        """,
        "job.py": """
            from together import Together
            from llm import ask

            ask(Together(), "acme/Large")  # sends: acme/Large
        """,
    },
    "a client as parameter, not annotated": {
        "llm.py": """
            def ask(client, model):
                return client.chat.completions.create(model=model, messages=[])  # sends: ?
        """,
        "job.py": """
            from together import Together
            from llm import ask

            ask(Together(), "acme/Large")  # sends: acme/Large
        """,
    },
    "a client as parameter, of two providers": {
        "llm.py": """
            def ask(client, model):
                return client.chat.completions.create(model=model, messages=[])  # sends: ?
        """,
        "job.py": """
            from openai import OpenAI
            from together import Together
            from llm import ask

            ask(OpenAI(), "gpt-4o")
            ask(Together(), "acme/Large")  # sends: acme/Large
        """,
    },
    "a loop over models in the caller": {
        "llm.py": BARE_WRAPPER,
        "job.py": """
            from llm import ask

            for model in ["acme/Large", "acme/Small"]:
                ask("hi", model, 100)  # sends: acme/Large@100, acme/Small@100
        """,
    },
    "a comprehension over pairs in the caller": {
        "llm.py": BARE_WRAPPER,
        "job.py": """
            from llm import ask

            PAIRS = [("acme/Large", 100), ("acme/Small", 8000)]
            answers = [ask("hi", model, limit) for model, limit in PAIRS]  # sends: acme/Large@100, acme/Small@8000
        """,
    },
    "a recursive wrapper": {
        "llm.py": """
            from together import Together

            def ask(prompt, model, depth=0):
                try:
                    return Together().chat.completions.create(model=model, messages=prompt)  # sends: ?
                except Exception:
                    if depth < 3:
                        return ask(prompt, model, depth + 1)
                    raise
        """,
        "job.py": """
            from llm import ask

            ask("hi", "acme/Large")  # sends: acme/Large
        """,
    },
    "a test that really asks": {
        "llm.py": BARE_WRAPPER,
        "tests/test_llm.py": """
            from llm import ask

            def test_ask():
                assert ask("hi", "acme/Large", 16)  # sends: acme/Large@16
        """,
    },
}

METHODS = {
    "a method with the model as argument": {
        "llm.py": """
            from together import Together

            class LLM:
                def __init__(self):
                    self.client = Together()

                def ask(self, prompt, model="acme/Default"):
                    return self.client.chat.completions.create(model=model, messages=prompt)  # sends: acme/Default
        """,
        "job.py": """
            from llm import LLM

            llm = LLM()
            llm.ask("one")
            llm.ask("two", model="acme/Large")  # sends: acme/Large
        """,
    },
    "objects made elsewhere with other models": {
        "llm.py": """
            from together import Together

            class LLM:
                def __init__(self, model, max_tokens):
                    self.client = Together()
                    self.model = model
                    self.max_tokens = max_tokens

                def ask(self, prompt):
                    return self.client.chat.completions.create(  # sends: acme/Large@100, acme/Small@8000
                        model=self.model, messages=prompt, max_tokens=self.max_tokens
                    )
        """,
        "one.py": """
            from llm import LLM

            LLM("acme/Large", 100).ask("one")
        """,
        "two.py": """
            from llm import LLM

            writer = LLM(model="acme/Small", max_tokens=8000)
            writer.ask("two")
        """,
    },
    "an object made in one file and used in another": {
        "llm.py": """
            from together import Together

            class LLM:
                def __init__(self, model):
                    self.client = Together()
                    self.model = model

                def ask(self, prompt):
                    return self.client.chat.completions.create(model=self.model, messages=prompt)  # sends: acme/Large
        """,
        "instances.py": """
            from llm import LLM

            judge = LLM("acme/Large")
        """,
        "job.py": """
            from instances import judge

            judge.ask("hi")
        """,
    },
    "a factory of objects": {
        "llm.py": """
            from together import Together

            class LLM:
                def __init__(self, model="acme/Default"):  # sends: acme/Default
                    self.client = Together()
                    self.model = model

                def ask(self, prompt):
                    return self.client.chat.completions.create(model=self.model, messages=prompt)  # sends: acme/Large

            def make_llm(model):
                return LLM(model=model)
        """,
        "job.py": """
            from llm import make_llm

            make_llm("acme/Large").ask("hi")
        """,
    },
    "a method of an object that is a parameter": {
        "llm.py": """
            from together import Together

            class LLM:
                def __init__(self):
                    self.client = Together()

                def ask(self, prompt, model):
                    return self.client.chat.completions.create(model=model, messages=prompt)  # sends: ?
        """,
        "agent.py": """
            from llm import LLM

            class Agent:
                def __init__(self, llm: LLM):
                    self.llm = llm

                def step(self):
                    return self.llm.ask("hi", "acme/Large")  # sends: acme/Large
        """,
    },
    "a static and a class method": {
        "llm.py": """
            from together import Together

            class LLM:
                client = Together()

                @staticmethod
                def ask(prompt, model):
                    return LLM.client.chat.completions.create(model=model, messages=prompt)  # sends: ?

                @classmethod
                def tell(cls, prompt, model):
                    return cls.client.chat.completions.create(model=model, messages=prompt)  # sends: ?
        """,
        "job.py": """
            from llm import LLM

            LLM.ask("hi", "acme/Large")  # sends: acme/Large
            LLM.tell("hi", model="acme/Small")  # sends: acme/Small
        """,
    },
    "a callable object": {
        "llm.py": """
            from together import Together

            class Ask:
                def __init__(self, model):
                    self.model = model

                def __call__(self, prompt):
                    return Together().chat.completions.create(model=self.model, messages=prompt)  # sends: acme/Large
        """,
        "job.py": """
            from llm import Ask

            ask = Ask("acme/Large")
            ask("hi")
        """,
    },
    "a model set on the object later": {
        "llm.py": """
            from together import Together

            class LLM:
                def __init__(self):
                    self.client = Together()
                    self.model = "acme/Default"

                def use(self, model):
                    self.model = model
                    return self

                def ask(self, prompt):
                    return self.client.chat.completions.create(  # sends: acme/Default, acme/Large
                        model=self.model, messages=prompt
                    )
        """,
        "job.py": """
            from llm import LLM

            LLM().use("acme/Large").ask("hi")
        """,
    },
    "an attribute set from outside": {
        "llm.py": """
            from together import Together

            class LLM:
                model = "acme/Default"

                def ask(self, prompt):
                    return Together().chat.completions.create(  # sends: acme/Default, acme/Large
                        model=self.model, messages=prompt
                    )
        """,
        "job.py": """
            from llm import LLM

            llm = LLM()
            llm.model = "acme/Large"
            llm.ask("hi")
        """,
    },
}

ALL = {**FUNCTIONS, **METHODS}


@pytest.mark.parametrize("files", [pytest.param(files, id=name) for name, files in ALL.items()])
def test_callers(files: Mapping[str, str], assert_marks: Callable[[Mapping[str, str]], None]) -> None:
    assert_marks(files)
