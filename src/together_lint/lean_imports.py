"""Importing a library of dataclasses in less than half of the time.

Two thirds of what `import libcst` takes is the standard decorator, which compiles three methods for each of two hundred
classes, most of which no file ever needs. While `lean_import` imports a library, the decorator is one that leaves the
methods of a class to `lean_dataclasses`. For the library, and for the functions of `dataclasses`, all is as before but
for one thing: assigning to an object of a frozen class is not refused. So only a process of our own does this.
"""

from __future__ import annotations

import dataclasses
import sys
from importlib import import_module
from types import MemberDescriptorType
from typing import Any, ClassVar

from together_lint.lean_dataclasses import take_over

_STANDARD: Any = dataclasses.dataclass
_OPTIONS = frozenset({"frozen", "eq", "repr", "unsafe_hash"})
_OTHER_MARKS = (("InitVar", dataclasses.InitVar), ("KW_ONLY", dataclasses.KW_ONLY))
"""What stands in place of a type where more is meant than is known here."""


def lean_import(name: str) -> None:
    """Import a library with all that it imports; the plain way where it is not content with classes from here.

    Raises ImportError.
    """
    module: Any = dataclasses
    module.dataclass = _dataclass
    try:
        import_module(name)
    except Exception:
        for each in [each for each in sys.modules if each.partition(".")[0] == name]:
            del sys.modules[each]
    finally:
        module.dataclass = _STANDARD
    import_module(name)


def _dataclass(cls: Any = None, /, **options: bool) -> Any:
    return _made(cls, options) if cls is not None else lambda each: _made(each, options)


def _made(cls: Any, options: dict[str, bool]) -> Any:
    if not _is_known(cls, options):
        return _STANDARD(cls, **options)
    fields: dict[str, Any] = {}
    for base in cls.__mro__[:0:-1]:
        fields.update(base.__dict__.get("__dataclass_fields__", ()))
    for name, annotation in cls.__annotations__.items():
        if not _is_marked(annotation, "ClassVar", ClassVar):
            fields[name] = _own_field(cls, name, annotation)
    is_frozen = options.get("frozen", False)
    cls.__dataclass_fields__ = fields
    cls.__dataclass_params__ = (_FROZEN if is_frozen else _THAWED).__dataclass_params__
    take_over(cls, fields.values(), is_frozen, options.get("eq", True), options.get("repr", True))
    return cls


def _is_known(cls: Any, options: dict[str, bool]) -> bool:
    """Whether this module knows all that is asked for, and has made the classes that this one inherits from."""
    return (
        options.keys() <= _OPTIONS
        and not options.get("unsafe_hash")
        and not any(_is_marked(each, *mark) for each in cls.__annotations__.values() for mark in _OTHER_MARKS)
        and not any(
            "__dataclass_fields__" in base.__dict__ and "__lean_fields__" not in base.__dict__ for base in cls.__mro__
        )
    )


def _is_marked(annotation: object, word: str, mark: object) -> bool:
    if isinstance(annotation, str):
        return word in annotation
    return annotation is mark or getattr(annotation, "__origin__", None) is mark or type(annotation) is mark


def _own_field(cls: Any, name: str, annotation: object) -> Any:
    default = getattr(cls, name, dataclasses.MISSING)
    if isinstance(default, MemberDescriptorType):
        default = dataclasses.MISSING  # the slot of a class that it inherits from
    found: Any = default
    if not isinstance(default, dataclasses.Field):
        found = dataclasses.field(default=default)
    elif found.default is dataclasses.MISSING:
        delattr(cls, name)
    else:
        setattr(cls, name, found.default)
    found.name, found.type, found.kw_only, found._field_type = name, annotation, False, _PLAIN
    return found


# How the standard decorator marks classes and their fields.
_THAWED: Any = dataclasses.make_dataclass("_Thawed", ["field"])
_FROZEN: Any = dataclasses.make_dataclass("_Frozen", [], frozen=True)
_PLAIN = _THAWED.__dataclass_fields__["field"]._field_type
