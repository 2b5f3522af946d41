"""Words for providers in a project's own tables and settings: Together's, and those of its neighbours.

They decide whose model a table entry names (`{"together": […], "groq": […]}`, `provider="together"`), and whether a
file speaks of Together alone.
"""

from __future__ import annotations

from together_lint.late_patterns import late_pattern

TOGETHER_WORDS = frozenset({"together", "togetherai", "together_ai", "together-ai", "together.ai", "together ai"})

OTHER_WORDS = frozenset(
    [
        "openai",
        "anthropic",
        "claude",
        "google",
        "gemini",
        "vertex",
        "vertexai",
        "vertex_ai",
        "groq",
        "mistral",
        "mistralai",
        "cohere",
        "openrouter",
        "fireworks",
        "fireworks_ai",
        "fireworksai",
        "deepseek",
        "ollama",
        "huggingface",
        "hf",
        "azure",
        "azure_openai",
        "bedrock",
        "aws",
        "perplexity",
        "xai",
        "grok",
        "replicate",
        "deepinfra",
        "anyscale",
        "nvidia",
        "cerebras",
        "sambanova",
        "novita",
        "vllm",
        "lmstudio",
        "lm_studio",
        "local",
        "moonshot",
        "kimi",
        "qwen",
        "dashscope",
        "hyperbolic",
        "nebius",
        "ai21",
        "voyage",
        "jina",
        "siliconflow",
        "github",
        "custom",
    ]
)

WEAK_NEIGHBOURS = frozenset({"local", "custom", "github", "google", "aws", "voyage", "replicate", "jina", "claude"})
"""Words that stand beside `together` in tables about other things as well."""

OTHER_HOSTS = frozenset(
    [
        "hf",
        "huggingface",
        "local",
        "vllm",
        "ollama",
        "lmstudio",
        "groq",
        "openrouter",
        "fireworks",
        "deepinfra",
        "azure",
        "bedrock",
        "vertex",
        "replicate",
        "anthropic",
        "cohere",
        "gemini",
        "perplexity",
        "novita",
        "sambanova",
        "cerebras",
        "hyperbolic",
        "nebius",
        "siliconflow",
    ]
)
"""Words in a name that say where else a model runs: `LOCAL_MODEL`, `HF_MODEL`. Not families: `QWEN_MODEL` may be
Together's, and so may `OPENAI_MODEL`, sent with the `openai` package."""

PROVIDER_FIELDS = late_pattern(
    r"(?:^|_)(?:(?:provider|platform|backend|vendor)(?:_(?:name|id|type|key|slug))?|api|api_(?:type|name))$"
)
"""Names of fields that say whose model it is: `provider`, `llm_backend`, `provider_id`; not `providers`, `api_key`."""

WEAK_PROVIDER_FIELDS = late_pattern(r"(?:^|_)(?:service|host|source|client|type)$|^(?:id|name|slug|key|label|title)$")
"""Names of fields that may say so, but are those of any record: `type`, `source`, `name`."""

_HUMP = late_pattern(r"(?<=[a-z0-9])(?=[A-Z])")


def in_snake_case(name: str) -> str:
    """`modelProvider`, `MODEL_PROVIDER`: `model_provider`."""
    return _HUMP.sub("_", name).lower()


def names_provider(name: str) -> bool:
    """Whether a field or variable of this name says whose model it is."""
    return bool(PROVIDER_FIELDS.search(in_snake_case(name)))


def may_name_provider(name: str) -> bool:
    """Whether a field or variable of this name may say so."""
    return bool(WEAK_PROVIDER_FIELDS.search(in_snake_case(name)))


_BRANDS = (
    "anthropic",
    "groq",
    "openrouter",
    "gemini",
    "cohere",
    "ollama",
    "fireworks",
    "deepinfra",
    "replicate",
    "bedrock",
    "vertex",
    "azure",
    "perplexity",
    "nebius",
    "huggingface",
    "transformers",
    "vllm",
)
_OTHER_NAMES = (
    r"api\.openai\.com|sentence_transformers|openai_api_key|OPENAI_API_KEY|gpt-[345]\w*|from_pretrained|"
    r"VertexAI|OpenRouter|DeepInfra|HuggingFace|SentenceTransformer|CrossEncoder|Auto(?:Model|Tokenizer)|ChatOpenAI\(\)|"
    r"(?:HYPERBOLIC|NOVITA|SAMBANOVA|CEREBRAS|SILICONFLOW|DEEPSEEK|MOONSHOT|XAI|LEPTON|CHUTES)_API_KEY"
)


def _as_parts(word: str) -> str:
    """A pattern for a word that stands alone or in a name: `langchain_cohere`, `CohereEmbeddings`; not `coherent`."""
    return rf"(?<![a-z]){word}(?![a-z])|{word.capitalize()}(?![a-z])|(?<![A-Z]){word.upper()}(?![A-Z])"


_OTHERS_IN_TEXT = late_pattern("|".join((*map(_as_parts, _BRANDS), _OTHER_NAMES)))
_OTHERS_IN_LOWER_CASE = (
    *_BRANDS,
    *("api.openai.com", "sentence_transformers", "openai_api_key", "gpt-", "from_pretrained"),
    *("sentencetransformer", "crossencoder"),
    *("automodel", "autotokenizer", "chatopenai()"),
    *(f"{name}_api_key" for name in ("hyperbolic", "novita", "sambanova", "cerebras", "siliconflow")),
    *(f"{name}_api_key" for name in ("deepseek", "moonshot", "xai", "lepton", "chutes")),
)
"""What every match of the pattern has in it: most texts have none of it, and compiling the pattern takes long."""


def speaks_of_others(text: str) -> bool:
    """Whether a source text names another provider, or a library that runs models itself."""
    lowered = text.lower()
    return any(word in lowered for word in _OTHERS_IN_LOWER_CASE) and _OTHERS_IN_TEXT.search(text) is not None


LOADERS = late_pattern(
    r"Embedding|SentenceTransformer|CrossEncoder|^Auto[A-Z]|^from_pretrained$|^pipeline$|Rerank|Tokenizer|^LLM$|"
    r"^(?:snapshot|hf_hub)_download$|Whisper|^get_encoding$|^encoding_for_model$|^InferenceClient$|HuggingFace|Ollama|"
    r"Groq|Anthropic|Gemini|Cohere|Bedrock|Azure|^load_model$"
)
"""Names of functions and classes that are given a model and do not send it to Together."""


OWN_IDS = late_pattern(r"\b[A-Za-z0-9][\w.\-]*/[A-Za-z0-9][\w.\-]*-Free\b")
"""Ids that only Together has: its names for the free variants of models."""


def is_together_word(text: str) -> bool:
    return text.strip().lower() in TOGETHER_WORDS


def is_provider_word(text: str) -> bool:
    """Whether a text is the name of Together or of a neighbour."""
    return is_together_word(text) or text.strip().lower() in OTHER_WORDS
