"""What frameworks offer as a fallback: wrappers around model objects, arguments of agents, arguments of LiteLLM.

Read off litellm 1.109.1, langchain-core 1.8.1, langchain 1.5.0, pydantic-ai-slim 2.68.0, haystack-ai 3.4.1,
agno 3.1.10, google-adk 2.13.0 and browser-use 0.13.14.
"""

from __future__ import annotations

from collections.abc import Mapping

from together_lint.lean_dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Form:
    """A function or class that tries models in turn.

    `module` is the package that it comes from, empty for a method of any model object. `primary` are the arguments that
    hold the first model, empty when that is the object that the method is called on. `others` are the arguments that
    hold the further ones; `is_variadic`: all positional arguments do. `exceptions` are the arguments that say which
    errors lead on; `catches_all`: without them every error does.
    """

    name: str
    module: str
    primary: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    is_variadic: bool = False
    exceptions: tuple[str, ...] = ()
    catches_all: bool = False


_LANGCHAIN = ("exceptions_to_handle",)

FORMS: Mapping[str, tuple[Form, ...]] = {
    "with_fallbacks": (
        Form("with_fallbacks", "", others=("fallbacks",), exceptions=_LANGCHAIN, catches_all=True),
    ),
    "RunnableWithFallbacks": (
        Form("RunnableWithFallbacks", "langchain", ("runnable",), ("fallbacks",), exceptions=_LANGCHAIN,
             catches_all=True),
    ),
    "FallbackModel": (
        Form("FallbackModel", "pydantic_ai", is_variadic=True, exceptions=("fallback_on",), catches_all=True),
        Form("FallbackModel", "google.adk", others=("models",)),
    ),
    "FallbackChatGenerator": (Form("FallbackChatGenerator", "haystack", others=("chat_generators",)),),
}  # fmt: skip
"""By the last part of the name. What leaves no choice of errors is not held to catch too many."""

FORMS_OF_JAVASCRIPT: Mapping[str, tuple[Form, ...]] = {
    "withFallbacks": (Form("withFallbacks", "", others=("fallbacks",)),),
    "Agent": (Form("Agent", "npm:@mastra/core", others=("model",)),),
    "createFallback": (Form("createFallback", "npm:ai-fallback", others=("models",)),),
}
"""The same for files of JavaScript."""


@dataclass(frozen=True, slots=True)
class Attached:
    """An argument of an agent that holds its further models.

    `holders` are the classes of objects given there that hold them, empty when the argument holds them itself.
    `capacity` are the holder's arguments for all errors or for capacity errors, empty when that is every positional
    one; `others` those for other errors.
    """

    argument: str
    holders: tuple[str, ...] = ()
    capacity: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


ATTACHED: Mapping[str, Attached] = {
    each.argument: each
    for each in (
        Attached("fallback_models"),
        Attached("fallback_model"),
        Attached("fallback_llm"),
        Attached("fallback_llms"),
        Attached("middleware", ("ModelFallbackMiddleware",)),
        Attached("capabilities", ("ModelFallback",)),
        Attached("fallback_config", ("FallbackConfig",), ("on_rate_limit", "on_error"), ("on_context_overflow",)),
    )
}

PRIMARY = ("model", "llm", "lm", "runnable", "chat_generator", "generator", "default_model", "model_client")
"""Arguments of agents and chains that hold their model object."""

PARAMETERS = ("fallbacks", "default_fallbacks")
"""Arguments of LiteLLM's functions for further models after any error."""

NARROW_PARAMETERS = (
    "context_window_fallback_dict",
    "context_window_fallbacks",
    "content_policy_fallbacks",
)
"""Arguments of LiteLLM for further models after a prompt that is too long or is refused: no capacity error."""

MODULE_SETTINGS = ("model_fallbacks", "fallbacks", "default_fallbacks")
"""Attributes of the module `litellm` that hold further models."""

ATTEMPTS = frozenset({
    "invoke", "ainvoke", "stream", "astream", "batch", "abatch", "generate", "agenerate", "predict", "apredict",
    "run", "run_sync", "run_stream", "arun", "complete", "acomplete", "chat", "achat", "stream_chat", "astream_chat",
    "stream_complete", "astream_complete", "completion", "acompletion", "embedding", "aembedding", "call", "acall",
    "print_response", "aprint_response", "response", "aresponse", "embed_query", "embed_documents", "aembed_query",
    "aembed_documents", "get_text_embedding", "get_query_embedding", "structured_predict", "astream_events",
    "__call__", "create", "generate_reply", "a_generate_reply", "initiate_chat", "a_initiate_chat", "iter", "kickoff",
    "kickoff_async", "forward", "aforward", "step", "query", "aquery", "chat_completion", "text_generation",
})  # fmt: skip
"""Methods of model objects, chains and agents that ask the model."""
