"""Which files name what others export, from their bytes alone: how reading goes up without reading everything.

A file matters when it has the name, imports its module (or names it in a string), and, where that is asked for, uses
the name as something that is called. One pattern for all names and one for all modules leave few files to look at
closely; a search engine that is linear in the text (`google-re2`) is used for them where it is installed.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Collection, Iterable
from typing import Any, NamedTuple, TypeAlias

from together_lint.naming_by_path import BY_PATH, ModulesNamed, is_javascript_path

# The engine that compiles a pattern: what it gives has the methods `search` and `finditer` of `re`.
Engine: TypeAlias = Callable[[bytes], Any]

MANY_BYTES = 4_000_000
"""From so much text on, the faster engine wins back the time that importing it takes."""
FEW_MODULES = 40
"""So many words are found one by one sooner than by the pattern of `re` for all of them."""
MEMORY = 32_000_000
"""Of which the faster engine may use so much for what it has found out about a pattern."""


class Exported(NamedTuple):
    """A name that a module exports. `module` is the last part of the module's name, empty where any file can use it.

    `is_called`: only files that call it (or inherit from it) matter, not those that only mention it.
    """

    name: str
    module: str
    is_called: bool = False


Question: TypeAlias = tuple[str, Exported]
"""The language of the files that are asked, empty for all code, and what they are asked for."""


class Wanted:
    """A set of exported names that files are searched for; `size` of all their text decides with what."""

    def __init__(self, exported: Collection[Exported], size: int = 0) -> None:
        self._by_path = ModulesNamed(each for each in exported if each.module.startswith(BY_PATH))
        exported = [each for each in exported if not each.module.startswith(BY_PATH)]
        self._by_name: dict[bytes, list[Exported]] = {}
        self._by_module: dict[bytes, list[bytes]] = {}
        for each in sorted(exported):
            self._by_name.setdefault(each.name.encode(), []).append(each)
            self._by_module.setdefault(each.module.encode(), []).append(each.name.encode())
        several = (name for name in self._by_name if not name.replace(b"_", b"").isalnum())
        self._inside = {name: _words_in(name, self._by_name) for name in several}
        self._compile: Engine = _fast_engine() if size > MANY_BYTES else re.compile
        self._modules = sorted({re.escape(each.module.encode()) for each in exported if each.module})
        self._free_names = sorted({re.escape(each.name.encode()) for each in exported if not each.module})

    # Each is compiled for the first file that needs it: most trees are small, and many hold no such file.

    @functools.cached_property
    def _names(self) -> Any:
        return self._pattern(_WORD % _any_of(map(re.escape, sorted(self._by_name))))

    @functools.cached_property
    def _free(self) -> Any:
        return self._pattern(_WORD % _any_of(self._free_names)) if self._free_names else None

    @functools.cached_property
    def _imports(self) -> Any:
        return self._pattern(_import_of(_any_of(self._modules))) if self._modules else None

    @functools.cached_property
    def _mentions(self) -> Any:
        return self._pattern(_WORD % _any_of(self._modules)) if self._modules else None

    def named_in(self, path: str, data: bytes) -> list[Exported]:
        """Those that a file names; in JavaScript only those of JavaScript and those that any file can use."""
        return [*self._by_path.named_in(path, data), *self._by_their_names(path, data)]

    def _by_their_names(self, path: str, data: bytes) -> list[Exported]:
        if not self._by_name or not self._may_name(data):
            return []
        is_code = path.endswith((".py", ".pyi", ".ipynb"))
        modules = self._imports if is_code else None if is_javascript_path(path) else self._mentions
        gets_at_module = modules is not None and modules.search(data) is not None
        if not gets_at_module and not (self._free and self._free.search(data)):
            return []
        # A package's own module hands names on without calling them.
        hands_on = path.endswith("__init__.py")
        gets_at: dict[str, bool] = {"": True}
        found = []
        for each in (each for name in self._found(data) for each in self._by_name[name]):
            if each.module not in gets_at:
                gets_at[each.module] = gets_at_module and self._is_named(each.module, data, is_code)
            if gets_at[each.module] and (hands_on or not each.is_called or self._is_used(each.name, data)):
                found.append(each)
        return found

    def _may_name(self, data: bytes) -> bool:
        """Whether a name stands in a text that has the word for its module as well: a look at nearly every file."""
        if self._compile is not re.compile or len(self._by_module) > FEW_MODULES:
            return self._names.search(data) is not None
        return any(module in data and any(name in data for name in names) for module, names in self._by_module.items())

    def _is_named(self, module: str, data: bytes, is_code: bool) -> bool:
        """Whether a file can get at a module: by an import in code, by its name in a script."""
        name = module.encode()
        return name in data and _way_to(name, is_code, self._compile).search(data) is not None

    def _is_used(self, name: str, data: bytes) -> bool:
        return _use_of(name.encode(), self._compile).search(data) is not None

    def _found(self, data: bytes) -> list[bytes]:
        """The names that stand in a text, also those that stand in a longer one."""
        found = dict.fromkeys(match.group() for match in self._names.finditer(data))
        return list(dict.fromkeys(inner for name in found for inner in (name, *self._inside.get(name, ()))))

    def _pattern(self, text: bytes) -> Any:
        try:
            return self._compile(text)
        except Exception:  # the other engine has a bound on the size of a pattern, and an error of its own
            return re.compile(text)


_WORD = rb"\b%b\b"


def _any_of(forms: Iterable[bytes]) -> bytes:
    return b"(?:" + b"|".join(forms) + b")"


def _words_in(name: bytes, names: Iterable[bytes]) -> tuple[bytes, ...]:
    return tuple(other for other in names if other != name and re.search(_WORD % re.escape(other), name))


@functools.cache
def _fast_engine() -> Engine:
    """That of `google-re2` where it is installed, for bytes and without words of its own on the standard error."""
    import importlib

    try:
        re2 = importlib.import_module("re2")
    except ImportError:
        return re.compile
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.log_errors = False
    options.max_mem = MEMORY
    return functools.partial(re2.compile, options=options)


@functools.lru_cache(maxsize=4096)
def _way_to(module: bytes, is_code: bool, compile_: Engine) -> Any:
    name = re.escape(module)
    return compile_(_import_of(name) if is_code else _WORD % name)


def _import_of(name: bytes) -> bytes:
    """Matches the import of a module by the last part of its name, or a string that names it; not any other word."""
    return (
        rb"(?m)^[ \t>]*(?:from[ \t]+[\w.]*\b%b[ \t]+import\b|import[ \t][^\n#]*\b%b\b"
        rb"|from[ \t]+[\w.]+[ \t]+import[ \t]*(?:\([^)]*|[^\n#]*)\b%b\b)|[\"'][\w.]*\b%b[\"']" % ((name,) * 4)
    )


@functools.lru_cache(maxsize=4096)
def _use_of(name: bytes, compile_: Engine) -> Any:
    """Matches a call of a name, its import under another one, and places where it is handed on as a value."""
    forms = (
        rb"\b%b\b_[(\[]",
        rb"\b%b__as\b",
        rb"(?:[(,=\[{]|[\"']_:)_(?:\w+\.)*%b\b_[),\]}\n]",
        rb"\b(?:return|else|or)__(?:\w+\.)*%b\b_\n",
        rb"\b%b__(?:if|or|and)\b",
    )
    # The engines do not agree on what `\s` is.
    spaced = (form.replace(b"__", _SPACE + b"+").replace(b"_", _SPACE + b"*") for form in forms)
    return compile_(b"|".join(form % re.escape(name) for form in spaced))


_SPACE = rb"[ \t\n\r\f\v]"
