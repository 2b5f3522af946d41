"""The official Python SDK: client objects of 1.x, 2.x and 3.x, and the module functions of 0.x.

Read off the packages 0.2.11, 1.6.0, 2.0.0, 2.42.0 and 3.1.1. The defaults are those of 2.x and 3.x, where a request may
take 60 seconds and is tried three times; `editions` has those of 1.x.
"""

from __future__ import annotations

from together_lint.clients import Client, FunctionApi, Method, instructor_methods
from together_lint.usages import ClientDefaults

_METHODS = (
    Method("chat.completions.create", "chat.completions"),
    Method("chat.completions.stream", "chat.completions"),
    Method("chat.completions.parse", "chat.completions"),
    Method("completions.create", "completions"),
    Method("embeddings.create", "embeddings"),
    Method("images.generate", "images"),
    Method("videos.create", "videos"),
    Method("rerank.create", "rerank"),
    Method("audio.speech.create", "audio.speech"),
    Method("audio.transcriptions.create", "audio.transcriptions"),
    Method("audio.translations.create", "audio.translations"),
    Method("realtime.connect", "realtime"),
    Method("realtime.transcription", "realtime"),
    Method("fine_tuning.create", "fine-tuning"),
    Method("fine_tuning.create_job", "fine-tuning"),
    Method("fine_tuning.estimate_price", "fine-tuning"),
    Method("fine_tuning.preview", "fine-tuning"),
    Method("fine_tuning.model_limits", "fine-tuning", ("model_name",)),
    Method("batches.create", "batches", ("model_id",)),
    Method("batches.create_batch", "batches", ("model_id",)),
    Method("evals.create", "evaluations", ("parameters",), nested_model=True),
    Method(
        "evaluation.create",
        "evaluations",
        ("judge_model", "judge_model_name", "model_to_evaluate", "model_a", "model_b"),
        nested_model=True,
    ),
    Method("endpoints.create", "endpoints", positional=("model",)),
    Method("endpoints.list_hardware", "endpoints", positional=("model",)),
    Method("hardware.list", "endpoints", positional=("model",)),
    Method("endpoints.deployments.create", "endpoints"),
    Method("models.upload", "uploads", ("base_model", "lora_model")),
    Method("models.create", "uploads", ("base_model_id",)),
    Method("jig.queue.submit", "queue"),
)

CLIENTS = (
    Client(
        word="together-sdk",
        classes=(
            "together.Together",
            "together.AsyncTogether",
            "together.Client",
            "together.AsyncClient",
            "together.client.Together",
            "together.client.AsyncTogether",
        ),
        methods=(*_METHODS, *instructor_methods.METHODS),
        provider="together",
        defaults=ClientDefaults("Together SDK 2.x and 3.x", 60.0, 2, "together"),
    ),
)

_RENAMED = {"stop_words": "stop"}

FUNCTIONS = (
    FunctionApi(
        word="together-sdk",
        module="together",
        methods=(
            Method("Complete.create", "completions", positional=("prompt", "model"), renames=_RENAMED,
                   default_model="togethercomputer/RedPajama-INCITE-7B-Chat"),
            Method("Complete.create_streaming", "completions", positional=("prompt", "model"), renames=_RENAMED,
                   default_model="togethercomputer/RedPajama-INCITE-7B-Chat"),
            Method("Completion.create", "completions", positional=("prompt", "model"), renames=_RENAMED,
                   default_model="togethercomputer/RedPajama-INCITE-7B-Chat"),
            Method("AsyncComplete.create", "completions", positional=("prompt", "model"), renames=_RENAMED,
                   default_model="togethercomputer/RedPajama-INCITE-7B-Chat"),
            Method("Image.create", "images", positional=("prompt", "model"),
                   default_model="runwayml/stable-diffusion-v1-5"),
            Method("Embeddings.create", "embeddings", positional=("input", "model"),
                   default_model="bert-base-uncased"),
            Method("Finetune.create", "fine-tuning", positional=("training_file", "model")),
            Method("Models.start", "endpoints", positional=("model",)),
            Method("Models.stop", "endpoints", positional=("model",)),
            Method("Models.ready", "endpoints", positional=("model",)),
        ),
        provider="together",
        defaults=ClientDefaults("Together SDK 0.x", None, 2, "together"),
    ),
)  # fmt: skip
