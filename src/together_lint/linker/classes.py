"""Classes: bases, subclasses, and where their attributes and methods are defined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.linker.references import last_name
from together_lint.linker.scopes import Scope
from together_lint.linker.values import ClassValue, External

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

_RECORD_BASES = {"BaseModel", "BaseSettings", "NamedTuple", "TypedDict", "SQLModel", "Struct"}
_RECORD_DECORATORS = {"dataclass", "define", "frozen", "attrs", "s", "mutable"}
_PLAIN_BASES = {
    "object",
    "ABC",
    "Generic",
    "Protocol",
    "Thread",
    "Process",
    "TestCase",
    "dict",
    "list",
    "str",
    "int",
    "tuple",
}
_ENUM_BASES = {"Enum", "StrEnum", "IntEnum"}


def lineage(evaluator: Evaluator, scope: Scope) -> list[Scope | External]:
    """The class and its bases in the order in which attributes are looked up (depth first, left to right)."""
    memory = evaluator.cache("lineage")
    if id(scope) in memory:
        return memory[id(scope)]  # type: ignore[return-value]
    memory[id(scope)] = [scope]
    found: list[Scope | External] = [scope]
    assert isinstance(scope.node, facts.Class) and scope.parent is not None
    for base in scope.node.bases:
        node = base.base if isinstance(base, facts.Subscript) else base
        for item in evaluator.evaluate(node, evaluator.site(scope.parent, scope.slot)):
            if isinstance(item.what, ClassValue):
                found.extend(each for each in lineage(evaluator, item.what.scope) if each not in found)
            elif isinstance(item.what, External):
                found.append(item.what)
    memory[id(scope)] = found
    return found


def subclasses(evaluator: Evaluator, scope: Scope) -> list[Scope]:
    """Every class in the files read so far that inherits from the class, directly or not."""
    evaluator.wanted.setdefault(id(scope), scope)
    found: list[Scope] = []
    waiting = [scope]
    while waiting:
        current = waiting.pop()
        for candidate in evaluator.program.classes_with_base(current.name):
            if candidate not in found and current in _lineage_as_read(evaluator, candidate)[1:]:
                found.append(candidate)
                waiting.append(candidate)
    return found


def _lineage_as_read(evaluator: Evaluator, scope: Scope) -> list[Scope | External]:
    """The lineage of a class as far as files have been read."""
    return evaluator.without_reading(lambda: lineage(evaluator, scope))


def concrete_classes(evaluator: Evaluator, scope: Scope) -> list[Scope]:
    """The class and its subclasses; an abstract class stands only for its subclasses."""
    memory = evaluator.cache("concrete")
    if id(scope) not in memory:
        below = subclasses(evaluator, scope)
        memory[id(scope)] = below if below and is_abstract(scope) else [scope, *below]
    return memory[id(scope)]  # type: ignore[return-value]


def is_abstract(scope: Scope) -> bool:
    node = scope.node
    assert isinstance(node, facts.Class)
    if any(last_name(base) in ("ABC", "Protocol") for base in node.bases):
        return True
    methods = (found for found in node.body if isinstance(found, facts.Function))
    return any(last_name(decorator) == "abstractmethod" for method in methods for decorator in method.decorators)


def is_record(evaluator: Evaluator, scope: Scope) -> bool:
    """Whether the constructor takes the annotated fields (dataclass, attrs, pydantic, NamedTuple, TypedDict)."""
    for each in lineage(evaluator, scope):
        if isinstance(each, External):
            if each.name.rpartition(".")[2] in _RECORD_BASES or _takes_fields(evaluator, scope, each):
                return True
            continue
        assert isinstance(each.node, facts.Class)
        for decorator in each.node.decorators:
            name = last_name(decorator.function if isinstance(decorator, facts.Call) else decorator)
            if name in _RECORD_DECORATORS:
                return True
    return False


def _takes_fields(evaluator: Evaluator, scope: Scope, base: External) -> bool:
    """Whether a class without a constructor hands its fields to a base of some library (`class Chat(LLM): model: str`).

    What such a base is cannot be seen; that it takes the annotated fields is what they are annotated for.
    """
    name = base.name.rpartition(".")[2]
    if name in _PLAIN_BASES | _ENUM_BASES or name.endswith(("Error", "Exception", "Mixin")):
        return False
    return method(evaluator, scope, "__init__") is None and bool(fields(evaluator, scope))


def is_typed_dict(evaluator: Evaluator, scope: Scope) -> bool:
    """Whether objects of a class are tables (`class Config(TypedDict)`)."""
    return any(isinstance(each, External) and each.name.endswith(".TypedDict") for each in lineage(evaluator, scope))


def is_settings(evaluator: Evaluator, scope: Scope) -> bool:
    """Whether the fields of a class are read from the environment (pydantic settings)."""
    return any(isinstance(each, External) and each.name.endswith("BaseSettings") for each in lineage(evaluator, scope))


def is_enum(evaluator: Evaluator, scope: Scope) -> bool:
    return any(
        isinstance(each, External) and each.name.rpartition(".")[2] in _ENUM_BASES for each in lineage(evaluator, scope)
    )


def method(evaluator: Evaluator, scope: Scope, name: str) -> Scope | None:
    """The function that a class or one of its bases defines under a name."""
    for each in lineage(evaluator, scope):
        if isinstance(each, Scope):
            for definition in each.definitions.get(name, ()):
                if isinstance(definition.node, facts.Function):
                    return each.inner.get(id(definition.node))
    return None


def fields(evaluator: Evaluator, scope: Scope) -> list[tuple[str, facts.Assign, Scope]]:
    """The annotated fields of a record class in constructor order, bases first."""
    found: dict[str, tuple[str, facts.Assign, Scope]] = {}
    for each in reversed(lineage(evaluator, scope)):
        if isinstance(each, Scope):
            for statement in each.body:
                if isinstance(statement, facts.Assign) and statement.annotation is not None:
                    target = statement.targets[0]
                    if isinstance(target, facts.Name):
                        found[target.id] = (target.id, statement, each)
    return list(found.values())
