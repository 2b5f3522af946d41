"""The OpenAI Python SDK, which reaches Together by a base URL: client objects, and the module functions of 0.x and 1.x.

Read off openai 0.28 and 1.x; 600 seconds and two retries are its documented defaults.
"""

from __future__ import annotations

from together_lint.clients import Client, FunctionApi, Method, instructor_methods
from together_lint.usages import ClientDefaults

_RESPONSES = {"max_output_tokens": "max_tokens"}

METHODS = (
    Method("chat.completions.create", "chat.completions"),
    Method("chat.completions.parse", "chat.completions"),
    Method("chat.completions.stream", "chat.completions"),
    Method("completions.create", "completions"),
    Method("embeddings.create", "embeddings"),
    Method("images.generate", "images"),
    Method("images.edit", "images"),
    Method("audio.speech.create", "audio.speech"),
    Method("audio.transcriptions.create", "audio.transcriptions"),
    Method("audio.translations.create", "audio.translations"),
    Method("responses.create", "responses", renames=_RESPONSES),
    Method("responses.parse", "responses", renames=_RESPONSES),
    Method("responses.stream", "responses", renames=_RESPONSES),
)

CLIENTS = (
    Client(
        word="openai-sdk",
        classes=(
            "openai.OpenAI",
            "openai.AsyncOpenAI",
            "openai.Client",
            "openai.AsyncClient",
            "langfuse.openai.OpenAI",
            "langfuse.openai.AsyncOpenAI",
            "langsmith.wrappers.OpenAI",
        ),
        methods=(*METHODS, *instructor_methods.METHODS),
        provider="any",
        defaults=ClientDefaults("OpenAI SDK", 600.0, 2, "openai"),
    ),
)

FUNCTIONS = (
    FunctionApi(
        word="openai-sdk",
        module="openai",
        methods=(
            Method("ChatCompletion.create", "chat.completions"),
            Method("ChatCompletion.acreate", "chat.completions"),
            Method("Completion.create", "completions"),
            Method("Completion.acreate", "completions"),
            Method("Embedding.create", "embeddings"),
            Method("Embedding.acreate", "embeddings"),
            Method("Image.create", "images"),
            *METHODS,
        ),
        provider="any",
        defaults=ClientDefaults("OpenAI SDK", 600.0, 2, "openai"),
        base_url=("api_base", "base_url"),
        key=("api_key",),
    ),
)
