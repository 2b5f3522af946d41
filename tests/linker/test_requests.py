"""What a request holds beside its model: limits, time limits, retries, parameters, and the calls that bind it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from together_lint.linker import Links
from together_lint.usages import Known, Unknown, Usage, Value

Linked = Callable[[dict[str, str]], Links]


def only(links: Links) -> Usage:
    (usage,) = links.usages
    return usage


def plain(value: Value | None) -> Any:
    """The value itself, None when absent, "dynamic" when unknown."""
    if isinstance(value, Unknown):
        return "dynamic"
    return value.value if isinstance(value, Known) else None


TIMEOUTS = {
    "of the call": ("client = Together()", "client.chat.completions.create(model='acme/L', timeout=12.5)", 12.5),
    "of the client": ("client = Together(timeout=30)", "client.chat.completions.create(model='acme/L')", 30),
    "of the call before the client's": (
        "client = Together(timeout=30)", "client.chat.completions.create(model='acme/L', timeout=5)", 5),
    "of with_options": (
        "client = Together(timeout=30)", "client.with_options(timeout=7).chat.completions.create(model='acme/L')", 7),
    "of with_options kept under a name": (
        "client = Together().with_options(timeout=7)", "client.chat.completions.create(model='acme/L')", 7),
    "as an httpx.Timeout": (
        "import httpx\nclient = Together(timeout=httpx.Timeout(45.0, connect=5.0))",
        "client.chat.completions.create(model='acme/L')", 45.0),
    "by a constant": ("LIMIT = 2 * 60\nclient = Together(timeout=LIMIT)",
                      "client.chat.completions.create(model='acme/L')", 120),
    "by a default of the environment": (
        "import os\nclient = Together(timeout=float(os.getenv('WAIT', '15')))",
        "client.chat.completions.create(model='acme/L')", 15.0),
    "unknown": ("import sys\nclient = Together(timeout=float(sys.argv[1]))",
                "client.chat.completions.create(model='acme/L')", "dynamic"),
    "absent": ("client = Together()", "client.chat.completions.create(model='acme/L')", None),
    "switched off": ("client = Together(timeout=None)", "client.chat.completions.create(model='acme/L')", None),
}  # fmt: skip


@pytest.mark.parametrize(("before", "call", "seconds"), [pytest.param(*row, id=name) for name, row in TIMEOUTS.items()])
def test_time_limits(before: str, call: str, seconds: object, linked: Linked) -> None:
    usage = only(linked({"llm.py": f"from together import Together\n{before}\n{call}\n"}))
    assert [plain(request.timeout) for request in usage.requests] == [seconds]


HTTP_TIMEOUTS = {
    "requests": ("requests.post(URL, json=BODY, timeout=20)", 20),
    "requests, connect and read": ("requests.post(URL, json=BODY, timeout=(3, 40))", 40),
    "httpx, of the call": ("httpx.post(URL, json=BODY, timeout=httpx.Timeout(25))", 25),
    "httpx, of the client": ("httpx.Client(timeout=33).post(URL, json=BODY)", 33),
    "aiohttp, of the session": (
        "aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=50)).post(URL, json=BODY)", 50),
    "urllib": ("urllib.request.urlopen(urllib.request.Request(URL, data=json.dumps(BODY).encode()), timeout=9)", 9),
    "none": ("requests.post(URL, json=BODY)", None),
}  # fmt: skip


@pytest.mark.parametrize(("call", "seconds"), [pytest.param(*row, id=name) for name, row in HTTP_TIMEOUTS.items()])
def test_time_limits_of_http(call: str, seconds: object, linked: Linked) -> None:
    source = (
        "import aiohttp, httpx, json, requests, urllib.request\n"
        "URL = 'https://api.together.xyz/v1/chat/completions'\n"
        f"BODY = {{'model': 'acme/Large'}}\n{call}\n"
    )
    usage = only(linked({"send.py": source}))
    assert [plain(request.timeout) for request in usage.requests] == [seconds]


def test_a_time_limit_of_a_client_in_another_file(linked: Linked) -> None:
    usage = only(
        linked(
            {
                "clients.py": "from together import Together\n\nclient = Together(timeout=30, max_retries=0)\n",
                "llm.py": "from clients import client\n\nclient.chat.completions.create(model='acme/Large')\n",
            }
        )
    )
    (request,) = usage.requests
    assert (plain(request.timeout), plain(request.retries)) == (30, 0)
    assert isinstance(request.timeout, Known)
    assert (request.timeout.place.path, request.timeout.place.line, request.timeout.place.column) == (
        "clients.py",
        3,
        27,
    )
    assert usage.client_place is not None
    assert (usage.client_place.path, usage.client_place.line) == ("clients.py", 3)


DEFAULTS = {
    "the official SDK": ("from together import Together\nTogether().chat.completions.create(model='acme/L')", 60.0, 2),
    "the OpenAI SDK": ("from openai import OpenAI\nOpenAI(base_url='https://api.together.xyz/v1')"
                       ".chat.completions.create(model='acme/L')", 600.0, 2),
    "requests": ("import requests\nrequests.post('https://api.together.xyz/v1/completions', json={'model': 'acme/L'})",
                 None, 0),
    "httpx": ("import httpx\nhttpx.post('https://api.together.xyz/v1/completions', json={'model': 'acme/L'})", 5.0, 0),
}  # fmt: skip


@pytest.mark.parametrize(
    ("source", "seconds", "tries"), [pytest.param(*row, id=name) for name, row in DEFAULTS.items()]
)
def test_defaults_of_the_client_library(source: str, seconds: float | None, tries: int, linked: Linked) -> None:
    usage = only(linked({"llm.py": source + "\n"}))
    assert usage.defaults is not None
    assert (usage.defaults.timeout, usage.defaults.retries) == (seconds, tries)


def test_parameters_have_the_names_of_the_api(linked: Linked) -> None:
    source = """\
from together import Together

SCHEMA = {"type": "object", "properties": {"a": {"type": "string"}}}
Together().chat.completions.create(
    model="acme/Large",
    messages=[{"role": "user", "content": "hi"}],
    temperature=0.2,
    stop=["\\n"],
    stream=True,
    response_format={"type": "json_schema", "json_schema": {"schema": SCHEMA}},
    seed=None,
)
"""
    (request,) = only(linked({"llm.py": source})).requests
    assert {name: plain(value) for name, value in request.parameters.items()} == {
        "messages": [{"role": "user", "content": "hi"}],
        "temperature": 0.2,
        "stop": ["\n"],
        "stream": True,
        "response_format": {
            "type": "json_schema",
            "json_schema": {"schema": {"type": "object", "properties": {"a": {"type": "string"}}}},
        },
        "seed": None,
    }


def test_a_partly_known_parameter_is_unknown_with_a_reason(linked: Linked) -> None:
    source = """\
from together import Together

def ask(text):
    return Together().chat.completions.create(model="acme/Large", messages=[{"role": "user", "content": text}])
"""
    (request,) = only(linked({"llm.py": source})).requests
    messages = request.parameters["messages"]
    assert isinstance(messages, Unknown)
    assert messages.reason


def test_the_limit_of_the_responses_api_is_called_max_tokens(linked: Linked) -> None:
    source = """\
from openai import OpenAI

OpenAI(base_url="https://api.together.xyz/v1").responses.create(model="acme/Large", input="", max_output_tokens=9)
"""
    (request,) = only(linked({"llm.py": source})).requests
    assert plain(request.parameters["max_tokens"]) == 9
    assert "max_output_tokens" not in request.parameters


def test_requests_are_bound_per_caller(linked: Linked) -> None:
    links = linked(
        {
            "llm.py": """
                from together import Together

                def ask(model, limit, seconds):
                    return Together().chat.completions.create(
                        model=model, messages=[], max_tokens=limit, timeout=seconds
                    )
                """,
            "job.py": """
                from llm import ask

                ask("acme/A", 100, 10)
                ask("acme/B", 8000, 60)
                """,
        }
    )
    seen = {
        (usage.place.line, plain(r.model), plain(r.parameters.get("max_tokens")), plain(r.timeout))
        for usage in links.usages
        if usage.place.path == "job.py"
        for r in usage.requests
    }
    assert seen == {(3, "acme/A", 100, 10), (4, "acme/B", 8000, 60)}


def test_a_caller_says_which_call_sends_and_who_called(linked: Linked) -> None:
    links = linked(
        {
            "llm.py": """
                from together import Together

                def ask(model):
                    return Together().chat.completions.create(model=model, messages=[])
                """,
            "middle.py": """
                from llm import ask

                def ask_twice(model):
                    return ask(model) or ask(model)
                """,
            "job.py": """
                from middle import ask_twice

                def work():
                    return ask_twice("acme/A")
                """,
        }
    )
    (outer,) = (usage for usage in links.usages if usage.place.path == "job.py")
    assert outer.sender is not None
    assert (outer.sender.path, outer.sender.line) == ("llm.py", 4)
    assert outer.function == "work"
    for request in outer.requests:
        callers = [(place.path, place.line) for place in request.callers]
        assert callers[0] == ("job.py", 4)
        assert ("middle.py", 4) in callers


def test_no_more_than_64_requests(linked: Linked) -> None:
    names = ", ".join(f'"acme/Model-{number}"' for number in range(70))
    source = f"""\
from together import Together

MODELS = [{names}]
for model in MODELS:
    Together().chat.completions.create(model=model, messages=[])
"""
    (usage,) = (usage for usage in linked({"llm.py": source}).usages if usage.kind == "call")
    (request,) = usage.requests
    assert isinstance(request.model, Unknown)
    assert "64" in request.model.reason


def test_sixty_four_requests_are_followed(linked: Linked) -> None:
    names = ", ".join(f'"acme/Model-{number}"' for number in range(64))
    source = f"""\
from together import Together

for model in [{names}]:
    Together().chat.completions.create(model=model, messages=[])
"""
    assert len(only(linked({"llm.py": source})).models) == 64


@pytest.mark.parametrize("given", ["max_tokens=200 if short else 9000", "timeout=5 if short else 90"])
def test_limits_beside_a_model_that_is_not_known(given: str, linked: Linked) -> None:
    source = f"""
        from together import Together

        def ask(model, short):
            return Together().chat.completions.create(model=model, messages=[], {given})
    """
    (usage,) = linked({"app.py": source}).usages
    limits = {(plain(each.parameters.get("max_tokens")), plain(each.timeout)) for each in usage.requests}
    assert limits == ({(200, None), (9000, None)} if "max" in given else {(None, 5), (None, 90)})


UNKNOWN = {
    "a parameter of a function that nobody calls": "def ask(m):\n    return c.chat.completions.create(model=m)\n",
    "the command line": "import sys\nc.chat.completions.create(model=sys.argv[1])\n",
    "a file": "import json\nc.chat.completions.create(model=json.load(open('x.json'))['model'])\n",
    "the answer of another library": "import vault\nc.chat.completions.create(model=vault.read('model'))\n",
    "an environment variable": "import os\nc.chat.completions.create(model=os.environ['MODEL'])\n",
    "a name that is defined nowhere": "c.chat.completions.create(model=MODEL)\n",
    "a value that depends on itself": "m = m2 = None\ndef f():\n    return f()\nc.chat.completions.create(model=f())\n",
    "an empty text": "c.chat.completions.create(model='')\n",
    "an empty default": "def ask(model=''):\n    return c.chat.completions.create(model=model)\n",
    "nothing at all": "c.chat.completions.create(model=None)\n",
    "arguments that come from outside": "def ask(**kw):\n    return c.chat.completions.create(**kw)\n",
}


@pytest.mark.parametrize("source", [pytest.param(source, id=name) for name, source in UNKNOWN.items()])
def test_what_cannot_be_followed_is_unknown_with_a_reason(source: str, linked: Linked) -> None:
    usage = only(linked({"llm.py": f"from together import Together\nc = Together()\n{source}"}))
    assert usage.resolution == "dynamic"
    assert usage.models == ()
    for request in usage.requests:
        assert isinstance(request.model, Unknown)
        assert request.model.reason


CONTEXTS = {
    "app/llm.py": "app",
    "tests/test_llm.py": "test",
    "app/test_llm.py": "test",
    "conftest.py": "test",
    "examples/chat.py": "example",
    "app/contest.py": "app",
    "latest/llm.py": "app",
}


@pytest.mark.parametrize(("path", "context"), CONTEXTS.items())
def test_the_path_says_the_context(path: str, context: str, linked: Linked) -> None:
    source = "from together import Together\n\nTogether().chat.completions.create(model='acme/Large', messages=[])\n"
    assert only(linked({path: source})).context == context
