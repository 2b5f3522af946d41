"""Dataclasses that cost next to nothing to define: the words of `dataclasses`, for the options that are used here.

A run defines two hundred such classes and makes only one or two objects of most of them. The standard decorator
compiles six methods for each class and imports `inspect`; here all classes share methods that look their fields up,
and a class gets one of its own when an object is made (`plain_inits`) or, compiled, after a few calls. Type checkers
see the standard module. `frozen` is left to them: at run time it only says that objects can be hashed, which makes an
object several times faster to create. The functions of `dataclasses` take these objects as well.
"""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING

__all__ = ["dataclass", "field", "fields", "is_dataclass", "replace", "take_over"]

if TYPE_CHECKING:
    from collections.abc import Collection
    from dataclasses import Field, dataclass, field, fields, is_dataclass, replace
    from typing import Any

    def take_over(cls: Any, standard_fields: Collection[Field[Any]], frozen: bool, eq: bool, repr: bool) -> None: ...
else:
    from together_lint.plain_inits import plain_init

    _MISSING = object()
    _FEW = 12
    """So many calls take as long as compiling the method."""
    _calls = {}
    _WRITTEN = ("__repr__", "__eq__", "__hash__")
    """What a class may have written itself, which then stays."""

    class _Field:
        """What was said of a field beside its default."""

        __slots__ = ("compare", "default", "default_factory", "init", "name", "repr")

        def __init__(self, default=_MISSING, default_factory=_MISSING, init=True, repr=True, compare=True, name=""):
            self.default = default
            self.default_factory = default_factory
            self.init = init
            self.repr = repr
            self.compare = compare
            self.name = name

    def field(**options):
        return _Field(**options)

    def dataclass(*, frozen=False, slots=False, eq=True, order=False, repr=True):
        methods = _methods(frozen, eq, order, repr)

        def made(cls):
            body = dict(vars(cls))
            known = dict(getattr(cls, "__lean_fields__", ()))
            own = [name for name, kind in cls.__annotations__.items() if not kind.startswith("ClassVar")]
            for name in own:
                known[name] = body.pop(name, _MISSING)
            for name, method in methods.items():
                if body.get(name) is None or name not in _WRITTEN:
                    body[name] = method
            body["__lean_fields__"] = known
            body["__match_args__"] = tuple(
                [name for name, said in known.items() if said.__class__ is not _Field or said.init]
            )
            return _with_slots(cls, own, body) if slots else _without_slots(cls, own, body)

        return made

    def fields(thing):
        """The fields with what was said of them."""
        found = thing.__lean_fields__.items()
        for name, said in found:
            if said.__class__ is _Field:
                said.name = name
        return tuple([said if said.__class__ is _Field else _Field(said, name=name) for name, said in found])

    def is_dataclass(thing):
        return hasattr(thing, "__lean_fields__")

    def replace(thing, /, **changes):
        values = [changes.pop(name) if name in changes else getattr(thing, name) for name in thing.__match_args__]
        return thing.__class__(*values, **changes)

    # ------------------------------------------------------------------------------------------ making classes

    def _methods(frozen, eq, order, repr):
        methods = {"__init__": _init, "__dataclass_fields__": _STANDARD_FIELDS}
        if repr:
            methods["__repr__"] = _repr
        if eq:
            methods["__eq__"] = _equals
            methods["__hash__"] = _hash if frozen else None
        if order:
            methods.update(_ORDERS)
        return methods

    def _with_slots(cls, own, body):
        """The class once more: slots have to be there when a class is made, and exclude defaults in it."""
        body.pop("__dict__", None)
        body.pop("__weakref__", None)
        body["__slots__"] = tuple(own)
        body["__qualname__"] = cls.__qualname__
        return type(cls)(cls.__name__, cls.__bases__, body)

    def _without_slots(cls, own, body):
        before = dict(vars(cls))
        for name, value in body.items():
            if before.get(name, _MISSING) is not value:
                setattr(cls, name, value)
        for name in own:
            if before.get(name).__class__ is _Field:
                delattr(cls, name)
        return cls

    def take_over(cls, standard_fields, frozen, eq, repr):
        """Give a class the methods of here, by its fields as `dataclasses` knows them; its own methods stay."""
        from dataclasses import MISSING

        known = cls.__lean_fields__ = {}
        for each in standard_fields:
            default, factory = [_MISSING if it is MISSING else it for it in (each.default, each.default_factory)]
            known[each.name] = _Field(default, factory, each.init, each.repr, each.compare, each.name)
        methods = _methods(frozen, eq, False, repr)
        methods["__match_args__"] = tuple([each.name for each in standard_fields if each.init])
        for name, method in methods.items():
            if vars(cls).get(name) is None:
                setattr(cls, name, method)

    # ------------------------------------------------------------------------------------------ methods of all classes

    def _init(self, /, *arguments, **given):
        cls = _defining(self)
        if own := _plain_init(cls) or _compiled(cls, "__init__"):
            return own(self, *arguments, **given)
        if arguments:
            positional = dict(zip(cls.__match_args__, arguments, strict=False))
            if len(positional) < len(arguments) or not positional.keys().isdisjoint(given):
                raise TypeError(f"{cls.__qualname__}.__init__() got too many arguments")
            given.update(positional)
        for name, said in cls.__lean_fields__.items():
            if name in given and name in cls.__match_args__:
                setattr(self, name, given.pop(name))
            elif (default := _default(said)) is not _MISSING:
                setattr(self, name, default)
            elif name in cls.__match_args__:
                raise TypeError(f"{cls.__qualname__}.__init__() is missing the argument {name!r}")
        if given:
            raise TypeError(f"{cls.__qualname__}.__init__() got unexpected arguments: {', '.join(given)}")
        if hasattr(cls, "__post_init__"):
            self.__post_init__()
        return None

    def _default(said):
        if said.__class__ is not _Field:
            return said
        return said.default if said.default_factory is _MISSING else said.default_factory()

    def _repr(self):
        shown = (f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr)
        return f"{self.__class__.__qualname__}({', '.join(shown)})"

    def _hash(self):
        cls = _defining(self)
        if compiled := _compiled(cls, "__hash__"):
            return compiled(self)
        return hash(tuple([getattr(self, name) for name in _compared(cls)]))

    def _comparing(method, compare):
        def compared(self, other):
            if other.__class__ is not self.__class__:
                return NotImplemented
            cls = _defining(self)
            if compiled := _compiled(cls, method):
                return compiled(self, other)
            mine, others = ([getattr(thing, name) for name in _compared(cls)] for thing in (self, other))
            return compare(mine, others)

        return compared

    _equals = _comparing("__eq__", operator.eq)
    _ORDERS = {f"__{name}__": _comparing(f"__{name}__", getattr(operator, name)) for name in ("lt", "le", "gt", "ge")}
    _SIGNS = {"__eq__": "==", "__lt__": "<", "__le__": "<=", "__gt__": ">", "__ge__": ">="}

    def _defining(thing):
        """The class with the fields: that of the object, or one that it inherits from."""
        return next(each for each in thing.__class__.__mro__ if "__lean_fields__" in each.__dict__)

    def _compared(cls):
        return [each.name for each in fields(cls) if each.compare]

    # ------------------------------------------------------------------------------------------ methods of one class

    def _plain_init(cls):
        """The class's own `__init__`, from the first object on; None for one that does more than keep its arguments."""
        if hasattr(cls, "__post_init__"):
            return None
        defaults = []
        for said in cls.__lean_fields__.values():
            if said.__class__ is _Field:
                if not said.init or said.default_factory is not _MISSING:
                    return None
                said = said.default
            if said is not _MISSING:
                defaults.append(said)
        own = plain_init(cls.__match_args__, defaults)
        return own and _given(cls, "__init__", own)

    def _given(cls, name, method):
        method.__qualname__ = f"{cls.__qualname__}.{name}"
        setattr(cls, name, method)
        return method

    def _compiled(cls, method):
        """The class's own form of a method, which takes the place of the shared one; None for the first few calls."""
        calls = _calls[cls, method] = _calls.get((cls, method), 0) + 1
        if calls <= _FEW:
            return None
        namespace = {"_MISSING": _MISSING}
        if method == "__init__":
            text = _init_as_text(cls, namespace)
        elif method == "__hash__":
            text = f"def __hash__(self):\n return hash({_tuple_of('self', cls)})"
        else:
            both = f"{_tuple_of('self', cls)} {_SIGNS[method]} {_tuple_of('other', cls)}"
            text = (
                f"def {method}(self, other):\n return {both} if other.__class__ is self.__class__ else NotImplemented"
            )
        exec(text, namespace)
        return _given(cls, method, namespace[method])

    def _init_as_text(cls, namespace):
        taken, lines = ["self"], []
        for each in fields(cls):
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
        return f"def __init__({', '.join(taken)}):\n " + "\n ".join(lines or ["pass"])

    def _tuple_of(thing, cls):
        return "(" + "".join(f"{thing}.{name}, " for name in _compared(cls)) + ")"

    # ------------------------------------------------------------------------------------------ for `dataclasses`

    class _StandardFields:
        """What the functions of `dataclasses` look for in a class, made when somebody asks."""

        def __get__(self, thing, cls):
            import dataclasses

            declared = []
            for each in fields(cls):
                options = {"init": each.init, "repr": each.repr, "compare": each.compare}
                if each.default_factory is not _MISSING:
                    options["default_factory"] = each.default_factory
                elif each.default is not _MISSING:
                    options["default"] = each.default
                declared.append((each.name, object, dataclasses.field(**options)))
            return dataclasses.make_dataclass(cls.__name__, declared, kw_only=True).__dataclass_fields__

    _STANDARD_FIELDS = _StandardFields()
