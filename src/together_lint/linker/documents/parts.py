"""The parts of a document: every value with the key that it stands under and the way to it.

Merged mappings and aliases are followed where somebody looks, never copied. What a document holds, aliases counted each
time, is bounded by its reader.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from together_lint import facts
from together_lint.facts import Expression, FileFacts
from together_lint.lean_dataclasses import dataclass, field
from together_lint.linker.declarations.naming import words_of
from together_lint.places import Place


@dataclass(slots=True, eq=False)
class Part:
    """One value of a document. `key` is the key that it stands under, None for the items of a list and the whole."""

    file: FileFacts
    node: Expression
    key: facts.Constant | None = None
    above: Part | None = None
    _fields: dict[str, Part] | None = field(default=None, repr=False)
    _items: tuple[Part, ...] | None = field(default=None, repr=False)
    _name: str | None = field(default=None, repr=False)

    @property
    def place(self) -> Place:
        """The value with its key. What an alias repeats stands elsewhere: then only the key is here."""
        if self.key is None:
            return self.file.place(self.node)
        (line, column, end_line, end_column), value = self.key.span, self.node.span
        end = value[2:] if value[:2] >= (line, column) else (end_line, end_column)
        return Place(self.file.path, line, column, *end)

    @property
    def value_place(self) -> Place:
        return self.file.place(self.node)

    @property
    def key_text(self) -> str:
        return str(self.key.value) if self.key is not None else ""

    @property
    def name(self) -> str:
        """The key in lower case, its words joined by `_`: `base_url` for `baseURL` and `BASE-URL`."""
        if self._name is None:
            self._name = normal(self.key_text)
        return self._name

    @property
    def text(self) -> str | None:
        """The value where it is a text."""
        value = self.value
        return value if isinstance(value, str) else None

    @property
    def value(self) -> facts.Scalar:
        return self.node.value if isinstance(self.node, facts.Constant) else None

    @property
    def is_mapping(self) -> bool:
        return isinstance(self.node, facts.Mapping)

    @property
    def items(self) -> tuple[Part, ...]:
        """The items of a list."""
        if self._items is None:
            items = self.node.items if isinstance(self.node, facts.Sequence) else ()
            self._items = tuple(Part(self.file, item, None, self) for item in items)
        return self._items

    @property
    def fields(self) -> Mapping[str, Part]:
        """The fields of a mapping by their keys, merged ones first, as they are written last."""
        if self._fields is None:
            self._fields = {}
            self._enter(self.node)
        return self._fields

    def _enter(self, node: Expression) -> None:
        known = self._fields if self._fields is not None else {}
        for key, value in node.entries if isinstance(node, facts.Mapping) else ():
            if key is None:
                self._enter(value)
            elif isinstance(key, facts.Constant):
                known.pop(str(key.value), None)
                known[str(key.value)] = Part(self.file, value, key, self)

    def field(self, *names: str) -> Part | None:
        """The first field of one of these names, however the key is spelled."""
        for each in self.fields.values():
            if each.name in names:
                return each
        return None

    def parents(self) -> Iterator[Part]:
        """Everything around the part, inner before outer."""
        current = self.above
        while current is not None:
            yield current
            current = current.above


def normal(key: str) -> str:
    """The words of a key, in lower case, joined by `_`."""
    return "_".join(words_of(key)) if key else ""


def documents_of(file: FileFacts) -> Iterator[Part]:
    """The documents of a data file."""
    for statement in file.body:
        if isinstance(statement, facts.Evaluate):
            yield Part(file, statement.value)
