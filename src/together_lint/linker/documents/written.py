"""Texts of a document that name a model: ids, routed ids, defaults of variables, and what only a run can tell."""

from __future__ import annotations

import re

from together_lint.clients.providers import is_provider_word, is_together_word
from together_lint.late_patterns import late_pattern
from together_lint.lean_dataclasses import dataclass
from together_lint.linker.declarations.naming import is_model_id, is_slug
from together_lint.linker.documents.parts import Part
from together_lint.usages import Known, Naming, Unknown, Value

_ROUTED = (
    late_pattern(r"(?:litellm[/:])?together_ai/(?P<id>\S+)", re.IGNORECASE),
    late_pattern(r"(?:@ai-sdk/)?(?:togetherai|together-ai|together)/(?P<id>[^\s/:]+/[^\s/]+)", re.IGNORECASE),
    late_pattern(
        r"(?:togetherai|together_ai|together):(?:(?:chat|completions?|embeddings?|images?):)?(?P<id>[^\s/:]+/[^\s/]+)",
        re.IGNORECASE,
    ),
)
"""`together_ai/org/name` of LiteLLM and what builds on it, `togetherai/org/name`, `togetherai:chat:org/name`.

`together/large` with two parts is a name that somebody chose; `together_ai/` is a prefix whatever follows.
"""

_OF_THE_HUB = late_pattern(r"(?P<id>[^\s/:]+/[^\s/:]+):together")
_OTHER_ROUTE = late_pattern(
    r"(?:openai|groq|anthropic|openrouter|fireworks_ai|deepinfra|azure|bedrock|vertex_ai|gemini|ollama|ollama_chat|"
    r"huggingface|hosted_vllm|vllm|cerebras|sambanova|nvidia_nim|replicate|perplexity|cohere|mistral|xai|anyscale|"
    r"novita|nebius|hyperbolic|custom_openai|litellm_proxy)(?:/[^\s/]+/|:)\S+",
    re.IGNORECASE,
)
"""`groq/org/name`, `openai:gpt-4o`: another provider. `openai/gpt-oss-20b` is an id of Together's as well."""

_COMPATIBLE = late_pattern(r"openai(?::(?:chat|completions?|embeddings?):|:|/(?=[^\s/]+/))(?P<id>\S+)")
"""What speaks OpenAI's protocol to a URL of Together's: `openai:chat:org/name`, `openai/org/name`."""

DEFAULT = late_pattern(r"\$\{(?:oc\.env:|env:)?\s*\w+\s*(?::[-=]|[-,:])\s*[\"']?(?P<id>[^${}\"']+?)[\"']?\s*\}")
_REFERENCE = late_pattern(r"\$\{|\$\(|^\$\w+$|\{\{|^os\.environ/|^env[:.]|^%\w+%$")
_VARIABLE = late_pattern(r"[A-Za-z_][A-Za-z0-9_]*[A-Za-z0-9]")
_PLACEHOLDER = late_pattern(
    r"\byour|\bmy[-_ ]|placeholder|example|change[-_ ]?me|\btodo\b|x{4,}|\.\.\.|[\[\]<>]"
    r"|(?:^|/)(?:model(?:[-_ ]?(?:id|name))?(?:[-_ ]?here)?|name)$",
    re.IGNORECASE,
)
_MAX_LENGTH = 200


@dataclass(frozen=True, slots=True, eq=False)
class Written:
    """A model as a document writes it; `is_routed`: the text itself says that it is Together's."""

    part: Part
    value: Value
    naming: Naming = "catalog"
    is_routed: bool = False
    settings: Part | None = None
    """What stands under a model that is a key."""


def routed(part: Part) -> Written | None:
    """The model that a text routes to Together by itself."""
    text = (part.text or "").strip()
    if not text or len(text) > _MAX_LENGTH:
        return None
    default = DEFAULT.fullmatch(text)
    candidate = default["id"].strip() if default else text
    for pattern in _ROUTED:
        match = pattern.fullmatch(candidate)
        if match and not _PLACEHOLDER.search(match["id"]) and not _REFERENCE.search(match["id"]):
            return Written(part, Known(match["id"], part.value_place, raw=candidate), is_routed=True)
    match = _OF_THE_HUB.fullmatch(candidate)
    if match and is_model_id(match["id"]):
        return Written(part, Known(match["id"], part.value_place, raw=candidate), "hub", is_routed=True)
    return None


def is_routed_elsewhere(text: str) -> bool:
    """Whether a text routes to another provider by itself."""
    return bool(_OTHER_ROUTE.fullmatch(text.strip()))


def named(part: Part, *, slugs: bool, compatible: bool = False) -> Written | None:
    """The model that a text names where something else says that it is Together's.

    Args:
        slugs: names without organisation count.
        compatible: a URL says whose it is, so that prefixes of OpenAI's protocol are not part of the id.
    """
    text = (part.text or "").strip()
    if not text or len(text) > _MAX_LENGTH:
        return None
    default = DEFAULT.fullmatch(text)
    candidate = default["id"].strip() if default else text
    match = _COMPATIBLE.fullmatch(candidate) if compatible else None
    if match is None and is_routed_elsewhere(candidate):
        return None
    model = match["id"] if match else candidate
    if _REFERENCE.search(model) or _PLACEHOLDER.search(model):
        return None
    # `together/large` is a name that a project gives as well as an id.
    if is_provider_word(model) or (is_together_word(model.partition("/")[0]) and not slugs):
        return None
    if not (is_model_id(model) or (slugs and is_slug(model) and not model.lower().endswith("model"))):
        return None
    return Written(part, Known(model, part.value_place, raw=candidate if match else None))


def is_reference(text: str) -> bool:
    """Whether a text stands for the value of a variable or is a template."""
    return _REFERENCE.search(text.strip()) is not None


def referred(part: Part) -> Written | None:
    """A model that only a run can tell: the value of a variable, a template."""
    text = (part.text or "").strip()
    if not _REFERENCE.search(text) or DEFAULT.fullmatch(text):
        return None
    variable = max(_VARIABLE.findall(text.removeprefix("os.environ/")), key=len, default="")
    return Written(part, Unknown(f"environment variable {variable}" if variable else "a template", part.value_place))
