"""The Vercel AI SDK: functions that are given a model object, and the providers that make such objects.

Read off ai 5 and 6, and @ai-sdk/togetherai 1 to 3. Two retries; no time limit but that of `abortSignal`.
"""

from __future__ import annotations

from together_lint.clients import Client, FunctionApi, Method, Provider, Routing
from together_lint.clients.javascript import MILLISECONDS
from together_lint.usages import ClientDefaults

_WORD = "vercel-ai"
_DEFAULTS = ClientDefaults("AI SDK", None, 2)
_CHAT = "chat.completions"
_TOKENS = {
    "maxOutputTokens": "max_tokens",
    "maxTokens": "max_tokens",
    "topP": "top_p",
    "topK": "top_k",
    "frequencyPenalty": "frequency_penalty",
    "presencePenalty": "presence_penalty",
    "stopSequences": "stop",
    "size": "size",
}


def _function(name: str, operation: str = _CHAT) -> Method:
    return Method(name, operation, renames=_TOKENS)


def _agent(name: str) -> Method:
    return Method(name, _CHAT, renames=_TOKENS, kind="client", needs_model=True)


_FUNCTIONS = (
    *map(_function, ("generateText", "streamText", "generateObject", "streamObject", "streamUI")),
    *(_function(name, "embeddings") for name in ("embed", "embedMany")),
    *(_function(name, "images") for name in ("generateImage", "experimental_generateImage")),
    *(_function(name, "audio.speech") for name in ("generateSpeech", "experimental_generateSpeech")),
    *(_function(name, "audio.transcriptions") for name in ("transcribe", "experimental_transcribe")),
    *(_function(name, "rerank") for name in ("rerank",)),
    *(_function(name, "videos") for name in ("experimental_generateVideo",)),
    *map(_agent, ("ToolLoopAgent", "Experimental_Agent", "Agent")),
    Method("wrapLanguageModel", _CHAT, kind="client", needs_model=True),
)


def _api(module: str) -> FunctionApi:
    return FunctionApi(
        _WORD,
        module,
        _FUNCTIONS,
        "any",
        _DEFAULTS,
        timeout=("abortSignal", "timeout"),
        retries=("maxRetries",),
        mixed=True,
        objects=True,
        timeout_unit=MILLISECONDS,
    )


def _made(path: str, operation: str = _CHAT) -> Method:
    """A method of a provider that makes a model object; an empty path is a call of the provider itself."""
    return Method(path, operation, positional=("model",), kind="client")


_MAKING = (
    _made(""),
    *map(_made, ("chatModel", "languageModel", "chat", "responses")),
    *(_made(path, "completions") for path in ("completionModel", "completion")),
    *(_made(path, "embeddings") for path in ("embeddingModel", "textEmbeddingModel", "embedding", "textEmbedding")),
    *(_made(path, "images") for path in ("imageModel", "image")),
    *(_made(path, "rerank") for path in ("rerankingModel", "reranking")),
    *(_made(path, "videos") for path in ("videoModel", "video")),
)


def _provider(provider: Provider, *classes: str) -> Client:
    return Client(
        _WORD,
        classes,
        _MAKING,
        provider,
        _DEFAULTS,
        base_url=("baseURL",),
        key=("apiKey",),
        mixed=True,
        timeout_unit=MILLISECONDS,
    )


CLIENTS = (
    _provider("together", "npm:@ai-sdk/togetherai.createTogetherAI"),
    _provider(
        "any",
        "npm:@ai-sdk/openai.createOpenAI",
        "npm:@ai-sdk/openai.OpenAI",
        "npm:@ai-sdk/openai-compatible.createOpenAICompatible",
    ),
    Client(
        _WORD,
        ("npm:ai.createProviderRegistry", "npm:ai.experimental_createProviderRegistry"),
        tuple(method for method in _MAKING if method.path),
        "any",
        _DEFAULTS,
        base_url=(),
        key=(),
        routing=Routing(("togetherai:", "together:")),
        mixed=True,
        timeout_unit=MILLISECONDS,
    ),
)

FUNCTIONS = (
    _api("npm:ai"),
    _api("npm:ai/rsc"),
    _api("npm:@ai-sdk/rsc"),
    FunctionApi(
        _WORD,
        "npm:@ai-sdk/togetherai",
        (
            _made("togetherai"),
            *(
                Method(f"togetherai.{each.path}", each.operation, positional=("model",), kind="client")
                for each in _MAKING
                if each.path
            ),
        ),
        "together",
        _DEFAULTS,
        mixed=True,
        timeout_unit=MILLISECONDS,
    ),
)
