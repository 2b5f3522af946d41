"""Constants, clients and wrappers that reach a call through imports of every kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

CONSTANTS = {
    "absolute": {
        "app/__init__.py": "",
        "app/config.py": 'MODEL = "acme/Large"\n',
        "app/llm.py": """
            from together import Together
            from app.config import MODEL

            Together().chat.completions.create(model=MODEL, messages=[])  # sends: acme/Large by imported-constant
        """,
    },
    "relative": {
        "app/__init__.py": "",
        "app/config.py": 'MODEL = "acme/Large"\n',
        "app/llm.py": """
            from together import Together
            from .config import MODEL

            Together().chat.completions.create(model=MODEL, messages=[])  # sends: acme/Large by imported-constant
        """,
    },
    "relative, two levels up": {
        "app/__init__.py": "",
        "app/settings/__init__.py": "",
        "app/settings/models.py": 'CHAT = "acme/Large"\n',
        "app/core/__init__.py": "",
        "app/core/deep/__init__.py": "",
        "app/core/deep/llm.py": """
            from together import Together
            from ...settings.models import CHAT

            Together().chat.completions.create(model=CHAT, messages=[])  # sends: acme/Large by imported-constant
        """,
    },
    "a module from its package": {
        "app/__init__.py": "",
        "app/config.py": 'MODEL = "acme/Large"\n',
        "app/llm.py": """
            from together import Together
            from . import config

            Together().chat.completions.create(model=config.MODEL, messages=[])  # sends: acme/Large
        """,
    },
    "a module under an alias": {
        "app/__init__.py": "",
        "app/config.py": 'MODEL = "acme/Large"\n',
        "app/llm.py": """
            from together import Together
            import app.config as settings

            Together().chat.completions.create(model=settings.MODEL, messages=[])  # sends: acme/Large
        """,
    },
    "a dotted module without alias": {
        "app/__init__.py": "",
        "app/config.py": 'MODEL = "acme/Large"\n',
        "app/llm.py": """
            import together
            import app.config

            client = together.Together()
            client.chat.completions.create(model=app.config.MODEL, messages=[])  # sends: acme/Large
        """,
    },
    "a name under an alias": {
        "config.py": 'MODEL = "acme/Large"\n',
        "llm.py": """
            from together import Together as Client
            from config import MODEL as CHAT_MODEL

            Client().chat.completions.create(model=CHAT_MODEL, messages=[])  # sends: acme/Large by imported-constant
        """,
    },
    "an import inside the function": {
        "config.py": 'MODEL = "acme/Large"\n',
        "llm.py": """
            def ask():
                from together import Together
                from config import MODEL

                return Together().chat.completions.create(model=MODEL, messages=[])  # sends: acme/Large
        """,
    },
    "an import that may fail": {
        "config.py": 'MODEL = "acme/Large"\n',
        "llm.py": """
            from together import Together

            try:
                from config import MODEL
            except ImportError:
                MODEL = "acme/Small"

            Together().chat.completions.create(model=MODEL, messages=[])  # sends: acme/Large, acme/Small
        """,
    },
    "re-exported by the package": {
        "app/__init__.py": "from .config import MODEL\n",
        "app/config.py": 'MODEL = "acme/Large"\n',
        "main.py": """
            from together import Together
            from app import MODEL

            Together().chat.completions.create(model=MODEL, messages=[])  # sends: acme/Large by imported-constant
        """,
    },
    "re-exported twice and renamed": {
        "app/__init__.py": "from .settings import CHAT_MODEL as DEFAULT\n",
        "app/settings/__init__.py": "from app.settings.models import LARGE as CHAT_MODEL\n",
        "app/settings/models.py": 'LARGE = "acme/Large"\nSMALL = "acme/Small"\n',
        "main.py": """
            from together import Together
            import app

            Together().chat.completions.create(model=app.DEFAULT, messages=[])  # sends: acme/Large
        """,
    },
    "a star import": {
        "config.py": 'MODEL = "acme/Large"\nOTHER = "acme/Small"\n',
        "llm.py": """
            from together import Together
            from config import *

            Together().chat.completions.create(model=MODEL, messages=[])  # sends: acme/Large by imported-constant
        """,
    },
    "a star import of star imports": {
        "app/__init__.py": "from .defaults import *\n",
        "app/defaults.py": "from .models import *\n",
        "app/models.py": 'MODEL = "acme/Large"\n',
        "main.py": """
            from together import Together
            from app import *

            Together().chat.completions.create(model=MODEL, messages=[])  # sends: acme/Large
        """,
    },
    "a star import and a definition after it": {
        "config.py": 'MODEL = "acme/Large"\n',
        "llm.py": """
            from together import Together
            from config import *

            MODEL = "acme/Small"
            Together().chat.completions.create(model=MODEL, messages=[])  # sends: acme/Small by module-constant
        """,
    },
    "src layout": {
        "src/app/__init__.py": "",
        "src/app/config.py": 'MODEL = "acme/Large"\n',
        "scripts/run.py": """
            from together import Together
            from app.config import MODEL

            Together().chat.completions.create(model=MODEL, messages=[])  # sends: acme/Large by imported-constant
        """,
    },
    "a namespace package": {
        "team/llm/config.py": 'MODEL = "acme/Large"\n',
        "team/web/ask.py": """
            from together import Together
            from team.llm.config import MODEL

            Together().chat.completions.create(model=MODEL, messages=[])  # sends: acme/Large by imported-constant
        """,
    },
    "a module of a namespace package": {
        "team/llm/config.py": 'MODEL = "acme/Large"\n',
        "team/web/ask.py": """
            from together import Together
            from team.llm import config

            Together().chat.completions.create(model=config.MODEL, messages=[])  # sends: acme/Large
        """,
    },
    "a project in a folder of a larger repository": {
        "services/chat/config.py": 'MODEL = "acme/Large"\n',
        "services/batch/config.py": 'MODEL = "acme/Small"\n',
        "services/chat/main.py": """
            from together import Together
            from config import MODEL

            Together().chat.completions.create(model=MODEL, messages=[])  # sends: acme/Large
        """,
        "services/batch/main.py": """
            from together import Together
            from config import MODEL

            Together().chat.completions.create(model=MODEL, messages=[])  # sends: acme/Small
        """,
    },
    "modules that import each other": {
        "app/__init__.py": "",
        "app/config.py": """
            from app.llm import ask

            MODEL = "acme/Large"
            HANDLER = ask
        """,
        "app/llm.py": """
            from together import Together
            import app.config

            def ask(prompt):
                return Together().chat.completions.create(  # sends: acme/Large
                    model=app.config.MODEL, messages=prompt
                )
        """,
    },
    "a circle of names ends": {
        "one.py": "from two import MODEL\n",
        "two.py": "from one import MODEL\n",
        "llm.py": """
            from together import Together
            from one import MODEL

            Together().chat.completions.create(model=MODEL, messages=[])  # sends: ? by dynamic
        """,
    },
    "a module that is not here": {
        "llm.py": """
            from together import Together
            from company_settings import MODEL

            Together().chat.completions.create(model=MODEL, messages=[])  # sends: ? by dynamic
        """,
    },
    "a name bound in both branches of a condition": {
        "config.py": """
            import sys

            if sys.platform == "win32":
                MODEL = "acme/Small"
            else:
                MODEL = "acme/Large"
        """,
        "llm.py": """
            from together import Together
            from config import MODEL

            Together().chat.completions.create(model=MODEL, messages=[])  # sends: acme/Large, acme/Small
        """,
    },
    "a constant made from another file's constant": {
        "names.py": 'ORGANISATION = "acme"\n',
        "config.py": """
            from names import ORGANISATION

            MODEL = ORGANISATION + "/Large"
        """,
        "llm.py": """
            from together import Together
            from config import MODEL

            Together().chat.completions.create(model=MODEL, messages=[])  # sends: acme/Large
        """,
    },
    "a file that imports the package it is named like": {
        "providers/__init__.py": "",
        "providers/together.py": """
            from together import Together

            def ask(messages):
                return Together().chat.completions.create(model="acme/Large", messages=messages)  # sends: acme/Large
        """,
    },
    "a package called like a local module of another folder": {
        "experiments/config.py": 'MODEL = "acme/Small"\n',
        "app/config/__init__.py": 'MODEL = "acme/Large"\n',
        "app/llm.py": """
            from together import Together
            from config import MODEL

            Together().chat.completions.create(model=MODEL, messages=[])  # sends: acme/Large
        """,
    },
    "lazily, by importlib": {
        "app/__init__.py": "",
        "app/config.py": 'MODEL = "acme/Large"\n',
        "app/llm.py": """
            import importlib
            from together import Together

            config = importlib.import_module("app.config")
            Together().chat.completions.create(model=config.MODEL, messages=[])  # sends: acme/Large
        """,
    },
}

CLIENTS = {
    "a client made in another file": {
        "app/__init__.py": "",
        "app/clients.py": "from together import Together\n\nclient = Together(timeout=20)\n",
        "app/chat.py": """
            from app.clients import client

            client.chat.completions.create(model="acme/Large", messages=[])  # sends: acme/Large by literal
        """,
    },
    "a client reached through its module": {
        "clients.py": "import together\n\nllm = together.Together()\n",
        "chat.py": """
            import clients

            clients.llm.chat.completions.create(model="acme/Large", messages=[])  # sends: acme/Large
        """,
    },
    "a client re-exported by a package": {
        "app/__init__.py": "from .clients import async_client\n",
        "app/clients.py": "from together import AsyncTogether\n\nasync_client = AsyncTogether()\n",
        "worker.py": """
            from app import async_client

            async def work():
                return await async_client.chat.completions.create(model="acme/Large", messages=[])  # sends: acme/Large
        """,
    },
    "the class re-exported": {
        "compat.py": "from together import Together as LLM\n",
        "chat.py": """
            from compat import LLM

            LLM().chat.completions.create(model="acme/Large", messages=[])  # sends: acme/Large
        """,
    },
    "a base URL from another file": {
        "config.py": 'TOGETHER_URL = "https://api.together.xyz/v1"\n',
        "chat.py": """
            from openai import OpenAI
            from config import TOGETHER_URL

            OpenAI(base_url=TOGETHER_URL).chat.completions.create(model="acme/Large", messages=[])  # sends: acme/Large
        """,
    },
    "a base URL in a file whose name alone leads to it": {
        "settings.py": 'BASE = "https://api.together.ai/v1"\nMODEL = "acme/Large"\n',
        "chat.py": """
            from openai import OpenAI
            from settings import BASE, MODEL

            OpenAI(base_url=BASE).chat.completions.create(model=MODEL, messages=[])  # sends: acme/Large
        """,
    },
    "a wrapper in a file of its own": {
        "llm.py": """
            from together import Together

            def ask(prompt, model):
                return Together().chat.completions.create(model=model, messages=prompt)  # sends: ?
        """,
        "job.py": """
            from llm import ask

            ask("hi", "acme/Large")  # sends: acme/Large
        """,
    },
    "a wrapper re-exported by its package": {
        "app/__init__.py": "from app.llm import ask\n",
        "app/llm.py": """
            from together import Together

            def ask(prompt, model):
                return Together().chat.completions.create(model=model, messages=prompt)  # sends: ?
        """,
        "job.py": """
            import app

            app.ask("hi", model="acme/Large")  # sends: acme/Large
        """,
    },
    "a wrapper under another name": {
        "app/__init__.py": "",
        "app/llm.py": """
            from together import Together

            def ask(prompt, model):
                return Together().chat.completions.create(model=model, messages=prompt)  # sends: ?
        """,
        "app/job.py": """
            from .llm import ask as ask_together

            ask_together("hi", model="acme/Large")  # sends: acme/Large
        """,
    },
    "a wrapper's class under another name": {
        "llm.py": """
            from together import Together

            class LLM:
                def __init__(self, model):
                    self.model = model

                def ask(self):
                    return Together().chat.completions.create(model=self.model, messages=[])  # sends: acme/Large
        """,
        "job.py": """
            from llm import LLM as Writer

            Writer("acme/Large").ask()
        """,
    },
    "a wrapper's class that is chosen first": {
        "llm.py": """
            from together import Together

            class LLM:
                def __init__(self, model):
                    self.model = model

                def ask(self):
                    return Together().chat.completions.create(model=self.model, messages=[])  # sends: acme/Large
        """,
        "job.py": """
            import sys
            from llm import LLM

            class Fake:
                def __init__(self, model): ...

            def writer():
                return LLM if "--real" in sys.argv else Fake

            writer()("acme/Large").ask()
        """,
    },
    "a wrapper under a name of one's own": {
        "llm.py": """
            from together import Together

            def ask(prompt, model):
                return Together().chat.completions.create(model=model, messages=prompt)  # sends: ?
        """,
        "job.py": """
            import llm

            ask_large = llm.ask
            ask_large("hi", "acme/Large")  # sends: acme/Large
        """,
    },
    "a wrapper through a star import": {
        "llm.py": """
            from together import Together

            def ask(prompt, model):
                return Together().chat.completions.create(model=model, messages=prompt)  # sends: ?
        """,
        "job.py": """
            from llm import *

            ask("hi", "acme/Large")  # sends: acme/Large
        """,
    },
}

NAMESAKES = {
    "a folder with the name of the SDK": {
        "agents/together/__init__.py": "from .agent import ask\n",
        "agents/together/agent.py": """
            import together

            def ask(message):
                return together.Complete.create(prompt=message, model="acme/Base")  # sends: acme/Base
        """,
    },
    "a folder with the name of another SDK": {
        "clients/openai/__init__.py": "",
        "clients/openai/client.py": """
            import openai
            client = openai.OpenAI(base_url="https://api.together.xyz/v1")
            client.chat.completions.create(model="acme/Large", messages=[])  # sends: acme/Large
        """,
    },
}

ALL = {**CONSTANTS, **CLIENTS, **NAMESAKES}


@pytest.mark.parametrize("files", ALL.values(), ids=ALL.keys())
def test_imports(files: Mapping[str, str], assert_marks: Callable[[Mapping[str, str]], None]) -> None:
    assert_marks(files)
