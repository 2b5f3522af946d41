"""Where everything lies that is kept from one run to the next."""

from __future__ import annotations

import os
from pathlib import Path

DIRECTORY_VARIABLE = "TOGETHER_LINT_CACHE_DIR"


def default_directory() -> Path:
    """`TOGETHER_LINT_CACHE_DIR`, else the user's cache directory."""
    if given := os.environ.get(DIRECTORY_VARIABLE):
        return Path(given).expanduser()
    import platformdirs

    return Path(platformdirs.user_cache_dir("together-lint", appauthor=False))
