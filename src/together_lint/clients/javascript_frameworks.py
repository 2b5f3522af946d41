"""Frameworks of JavaScript: LangChain, LlamaIndex, Mastra, and Hugging Face's client.

Read off @langchain/community 1.x, @langchain/openai 1.x, llamaindex 0.12 and @mastra/core 1.x. LangChain retries six
times and sets no time limit.
"""

from __future__ import annotations

from together_lint.clients import Client, FunctionApi, Method, Routing
from together_lint.clients.javascript import MILLISECONDS
from together_lint.usages import ClientDefaults

_CHAT = "chat.completions"
_TOKENS = {
    "maxTokens": "max_tokens",
    "topP": "top_p",
    "topK": "top_k",
    "frequencyPenalty": "frequency_penalty",
    "presencePenalty": "presence_penalty",
    "repetitionPenalty": "repetition_penalty",
}
_LANGCHAIN = ClientDefaults("LangChain", None, 6)
_MODEL = ("model", "modelName")


def _class(path: str, operation: str, default: str | None = None, *spread: str) -> Method:
    return Method(path, operation, _MODEL, renames=_TOKENS, default_model=default, kind="client", spread=spread)


_TOGETHER = (
    _class("ChatTogetherAI", _CHAT, "mistralai/Mixtral-8x7B-Instruct-v0.1"),
    _class("TogetherAI", "completions"),
    _class("TogetherAIEmbeddings", "embeddings", "togethercomputer/m2-bert-80M-8k-retrieval"),
)
_OPENAI = (
    _class("ChatOpenAI", _CHAT, None, "configuration"),
    _class("OpenAI", "completions", None, "configuration"),
    _class("OpenAIEmbeddings", "embeddings", None, "configuration"),
)


def _together(module: str) -> FunctionApi:
    return FunctionApi(
        "langchain", module, _TOGETHER, "together", _LANGCHAIN, ("baseURL",), ("apiKey", "togetherAIApiKey"),
        ("timeout",), ("maxRetries",), mixed=True, timeout_unit=MILLISECONDS,
    )  # fmt: skip


def _openai(module: str) -> FunctionApi:
    return FunctionApi(
        "langchain", module, _OPENAI, "any", _LANGCHAIN, ("baseURL", "basePath"), ("apiKey", "openAIApiKey"),
        ("timeout",), ("maxRetries",), mixed=True, timeout_unit=MILLISECONDS,
    )  # fmt: skip


_LLAMAINDEX = (
    Method("TogetherLLM", _CHAT, renames=_TOKENS, kind="client", default_model="togethercomputer/llama-2-7b-chat"),
    Method(
        "TogetherEmbedding", "embeddings", kind="client", default_model="togethercomputer/m2-bert-80M-32k-retrieval"
    ),
)
_MASTRA = (
    Method("Agent", _CHAT, renames=_TOKENS, kind="client", needs_model=True),
    Method("ModelRouterEmbeddingModel", "embeddings", positional=("model",), kind="client", needs_model=True),
)

FUNCTIONS = (
    _together("npm:@langchain/together-ai"),
    *(
        _together(f"npm:@langchain/community/{place}")
        for place in ("chat_models/togetherai", "llms/togetherai", "embeddings/togetherai")
    ),
    *(
        _together(f"npm:langchain/{place}")
        for place in ("chat_models/togetherai", "llms/togetherai", "embeddings/togetherai")
    ),
    *map(_openai, ("npm:@langchain/openai", "npm:langchain/chat_models/openai", "npm:langchain/llms/openai")),
    FunctionApi(
        "langchain",
        "npm:langchain/chat_models/universal",
        (Method("initChatModel", _CHAT, positional=("model",), renames=_TOKENS, kind="client"),),
        "any",
        _LANGCHAIN,
        routing=Routing(prefixes=("together:", "togetherai:"), arguments=("modelProvider",)),
        mixed=True,
        timeout_unit=MILLISECONDS,
    ),
    *(
        FunctionApi(
            "llamaindex", module, _LLAMAINDEX, "together", ClientDefaults("LlamaIndex", 60.0, 10), ("baseURL",),
            ("apiKey",), ("timeout",), ("maxRetries",), mixed=True, timeout_unit=MILLISECONDS,
        )
        for module in ("npm:llamaindex", "npm:@llamaindex/together")
    ),
    *(
        FunctionApi(
            "other", module, _MASTRA, "any", ClientDefaults("Mastra", None, 2), routing=Routing(("togetherai/",)),
            retries=("maxRetries",), mixed=True, objects=True, timeout_unit=MILLISECONDS,
        )
        for module in ("npm:@mastra/core", "npm:@mastra/core/agent", "npm:@mastra/core/llm")
    ),
)  # fmt: skip

_HUB = tuple(
    Method(path, operation)
    for path, operation in (
        ("chatCompletion", _CHAT),
        ("chatCompletionStream", _CHAT),
        ("textGeneration", "completions"),
        ("textToImage", "images"),
        ("featureExtraction", "embeddings"),
    )
)

CLIENTS = (
    Client(
        "hf-inference",
        ("npm:@huggingface/inference.InferenceClient", "npm:@huggingface/inference.HfInference"),
        _HUB,
        "any",
        None,
        base_url=("endpointUrl",),
        key=(),
        routing=Routing(prefixes=("together/",), arguments=("provider",)),
        naming="hub",
        mixed=True,
        timeout_unit=MILLISECONDS,
    ),
)
