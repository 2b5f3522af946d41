"""How sure a finding is that depends on the version of an SDK, and how it speaks of that version."""

from __future__ import annotations

from together_lint.findings import Confidence, Related, Severity
from together_lint.rules.wording import shortened
from together_lint.usages import SdkVersion

_CONFIDENCE = {"pinned": Confidence.HIGH, "range": Confidence.MEDIUM, "assumed": Confidence.LOW}


def severity_of(sdk: SdkVersion) -> Severity:
    """An error where the repository says which version it is; else another one may be installed."""
    return Severity.ERROR if sdk.basis == "pinned" else Severity.WARNING


def confidence_of(sdk: SdkVersion) -> Confidence:
    return _CONFIDENCE[sdk.basis]


def described(sdk: SdkVersion) -> str:
    """`together 3.x (uv.lock has together==3.1.1)`."""
    name = f"{sdk.package.removeprefix('npm:')} {sdk.major}.x"
    if sdk.basis == "assumed":
        return f"{name} (the newest; no file says which version is installed)"
    file, written = sdk.place.path if sdk.place is not None else "the notebook", shortened(sdk.written)
    if written == sdk.package.removeprefix("npm:"):
        return f"{name} (the newest: {file} names no version)"
    if sdk.basis == "range":
        return f"{name} (the newest that {written} in {file} allows)"
    return f"{name} ({file} has {written})"


def where(sdk: SdkVersion) -> tuple[Related, ...]:
    """The line that says which version it is."""
    return (Related(sdk.place, "the version"),) if sdk.place is not None else ()
