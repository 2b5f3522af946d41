"""The official JavaScript SDK (`together-ai`), and the `openai` package, which reaches Together by a base URL.

Read off together-ai 0.49.0 and openai 4.x to 6.x. Both count time limits in milliseconds and retry twice; together-ai
waits for a minute, openai for ten.
"""

from __future__ import annotations

from together_lint.clients import Client, Method, Routing
from together_lint.clients.javascript import MILLISECONDS
from together_lint.usages import ClientDefaults

_METHODS = (
    Method("chat.completions.create", "chat.completions"),
    Method("chat.completions.stream", "chat.completions"),
    Method("chat.completions.parse", "chat.completions"),
    Method("chat.completions.runTools", "chat.completions"),
    Method("completions.create", "completions"),
    Method("embeddings.create", "embeddings"),
    Method("images.generate", "images"),
    Method("images.create", "images"),
    Method("videos.create", "videos"),
    Method("rerank.create", "rerank"),
    Method("rerank", "rerank"),
    Method("audio.create", "audio.speech"),
    Method("audio.speech.create", "audio.speech"),
    Method("audio.transcriptions.create", "audio.transcriptions"),
    Method("audio.translations.create", "audio.translations"),
    Method("fineTuning.create", "fine-tuning"),
    Method("fineTune.create", "fine-tuning"),
    Method("fineTuning.estimatePrice", "fine-tuning"),
    Method("fineTuning.preview", "fine-tuning"),
    Method("fineTuning.modelLimits", "fine-tuning", ("model_name",)),
    Method("batches.create", "batches", ("model_id",)),
    Method("evals.create", "evaluations", ("parameters",), nested_model=True),
    Method("endpoints.create", "endpoints"),
    Method("endpoints.listHardware", "endpoints"),
    Method("hardware.list", "endpoints"),
    Method("models.upload", "uploads", ("base_model", "lora_model")),
    Method("jig.queue.submit", "queue"),
)

_RESPONSES = {"max_output_tokens": "max_tokens"}

OPENAI_METHODS = (
    Method("chat.completions.create", "chat.completions"),
    Method("chat.completions.parse", "chat.completions"),
    Method("chat.completions.stream", "chat.completions"),
    Method("chat.completions.runTools", "chat.completions"),
    Method("beta.chat.completions.parse", "chat.completions"),
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

_BASE = ("baseURL", "basePath")
_KEY = ("apiKey",)
_RETRIES = ("maxRetries",)

CLIENTS = (
    Client(
        word="together-sdk",
        classes=("npm:together-ai", "npm:together-ai.Together", "npm:together-ai/index.Together"),
        methods=_METHODS,
        provider="together",
        defaults=ClientDefaults("together-ai", 60.0, 2, "npm:together-ai"),
        base_url=_BASE,
        key=_KEY,
        retries=_RETRIES,
        timeout_unit=MILLISECONDS,
    ),
    Client(
        word="openai-sdk",
        classes=(
            "npm:openai",
            "npm:openai.OpenAI",
            "npm:openai/index.OpenAI",
            "npm:@posthog/ai.OpenAI",
            "npm:@langfuse/openai.OpenAI",
        ),
        methods=OPENAI_METHODS,
        provider="any",
        defaults=ClientDefaults("OpenAI SDK", 600.0, 2),
        base_url=_BASE,
        key=_KEY,
        retries=_RETRIES,
        timeout_unit=MILLISECONDS,
    ),
    Client(
        word="other",
        classes=("npm:portkey-ai.Portkey",),
        methods=OPENAI_METHODS,
        provider="any",
        defaults=ClientDefaults("Portkey", 600.0, 2),
        base_url=("customHost",),
        key=(),
        routing=Routing(arguments=("provider",)),
        timeout_unit=MILLISECONDS,
    ),
    Client(
        word="instructor",
        classes=("npm:@instructor-ai/instructor.Instructor",),
        methods=OPENAI_METHODS,
        provider="any",
        defaults=ClientDefaults("OpenAI SDK", 600.0, 2),
        base_url=(),
        key=(),
        inner=("client",),
        timeout_unit=MILLISECONDS,
    ),
)
