"""Frameworks: objects that take the model, functions that are routed by a prefix, and clients inside clients."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from together_lint.linker import Links

Files = Mapping[str, str]

ELSEWHERE = {
    "LiteLLM with another provider's prefix": """
        # never together_ai/acme/Large
        from litellm import completion
        completion(model="groq/acme/Large", messages=[])
    """,
    "LiteLLM with a prefix that is put in the place of Together's": """
        import os
        import litellm

        def complete(model):
            name = "text-completion-openai/" + model.split("/", 1)[1]
            return litellm.text_completion(prompt="x", model=name, api_key=os.environ["TOGETHER_API_KEY"])

        def route(model):
            return litellm.completion(f"openrouter/{model}", [], api_key=os.environ["TOGETHER_API_KEY"])

        route("acme/Large")
    """,
    "LiteLLM without a prefix": """
        import litellm  # TOGETHER_API_KEY is for the other service
        litellm.completion(model="gpt-4o", messages=[])
    """,
    "LiteLLM with another provider by name": """
        from litellm import completion  # not "together"
        completion(model="acme/Large", custom_llm_provider="deepinfra", messages=[])
    """,
    "LangChain with OpenAI's own host": """
        from langchain_openai import ChatOpenAI  # instead of ChatTogether
        ChatOpenAI(model="gpt-4o").invoke("hi")
    """,
    "LangChain with another base URL": """
        from langchain_openai import ChatOpenAI  # instead of ChatTogether
        ChatOpenAI(model="acme/Large", base_url="https://api.fireworks.ai/v1")
    """,
    "a factory with another provider": """
        from langchain.chat_models import init_chat_model  # "together" is for later
        init_chat_model("groq:acme/Large")
        init_chat_model("acme/Large", model_provider="fireworks")
    """,
    "LlamaIndex with another base": """
        from llama_index.llms.openai_like import OpenAILike  # not TogetherLLM
        OpenAILike(model="acme/Large", api_base="https://openrouter.ai/api/v1")
    """,
    "pydantic-ai with another provider": """
        from pydantic_ai import Agent  # "together" would do as well
        from pydantic_ai.models.openai import OpenAIChatModel
        from pydantic_ai.providers.openai import OpenAIProvider
        Agent("openai:gpt-4o")
        OpenAIChatModel("acme/Large", provider=OpenAIProvider(base_url="http://localhost:8000/v1"))
        OpenAIChatModel("gpt-4o")
    """,
    "dspy with another provider": """
        import dspy  # not dspy.Together
        dspy.LM("openai/gpt-4o-mini")
        dspy.LM("groq/acme/Large")
    """,
    "smolagents with another provider": """
        from smolagents import InferenceClientModel  # not "together"
        InferenceClientModel(model_id="acme/Large", provider="nebius")
        InferenceClientModel(model_id="acme/Large")
    """,
    "Agno with another model": """
        from agno.models.groq import Groq  # not agno.models.together
        from agno.agent import Agent
        Agent(model=Groq(id="acme/Large"))
    """,
    "instructor with another provider": """
        import instructor  # not "together"
        instructor.from_provider("groq/acme/Large")
    """,
    "CrewAI with another provider": """
        from crewai import LLM, Agent  # not "together"
        Agent(role="x", llm=LLM(model="anthropic/claude-3-5-sonnet"))
        Agent(role="y", llm="gpt-4o")
    """,
    "a class of the project that is called like one of a framework": """
        from dataclasses import dataclass

        @dataclass
        class Together:
            model: str = "acme/Large"

        @dataclass
        class ChatTogether:
            model: str = "acme/Large"

        Together(model="acme/Small")
        ChatTogether()
    """,
    "a class of another library that is called so": """
        from socialkit import Together, TogetherLLM
        Together(model="acme/Large")
        TogetherLLM(model="acme/Large")
    """,
    "a bare client of the hub": """
        from huggingface_hub import InferenceClient
        InferenceClient(provider="together")
    """,
    "gateways to other providers": """
        from openai import OpenAI  # "together" is not meant here
        from portkey_ai import Portkey, createHeaders
        client = OpenAI(base_url="https://api.portkey.ai/v1", default_headers=createHeaders(provider="groq"))
        client.chat.completions.create(model="acme/Large", messages=[])
        other = OpenAI(base_url="https://gateway.helicone.ai", default_headers={"Helicone-Target-Url": "https://api.x.ai"})
        other.chat.completions.create(model="acme/Large", messages=[])
        Portkey(provider="anthropic").chat.completions.create(model="acme/Large", messages=[])
        router = OpenAI(base_url="https://openrouter.ai/api/v1")
        order = {"provider": {"order": ["Together"]}}
        router.chat.completions.create(model="acme/large", extra_body=order, messages=[])
    """,
    "a router without Together": """
        from litellm import Router  # not together_ai/
        Router(model_list=[{"model_name": "a", "litellm_params": {"model": "groq/acme/Large"}}])
    """,
    "an agent that is given an object": """
        from pydantic_ai import Agent

        def serve(model):
            return Agent(model, system_prompt="together we stand")
    """,
    "a string that only begins alike": """
        from pydantic_ai import Agent  # "together"
        Agent("together_we_stand/model")
    """,
    "a prefix that is tested for": """
        from litellm import completion

        def is_together(model):
            return model.startswith("together_ai/")
    """,
    "an import that is never called": """
        from langchain_together import ChatTogether, TogetherEmbeddings
        __all__ = ["ChatTogether", "TogetherEmbeddings"]
    """,
    "annotations alone": """
        from langchain_together import ChatTogether

        def ask(llm: ChatTogether) -> str:
            return llm.invoke("hi").content
    """,
    "a factory of a library with its own words": """
        from camel.models import ModelFactory
        from camel.types import ModelPlatformType
        TOGETHER = "together"
        ModelFactory.create(model_platform=ModelPlatformType.OPENAI, model_type="gpt-4o")
    """,
}


@pytest.mark.parametrize("source", ELSEWHERE.values(), ids=ELSEWHERE)
def test_other_providers_and_namesakes_are_silent(source: str, assert_silent: Callable[[Files], None]) -> None:
    assert_silent({"app.py": source})


MODELS = {
    "LiteLLM": """
        from litellm import completion, acompletion, embedding
        completion(model="together_ai/acme/Large", messages=[], max_tokens=50)  # sends: acme/Large@50
        completion("together_ai/acme/Large", [])  # sends: acme/Large by literal
        embedding(model="together_ai/acme/Embed", input=["a"])  # sends: acme/Embed

        async def main():
            await acompletion("together_ai/acme/Large", [], max_completion_tokens=9)  # sends: acme/Large@9
    """,
    "LiteLLM with an organisation of the same name as a provider": """
        import litellm
        litellm.completion(model="together_ai/openai/gpt-oss-20b", messages=[])  # sends: openai/gpt-oss-20b
    """,
    "LiteLLM by argument": """
        import litellm
        litellm.completion("openai/gpt-oss-20b", [], custom_llm_provider="together_ai")  # sends: openai/gpt-oss-20b
        litellm.completion("acme/Large", [], custom_llm_provider="together_ai")  # sends: acme/Large
        litellm.completion("openai/acme/Large", [], api_base="https://api.together.xyz/v1")  # sends: acme/Large
    """,
    "LiteLLM, one of two in a list": """
        from litellm import completion
        MODELS = ["gpt-4o", "together_ai/acme/Large", "groq/acme/Small"]
        for model in MODELS:
            print(completion(model=model, messages=[]))  # sends: acme/Large
    """,
    "LiteLLM, the prefix put before it": """
        from litellm import completion
        NAME = "acme/Large"
        completion(model=f"together_ai/{NAME}", messages=[])  # sends: acme/Large
    """,
    "LiteLLM, a wrapper with a default": """
        from litellm import completion

        def ask(prompt, model="together_ai/acme/Large", **kwargs):
            return completion(model=model, messages=prompt, **kwargs)  # sends: acme/Large
    """,
    "LangChain": """
        from langchain_together import ChatTogether, Together, TogetherEmbeddings
        ChatTogether(model="acme/Large", max_tokens=100)  # sends: acme/Large@100
        ChatTogether(model_name="acme/Large", temperature=0)  # sends: acme/Large
        Together(model="acme/Base")  # sends: acme/Base
        TogetherEmbeddings(model="acme/Embed")  # sends: acme/Embed
    """,
    "LangChain's own defaults": """
        from langchain_together import ChatTogether, TogetherEmbeddings
        ChatTogether()  # sends: Qwen/Qwen2.5-7B-Instruct-Turbo by library-default
        TogetherEmbeddings()  # sends: intfloat/multilingual-e5-large-instruct by library-default
    """,
    "a limit where the model is asked": """
        from langchain_together import ChatTogether
        llm = ChatTogether(model="acme/Large")  # sends: acme/Large@300, acme/Large@none

        def ask(question):
            return llm.invoke(question, max_tokens=300)

        def chat(question):
            return llm.invoke(question)
    """,
    "a limit of every call that asks": """
        from huggingface_hub import InferenceClient
        client = InferenceClient("acme/Large", provider="together")  # sends: acme/Large@300
        client.chat_completion([], max_tokens=300)
    """,
    "LangChain's class with a model that callers may leave out": """
        from langchain_together import ChatTogether

        def get(model=None):
            return ChatTogether(model=model)  # sends: ?
    """,
    "LangChain's own default where nothing is given": """
        from langchain_together import ChatTogether
        ChatTogether()  # sends: Qwen/Qwen2.5-7B-Instruct-Turbo
    """,
    "LangChain, the OpenAI class with a base URL": """
        from langchain_openai import ChatOpenAI
        BASE = "https://api.together.xyz/v1"
        ChatOpenAI(model="acme/Large", base_url=BASE)  # sends: acme/Large
        ChatOpenAI(model_name="acme/Large", openai_api_base=BASE, openai_api_key="x")  # sends: acme/Large
    """,
    "LangChain, older modules": """
        from langchain.llms import Together
        from langchain_community.llms import Together as Other
        Together(model="acme/Base")  # sends: acme/Base
        Other(model="acme/Base", max_tokens=9)  # sends: acme/Base@9
    """,
    "LangChain's factories": """
        from langchain.chat_models import init_chat_model
        from langchain.agents import create_agent
        init_chat_model("together:acme/Large")  # sends: acme/Large
        init_chat_model("acme/Large", model_provider="together", max_tokens=7)  # sends: acme/Large@7
        create_agent("together:acme/Large", tools=[])  # sends: acme/Large
    """,
    "LangChain, a model given later": """
        from langchain_together import ChatTogether
        llm = ChatTogether(model="acme/Large")  # sends: acme/Large
        llm.invoke("hi")
        llm.invoke("hi", model="acme/Small")  # sends: acme/Small
        llm.bind(model="acme/Tiny")  # sends: acme/Tiny
    """,
    "LlamaIndex": """
        from llama_index.llms.together import TogetherLLM
        from llama_index.embeddings.together import TogetherEmbedding
        from llama_index.llms.openai_like import OpenAILike
        TogetherLLM("acme/Large", max_tokens=8)  # sends: acme/Large@8
        TogetherEmbedding(model_name="acme/Embed")  # sends: acme/Embed
        OpenAILike(model="acme/Large", api_base="https://api.together.ai/v1")  # sends: acme/Large
    """,
    "Haystack": """
        from haystack_integrations.components.generators.togetherai import TogetherAIChatGenerator
        from haystack.components.generators.chat import OpenAIChatGenerator
        TogetherAIChatGenerator(model="acme/Large", generation_kwargs={"max_tokens": 30})  # sends: acme/Large@30
        TogetherAIChatGenerator()  # sends: meta-llama/Llama-3.3-70B-Instruct-Turbo
        OpenAIChatGenerator(model="acme/Large", api_base_url="https://api.together.xyz/v1")  # sends: acme/Large
    """,
    "dspy": """
        import dspy
        dspy.LM("together_ai/acme/Large", max_tokens=300)  # sends: acme/Large@300
        dspy.LM(model="openai/acme/Large", api_base="https://api.together.xyz/v1")  # sends: acme/Large
        dspy.configure(lm=dspy.Together(model="acme/Old"))  # sends: acme/Old
    """,
    "pydantic-ai": """
        from pydantic_ai import Agent, ModelSettings
        from pydantic_ai.models.openai import OpenAIChatModel
        from pydantic_ai.providers.together import TogetherProvider
        from pydantic_ai.providers.openai import OpenAIProvider
        BASE = "https://api.together.xyz/v1"
        Agent("together:acme/Large", system_prompt="x")  # sends: acme/Large
        OpenAIChatModel("acme/Large", provider=TogetherProvider(api_key="x"))  # sends: acme/Large
        OpenAIChatModel("acme/Large", provider="together")  # sends: acme/Large
        OpenAIChatModel("acme/Large", provider="together", settings=ModelSettings(max_tokens=5))  # sends: acme/Large@5
        OpenAIChatModel("acme/Large", provider=OpenAIProvider(base_url=BASE))  # sends: acme/Large
    """,
    "pydantic-ai, a client inside a provider inside a model": """
        from openai import AsyncOpenAI
        from pydantic_ai.models.openai import OpenAIModel
        from pydantic_ai.providers.openai import OpenAIProvider
        client = AsyncOpenAI(base_url="https://api.together.xyz/v1", api_key="x")
        model = OpenAIModel("acme/Large", provider=OpenAIProvider(openai_client=client))  # sends: acme/Large
    """,
    "pydantic-ai, a model for one run": """
        from pydantic_ai import Agent
        agent = Agent("openai:gpt-4o")
        agent.run_sync("hi", model="together:acme/Large")  # sends: acme/Large
    """,
    "instructor": """
        import instructor
        instructor.from_provider("together/acme/Large", async_client=True)  # sends: acme/Large
    """,
    "Agno": """
        from agno.agent import Agent
        from agno.models.together import Together
        from agno.knowledge.embedder.together import TogetherEmbedder
        from agno.models.openai.like import OpenAILike
        Agent(model=Together(id="acme/Large", max_tokens=4096))  # sends: acme/Large@4096
        Together()  # sends: MiniMaxAI/MiniMax-M2.7
        TogetherEmbedder(id="acme/Embed")  # sends: acme/Embed
        OpenAILike(id="acme/Large", base_url="https://api.together.xyz/v1")  # sends: acme/Large
    """,
    "CrewAI": """
        from crewai import LLM, Agent
        Agent(role="x", llm=LLM(model="together_ai/acme/Large"))  # sends: acme/Large
        Agent(role="x", llm="together_ai/acme/Small")  # sends: acme/Small
    """,
    "smolagents": """
        from smolagents import CodeAgent, LiteLLMModel, OpenAIServerModel
        LiteLLMModel(model_id="together_ai/acme/Large")  # sends: acme/Large
        OpenAIServerModel(model_id="acme/Large", api_base="https://api.together.xyz/v1/")  # sends: acme/Large
    """,
    "the hub": """
        from huggingface_hub import InferenceClient
        from smolagents import InferenceClientModel
        client = InferenceClient(provider="together")
        client.chat.completions.create(model="acme/hub-id", messages=[])  # sends: acme/hub-id
        InferenceClientModel(model_id="acme/hub-id", provider="together")  # sends: acme/hub-id
        InferenceClient("acme/hub-id", provider="together")  # sends: acme/hub-id
    """,
    "clients inside": """
        from agents import OpenAIChatCompletionsModel
        from openai import AsyncOpenAI
        client = AsyncOpenAI(base_url="https://api.together.xyz/v1", api_key="x")
        OpenAIChatCompletionsModel(model="acme/Large", openai_client=client)  # sends: acme/Large
    """,
    "LiteLLM's router": """
        from litellm import Router
        router = Router(  # sends: acme/Large@100, acme/Small@none
            model_list=[
                {"model_name": "a", "litellm_params": {"model": "together_ai/acme/Large", "max_tokens": 100}},
                {"model_name": "b", "litellm_params": {"model": "groq/acme/Large", "max_tokens": 9}},
                {"model_name": "b", "litellm_params": {"model": "openai/acme/Small", "api_base": "https://api.together.xyz/v1"}},
            ],
            num_retries=2,
        )
        router.completion(model="a", messages=[])
    """,
    "AutoGen's list": """
        import os
        from autogen import AssistantAgent
        config_list = [
            {"model": "acme/Large", "api_key": os.environ["TOGETHER_API_KEY"], "api_type": "together"},
            {"model": "acme/Small", "base_url": "https://api.together.xyz/v1", "api_key": "x"},
            {"model": "gpt-4o", "api_key": os.environ["OPENAI_API_KEY"]},
        ]
        AssistantAgent("writer", llm_config={"config_list": config_list})  # sends: acme/Large, acme/Small
    """,
    "a platform's word": """
        from camel.models import ModelFactory
        from camel.types import ModelPlatformType
        ModelFactory.create(model_platform=ModelPlatformType.TOGETHER, model_type="acme/Large")  # sends: acme/Large
    """,
    "gateways, told by a header": """
        from openai import OpenAI
        from portkey_ai import PORTKEY_GATEWAY_URL, Portkey, createHeaders
        headers = createHeaders(api_key="x", provider="together-ai")
        client = OpenAI(base_url=PORTKEY_GATEWAY_URL, default_headers=headers)
        client.chat.completions.create(model="acme/Large", messages=[])  # sends: acme/Large
        other = OpenAI(base_url="https://api.portkey.ai/v1", default_headers={"x-portkey-provider": "together-ai"})
        other.chat.completions.create(model="acme/Small", messages=[])  # sends: acme/Small
        third = OpenAI(base_url="https://gateway.helicone.ai/v1",
                       default_headers={"Helicone-Target-Url": "https://api.together.xyz"})
        third.chat.completions.create(model="acme/Tiny", messages=[])  # sends: acme/Tiny
        Portkey(provider="together-ai").chat.completions.create(model="acme/Mini", messages=[])  # sends: acme/Mini
    """,
    "aisuite": """
        import aisuite as ai
        client = ai.Client()
        for model in ["openai:gpt-4o", "together:acme/Large"]:
            client.chat.completions.create(model=model, messages=[])  # sends: acme/Large
    """,
    "a subclass of the project": """
        from langchain_together import ChatTogether

        class Writer(ChatTogether):
            model_name: str = "acme/Large"
            max_tokens: int = 64

        Writer()  # sends: acme/Large@64
        Writer(model="acme/Small")  # sends: acme/Small
    """,
    "a subclass that says so to its base": """
        from crewai import LLM
        from langchain_openai import ChatOpenAI

        class Writer(LLM):
            def __init__(self):
                super().__init__(model="acme/Large", provider="together_ai", max_tokens=20)  # sends: acme/Large@20

        class Reader(ChatOpenAI):
            def __init__(self, model="acme/Small", **more):
                super().__init__(model=model, base_url="https://api.together.xyz/v1", **more)  # sends: acme/Small
    """,
    "a subclass with fields for the address": """
        from langchain_openai import ChatOpenAI
        from pydantic import Field

        class Hosted(ChatOpenAI):
            model_name: str = Field(default="acme/Large", alias="model")
            openai_api_base: str = Field(default="https://api.together.xyz/v1", alias="base_url")

        Hosted(temperature=0)  # sends: acme/Large
    """,
    "classes in a table": """
        from langchain_groq import ChatGroq
        from langchain_together import ChatTogether
        CLASSES = {"together": ChatTogether, "groq": ChatGroq}

        def make(provider):
            return CLASSES[provider](model="acme/Large")  # sends: acme/Large
    """,
    "a class under another name": """
        from langchain_together import ChatTogether
        Model = ChatTogether
        Model(model="acme/Large")  # sends: acme/Large
    """,
    "a class chosen before": """
        from langchain_groq import ChatGroq
        from langchain_together import ChatTogether

        def make(fast):
            cls = ChatTogether if fast else ChatGroq
            return cls(model="acme/Large")  # sends: acme/Large
    """,
}


@pytest.mark.parametrize("source", MODELS.values(), ids=MODELS)
def test_models_of_frameworks(source: str, assert_marks: Callable[[Files], None]) -> None:
    assert_marks({"app.py": source})


OBJECTS = {
    "from langchain_together import ChatTogether\nChatTogether(model='acme/Large')": ("client", "langchain"),
    "from litellm import completion\ncompletion('together_ai/acme/Large', [])": ("call", "litellm"),
    "import dspy\ndspy.LM('together_ai/acme/Large')": ("client", "dspy"),
    "from smolagents import HfApiModel\nHfApiModel('a/b', provider='together')": ("client", "hf-inference"),
}


@pytest.mark.parametrize(("source", "said"), OBJECTS.items())
def test_objects_are_clients_and_functions_are_calls(
    source: str, said: tuple[str, str], linked: Callable[[Files], Links]
) -> None:
    assert [(usage.kind, usage.client) for usage in linked({"app.py": source}).usages] == [said]


def test_the_spelling_of_a_routed_model_is_kept(linked: Callable[[Files], Links]) -> None:
    usage = linked({"app.py": "import litellm\nlitellm.completion('together_ai/acme/Large', [])"}).usages[0]
    assert [(model.value, model.raw) for model in usage.models] == [("acme/Large", "together_ai/acme/Large")]


def test_ids_of_a_hub_are_marked_as_such(linked: Callable[[Files], Links]) -> None:
    source = "from smolagents import InferenceClientModel\nInferenceClientModel('a/b', provider='together')"
    assert [usage.naming for usage in linked({"app.py": source}).usages] == ["hub"]


ACROSS_FILES = {
    "a factory that is given the model": {
        "llm.py": """
            from langchain_together import ChatTogether

            def make(model="acme/Small"):
                return ChatTogether(model=model, max_tokens=10)  # sends: acme/Small@10
        """,
        "app.py": """
            from llm import make

            writer = make()
            editor = make("acme/Large")  # sends: acme/Large@10
        """,
    },
    "a constant of another file": {
        "settings.py": """
            MODEL = "acme/Large"
        """,
        "llm.py": """
            from langchain_together import ChatTogether
            from settings import MODEL
            llm = ChatTogether(model=MODEL)  # sends: acme/Large by imported-constant
        """,
    },
    "an object that another file gives another model": {
        "llm.py": """
            from langchain_together import ChatTogether
            llm = ChatTogether(model="acme/Large")  # sends: acme/Large
        """,
        "app.py": """
            from llm import llm
            llm.invoke("hi")
            llm.bind(model="acme/Small").invoke("hi")  # sends: acme/Small
        """,
    },
    "a client of another file inside a model": {
        "client.py": """
            from openai import AsyncOpenAI
            client = AsyncOpenAI(base_url="https://api.together.xyz/v1", api_key="x")
        """,
        "app.py": """
            from agents import OpenAIChatCompletionsModel
            from client import client
            model = OpenAIChatCompletionsModel(model="acme/Large", openai_client=client)  # sends: acme/Large
        """,
    },
}


@pytest.mark.parametrize("files", ACROSS_FILES.values(), ids=ACROSS_FILES)
def test_across_files(files: Files, assert_marks: Callable[[Files], None]) -> None:
    assert_marks(files)
