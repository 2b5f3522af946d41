"""Environment variables by which clients find their base URL where a program gives none.

Read off openai 1.x and 2.x (`OPENAI_BASE_URL`; 0.x and LangChain's and LlamaIndex's classes: `OPENAI_API_BASE`).
"""

from __future__ import annotations

from collections.abc import Mapping

_OPENAI = ("OPENAI_BASE_URL", "OPENAI_API_BASE")

BASE_URL_VARIABLES: Mapping[str, tuple[str, ...]] = {
    "openai": _OPENAI,
    "langchain": _OPENAI,
    "langchain_community": _OPENAI,
    "langchain_openai": _OPENAI,
    "llama_index": _OPENAI,
    "npm:openai": ("OPENAI_BASE_URL",),
}
"""By the first part of the qualified name of a class or function."""
