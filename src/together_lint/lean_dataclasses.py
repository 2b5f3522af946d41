"""Dataclasses that cost next to nothing to define: the words of `dataclasses`, for the options that are used here.

A run defines two hundred such classes and makes only one or two objects of most of them. The standard decorator
compiles six methods for each class and imports `inspect`; here a method is compiled once it has been called a few
times. Type checkers see the standard module. `frozen` is left to them: at run time it only says that objects can be
hashed, which makes an object several times faster to create. The functions of `dataclasses` take these objects as well.
"""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING

__all__ = ["dataclass", "field", "fields", "is_dataclass", "replace"]

if TYPE_CHECKING:
    from dataclasses import dataclass, field, fields, is_dataclass, replace
else:
    _MISSING = object()
    _FEW = 12
    """So many calls take as long as compiling the method."""
    _SIGNS = {"==": operator.eq, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
    _ORDERS = {"__lt__": "<", "__le__": "<=", "__gt__": ">", "__ge__": ">="}

    class _Field:
        """What one field was declared with."""

        __slots__ = ("compare", "default", "default_factory", "init", "name", "repr")

        def __init__(self, default, default_factory, init, repr, compare):
            self.default = default
            self.default_factory = default_factory
            self.init = init
            self.repr = repr
            self.compare = compare

    def field(*, default=_MISSING, default_factory=_MISSING, init=True, repr=True, compare=True):
        return _Field(default, default_factory, init, repr, compare)

    def dataclass(*, frozen=False, slots=False, eq=True, order=False, repr=True):
        def made(cls):
            own = [name for name, kind in cls.__annotations__.items() if not kind.startswith("ClassVar")]
            known = dict(getattr(cls, "__lean_fields__", {}))
            for name in own:
                default = cls.__dict__.get(name, _MISSING)
                known[name] = each = default if isinstance(default, _Field) else field(default=default)
                each.name = name
            cls = _with_slots(cls, own) if slots else _with_defaults(cls, own, known)
            cls.__lean_fields__ = known
            cls.__dataclass_fields__ = _STANDARD_FIELDS
            cls.__match_args__ = tuple(each.name for each in known.values() if each.init)
            _add_methods(cls, frozen, eq, order, repr)
            return cls

        return made

    def fields(thing):
        return tuple(thing.__lean_fields__.values())

    def is_dataclass(thing):
        return hasattr(thing, "__lean_fields__")

    def replace(thing, /, **changes):
        for name in thing.__match_args__:
            if name not in changes:
                changes[name] = getattr(thing, name)
        return thing.__class__(**changes)

    # ------------------------------------------------------------------------------------------ making classes

    def _with_slots(cls, own):
        """The class once more: slots have to be there when a class is made, and exclude defaults in it."""
        body = {name: value for name, value in cls.__dict__.items() if name not in own}
        body.pop("__dict__", None)
        body.pop("__weakref__", None)
        body["__slots__"] = tuple(own)
        body["__qualname__"] = cls.__qualname__
        return type(cls)(cls.__name__, cls.__bases__, body)

    def _with_defaults(cls, own, known):
        for name in own:
            if known[name].default is not _MISSING:
                setattr(cls, name, known[name].default)
            elif name in cls.__dict__:
                delattr(cls, name)
        return cls

    def _add_methods(cls, frozen, eq, order, repr):
        cls.__init__ = _late(cls, "__init__", _initialise, _written_init)
        if repr and "__repr__" not in cls.__dict__:
            cls.__repr__ = _shown
        compared = tuple(name for name, each in cls.__lean_fields__.items() if each.compare)
        if eq and "__eq__" not in cls.__dict__:
            cls.__eq__ = _late(cls, "__eq__", _compare, _written_comparison, compared, "==")
        if eq and cls.__dict__.get("__hash__") is None:
            cls.__hash__ = _late(cls, "__hash__", _hash, _written_hash, compared) if frozen else None
        for name, sign in _ORDERS.items() if order else ():
            setattr(cls, name, _late(cls, name, _compare, _written_comparison, compared, sign))

    def _late(cls, name, plain, write, *details):
        """A method that works by `plain` for a few calls, and then is replaced by the compiled form."""
        calls = 0

        def method(self, *arguments, **named):
            nonlocal calls
            calls += 1
            if calls <= _FEW:
                return plain(cls, self, *details, *arguments, **named)
            namespace = {"_MISSING": _MISSING}
            exec(write(cls, namespace, name, *details), namespace)
            compiled = namespace[name]
            compiled.__qualname__ = f"{cls.__qualname__}.{name}"
            setattr(cls, name, compiled)
            return compiled(self, *arguments, **named)

        return method

    # ------------------------------------------------------------------------------------------ plain methods

    def _initialise(cls, self, /, *arguments, **given):
        if arguments:
            positional = dict(zip(cls.__match_args__, arguments, strict=False))
            if len(positional) < len(arguments) or not positional.keys().isdisjoint(given):
                raise TypeError(f"{cls.__qualname__}.__init__() got too many arguments")
            given.update(positional)
        for name, each in cls.__lean_fields__.items():
            if each.init and name in given:
                setattr(self, name, given.pop(name))
            elif each.default is not _MISSING:
                setattr(self, name, each.default)
            elif each.default_factory is not _MISSING:
                setattr(self, name, each.default_factory())
            elif each.init:
                raise TypeError(f"{cls.__qualname__}.__init__() is missing the argument {name!r}")
        if given:
            raise TypeError(f"{cls.__qualname__}.__init__() got unexpected arguments: {', '.join(given)}")
        if hasattr(cls, "__post_init__"):
            self.__post_init__()

    def _shown(self):
        shown = (f"{name}={getattr(self, name)!r}" for name, each in self.__lean_fields__.items() if each.repr)
        return f"{self.__class__.__qualname__}({', '.join(shown)})"

    def _compare(_cls, self, names, sign, other):
        if other.__class__ is not self.__class__:
            return NotImplemented
        mine, others = ([getattr(thing, name) for name in names] for thing in (self, other))
        return _SIGNS[sign](mine, others)

    def _hash(_cls, self, names):
        return hash(tuple([getattr(self, name) for name in names]))

    # ------------------------------------------------------------------------------------------ compiled methods

    def _written_init(cls, namespace, name):
        taken, lines = ["self"], []
        for each in cls.__lean_fields__.values():
            default = f"_default_{each.name}"
            if each.default_factory is not _MISSING:
                namespace[default] = each.default_factory
                taken += [f"{each.name}=_MISSING"] if each.init else []
                chosen = f" if {each.name} is _MISSING else {each.name}" if each.init else ""
                lines.append(f"self.{each.name} = {default}(){chosen}")
            elif each.default is not _MISSING:
                namespace[default] = each.default
                taken += [f"{each.name}={default}"] if each.init else []
                lines.append(f"self.{each.name} = {each.name if each.init else default}")
            elif each.init:
                taken.append(each.name)
                lines.append(f"self.{each.name} = {each.name}")
        lines += ["self.__post_init__()"] if hasattr(cls, "__post_init__") else []
        return f"def {name}({', '.join(taken)}):\n " + "\n ".join(lines or ["pass"])

    def _written_comparison(_cls, _namespace, name, names, sign):
        sides = (_tuple_of("self", names), _tuple_of("other", names))
        return (
            f"def {name}(self, other):\n if other.__class__ is self.__class__:\n"
            f"  return {sides[0]} {sign} {sides[1]}\n return NotImplemented"
        )

    def _written_hash(_cls, _namespace, name, names):
        return f"def {name}(self):\n return hash({_tuple_of('self', names)})"

    def _tuple_of(thing, names):
        return "(" + "".join(f"{thing}.{name}, " for name in names) + ")"

    # ------------------------------------------------------------------------------------------ for `dataclasses`

    class _StandardFields:
        """What the functions of `dataclasses` look for in a class, made when somebody asks."""

        def __get__(self, thing, cls):
            import dataclasses

            declared = []
            for each in cls.__lean_fields__.values():
                options = {"init": each.init, "repr": each.repr, "compare": each.compare}
                if each.default_factory is not _MISSING:
                    options["default_factory"] = each.default_factory
                elif each.default is not _MISSING:
                    options["default"] = each.default
                declared.append((each.name, object, dataclasses.field(**options)))
            return dataclasses.make_dataclass(cls.__name__, declared, kw_only=True).__dataclass_fields__

    _STANDARD_FIELDS = _StandardFields()
