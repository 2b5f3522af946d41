"""Raw HTTP: URLs put together from parts of several files, bodies in every form, sessions and other libraries."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

URLS = {
    "a literal": {
        "send.py": """
            import requests

            requests.post(  # sends: acme/Large@100
                "https://api.together.xyz/v1/chat/completions",
                json={"model": "acme/Large", "messages": [], "max_tokens": 100},
            )
        """,
    },
    "a constant of another file": {
        "config.py": 'URL = "https://api.together.xyz/v1/chat/completions"\nMODEL = "acme/Large"\n',
        "send.py": """
            import requests
            from config import MODEL, URL

            requests.post(URL, json={"model": MODEL, "messages": []})  # sends: acme/Large
        """,
    },
    "an f-string over a base of another file": {
        "config.py": 'BASE = "https://api.together.ai/v1"\n',
        "send.py": """
            import httpx
            import config

            def embed(texts):
                return httpx.post(  # sends: acme/Embedder
                    f"{config.BASE}/embeddings", json={"model": "acme/Embedder", "input": texts}
                )
        """,
    },
    "a base joined with plus": {
        "send.py": """
            import requests

            BASE = "https://api.together.xyz"
            requests.post(BASE + "/v1/completions", json={"model": "acme/Base", "prompt": ""})  # sends: acme/Base
        """,
    },
    "urljoin": {
        "send.py": """
            from urllib.parse import urljoin
            import requests

            url = urljoin("https://api.together.xyz/v1/", "chat/completions")
            requests.post(url, json={"model": "acme/Large", "messages": []})  # sends: acme/Large
        """,
    },
    "a base from the environment": {
        "send.py": """
            import os
            import requests

            BASE = os.getenv("TOGETHER_BASE_URL", "https://api.together.xyz/v1")
            requests.post(f"{BASE}/chat/completions", json={"model": "acme/Large", "messages": []})  # sends: acme/Large
        """,
    },
    "an attribute of the class": {
        "send.py": """
            import requests

            class API:
                base_url = "https://api.together.xyz/v1"
                model = "acme/Large"

                def ask(self, messages):
                    payload = {"model": self.model, "messages": messages}
                    return requests.post(self.base_url + "/chat/completions", json=payload)  # sends: acme/Large
        """,
    },
    "a path that ends in a slash": {
        "send.py": """
            import requests

            BASE = "https://api.together.xyz/v1/"
            requests.post(BASE.rstrip("/") + "/chat/completions", json={"model": "acme/Large"})  # sends: acme/Large
        """,
    },
    "the older inference path": {
        "send.py": """
            import requests

            requests.post(  # sends: acme/Base
                "https://api.together.xyz/inference", json={"model": "acme/Base", "prompt": "hi"}
            )
        """,
    },
    "the URL as a default of a parameter": {
        "send.py": """
            import requests

            def ask(model, url="https://api.together.xyz/v1/chat/completions"):
                return requests.post(url, json={"model": model, "messages": []})  # sends: ?
        """,
        "job.py": """
            from send import ask

            ask("acme/Large")  # sends: acme/Large
        """,
    },
    "the URL from callers: only Together's counts": {
        "send.py": """
            import requests

            def post(url, model):
                return requests.post(url, json={"model": model, "messages": []})  # sends: ?
        """,
        "job.py": """
            from send import post

            post("https://api.together.xyz/v1/chat/completions", "acme/Large")  # sends: acme/Large
            post("https://api.groq.com/openai/v1/chat/completions", "other/Model")
        """,
    },
}

BODIES = {
    "data=json.dumps": {
        "send.py": """
            import json
            import requests

            requests.post(  # sends: acme/Large@100
                "https://api.together.xyz/v1/chat/completions",
                data=json.dumps({"model": "acme/Large", "messages": [], "max_tokens": 100}),
            )
        """,
    },
    "a payload built in steps": {
        "send.py": """
            import requests

            def ask(messages, limit=300):
                payload = {"messages": messages}
                payload["model"] = "acme/Large"
                payload["max_tokens"] = limit
                return requests.post(  # sends: acme/Large@300
                    "https://api.together.xyz/v1/chat/completions", json=payload
                )
        """,
    },
    "a payload that a method of another file builds": {
        "body.py": """
            def body(model, messages, **options):
                return {"model": model, "messages": messages, **options}
        """,
        "send.py": """
            import requests
            from body import body

            requests.post(  # sends: acme/Large@100
                "https://api.together.xyz/v1/chat/completions", json=body("acme/Large", [], max_tokens=100)
            )
        """,
    },
    "a payload updated from kwargs": {
        "send.py": """
            import requests

            def ask(messages, **options):
                payload = {"model": "acme/Large", "messages": messages, "max_tokens": 50}
                payload.update(options)
                return requests.post(  # sends: acme/Large@50, acme/Large@100
                    "https://api.together.xyz/v1/chat/completions", json=payload
                )
        """,
        "job.py": """
            from send import ask

            ask([], max_tokens=100)
        """,
    },
    "text of JSON": {
        "send.py": """
            import requests

            BODY = '{"model": "acme/Large", "messages": []}'
            requests.post("https://api.together.xyz/v1/chat/completions", data=BODY)  # sends: acme/Large
        """,
    },
    "bytes of JSON by urllib": {
        "send.py": """
            import json
            import urllib.request

            body = json.dumps({"model": "acme/Large", "messages": []}).encode("utf-8")
            request = urllib.request.Request(
                "https://api.together.xyz/v1/chat/completions", data=body, method="POST"
            )
            urllib.request.urlopen(request)  # sends: acme/Large
        """,
    },
    "a form with a file": {
        "send.py": """
            import requests

            requests.post(  # sends: acme/Listener
                "https://api.together.xyz/v1/audio/transcriptions",
                files={"file": b""},
                data={"model": "acme/Listener"},
            )
        """,
    },
}

LIBRARIES = {
    "a websocket that names the model": {
        "speak.py": """
            import os
            import websockets

            MODEL = "acme/Speaker"

            async def listen():
                url = f"wss://api.together.ai/v1/audio/speech/websocket?model={MODEL}&voice=tara"
                async with websockets.connect(url, additional_headers={"x": "y"}) as socket:  # sends: acme/Speaker
                    await socket.send("hello")

            async def write(model="acme/Ears"):
                uri = "wss://api.together.xyz/v1/realtime?model=" + model
                async with websockets.connect(uri) as socket:  # sends: acme/Ears
                    await socket.send("hello")
        """,
    },
    "a websocket of aiohttp": {
        "speak.py": """
            import aiohttp

            async def listen():
                async with aiohttp.ClientSession() as session:
                    url = "wss://api.together.ai/v1/realtime?model=acme%2FEars"
                    async with session.ws_connect(url) as socket:  # sends: acme/Ears
                        await socket.receive()
        """,
    },
    "a session of requests": {
        "send.py": """
            import requests

            session = requests.Session()
            session.post(  # sends: acme/Large
                "https://api.together.xyz/v1/chat/completions", json={"model": "acme/Large", "messages": []}
            )
        """,
    },
    "request by method name": {
        "send.py": """
            import requests

            requests.request(  # sends: acme/Large
                "POST", "https://api.together.xyz/v1/chat/completions", json={"model": "acme/Large"}
            )
        """,
    },
    "httpx with a base URL": {
        "send.py": """
            import httpx

            with httpx.Client(base_url="https://api.together.xyz/v1") as client:
                client.post("/chat/completions", json={"model": "acme/Large", "messages": []})  # sends: acme/Large
        """,
    },
    "httpx with a base URL, held by a class, in two files": {
        "config.py": 'API = "https://api.together.xyz/v1"\n',
        "send.py": """
            import httpx
            from config import API

            class Sender:
                def __init__(self):
                    self.http = httpx.AsyncClient(base_url=API, timeout=20)

                async def ask(self, model):
                    return await self.http.post("chat/completions", json={"model": model, "messages": []})  # sends: ?
        """,
        "job.py": """
            from send import Sender

            async def work():
                await Sender().ask("acme/Large")  # sends: acme/Large
        """,
    },
    "httpx streaming": {
        "send.py": """
            import httpx

            def stream():
                with httpx.stream(  # sends: acme/Large
                    "POST", "https://api.together.xyz/v1/chat/completions", json={"model": "acme/Large", "stream": True}
                ) as answer:
                    yield from answer.iter_lines()
        """,
    },
    "aiohttp": {
        "send.py": """
            import aiohttp

            async def ask(messages):
                async with aiohttp.ClientSession() as session:
                    async with session.post(  # sends: acme/Large
                        "https://api.together.xyz/v1/chat/completions",
                        json={"model": "acme/Large", "messages": messages},
                    ) as answer:
                        return await answer.json()
        """,
    },
    "aiohttp with a session as parameter": {
        "send.py": """
            import aiohttp

            URL = "https://api.together.xyz/v1/chat/completions"

            async def ask(session: aiohttp.ClientSession, model: str):
                async with session.post(URL, json={"model": model, "messages": []}) as answer:  # sends: ?
                    return await answer.json()
        """,
        "job.py": """
            import aiohttp
            from send import ask

            async def main():
                async with aiohttp.ClientSession() as session:
                    await ask(session, "acme/Large")  # sends: acme/Large
        """,
    },
    "a helper that posts": {
        "post.py": """
            import requests

            def post(path, body):
                return requests.post("https://api.together.xyz/v1" + path, json=body)  # sends: ?
        """,
        "job.py": """
            from post import post

            post("/chat/completions", {"model": "acme/Large", "messages": []})  # sends: acme/Large
            post("/embeddings", {"model": "acme/Embedder", "input": "hi"})  # sends: acme/Embedder
        """,
    },
}

COPIES = {
    "under another name": {
        "send.py": """
            from requests import post as send

            send("https://api.together.xyz/v1/completions", json={"model": "acme/Large"})  # sends: acme/Large
        """,
    },
    "in a variable": {
        "send.py": """
            import requests
            send = requests.post

            send("https://api.together.xyz/v1/completions", json={"model": "acme/Large"})  # sends: acme/Large
        """,
    },
    "by a cleaned base": {
        "send.py": """
            import re
            import requests
            BASE = re.sub(r"/+$", "", "https://api.together.xyz/v1/")

            requests.post(f"{BASE}/completions", json={"model": "acme/Large"})  # sends: acme/Large
        """,
    },
    "with what a wrapper fills in, another wrapper that nobody calls beside it": {
        "send.py": """
            import requests

            def send(method, url, **kwargs):
                kwargs.setdefault("json", {"model": "acme/Large", "max_tokens": 7})
                return requests.request(method, url, **kwargs)  # sends: acme/Large@7

            def get(url, **kwargs):
                return send("GET", url, **kwargs)

            def post(url, **kwargs):
                return send("POST", url, **kwargs)  # sends: acme/Large@7

            post("https://api.together.xyz/v1/completions", timeout=3)
        """,
    },
}

ALL = {**URLS, **BODIES, **LIBRARIES, **COPIES}


@pytest.mark.parametrize("files", [pytest.param(files, id=name) for name, files in ALL.items()])
def test_http(files: Mapping[str, str], assert_marks: Callable[[Mapping[str, str]], None]) -> None:
    assert_marks(files)


CONNECTIONS = {
    "a database": """
        import sqlite3
        sqlite3.connect("together.db?model=acme/Large")  # api.together.xyz
    """,
    "another host's websocket": """
        import websockets  # api.together.xyz
        websockets.connect("wss://api.openai.com/v1/realtime?model=gpt-4o-realtime")
    """,
    "a websocket without a model": """
        import websockets
        websockets.connect("wss://status.together.ai/feed")
    """,
}


@pytest.mark.parametrize("source", CONNECTIONS.values(), ids=CONNECTIONS)
def test_other_connections_are_silent(source: str, assert_silent: Callable[[Mapping[str, str]], None]) -> None:
    assert_silent({"speak.py": source})


OPERATIONS = {
    "audio/generations": "other",
    "inference": "other",
    "chat/completions": "chat.completions",
    "completions": "completions",
    "embeddings": "embeddings",
    "images/generations": "images",
    "rerank": "rerank",
    "audio/speech": "audio.speech",
    "audio/transcriptions": "audio.transcriptions",
}


@pytest.mark.parametrize(("path", "operation"), OPERATIONS.items())
def test_the_path_names_the_operation(path: str, operation: str, linked: Callable[..., object]) -> None:
    source = f'import requests\n\nrequests.post("https://api.together.xyz/v1/{path}", json={{"model": "acme/Large"}})\n'
    links = linked({"send.py": source})
    assert [usage.operation for usage in links.usages] == [operation]  # type: ignore[attr-defined]
