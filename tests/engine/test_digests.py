"""The digests are those of `hashlib`: what earlier releases kept or wrote is found again."""

from __future__ import annotations

import hashlib

import pytest

from together_lint.digests import blake2b, sha256

TEXTS = [b"", b"tgp_v1_", bytes(range(256)) * 100]


@pytest.mark.parametrize("data", TEXTS, ids=len)
def test_digests(data: bytes) -> None:
    assert sha256(data).hexdigest() == hashlib.sha256(data).hexdigest()
    assert blake2b(data, digest_size=16).digest() == hashlib.blake2b(data, digest_size=16).digest()
    named = {"digest_size": 8, "person": b"together-lint"}
    assert blake2b(data, **named).hexdigest() == hashlib.blake2b(data, **named).hexdigest()
