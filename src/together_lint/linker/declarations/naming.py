"""What names and strings say of themselves: a name that holds models, a string that is written like a model id."""

from __future__ import annotations

import re

from together_lint.clients.providers import OTHER_HOSTS, is_provider_word
from together_lint.late_patterns import late_pattern

_MODEL_FIELDS = late_pattern(r"(?:^|_)(?:model|llm|engine)s?(?:_|$)|models?$", re.IGNORECASE)
"""`model`, `default_model`, `llm_name`, `togetherModels`; not `remodel_date`."""

_PARTS = late_pattern(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")

_NOT_SENT = (
    *("deprecat", "retir", "remov", "alias", "legacy", "migrat", "block", "blacklist", "deny", "denied", "unsupport"),
    *("unavail", "replac", "renam", "remap", "forbid", "exclu", "ignor", "disab", "invalid", "obsolet", "expir"),
    *("withdraw", "discontinu", "descri", "licence", "license", "tokeniz", "tokenis", "display", "pric", "sunset"),
    "skip",
)
"""Beginnings of words that say of models that they are not sent, or not models."""

_GONE = frozenset(
    ["dead", "gone", "broken", "fix", "fixes", "fixed", "bad", "former", "banned", "label", "labels"],
)
"""Words that say so as a whole."""

_HEADS = frozenset(
    [
        *("cost", "costs", "rate", "rates", "limit", "limits", "rpm", "tpm", "quota", "quotas", "budget", "budgets"),
        *("context", "contexts", "window", "windows", "length", "lengths", "size", "sizes", "tokens", "dim", "dims"),
        *("dimension", "dimensions", "score", "scores", "accuracy", "result", "results", "stats", "latency", "timeout"),
        *("icon", "icons", "logo", "logos", "color", "colors", "colour", "colours", "title", "titles", "timeouts"),
        *("module", "modules", "package", "packages", "repo", "repos", "repository", "repositories"),
        *("path", "paths", "dir", "dirs", "directory", "folder", "folders", "file", "files", "filename", "checkpoint"),
        *("url", "urls", "uri", "link", "links", "href", "page", "pages", "doc", "docs", "endpoint", "endpoints"),
    ]
)
"""Last words of names that are about models or providers and hold none: `MODEL_LIMITS`, `TOGETHER_MODEL_PATH`."""

_AFTER_HEAD = frozenset({"per", "by", "for", "of", "from", "in"})
_TRAILING = frozenset({"together", "ai", "map", "mapping", "table", "dict", "list", "default", "defaults"})
_NOT_HOSTED = frozenset({"embedding", "embeddings", "embedder", "embed", "rerank", "reranker", "encoder", "whisper"})

_MODEL_ID = late_pattern(r"^[A-Za-z0-9][A-Za-z0-9_.-]*/[A-Za-z0-9][A-Za-z0-9_.:-]*$")
_SLUG = late_pattern(r"^(?=.*[A-Za-z])(?=.*[\d-])[A-Za-z0-9][A-Za-z0-9_.:-]{3,}$")
_HOST = late_pattern(r"\.(?:com|org|net|ai|io|co|dev|app|xyz|tech|cloud|local)$", re.IGNORECASE)
_NOT_ORGANISATIONS = frozenset(
    [
        *("application", "text", "image", "audio", "video", "multipart", "font", "model", "models", "data", "src"),
        *("docs", "doc", "tests", "test", "config", "configs", "output", "outputs", "results", "v1", "api", "assets"),
        *("static", "public", "icons", "images", "img", "logos", "checkpoints", "weights", "providers", "packages"),
        *("modules", "routes", "pages", "lib", "app", "templates", "cache", "logs", "tmp", "scripts", "prompts"),
    ]
)
_FILE = late_pattern(
    r"\.(?:py|pyi|jsonl?|ya?ml|txt|csv|tsv|md|rst|html?|xml|png|jpe?g|svg|ico|webp|gif|bmp|mp[34]|wav|ogg|flac|webm|"
    r"toml|ini|cfg|conf|env|lock|pkl|pt|pth|ckpt|bin|log|ipynb|sh|db|sqlite3?|sql|[cm]?js|jsx|tsx?|s?css|vue|go|rs|"
    r"java|rb|php|zip|gz|tar|whl|gguf|ggml|safetensors|onnx|parquet|arrow|np[yz]|h5|pdf|docx?|xlsx?|pptx?|ttf|woff2?)$",
    re.IGNORECASE,
)


def words_of(name: str) -> tuple[str, ...]:
    """`TOGETHER_MODEL_PATH`, `togetherModelPath` and `--together-model-path` as lower-case words."""
    return tuple(part.lower() for part in _PARTS.findall(name))


def says_together(name: str) -> bool:
    return "together" in name.lower()


def says_not_sent(name: str) -> bool:
    """Whether a name is one of models that are not sent: `DEPRECATED_MODELS`, `blocklist`."""
    return any(word.startswith(_NOT_SENT) or word in _GONE for word in words_of(name))


def is_about_something_else(name: str) -> bool:
    """Whether a name is one of prices, limits, paths, retired models and the like, or says where else a model runs."""
    words = words_of(name)
    if says_not_sent(name) or any(word in OTHER_HOSTS for word in words):
        return True
    for number, word in enumerate(words):
        if word in _AFTER_HEAD and number:
            words = words[:number]
            break
    while len(words) > 1 and words[-1] in _TRAILING:
        words = words[:-1]
    return bool(words) and words[-1] in _HEADS


def holds_models(name: str) -> bool:
    """Whether a field or variable of this name holds models: `default_model`; not `MODEL_LIMITS`, `retired_models`."""
    return bool(_MODEL_FIELDS.search(name)) and not is_about_something_else(name)


def may_run_elsewhere(name: str) -> bool:
    """Whether models of this name are often run by the program itself: `EMBEDDING_MODEL`, `RERANKER`."""
    return not _NOT_HOSTED.isdisjoint(words_of(name))


def is_model_id(text: str) -> bool:
    """Whether a string is written like `organisation/model`; not `text/html`, `a/b/c`, `icons/together`, `x.org/y`."""
    organisation, _slash, name = text.partition("/")
    return (
        bool(_MODEL_ID.match(text))
        and organisation.lower() not in _NOT_ORGANISATIONS
        and not ("." in organisation and _HOST.search(organisation))
        and not ("." in text and _FILE.search(text))
        and not is_provider_word(name)
    )


def is_slug(text: str) -> bool:
    """`llama-3-8b-chat`: a name without organisation, accepted only where a table says that it is Together's model."""
    return bool(_SLUG.match(text)) and not text.isupper()
