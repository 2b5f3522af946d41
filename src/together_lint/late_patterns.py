"""Regular expressions that are compiled when they are first used: most runs use a few of the two hundred there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["late_pattern"]

if TYPE_CHECKING:
    from re import compile as late_pattern
else:

    class _LatePattern:
        """Stands for a compiled pattern and has all of its attributes; `re.sub` and the like do not take it."""

        def __init__(self, *arguments):
            self._arguments = arguments

        def __getattr__(self, name):
            import re

            # Kept in the object, so that the next use finds it without coming here.
            value = self.__dict__[name] = getattr(re.compile(*self._arguments), name)
            return value

    def late_pattern(pattern, flags=0):
        """What `re.compile` returns, at the first use of it; a mistake in the pattern shows only then."""
        return _LatePattern(pattern, flags)
