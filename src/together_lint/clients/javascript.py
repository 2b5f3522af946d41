"""Names of JavaScript packages that several tables share."""

from __future__ import annotations

from collections.abc import Mapping

DEFAULT_NAMES: Mapping[str, str] = {
    "together-ai": "Together",
    "openai": "OpenAI",
    "axios": "axios",
    "got": "got",
    "ky": "ky",
    "node-fetch": "fetch",
    "cross-fetch": "fetch",
    "isomorphic-fetch": "fetch",
    "undici": "undici",
    "portkey-ai": "Portkey",
    "@langchain/community/chat_models/togetherai": "ChatTogetherAI",
    "@mastra/core": "Mastra",
    "@instructor-ai/instructor": "Instructor",
}
"""What a package exports by default, by the name that it is known by."""

MILLISECONDS = 0.001
"""Seconds in the unit that time limits are given in."""
