"""Names of fields: which of them hold a model, which one that stands in for another."""

from __future__ import annotations

from together_lint.late_patterns import late_pattern
from together_lint.linker.declarations.naming import holds_models, may_run_elsewhere
from together_lint.linker.documents.parts import Part

_RECORD_FIELDS = frozenset({"id", "name", "default", "slug", "value", "api_name"})
_NO_IDS = frozenset(
    [
        *(
            "type",
            "types",
            "provider",
            "providers",
            "family",
            "version",
            "language",
            "format",
            "kind",
            "class",
            "group",
        ),
        *("tier", "revision", "vendor", "owner", "prefix", "suffix", "temperature", "count", "seed", "quantization"),
        *("backend", "platform", "source", "status", "category", "alias", "strategy", "routing", "selection", "mode"),
        *("precision", "dtype", "device", "enabled", "info", "key", "task", "cache", "registry", "region", "level"),
    ]
)
"""Last words of names that are about a model and hold none: `model_type`, `llm_mode`."""

_RUN_BY_THE_PROGRAM = late_pattern(
    r"base_model|pretrained|checkpoint|model_name_or_path|adapter|lora|peft|reward_model"
)
_WHATEVER_PATH = frozenset({"model_name_or_path", "model_or_path", "model_id_or_path"})
_ROLES = frozenset(
    [
        *("chat", "completion", "completions", "text", "default", "primary", "main", "fast", "slow", "smart", "cheap"),
        *(
            "small",
            "medium",
            "large",
            "reasoning",
            "reasoner",
            "thinking",
            "code",
            "coder",
            "coding",
            "vision",
            "image",
        ),
        *("images", "video", "audio", "embedding", "embeddings", "embed", "rerank", "reranker", "moderation", "safety"),
        *("judge", "evaluator", "planner", "executor", "writer", "summary", "summarizer", "summarization", "generator"),
        *("instruct", "best", "quality", "speed", "light", "heavy", "strong", "weak", "critic", "router", "agent"),
        *("fallback", "backup", "secondary", "transcription", "whisper", "tts", "flagship", "premium", "free"),
    ]
)
"""What a model is there for; in an entry of Together's, a field of such a name with an id holds a model."""

_FALLBACKS = late_pattern(r"(?:^|_)(?:fallback|fallbacks|backup|backups|secondary)(?:_|$)")


_OF_A_RECORD = frozenset({"id", "name", "slug", "model", "model_id", "model_name", "llm", "engine"})
_SENT = late_pattern(r"^(?:provider|api|upstream|remote|actual|real|vendor|together\w*)_model(?:_id|_name)?$")

_CONTAINERS = late_pattern(
    r"(?:^|_)(?:config|configuration|conf|options|params|parameters|kwargs|args|settings|client|connection|auth|api|"
    r"credentials|limits|request|generation|sampling|defaults|inference|extra)$"
)


def is_container(part: Part) -> bool:
    """Whether a mapping inside an entry holds more of the entry's fields: `config`, `completionOptions`."""
    return part.is_mapping and bool(_CONTAINERS.search(part.name))


def names_sent_model(name: str) -> bool:
    """Whether a field holds what the provider is asked for, beside the program's own name of the model."""
    return bool(_SENT.search(name))


def names_one_model(name: str) -> bool:
    """Whether a field names the one model that a record is about; two of them name the same."""
    return name in _OF_A_RECORD


def names_model(name: str) -> bool:
    """Whether a field of this name holds models: `model`, `titleModel`, `llm`, `model_name_or_path`."""
    if name in _WHATEVER_PATH:
        return True
    return holds_models(name) and name.rpartition("_")[2] not in _NO_IDS


def names_record(name: str) -> bool:
    """Whether a field of this name holds the id where the record is one of a model."""
    return name in _RECORD_FIELDS


def names_role(name: str) -> bool:
    return name in _ROLES


def names_fallback(name: str) -> bool:
    return bool(_FALLBACKS.search(name))


def names_alias(name: str) -> bool:
    """Whether a field of this name holds other names of models: there only what names Together itself counts."""
    return "alias" in name


def is_run_by_the_program(name: str) -> bool:
    """Whether a field of this name usually holds a model that the program trains or runs itself."""
    return bool(_RUN_BY_THE_PROGRAM.search(name)) or may_run_elsewhere(name)
