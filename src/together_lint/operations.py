"""The operations of the Together API that take a model: what each accepts.

Sources: the published OpenAPI description of 2026-04-28, the request types of the official SDKs 1.6.0, 2.42.0 and
3.1.1, and Together's parameter guide for images. Where they disagree on a bound, the wider one stands here.
Clients name these operations in their tables; rules read kinds and parameters from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from together_lint.lean_dataclasses import dataclass, field

# How the model of an operation is judged against the catalogue:
# serverless: it must answer serverless requests; known: tuning and endpoints have a list of models of their own, so
# only the spelling is judged; none: the name is the account's own (uploads, queues).
Judged = Literal["serverless", "known", "none"]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One documented body parameter. Bounds are inclusive; `types` are JSON type names, empty for any."""

    types: tuple[str, ...]
    minimum: float | None = None
    maximum: float | None = None
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation: its name, the path below `/v1`, the kinds of model that it takes and its parameters.

    `kinds` is empty where any kind will do. `parameters` is empty where no source lists them all: such an operation's
    parameters are not judged. `inference` tells requests whose failure a person waits for from jobs and bookkeeping.
    """

    name: str
    path: str
    kinds: frozenset[str]
    judged: Judged = "serverless"
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    inference: bool = True


# A base model (`language`, `code`) in a chat call is not refused by any recorded answer, so chat takes all text kinds.
TEXT = frozenset({"chat", "language", "code", "moderation"})
CHAT = TEXT

_ANY = Parameter(())
_TEXT = Parameter(("string",))
_FLAG = Parameter(("boolean",))
_NUMBER = Parameter(("number",))
_COUNT = Parameter(("integer",))
_LIST = Parameter(("array",))
_SHARE = Parameter(("number",), 0, 1)
_PENALTY = Parameter(("number",), -2, 2)

_SAMPLING: Mapping[str, Parameter] = {
    "echo": _FLAG,
    "frequency_penalty": _PENALTY,
    "logit_bias": Parameter(("object",)),
    "logprobs": Parameter(("integer",), 0, 20),
    "max_tokens": _COUNT,
    "min_p": _SHARE,
    "n": Parameter(("integer",), 1, 128),
    "presence_penalty": _PENALTY,
    "repetition_penalty": _NUMBER,
    "safety_model": _TEXT,
    "seed": _COUNT,
    "stop": Parameter(("array", "string")),
    "stream": _FLAG,
    # The description says 0 to 1, Together's own guides 0 to 2.
    "temperature": Parameter(("number",), 0, 2),
    "top_k": _COUNT,
    "top_p": _SHARE,
}

_CHAT_PARAMETERS: Mapping[str, Parameter] = {
    **_SAMPLING,
    "messages": _LIST,
    "chat_template_kwargs": _ANY,
    "compliance": Parameter(("string",), values=("hipaa",)),
    "context_length_exceeded_behavior": Parameter(("string",), values=("truncate", "error")),
    "function_call": _ANY,
    "reasoning": Parameter(("object",)),
    "reasoning_effort": _TEXT,
    "response_format": _ANY,
    "tool_choice": _ANY,
    "tools": _LIST,
}

# `stream_tokens` and the `mode` of images are what the 0.x SDK sends to `/inference`.
_COMPLETION_PARAMETERS: Mapping[str, Parameter] = {**_SAMPLING, "prompt": _ANY, "stream_tokens": _FLAG}

_EMBEDDING_PARAMETERS: Mapping[str, Parameter] = {"input": _ANY}

_IMAGE_PARAMETERS: Mapping[str, Parameter] = {
    "prompt": _TEXT,
    "aspect_ratio": _TEXT,
    "disable_safety_checker": _FLAG,
    "frame_images": _LIST,
    "guidance": _NUMBER,
    "guidance_scale": _NUMBER,
    "height": _COUNT,
    "image_base64": _TEXT,
    "image_loras": _LIST,
    "image_url": _TEXT,
    "mode": _TEXT,
    "n": Parameter(("integer",), 1),
    "negative_prompt": _TEXT,
    "output_format": _TEXT,
    "reference_images": _LIST,
    "resolution": _TEXT,
    "response_format": _TEXT,
    "seed": _COUNT,
    "steps": Parameter(("integer",), 1),
    "width": _COUNT,
}

_VIDEO_PARAMETERS: Mapping[str, Parameter] = {
    "prompt": _TEXT,
    "aspect_ratio": _TEXT,
    "fps": _COUNT,
    "frame_images": _LIST,
    "generate_audio": _FLAG,
    "guidance_scale": _NUMBER,
    "height": _COUNT,
    "media": _ANY,
    "negative_prompt": _TEXT,
    "output_format": Parameter(("string",), values=("MP4", "WEBM")),
    "output_quality": _COUNT,
    "ratio": _TEXT,
    "reference_images": _LIST,
    "resolution": _TEXT,
    "seconds": Parameter(("string", "number")),
    "seed": _COUNT,
    "steps": Parameter(("integer",), 10, 50),
    "width": _COUNT,
}

_RERANK_PARAMETERS: Mapping[str, Parameter] = {
    "documents": _LIST,
    "query": _TEXT,
    "rank_fields": _LIST,
    "return_documents": _FLAG,
    "top_n": _COUNT,
}

_SPEECH_PARAMETERS: Mapping[str, Parameter] = {
    "input": _TEXT,
    "voice": _TEXT,
    "bit_rate": _COUNT,
    "extra_params": _ANY,
    "language": _TEXT,
    "response_encoding": _TEXT,
    "response_format": _TEXT,
    "sample_rate": _COUNT,
    "stream": _FLAG,
}

_TRANSLATION_PARAMETERS: Mapping[str, Parameter] = {
    "file": _ANY,
    "language": _TEXT,
    "prompt": _TEXT,
    "response_format": _TEXT,
    "temperature": _SHARE,
    "timestamp_granularities": _ANY,
}

_TRANSCRIPTION_PARAMETERS: Mapping[str, Parameter] = {
    **_TRANSLATION_PARAMETERS,
    "diarize": _FLAG,
    "max_speakers": _COUNT,
    "min_speakers": _COUNT,
    "stream": _FLAG,
}

_ALL = (
    Operation("chat.completions", "/chat/completions", CHAT, parameters=_CHAT_PARAMETERS),
    Operation("completions", "/completions", TEXT, parameters=_COMPLETION_PARAMETERS),
    Operation("responses", "/responses", CHAT),
    Operation("embeddings", "/embeddings", frozenset({"embedding"}), parameters=_EMBEDDING_PARAMETERS),
    Operation("images", "/images/generations", frozenset({"image"}), parameters=_IMAGE_PARAMETERS),
    Operation("videos", "/videos", frozenset({"video"}), parameters=_VIDEO_PARAMETERS),
    Operation("rerank", "/rerank", frozenset({"rerank"}), parameters=_RERANK_PARAMETERS),
    Operation("audio.speech", "/audio/speech", frozenset({"audio"}), parameters=_SPEECH_PARAMETERS),
    Operation(
        "audio.transcriptions",
        "/audio/transcriptions",
        frozenset({"transcribe"}),
        parameters=_TRANSCRIPTION_PARAMETERS,
    ),
    Operation(
        "audio.translations", "/audio/translations", frozenset({"transcribe"}), parameters=_TRANSLATION_PARAMETERS
    ),
    Operation("realtime", "/realtime", frozenset({"transcribe", "audio"})),
    Operation("batches", "/batches", frozenset(), inference=False),
    Operation("evaluations", "/evaluation", frozenset(), inference=False),
    Operation("fine-tuning", "/fine-tunes", frozenset(), "known", inference=False),
    Operation("endpoints", "/endpoints", frozenset(), "known", inference=False),
    Operation("uploads", "/models", frozenset(), "none", inference=False),
    Operation("queue", "/queue/submit", frozenset(), "none", inference=False),
    Operation("other", "", frozenset()),
    Operation("model", "", frozenset(), inference=False),
)

OPERATIONS: Mapping[str, Operation] = {operation.name: operation for operation in _ALL}
"""`other` is a request to a path that no source describes, or to the old `/inference`, which took all kinds of model.
`model` stands for a model that is named (a table, a constant, a setting) without saying for which operation."""
