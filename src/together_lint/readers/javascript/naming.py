"""Names that a block declares once more: they get names of their own, since facts know functions and no blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from tree_sitter import Node

Text: TypeAlias = "Callable[[Node | None], str]"

_DECLARING = frozenset(
    {"function_declaration", "generator_function_declaration", "class_declaration", "abstract_class_declaration",
     "enum_declaration"}
)  # fmt: skip
_VARIABLES = frozenset({"lexical_declaration", "variable_declaration"})
_NAMES = frozenset({"identifier", "shorthand_property_identifier_pattern", "shorthand_property_identifier"})


class Names:
    """What is declared around the place that is read, and the names that stand for it in facts."""

    def __init__(self) -> None:
        self._declared: dict[str, int] = {}
        self._others: dict[str, list[str]] = {}

    def name(self, written: str) -> str:
        """What a name is called in facts."""
        others = self._others.get(written)
        return others[-1] if others else written

    @contextmanager
    def function(self, names: Iterable[str]) -> Iterator[None]:
        """Inside a function or a module, which facts know: what it declares keeps its name."""
        known = set(names)
        yield from self._inside({name: name for name in known})

    @contextmanager
    def block(self, names: Iterable[str], place: int) -> Iterator[None]:
        """Inside a block: what it declares gets another name where the same one means something else around it."""
        yield from self._inside({name: f"{name}#{place}" if self._declared.get(name) else name for name in names})

    def _inside(self, names: dict[str, str]) -> Iterator[None]:
        kept = [name for name, other in names.items() if name != other or self._others.get(name)]
        for name in names:
            self._declared[name] = self._declared.get(name, 0) + 1
        for name in kept:
            self._others.setdefault(name, []).append(names[name])
        try:
            yield
        finally:
            for name in kept:
                self._others[name].pop()
            for name in names:
                self._declared[name] -= 1


def declared(text: Text, nodes: Iterable[Node], *, of_function: bool = False) -> Iterator[str]:
    """The names that statements declare for the block around them; `of_function`: also those of `var` and imports."""
    for node in nodes:
        kind = node.type
        if kind == "export_statement":
            inner = node.child_by_field_name("declaration")
            yield from declared(text, [inner] if inner is not None else [], of_function=of_function)
        elif kind in _DECLARING:
            yield text(node.child_by_field_name("name"))
        elif kind in _VARIABLES and (of_function or kind == "lexical_declaration"):
            for each in node.named_children:
                if each.type == "variable_declarator":
                    yield from names_of(text, each.child_by_field_name("name"))
        elif kind == "import_statement" and of_function:
            yield from _imported(text, node)


def names_of(text: Text, pattern: Node | None) -> Iterator[str]:
    """The names that a pattern or a list of parameters binds."""
    stack = [pattern] if pattern is not None else []
    while stack:
        node = stack.pop()
        if node.type in _NAMES:
            yield text(node)
        elif node.type in ("assignment_pattern", "object_assignment_pattern"):
            left = node.child_by_field_name("left")
            stack.extend([left] if left is not None else [])
        elif node.type in ("pair_pattern", "required_parameter", "optional_parameter"):
            inner = node.child_by_field_name("value" if node.type == "pair_pattern" else "pattern")
            stack.extend([inner] if inner is not None else [])
        elif node.type in ("object_pattern", "array_pattern", "rest_pattern", "formal_parameters"):
            stack.extend(node.named_children)


def _imported(text: Text, node: Node) -> Iterator[str]:
    stack = [node]
    while stack:
        current = stack.pop()
        if current.type == "import_specifier":
            yield text(current.child_by_field_name("alias") or current.child_by_field_name("name"))
        elif current.type == "identifier":
            yield text(current)
        elif current.type != "string":
            stack.extend(current.named_children)
