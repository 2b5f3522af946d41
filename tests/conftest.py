from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is kept in, or taken from, the cache of the person who runs the tests."""
    monkeypatch.setenv("TOGETHER_LINT_CACHE_DIR", str(tmp_path_factory.getbasetemp() / "cache"))
