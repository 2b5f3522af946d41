"""What to write: one module for each kind of fix, with an object named `FIXER`. To add a kind is to add a file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module

from together_lint.findings import Finding
from together_lint.fixes.base import Fixer, FixScope
from together_lint.lean_dataclasses import replace
from together_lint.registry import module_names


@cache
def fixers() -> Mapping[str, Fixer]:
    """Every kind of fix, by the codes of the findings that it may make go away."""
    modules = (import_module(f"{__name__}.{name}") for name in module_names(__path__))
    found: tuple[Fixer, ...] = tuple(module.FIXER for module in modules if hasattr(module, "FIXER"))
    return {code: fixer for fixer in found for code in fixer.codes}


def proposed(scope: FixScope) -> tuple[Finding, ...]:
    """The findings of a run, each with the fix that makes it go away, where there is one."""
    return tuple(_with_fix(finding, scope) for finding in scope.findings)


def _with_fix(finding: Finding, scope: FixScope) -> Finding:
    fixer = fixers().get(finding.code)
    fix = fixer.propose(finding, scope) if fixer is not None else None
    return finding if fix is None else replace(finding, fix=fix)
