"""`__init__` for objects that only keep what they are given, without compiling one for each class.

The functions below are compiled with the package. That of a class is the one for so many fields, under the class's own
names.
"""

# No annotations: nothing here is called under its own name, and every run loads it.
# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import FunctionType


def plain_init(names: Sequence[str], defaults: Sequence[object]) -> Callable[..., None] | None:
    """`__init__(self, *names)`, with defaults for the last of them; None for more names than there is a form for."""
    if not 0 < len(names) <= len(_FORMS):
        return None
    named = tuple(names)
    form = _FORMS[len(names) - 1].__code__
    code = form.replace(co_name="__init__", co_varnames=("self", *named), co_names=named)
    return FunctionType(code, {}, "__init__", tuple(defaults))


def _1(self, a):
    self.a = a


def _2(self, a, b):
    self.a = a
    self.b = b


def _3(self, a, b, c):
    self.a = a
    self.b = b
    self.c = c


def _4(self, a, b, c, d):
    self.a = a
    self.b = b
    self.c = c
    self.d = d


def _5(self, a, b, c, d, e):
    self.a = a
    self.b = b
    self.c = c
    self.d = d
    self.e = e


def _6(self, a, b, c, d, e, f):
    self.a = a
    self.b = b
    self.c = c
    self.d = d
    self.e = e
    self.f = f


def _7(self, a, b, c, d, e, f, g):
    self.a = a
    self.b = b
    self.c = c
    self.d = d
    self.e = e
    self.f = f
    self.g = g


def _8(self, a, b, c, d, e, f, g, h):
    self.a = a
    self.b = b
    self.c = c
    self.d = d
    self.e = e
    self.f = f
    self.g = g
    self.h = h


_FORMS = (_1, _2, _3, _4, _5, _6, _7, _8)
