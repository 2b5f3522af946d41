"""The form in which the links of a tree are kept."""

from __future__ import annotations

from together_lint.cache.codec import Codec
from together_lint.linker import Links
from together_lint.offsets import Origin, Stretches
from together_lint.places import Place
from together_lint.suppressions import FallbackPragma, Problem, Suppression
from together_lint.usages import (
    ClientDefaults,
    Connection,
    Fallback,
    Known,
    Mention,
    Request,
    Retry,
    SdkCall,
    Skip,
    Unknown,
    Usage,
    WrittenKey,
)

LINKS = Codec(
    (
        Links,
        Place,
        Usage,
        Request,
        Known,
        Unknown,
        Fallback,
        Retry,
        ClientDefaults,
        Connection,
        WrittenKey,
        SdkCall,
        Mention,
        Skip,
        Suppression,
        FallbackPragma,
        Problem,
        Origin,
        Stretches,
    )
)
