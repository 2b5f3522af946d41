"""Models held by classes: attributes, inheritance over files, factory methods, records, settings and enums."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

BASE = """
    from together import Together

    class Base:
        model = "acme/Default"

        def __init__(self):
            self.client = Together()

        def ask(self, messages):
            return self.client.chat.completions.create(  # sends: acme/Default, acme/Large
                model=self.model, messages=messages
            )
"""

PROVIDERS = """
    from base import Compatible

    class Ours(Compatible):
        base_url = "https://api.together.xyz/v1"
        model = "acme/Large"

    class Groq(Compatible):
        base_url = "https://api.groq.com/openai/v1"
        model = "other/Model"
"""

ATTRIBUTES = {
    "a class attribute": {
        "llm.py": """
            from together import Together

            class LLM:
                MODEL = "acme/Large"

                def ask(self, messages):
                    return Together().chat.completions.create(  # sends: acme/Large by class-attr
                        model=self.MODEL, messages=messages
                    )
        """,
    },
    "an attribute of another file's class": {
        "config.py": """
            class Config:
                MODEL = "acme/Large"
                LIMIT = 512
        """,
        "llm.py": """
            from together import Together
            from config import Config

            Together().chat.completions.create(  # sends: acme/Large@512 by class-attr
                model=Config.MODEL, messages=[], max_tokens=Config.LIMIT
            )
        """,
    },
    "an attribute of a nested class": {
        "config.py": """
            class Config:
                class Chat:
                    model = "acme/Large"
        """,
        "llm.py": """
            import config
            from together import Together

            Together().chat.completions.create(model=config.Config.Chat.model, messages=[])  # sends: acme/Large
        """,
    },
    "an instance attribute": {
        "llm.py": """
            from together import Together

            class LLM:
                def __init__(self):
                    self.client = Together()
                    self.model = "acme/Large"

                def ask(self, messages):
                    return self.client.chat.completions.create(  # sends: acme/Large by class-attr
                        model=self.model, messages=messages
                    )
        """,
    },
    "an instance attribute set in another method": {
        "llm.py": """
            from together import Together

            class LLM:
                def __init__(self):
                    self.setup()

                def setup(self):
                    self.client = Together()
                    self.model = "acme/Large"

                def ask(self, messages):
                    return self.client.chat.completions.create(model=self.model, messages=messages)  # sends: acme/Large
        """,
    },
    "an attribute of the settings object of another file": {
        "settings.py": """
            class Settings:
                def __init__(self):
                    self.chat_model = "acme/Large"

            settings = Settings()
        """,
        "llm.py": """
            from together import Together
            from settings import settings

            Together().chat.completions.create(model=settings.chat_model, messages=[])  # sends: acme/Large
        """,
    },
    "an attribute of an attribute": {
        "config.py": """
            class Config:
                def __init__(self):
                    self.model = "acme/Large"
        """,
        "llm.py": """
            from together import Together
            from config import Config

            class LLM:
                def __init__(self):
                    self.config = Config()
                    self.client = Together()

                def ask(self, messages):
                    return self.client.chat.completions.create(  # sends: acme/Large
                        model=self.config.model, messages=messages
                    )
        """,
    },
    "a property": {
        "llm.py": """
            from together import Together

            class LLM:
                @property
                def model(self):
                    return "acme/Large"

                @property
                def client(self):
                    return Together()

                def ask(self, messages):
                    return self.client.chat.completions.create(model=self.model, messages=messages)  # sends: acme/Large
        """,
    },
    "a cached property for the client": {
        "llm.py": """
            from functools import cached_property
            from together import AsyncTogether

            class LLM:
                @cached_property
                def client(self) -> AsyncTogether:
                    return AsyncTogether()

                async def ask(self):
                    return await self.client.chat.completions.create(  # sends: acme/Large
                        model="acme/Large", messages=[]
                    )
        """,
    },
    "a client made on first use": {
        "llm.py": """
            from together import Together

            class LLM:
                def __init__(self):
                    self._client = None

                def client(self):
                    if self._client is None:
                        self._client = Together()
                    return self._client

                def ask(self):
                    return self.client().chat.completions.create(model="acme/Large", messages=[])  # sends: acme/Large
        """,
    },
}

INHERITANCE = {
    "an attribute of a base class in another file": {
        "base.py": """
            class Base:
                model = "acme/Large"
        """,
        "llm.py": """
            from together import Together
            from base import Base

            class LLM(Base):
                def ask(self, messages):
                    return Together().chat.completions.create(model=self.model, messages=messages)  # sends: acme/Large
        """,
    },
    "an attribute overridden in a subclass in another file": {
        "base.py": BASE,
        "large.py": """
            from base import Base

            class Large(Base):
                model = "acme/Large"
        """,
        "job.py": """
            from large import Large

            Large().ask([])
        """,
    },
    "two subclasses in two files": {
        "base.py": """
            from together import Together

            class Base:
                model: str
                limit: int

                def ask(self, messages):
                    return Together().chat.completions.create(  # sends: acme/Large@100, acme/Small@8000
                        model=self.model, messages=messages, max_tokens=self.limit
                    )
        """,
        "large.py": """
            from base import Base

            class Large(Base):
                model = "acme/Large"
                limit = 100
        """,
        "small.py": """
            import base

            class Small(base.Base):
                model = "acme/Small"
                limit = 8000
        """,
    },
    "an abstract property filled in by subclasses": {
        "base.py": """
            from abc import ABC, abstractmethod
            from together import Together

            class Base(ABC):
                @property
                @abstractmethod
                def model(self) -> str: ...

                def ask(self, messages):
                    return Together().chat.completions.create(model=self.model, messages=messages)  # sends: acme/Large
        """,
        "large.py": """
            from base import Base

            class Large(Base):
                @property
                def model(self) -> str:
                    return "acme/Large"
        """,
    },
    "super().__init__ with the model": {
        "base.py": """
            from together import Together

            class Base:
                def __init__(self, model):
                    self.client = Together()
                    self.model = model

                def ask(self, messages):
                    return self.client.chat.completions.create(model=self.model, messages=messages)  # sends: acme/Large
        """,
        "large.py": """
            from base import Base

            class Large(Base):
                def __init__(self):
                    super().__init__("acme/Large")
        """,
        "job.py": """
            from large import Large

            Large().ask([])
        """,
    },
    "a chain of super().__init__ over three files": {
        "base.py": """
            class Base:
                def __init__(self, client, model, limit):
                    self.client = client
                    self.model = model
                    self.limit = limit

                def ask(self, messages):
                    return self.client.chat.completions.create(  # sends: acme/Large@100
                        model=self.model, messages=messages, max_tokens=self.limit
                    )
        """,
        "provider.py": """
            from together import Together
            from base import Base

            class TogetherLLM(Base):
                def __init__(self, model, **kwargs):
                    super().__init__(Together(), model=model, **kwargs)
        """,
        "job.py": """
            from provider import TogetherLLM

            TogetherLLM("acme/Large", limit=100).ask([])
        """,
    },
    "the base class's __init__ by its name": {
        "base.py": """
            from together import Together

            class Base:
                def __init__(self, model):
                    self.model = model

                def ask(self, messages):
                    return Together().chat.completions.create(model=self.model, messages=messages)  # sends: acme/Large
        """,
        "large.py": """
            from base import Base

            class Large(Base):
                def __init__(self):
                    Base.__init__(self, "acme/Large")

            Large().ask([])
        """,
    },
    "a client from a factory method that a subclass overrides": {
        "base.py": """
            from openai import OpenAI

            class Base:
                def make_client(self):
                    return OpenAI()

                def ask(self, model, messages):
                    client = self.make_client()
                    return client.chat.completions.create(model=model, messages=messages)  # sends: ?
        """,
        "ours.py": """
            from together import Together
            from base import Base

            class Ours(Base):
                def make_client(self):
                    return Together()
        """,
        "job.py": """
            from base import Base
            from ours import Ours

            Base().ask("gpt-4o", [])
            Ours().ask("acme/Large", [])  # sends: acme/Large
        """,
    },
    "base URLs as class attributes: only Together's subclass counts": {
        "base.py": """
            from openai import OpenAI

            class Compatible:
                base_url = ""
                model = ""

                def __init__(self):
                    self.client = OpenAI(base_url=self.base_url)

                def ask(self, messages):
                    return self.client.chat.completions.create(model=self.model, messages=messages)  # sends: acme/Large
        """,
        "providers.py": PROVIDERS,
    },
    "a subclass that is there for others, beside a base class that is made here": {
        "base.py": """
            from openai import OpenAI

            class Compatible:
                base_url = "https://api.openai.com/v1"
                model = "other/Default"

                def __init__(self, model=None):
                    self.client = OpenAI(base_url=self.base_url)

                def ask(self, messages):
                    return self.client.chat.completions.create(model=self.model, messages=messages)  # sends: acme/Large
        """,
        "providers.py": PROVIDERS,
        "app.py": """
            from base import Compatible

            Compatible().ask([])
        """,
    },
    "a method overridden where it sends": {
        "base.py": """
            class Base:
                model = "acme/Default"

                def ask(self, messages):
                    raise NotImplementedError
        """,
        "ours.py": """
            from together import Together
            from base import Base

            class Ours(Base):
                model = "acme/Large"

                def ask(self, messages):
                    return Together().chat.completions.create(model=self.model, messages=messages)  # sends: acme/Large
        """,
    },
    "a mixin that brings the client": {
        "mixin.py": """
            from together import Together

            class TogetherMixin:
                @property
                def client(self):
                    return Together()
        """,
        "llm.py": """
            from mixin import TogetherMixin

            class LLM(TogetherMixin):
                def ask(self):
                    return self.client.chat.completions.create(model="acme/Large", messages=[])  # sends: acme/Large
        """,
    },
}

RECORDS = {
    "a dataclass field's default": {
        "config.py": """
            from dataclasses import dataclass

            @dataclass
            class Config:
                model: str = "acme/Large"
                limit: int = 256
        """,
        "llm.py": """
            from together import Together
            from config import Config

            config = Config()
            Together().chat.completions.create(  # sends: acme/Large@256 by class-attr
                model=config.model, messages=[], max_tokens=config.limit
            )
        """,
    },
    "a dataclass as argument, made in two files": {
        "config.py": """
            from dataclasses import dataclass

            @dataclass(frozen=True)
            class Config:
                model: str
                limit: int
        """,
        "llm.py": """
            from together import Together
            from config import Config

            def ask(config: Config):
                return Together().chat.completions.create(  # sends: ?
                    model=config.model, messages=[], max_tokens=config.limit
                )
        """,
        "one.py": """
            from config import Config
            from llm import ask

            ask(Config("acme/Large", 100))  # sends: acme/Large@100
        """,
        "two.py": """
            from config import Config
            from llm import ask

            config = Config(limit=8000, model="acme/Small")
            ask(config)  # sends: acme/Small@8000
        """,
    },
    "a dataclass with field()": {
        "llm.py": """
            from dataclasses import dataclass, field
            from together import Together

            @dataclass
            class LLM:
                client: Together = field(default_factory=Together)
                model: str = field(default="acme/Large")

                def ask(self):
                    return self.client.chat.completions.create(model=self.model, messages=[])  # sends: acme/Large
        """,
    },
    "a client made in __post_init__": {
        "llm.py": """
            from dataclasses import dataclass
            from together import Together

            @dataclass
            class LLM:
                model: str = "acme/Large"

                def __post_init__(self):
                    self.client = Together()

                def ask(self):
                    return self.client.chat.completions.create(model=self.model, messages=[])  # sends: acme/Large
        """,
    },
    "pydantic settings": {
        "settings.py": """
            from pydantic import Field
            from pydantic_settings import BaseSettings

            class Settings(BaseSettings):
                together_api_key: str = ""
                chat_model: str = "acme/Large"
                limit: int = Field(default=300, ge=1)

            settings = Settings()
        """,
        "llm.py": """
            from together import Together
            from settings import settings

            Together(api_key=settings.together_api_key).chat.completions.create(  # sends: acme/Large@300
                model=settings.chat_model, messages=[], max_tokens=settings.limit
            )
        """,
    },
    "settings from a cached function": {
        "settings.py": """
            from functools import lru_cache
            from pydantic_settings import BaseSettings

            class Settings(BaseSettings):
                chat_model: str = "acme/Large"

            @lru_cache
            def get_settings() -> Settings:
                return Settings()
        """,
        "llm.py": """
            from together import Together
            from settings import get_settings

            def ask():
                settings = get_settings()
                return Together().chat.completions.create(model=settings.chat_model, messages=[])  # sends: acme/Large
        """,
    },
    "nested settings": {
        "settings.py": """
            from pydantic import BaseModel

            class Chat(BaseModel):
                model: str = "acme/Large"

            class Settings(BaseModel):
                chat: Chat = Chat()

            SETTINGS = Settings()
        """,
        "llm.py": """
            import settings
            from together import Together

            Together().chat.completions.create(model=settings.SETTINGS.chat.model, messages=[])  # sends: acme/Large
        """,
    },
    "the body of a request to the project's own server": {
        "server.py": """
            from fastapi import FastAPI
            from pydantic import BaseModel
            from together import Together

            app = FastAPI()

            class Body(BaseModel):
                prompt: str
                model: str = "acme/Large"
                max_tokens: int = 700

            @app.post("/chat")
            def chat(body: Body):
                return Together().chat.completions.create(  # sends: acme/Large@700
                    model=body.model, messages=[], max_tokens=body.max_tokens
                )
        """,
    },
    "a named tuple": {
        "models.py": """
            from typing import NamedTuple

            class Spec(NamedTuple):
                name: str
                limit: int = 64

            FAST = Spec("acme/Small")
            GOOD = Spec(name="acme/Large", limit=4096)
        """,
        "llm.py": """
            import models
            from together import Together

            Together().chat.completions.create(  # sends: acme/Large@4096
                model=models.GOOD.name, messages=[], max_tokens=models.GOOD.limit
            )
            Together().chat.completions.create(  # sends: acme/Small@64
                model=models.FAST.name, messages=[], max_tokens=models.FAST.limit
            )
        """,
    },
    "an attrs class": {
        "llm.py": """
            import attrs
            from together import Together

            @attrs.define
            class LLM:
                model: str = attrs.field(default="acme/Large")

                def ask(self):
                    return Together().chat.completions.create(model=self.model, messages=[])  # sends: acme/Large
        """,
    },
    "a simple namespace": {
        "llm.py": """
            from types import SimpleNamespace
            from together import Together

            config = SimpleNamespace(model="acme/Large", limit=99)
            Together().chat.completions.create(  # sends: acme/Large@99
                model=config.model, messages=[], max_tokens=config.limit
            )
        """,
    },
}

ENUMS = {
    "the value of a member": {
        "models.py": """
            from enum import Enum

            class Model(Enum):
                LARGE = "acme/Large"
                SMALL = "acme/Small"
        """,
        "llm.py": """
            from together import Together
            from models import Model

            Together().chat.completions.create(model=Model.LARGE.value, messages=[])  # sends: acme/Large
        """,
    },
    "a member of a string enum": {
        "models.py": """
            from enum import Enum

            class Model(str, Enum):
                LARGE = "acme/Large"
                SMALL = "acme/Small"
        """,
        "llm.py": """
            from together import Together
            from models import Model

            Together().chat.completions.create(model=Model.SMALL, messages=[])  # sends: acme/Small
        """,
    },
    "a default that is a member": {
        "models.py": """
            from enum import StrEnum

            class Model(StrEnum):
                LARGE = "acme/Large"
                SMALL = "acme/Small"
        """,
        "llm.py": """
            from together import Together
            from models import Model

            def ask(model: Model = Model.LARGE):
                return Together().chat.completions.create(model=model.value, messages=[])  # sends: acme/Large
        """,
        "job.py": """
            from llm import ask
            from models import Model

            ask(Model.SMALL)  # sends: acme/Small
        """,
    },
    "a loop over all members": {
        "models.py": """
            from enum import Enum

            class Model(Enum):
                LARGE = "acme/Large"
                SMALL = "acme/Small"
        """,
        "llm.py": """
            from together import Together
            from models import Model

            for model in Model:
                Together().chat.completions.create(model=model.value, messages=[])  # sends: acme/Large, acme/Small
        """,
    },
    "a table with members as keys": {
        "models.py": """
            from enum import Enum

            class Size(Enum):
                LARGE = 1
                SMALL = 2

            IDS = {Size.LARGE: "acme/Large", Size.SMALL: "acme/Small"}
        """,
        "llm.py": """
            from together import Together
            from models import IDS, Size

            Together().chat.completions.create(model=IDS[Size.SMALL], messages=[])  # sends: acme/Small
        """,
    },
}

LIBRARY_BASES = {
    "fields that a base of a library takes": {
        "llm.py": """
            import requests
            from langchain_core.language_models.llms import LLM

            class Hosted(LLM):
                base_url: str = "https://api.together.xyz/v1/completions"
                model: str = "acme/Base"  # sends: acme/Base
                max_tokens: int = 50

                def _call(self, prompt, stop=None, **kwargs):
                    payload = {"model": self.model, "max_tokens": self.max_tokens, "prompt": prompt}
                    return requests.post(url=self.base_url, json=payload).json()  # sends: acme/Large@128
        """,
        "app.py": """
            from llm import Hosted

            Hosted(model="acme/Large", max_tokens=128).invoke("hello")
        """,
    },
    "a method that the only class with Together's client has in its place": {
        "llm.py": """
            from openai import OpenAI
            from together import Together

            class Base:
                def __init__(self, model):
                    self.model = model
                    self.client = OpenAI()

                def ask(self, prompt):
                    return self.client.chat.completions.create(model=self.model, messages=prompt)

            class Hosted(Base):
                def __init__(self, model):
                    self.model = model
                    self.client = Together()

                def ask(self, prompt):
                    return self.client.chat.completions.create(model=self.model, messages=prompt)  # sends: acme/Large

            Base("gpt-4o").ask([])
            Hosted("acme/Large").ask([])
        """,
    },
    "a method in its place that calls the one above": {
        "llm.py": """
            from openai import OpenAI
            from together import Together

            class Base:
                client = OpenAI()

                def ask(self, prompt, model):
                    return self.client.chat.completions.create(model=model, messages=prompt)  # sends: acme/Large

            class Hosted(Base):
                client = Together()

                def ask(self, prompt, model="acme/Large"):
                    return super().ask(prompt, model)  # sends: acme/Large

            Hosted().ask([])
        """,
    },
}

ALL = {**ATTRIBUTES, **INHERITANCE, **RECORDS, **ENUMS, **LIBRARY_BASES}


@pytest.mark.parametrize("files", [pytest.param(files, id=name) for name, files in ALL.items()])
def test_classes(files: Mapping[str, str], assert_marks: Callable[[Mapping[str, str]], None]) -> None:
    assert_marks(files)
