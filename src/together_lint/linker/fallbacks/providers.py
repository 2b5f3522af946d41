"""Calls that ask a model at another provider, by the libraries and hosts that people use for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.clients import clients, http_apis, is_together_url
from together_lint.linker.library.arguments import argument
from together_lint.linker.references import last_name
from together_lint.linker.sending import Sending
from together_lint.linker.tables import names_of
from together_lint.linker.values import BoundCall, External, Table

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

OTHER_PROVIDER = "another provider"
"""The reason that a model is not known: another provider's is asked."""

# First parts of the names of packages that talk to hosted or local models.
PACKAGES = frozenset({
    "ai21", "aisuite", "aleph_alpha_client", "anthropic", "autogen", "boto3", "cerebras", "cohere", "deepinfra",
    "deepseek", "dspy", "fireworks", "genai", "groq", "huggingface_hub", "instructor", "langchain",
    "langchain_anthropic", "langchain_aws", "langchain_community", "langchain_core", "langchain_fireworks",
    "langchain_google_genai", "langchain_groq", "langchain_mistralai", "langchain_ollama", "langchain_openai",
    "langchain_together", "litellm", "llama_cpp", "llama_index", "mistralai", "ollama", "openai", "portkey_ai",
    "pydantic_ai", "replicate", "transformers", "vertexai", "voyageai", "writerai", "xai_sdk", "zhipuai", "dashscope",
})  # fmt: skip

JAVASCRIPT_PACKAGES = tuple(
    f"npm:{name}" for name in (
        "@anthropic-ai/", "@aws-sdk/client-bedrock", "@azure/openai", "@cerebras/", "@google-cloud/vertexai",
        "@google/", "@huggingface/", "@langchain/", "@mistralai/", "ai.", "ai/", "cohere-ai", "groq-sdk",
        "langchain", "llamaindex", "ollama", "openai.", "openai/", "portkey-ai", "replicate", "@ai-sdk/",
        "@openrouter/",
    )
)  # fmt: skip
"""The same for JavaScript, as names begin there."""

PREFIXES = (*JAVASCRIPT_PACKAGES, "google.generativeai", "google.genai", "google.cloud.aiplatform")

# Parts of a name that show that no model is asked: `client.moderations.create`.
NOT_MODELS = frozenset({"moderations", "files", "threads", "assistants", "vector_stores", "batches", "fine_tuning"})

# Methods and functions of these packages that ask a model. Others (counting tokens, making a client) do not.
ASKING = frozenset({
    "create", "acreate", "parse", "stream", "generate", "generate_content", "generate_content_async", "send_message",
    "complete", "acomplete", "completion", "acompletion", "chat", "invoke", "ainvoke", "astream", "run", "run_sync",
    "async_run", "predict", "apredict", "invoke_model", "converse", "converse_stream", "chat_completion",
    "text_generation", "embed", "embedding", "aembedding", "embed_query", "embed_documents", "rerank",
    "text_completion", "create_chat_completion", "create_completion", "__call__", "responses", "agenerate",
    "chat_stream", "image_generation", "generateText", "streamText", "generateObject", "streamObject",
    "generateContent", "generateContentStream", "sendMessage", "sendMessageStream", "chatCompletion", "textGeneration",
    "embedMany", "generateImage", "experimental_generateImage", "chatStream", "invokeModel",
})  # fmt: skip

_PATHS = (
    "/chat/completions", "/completions", "/v1/messages", ":generatecontent", "/api/generate", "/api/chat",
    "/embeddings", "/images/generations", "/responses", "/rerank", "/converse", "/invoke", "/generate", "/predict",
)  # fmt: skip
_BODY = frozenset({"model", "messages", "prompt", "contents", "inputs", "input"})


def is_other_provider(evaluator: Evaluator, what: External, call: BoundCall) -> bool:
    """Whether a call of a library's function or method asks a model somewhere else than at Together."""
    if what.made is not None:
        from together_lint.linker.fallbacks.frameworks.objects import asks_a_model

        if not asks_a_model(what):
            return False
    package = what.name.partition(".")[0]
    name = what.members[-1] if what.members else what.name.rpartition(".")[2]
    if package in PACKAGES or what.name.startswith(PREFIXES):
        return name in ASKING and not NOT_MODELS & set(what.path.split("."))
    if what.name in clients():
        return False
    return _is_http_of_other(evaluator, what, name, call)


def is_sent_elsewhere_too(evaluator: Evaluator, sending: Sending) -> bool:
    """Whether one call sends to Together and to others in turn, by a URL or client that may be several things."""
    call = sending.call
    if sending.word == "http":
        name = last_name(call.node.function)
        positions = [found.url for row in http_apis() for found in row.methods if found.name == name]
        values = [argument(evaluator, call, positions[0], "url") or ()] if positions else []
    else:
        items = (item.what for item in evaluator.evaluate(call.node.function, call.site))
        made = [what.made for what in items if isinstance(what, External) and what.made is not None]
        values = [argument(evaluator, each, None, "base_url", "api_base", "baseURL") or () for each in made]
    return any(
        "://" in text and not text.startswith("{}") and not is_together_url(text)
        for value in values
        for text, _item in evaluator.texts(value)
    )


def _is_http_of_other(evaluator: Evaluator, what: External, name: str, call: BoundCall) -> bool:
    """Raw HTTP to another host whose path or body is that of a model's API: a webhook for alerts is none."""
    for row in http_apis():
        if what.name != f"{row.module}.{name}" and what.name not in row.sessions:
            continue
        shape = next((found for found in row.methods if found.name == name), None)
        if shape is None:
            continue
        url = argument(evaluator, call, shape.url, "url") or ()
        texts = [text.lower() for text, _item in evaluator.texts(url)]
        if any(is_together_url(text) for text in texts):
            return False
        if any(text.partition("?")[0].rstrip("/").endswith(_PATHS) for text in texts):
            return True
        for body in shape.body:
            for item in argument(evaluator, call, None, body) or ():
                if isinstance(item.what, Table) and "model" in names_of(evaluator, item.what):
                    return len(_BODY & set(names_of(evaluator, item.what))) > 1
    return False


# Names of functions that are not followed and still say that they ask a model.
_TELLING = ("fallback", "backup", "secondary", "complet", "generate", "chat", "ask", "llm", "invoke", "infer", "query")


def looks_like_a_model_call(call: facts.Call) -> bool:
    """Whether a call that cannot be followed takes a model, or is named like one that asks a model as a substitute."""
    if any(given.name in ("model", "model_name", "model_id") for given in call.arguments):
        return True
    name = last_name(call.function).lower()
    written = _words(call.function)
    is_substitute = any(word in written for word in ("fallback", "backup", "secondary"))
    return is_substitute and any(word in name for word in _TELLING)


def _words(node: facts.Expression) -> str:
    parts: list[str] = []
    while isinstance(node, facts.Attribute):
        parts.append(node.name)
        node = node.base
    if isinstance(node, facts.Name):
        parts.append(node.id)
    return ".".join(parts).lower()
