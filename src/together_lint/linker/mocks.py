"""Mocks: calls in tests that only look as if they reached Together."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from together_lint import facts
from together_lint.late_patterns import late_pattern
from together_lint.linker.javascript import is_javascript
from together_lint.linker.references import spelling
from together_lint.linker.scopes import Scope, Slot

_TEST = late_pattern(
    r"(?:^|/)(?:tests?|testing|__tests__|__mocks__|spec)/|(?:^|/)(?:test_[^/]*|[^/]*_test|conftest)\.\w+$"
    r"|\.(?:test|spec|e2e)\.[cm]?[jt]sx?$"
)

_WORDS = late_pattern(r"mock|patch|respx|responses|vcr|cassette|httpretty|fake|stub", re.IGNORECASE)
"""Parts of the names of tools that stand in for a service: `mocker`, `patch.object`, `responses.activate`."""

_IN_TEXT = late_pattern(
    r"\b(?:unittest\.mock|MagicMock|AsyncMock|Mock\(|mocker\b|monkeypatch\b|patch\(|patch\.object|respx\b|requests_mock\b"
    r"|httpx_mock\b|aioresponses\b|responses\.(?:add|activate)|vcr\b|httpretty\b)"
)

_IN_JAVASCRIPT = late_pattern(
    r"\b(?:(?:vi|jest)\.(?:do)?(?:mock|fn|spyOn|stubGlobal)\(|mock\.module\(|nock\(|setupServer\(|sinon\.|td\.replace\()"
)


def is_test(path: str) -> bool:
    """Whether a file is a test by its name or folder."""
    return ("test" in path or "spec" in path) and bool(_TEST.search(path))


def mocks_something(scope: Scope) -> bool:
    """Whether a test file replaces things at all: then its calls of the program's own functions are not requests."""
    return is_test(scope.file.path) and _speaks_of_mocks(scope.file.source, is_javascript(scope.file.path))


@functools.lru_cache(maxsize=1024)
def _speaks_of_mocks(source: str, javascript: bool) -> bool:
    """Whether a test's source names a tool that replaces things; asked for every call in it."""
    return bool((_IN_JAVASCRIPT if javascript else _IN_TEXT).search(source))


def is_mocked(scope: Scope, slot: Slot | None) -> bool:
    """Whether a call in a test stands under a decorator, a `with` or a fixture that replaces the service."""
    if not is_test(scope.file.path):
        return False
    if is_javascript(scope.file.path):
        return mocks_something(scope)  # a module is replaced for the whole file
    return any(_WORDS.search(name) for name in _names_around(scope, slot))


def _names_around(scope: Scope, slot: Slot | None) -> Iterator[str]:
    for owner, _arm, _outer in slot.owners() if slot is not None else ():
        if isinstance(owner, facts.With):
            yield from (_name(item) for item, _target in owner.items)
    current: Scope | None = scope
    while current is not None:
        if isinstance(current.node, facts.Function):
            yield from (parameter.name for parameter in current.node.parameters)
        if current.node is not None:
            yield from (_name(decorator) for decorator in current.node.decorators)
        current = current.parent


def _name(node: facts.Expression) -> str:
    return spelling(node.function if isinstance(node, facts.Call) else node)


def is_mock_object(node: facts.Expression) -> bool:
    """Whether a receiver is called like a mock (`requests_mock.post`, `self.mock_session.post`)."""
    return bool(_WORDS.search(spelling(node)))
