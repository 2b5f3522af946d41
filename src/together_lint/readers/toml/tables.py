"""Tables of TOML: headers and dotted keys say where an entry belongs, wherever in the file it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from together_lint import facts
from together_lint.facts import Expression, Span
from together_lint.lean_dataclasses import dataclass, field
from together_lint.readers import Unreadable
from together_lint.readers.data.redaction import Redaction
from together_lint.readers.secrets import is_secret_name
from together_lint.readers.toml.syntax import NotFollowed, Syntax

MAX_DEPTH = 40
MAX_VALUES = 50_000

_HEADERS = ("table", "table_array_element")


@dataclass(slots=True, eq=False)
class _Table:
    """A table that later headers may still add to."""

    start: tuple[int, int]
    end: tuple[int, int]
    entries: dict[str, tuple[facts.Constant, _Held]] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class _Tables:
    """An array of tables, `[[name]]`."""

    items: list[_Table]


_Held: TypeAlias = "Expression | _Table | _Tables"


def read_tables(syntax: Syntax, redaction: Redaction) -> Expression:
    """The whole file as one mapping. Raises Unreadable: nested too deeply, or too many values."""
    return _Reading(syntax, redaction).run()


class _Reading:
    def __init__(self, syntax: Syntax, redaction: Redaction) -> None:
        self._syntax = syntax
        self._redaction = redaction
        self._count = 0

    def run(self) -> Expression:
        span = self._syntax.span(self._syntax.root)
        root = _Table(span[:2], span[2:])
        for node in self._syntax.root.named_children:
            if node.type == "pair":
                self._enter(root, node, 1)
            elif node.type in _HEADERS:
                table = self._opened(root, node)
                for pair in node.named_children:
                    if pair.type == "pair":
                        self._enter(table, pair, 1)
        return self._frozen(root, 1)

    # -------------------------------------------------------------------------------------------- tables

    def _opened(self, root: _Table, node: Any) -> _Table:
        """The table that a header names."""
        start = self._syntax.span(node.children[0])[:2]
        pairs = [child for child in node.children if child.type == "pair"]
        end = self._syntax.span(pairs[-1] if pairs else _closing(node))[2:]
        parts = list(self._syntax.keys(_name_of(node)))
        self._check(len(parts), node)
        table = root
        for part in parts[:-1]:
            table = self._inner(table, part, end)
        name, span = parts[-1]
        held = table.entries.get(name, (None, None))[1]
        if node.type == "table":
            return self._inner(table, parts[-1], end, start)
        item = _Table(start, end)
        if isinstance(held, _Tables):
            held.items.append(item)
        else:
            table.entries[name] = (self._key(name, span), _Tables([item]))
        return item

    def _inner(
        self, table: _Table, part: tuple[str, Span], end: tuple[int, int], start: tuple[int, int] | None = None
    ) -> _Table:
        """The table under a key, made when there is none; of an array of tables the last one."""
        name, span = part
        held = table.entries.get(name, (None, None))[1]
        if isinstance(held, _Tables):
            held = held.items[-1]
        if not isinstance(held, _Table):
            held = _Table(start or span[:2], end)
            table.entries[name] = (self._key(name, span), held)
        held.end = max(held.end, end)
        return held

    def _enter(self, table: _Table, pair: Any, depth: int) -> None:
        key, value = (child for child in pair.named_children if child.type != "comment")
        parts = list(self._syntax.keys(key))
        self._check(depth + len(parts), pair)
        end = self._syntax.span(value)[2:]
        for part in parts[:-1]:
            table = self._inner(table, part, end)
        name, span = parts[-1]
        table.entries.pop(name, None)
        table.entries[name] = (self._key(name, span), self._value(value, depth + 1, is_secret_name(name)))

    def _key(self, name: str, span: Span) -> facts.Constant:
        written = self._redaction.text(span, name)
        return written if isinstance(written, facts.Constant) else facts.Constant(span, "")

    # -------------------------------------------------------------------------------------------- values

    def _value(self, node: Any, depth: int, is_secret: bool) -> Expression:
        self._check(depth, node)
        span = self._syntax.span(node)
        if node.type == "array":
            items = (child for child in node.named_children if child.type != "comment")
            return facts.Sequence(span, "list", tuple(self._value(item, depth + 1, is_secret) for item in items))
        if node.type == "inline_table":
            table = _Table(span[:2], span[2:])
            for pair in node.named_children:
                if pair.type == "pair":
                    self._enter(table, pair, depth)
            return self._frozen(table, depth)
        try:
            value = self._syntax.scalar(node)
        except NotFollowed:
            return facts.Opaque(span, "a value that is not followed")
        return self._redaction.text(span, value, is_secret) if isinstance(value, str) else facts.Constant(span, value)

    def _frozen(self, table: _Table, depth: int) -> facts.Mapping:
        if depth > MAX_DEPTH:
            raise Unreadable(_TOO_DEEP, table.start[0])
        entries = self._redaction.without_named_secrets(self._frozen_entries(table, depth + 1))
        return facts.Mapping((*table.start, *table.end), entries)

    def _frozen_entries(self, table: _Table, depth: int) -> Iterator[tuple[Expression, Expression]]:
        for key, held in table.entries.values():
            if isinstance(held, _Table):
                yield key, self._frozen(held, depth)
            elif isinstance(held, _Tables):
                items = tuple(self._frozen(item, depth + 1) for item in held.items)
                yield key, facts.Sequence((*items[0].span[:2], *items[-1].span[2:]), "list", items)
            else:
                yield key, held

    def _check(self, depth: int, node: Any) -> None:
        self._count += 1
        if self._count > MAX_VALUES:
            raise Unreadable(f"has more than {MAX_VALUES:,} values", node.start_point[0] + 1)
        if depth > MAX_DEPTH:
            raise Unreadable(_TOO_DEEP, node.start_point[0] + 1)


_TOO_DEEP = f"nested too deeply to be read safely (more than {MAX_DEPTH} levels)"


def _name_of(header: Any) -> Any:
    return next(child for child in header.named_children if child.type in ("bare_key", "quoted_key", "dotted_key"))


def _closing(header: Any) -> Any:
    return next(child for child in header.children if child.type in ("]", "]]"))
