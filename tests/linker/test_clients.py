"""Clients of every make: how they are built, held, handed on, wrapped and called."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

MADE = {
    "the module's class": {
        "llm.py": """
            import together

            together.Together().chat.completions.create(model="acme/Large", messages=[])  # sends: acme/Large
        """,
    },
    "the module under an alias": {
        "llm.py": """
            import together as t

            t.AsyncTogether().chat.completions.create(model="acme/Large", messages=[])  # sends: acme/Large
        """,
    },
    "the OpenAI SDK with Together's base URL": {
        "llm.py": """
            from openai import OpenAI

            client = OpenAI(api_key="x", base_url="https://api.together.xyz/v1")
            client.chat.completions.create(model="acme/Large", messages=[])  # sends: acme/Large
        """,
    },
    "the OpenAI SDK with the newer host": {
        "llm.py": """
            import openai

            client = openai.AsyncOpenAI(base_url="https://api.together.ai/v1")
            client.chat.completions.create(model="acme/Large", messages=[])  # sends: acme/Large
        """,
    },
    "the OpenAI SDK with a key of Together's and a base URL of unknown value": {
        "llm.py": """
            import os
            from openai import OpenAI

            client = OpenAI(api_key=os.environ["TOGETHER_API_KEY"], base_url=os.environ["TOGETHER_BASE_URL"])
            client.chat.completions.create(model="acme/Large", messages=[])  # sends: acme/Large
        """,
    },
    "arguments built in a dict": {
        "llm.py": """
            from openai import OpenAI

            options = {"base_url": "https://api.together.xyz/v1", "timeout": 30}
            client = OpenAI(**options)
            client.chat.completions.create(model="acme/Large", messages=[])  # sends: acme/Large
        """,
    },
    "as a context manager": {
        "llm.py": """
            from together import Together

            with Together() as client:
                client.chat.completions.create(model="acme/Large", messages=[])  # sends: acme/Large
        """,
    },
    "as an async context manager of another file's factory": {
        "clients.py": """
            from together import AsyncTogether

            def connect():
                return AsyncTogether()
        """,
        "llm.py": """
            from clients import connect

            async def ask():
                async with connect() as client:
                    return await client.chat.completions.create(model="acme/Large", messages=[])  # sends: acme/Large
        """,
    },
    "a context manager of one's own": {
        "clients.py": """
            from contextlib import contextmanager
            from together import Together

            @contextmanager
            def session():
                client = Together()
                try:
                    yield client
                finally:
                    client.close()
        """,
        "llm.py": """
            from clients import session

            with session() as client:
                client.chat.completions.create(model="acme/Large", messages=[])  # sends: acme/Large
        """,
    },
    "a cached factory": {
        "clients.py": """
            from functools import lru_cache
            from together import Together

            @lru_cache(maxsize=1)
            def get_client() -> Together:
                return Together()
        """,
        "llm.py": """
            from clients import get_client

            get_client().chat.completions.create(model="acme/Large", messages=[])  # sends: acme/Large
        """,
    },
    "a factory that keeps a global": {
        "clients.py": """
            from together import Together

            _client = None

            def get_client():
                global _client
                if _client is None:
                    _client = Together()
                return _client
        """,
        "llm.py": """
            from clients import get_client

            def ask():
                client = get_client()
                return client.chat.completions.create(model="acme/Large", messages=[])  # sends: acme/Large
        """,
    },
    "an async factory": {
        "clients.py": """
            from together import AsyncTogether

            async def get_client():
                return AsyncTogether()
        """,
        "llm.py": """
            import clients

            async def ask():
                client = await clients.get_client()
                return await client.chat.completions.create(model="acme/Large", messages=[])  # sends: acme/Large
        """,
    },
    "a factory of a factory": {
        "one.py": """
            from together import Together

            def raw(key):
                return Together(api_key=key)
        """,
        "two.py": """
            from one import raw

            def client_for(user):
                return raw(user.key)
        """,
        "llm.py": """
            from two import client_for

            def ask(user):
                return client_for(user).chat.completions.create(model="acme/Large", messages=[])  # sends: acme/Large
        """,
    },
    "a pair of client and model": {
        "clients.py": """
            from together import Together

            def pair():
                return Together(), "acme/Large"
        """,
        "llm.py": """
            from clients import pair

            client, model = pair()
            client.chat.completions.create(model=model, messages=[])  # sends: acme/Large
        """,
    },
    "one factory for two providers": {
        "clients.py": """
            from openai import OpenAI
            from together import Together

            def pair(provider):
                if provider == "together":
                    return Together(), "acme/Large"
                if provider == "openai":
                    return OpenAI(), "gpt-4o"
                raise ValueError(provider)
        """,
        "llm.py": """
            from clients import pair

            def ask(provider):
                client, model = pair(provider)
                return client.chat.completions.create(model=model, messages=[])  # sends: acme/Large
        """,
    },
    "a subclass of the client": {
        "clients.py": """
            from together import Together

            class Traced(Together):
                pass
        """,
        "llm.py": """
            from clients import Traced

            Traced().chat.completions.create(model="acme/Large", messages=[])  # sends: acme/Large
        """,
    },
    "a client that a tracer wraps": {
        "llm.py": """
            from langsmith.wrappers import wrap_openai
            from openai import OpenAI

            client = wrap_openai(OpenAI(base_url="https://api.together.xyz/v1"))
            client.chat.completions.create(model="acme/Large", messages=[])  # sends: acme/Large
        """,
    },
}

HELD = {
    "in a list": {
        "llm.py": """
            from together import Together

            clients = [Together(api_key=key) for key in ("a", "b")]
            clients[0].chat.completions.create(model="acme/Large", messages=[])  # sends: acme/Large
        """,
    },
    "in a table by provider": {
        "llm.py": """
            from openai import OpenAI
            from together import Together

            CLIENTS = {"openai": OpenAI(), "together": Together()}
            CLIENTS["together"].chat.completions.create(model="acme/Large", messages=[])  # sends: acme/Large
            CLIENTS["openai"].chat.completions.create(model="gpt-4o", messages=[])
        """,
    },
    "in the state of an application": {
        "server.py": """
            from fastapi import FastAPI, Request
            from together import AsyncTogether

            app = FastAPI()

            @app.on_event("startup")
            async def start():
                app.state.client = AsyncTogether()

            @app.get("/")
            async def index():
                return await app.state.client.chat.completions.create(  # sends: acme/Large
                    model="acme/Large", messages=[]
                )
        """,
    },
    "in the state of a session": {
        "page.py": """
            import streamlit as st
            from together import Together

            if "client" not in st.session_state:
                st.session_state.client = Together()
                st.session_state["model"] = "acme/Large"

            st.session_state.client.chat.completions.create(  # sends: acme/Large
                model=st.session_state["model"], messages=[]
            )
        """,
    },
    "injected by the framework": {
        "clients.py": """
            from together import Together

            def get_client():
                return Together()
        """,
        "server.py": """
            from fastapi import Depends, FastAPI
            from clients import get_client

            app = FastAPI()

            @app.post("/")
            def index(client=Depends(get_client)):
                return client.chat.completions.create(model="acme/Large", messages=[])  # sends: acme/Large
        """,
    },
    "in an attribute that its class receives": {
        "llm.py": """
            class LLM:
                def __init__(self, client, model):
                    self._client = client
                    self._model = model

                def ask(self):
                    return self._client.chat.completions.create(model=self._model, messages=[])  # sends: acme/Large
        """,
        "main.py": """
            from together import Together
            from llm import LLM

            LLM(Together(), "acme/Large").ask()
        """,
    },
    "in an object of another file": {
        "services.py": """
            from together import Together

            class Services:
                def __init__(self):
                    self.llm = Together()

            services = Services()
        """,
        "job.py": """
            from services import services

            services.llm.chat.completions.create(model="acme/Large", messages=[])  # sends: acme/Large
        """,
    },
    "a part of the client": {
        "llm.py": """
            from together import Together

            completions = Together().chat.completions
            completions.create(model="acme/Large", messages=[])  # sends: acme/Large
        """,
    },
}

CALLED = {
    "with other options": {
        "llm.py": """
            from together import Together

            client = Together()
            client.with_options(timeout=5).chat.completions.create(model="acme/Large", messages=[])  # sends: acme/Large
            client.copy(max_retries=0).completions.create(model="acme/Small", prompt="hi")  # sends: acme/Small
        """,
    },
    "raw and streaming responses": {
        "llm.py": """
            from together import Together

            client = Together()
            client.chat.completions.with_raw_response.create(model="acme/Large", messages=[])  # sends: acme/Large
            client.with_raw_response.chat.completions.create(model="acme/Small", messages=[])  # sends: acme/Small
            with client.chat.completions.with_streaming_response.create(  # sends: acme/Tiny
                model="acme/Tiny", messages=[]
            ) as answer:
                print(answer)
        """,
    },
    "every kind of endpoint": {
        "llm.py": """
            from together import Together

            client = Together()
            client.completions.create(model="acme/Base", prompt="hi")  # sends: acme/Base
            client.embeddings.create(model="acme/Embedder", input="hi")  # sends: acme/Embedder
            client.images.generate(model="acme/Painter", prompt="hi", steps=4)  # sends: acme/Painter
            client.rerank.create(model="acme/Ranker", query="a", documents=["b"])  # sends: acme/Ranker
            client.videos.create(model="acme/Filmer", prompt="hi")  # sends: acme/Filmer
            client.audio.speech.create(model="acme/Speaker", input="hi", voice="a")  # sends: acme/Speaker
            client.audio.transcriptions.create(model="acme/Listener", file=b"")  # sends: acme/Listener
            client.audio.translations.create(model="acme/Listener", file=b"")  # sends: acme/Listener
            client.fine_tuning.create(model="acme/Tunable", training_file="f")  # sends: acme/Tunable
            client.batches.create(  # sends: acme/Batched
                model_id="acme/Batched", input_file_id="f", endpoint="/v1/chat"
            )
            client.endpoints.create(model="acme/Own", hardware="h", autoscaling={})  # sends: acme/Own
        """,
    },
    "methods of the OpenAI SDK": {
        "llm.py": """
            from openai import OpenAI

            client = OpenAI(base_url="https://api.together.xyz/v1")
            client.beta.chat.completions.parse(model="acme/A", messages=[], response_format=dict)  # sends: acme/A
            client.chat.completions.parse(model="acme/B", messages=[], response_format=dict)  # sends: acme/B
            with client.chat.completions.stream(model="acme/C", messages=[]) as stream:  # sends: acme/C
                print(stream)
            client.responses.create(model="acme/D", input="hi", max_output_tokens=99)  # sends: acme/D@99
            client.embeddings.create(model="acme/E", input=["hi"])  # sends: acme/E
            client.images.generate(model="acme/F", prompt="hi")  # sends: acme/F
            client.audio.speech.create(model="acme/G", input="hi", voice="a")  # sends: acme/G
        """,
    },
    "the method by getattr": {
        "llm.py": """
            from together import Together

            create = getattr(Together().chat.completions, "create")
            create(model="acme/Large", messages=[])  # sends: acme/Large
        """,
    },
    "in an async stream": {
        "llm.py": """
            from together import AsyncTogether

            async def stream():
                client = AsyncTogether()
                async for chunk in await client.chat.completions.create(  # sends: acme/Large
                    model="acme/Large", messages=[], stream=True
                ):
                    yield chunk
        """,
    },
    "given to a thread": {
        "llm.py": """
            import asyncio
            from together import Together

            client = Together()

            async def ask():
                return await asyncio.to_thread(  # sends: acme/Large@64
                    client.chat.completions.create, model="acme/Large", messages=[], max_tokens=64
                )
        """,
    },
    "given to an event loop's executor in a lambda": {
        "llm.py": """
            import asyncio
            from together import Together

            client = Together()

            async def ask():
                loop = asyncio.get_running_loop()
                return await loop.run_in_executor(
                    None,
                    lambda: client.chat.completions.create(model="acme/Large", messages=[]),  # sends: acme/Large
                )
        """,
    },
    "a model given in extra_body": {
        "llm.py": """
            from openai import OpenAI

            client = OpenAI(base_url="https://api.together.xyz/v1")
            client.chat.completions.create(  # sends: acme/Large@77
                messages=[], model="acme/Large", extra_body={"max_tokens": 77, "top_k": 5}
            )
        """,
    },
}

OLD_MODULES = {
    "module functions of 0.x": {
        "old.py": """
            import together

            together.api_key = "x"
            together.Complete.create("Hello", model="acme/Base", max_tokens=64)  # sends: acme/Base@64
            together.Complete.create("Hello", "acme/Other")  # sends: acme/Other
            together.Image.create(prompt="hi", model="acme/Painter")  # sends: acme/Painter
        """,
    },
    "the default of 0.x": {
        "old.py": """
            import together

            together.Complete.create("Hello")  # sends: togethercomputer/RedPajama-INCITE-7B-Chat by library-default
        """,
    },
    "a class of 0.x by name": {
        "old.py": """
            from together import Complete

            Complete.create(prompt="Hello", model="acme/Base")  # sends: acme/Base
        """,
    },
    "openai.api_base": {
        "old.py": """
            import openai

            openai.api_base = "https://api.together.xyz/v1"
            openai.ChatCompletion.create(model="acme/Large", messages=[], max_tokens=10)  # sends: acme/Large@10
        """,
    },
    "openai.api_base set in a function": {
        "old.py": """
            import os
            import openai

            def setup():
                openai.api_key = os.environ["TOGETHER_API_KEY"]
                openai.api_base = "https://api.together.xyz/v1"

            def ask():
                setup()
                return openai.ChatCompletion.create(model="acme/Large", messages=[])  # sends: acme/Large
        """,
    },
    "api_base in the call": {
        "old.py": """
            import openai

            openai.ChatCompletion.create(  # sends: acme/Large
                model="acme/Large", messages=[], api_base="https://api.together.xyz/v1", api_key="x"
            )
        """,
    },
    "openai.base_url of the module client": {
        "old.py": """
            import openai

            openai.base_url = "https://api.together.xyz/v1/"
            openai.chat.completions.create(model="acme/Large", messages=[])  # sends: acme/Large
        """,
    },
    "openai.api_base set in another file": {
        "setup_llm.py": """
            import openai

            openai.api_base = "https://api.together.xyz/v1"
        """,
        "old.py": """
            import openai
            import setup_llm

            openai.ChatCompletion.create(model="acme/Large", messages=[])  # sends: acme/Large
        """,
    },
}

OF_INSTRUCTOR = {
    name: {
        "app.py": f"""
            import instructor
            from openai import OpenAI
            client = instructor.from_openai(OpenAI(base_url="https://api.together.xyz/v1"))
            client.{name}(model="acme/Large", response_model=str, messages=[])  # sends: acme/Large
        """
    }
    for name in ("create", "create_partial", "chat.create", "chat.completions.create_iterable")
}

BESIDE = {
    "a call of an element that has the name of a method": {
        "app.py": """
            from together import Together
            seen = list[str]()
            Together().chat.completions.create(model="acme/Large", messages=[])  # sends: acme/Large
        """,
    },
    "a base URL in the variable that the class reads": {
        "app.py": """
            import os
            from langchain_openai import ChatOpenAI
            os.environ["OPENAI_API_BASE"] = "https://api.together.xyz/v1"
            llm = ChatOpenAI(model="acme/Large")  # sends: acme/Large
        """,
    },
    "a base URL in the variable that the SDK reads": {
        "app.py": """
            import os
            from openai import OpenAI
            os.environ["OPENAI_BASE_URL"] = "https://api.together.xyz/v1"
            OpenAI().chat.completions.create(model="acme/Large", messages=[])  # sends: acme/Large
        """,
    },
    "a base URL of its own for another provider": {
        "app.py": """
            import os
            from openai import OpenAI
            from together import Together
            os.environ["OPENAI_BASE_URL"] = "https://api.together.xyz/v1"
            OpenAI(base_url="https://api.groq.com/openai/v1").chat.completions.create(model="acme/Other", messages=[])
            Together().chat.completions.create(model="acme/Large", messages=[])  # sends: acme/Large
        """,
    },
}

ALL = {**MADE, **HELD, **CALLED, **OLD_MODULES, **OF_INSTRUCTOR, **BESIDE}


@pytest.mark.parametrize("files", [pytest.param(files, id=name) for name, files in ALL.items()])
def test_clients(files: Mapping[str, str], assert_marks: Callable[[Mapping[str, str]], None]) -> None:
    assert_marks(files)
