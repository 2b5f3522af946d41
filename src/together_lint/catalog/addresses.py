"""Where Together answers, unless somebody says otherwise."""

from __future__ import annotations

DEFAULT_BASE_URL = "https://api.together.ai/v1"
DEFAULT_LIFECYCLE_URL = "https://docs.together.ai/docs/deprecations.md"
