"""The documents of a YAML text: from the stream of events straight to facts.

The parser's own composer nests and copies nothing, but it dies on deep files, and a few lines of aliases stand for
gigabytes. Events are safe at any depth, so bounds are kept while they come: an alias weighs as much as what it repeats.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Any

from together_lint import facts
from together_lint.facts import Expression, Span
from together_lint.late_patterns import late_pattern
from together_lint.lean_dataclasses import dataclass, field
from together_lint.readers import Unreadable
from together_lint.readers.data.redaction import Redaction
from together_lint.readers.secrets import is_secret_name
from together_lint.readers.yaml.scalars import Unfollowed, typed

MAX_DEPTH = 100
MAX_VALUES = 200_000
MAX_VALUES_IN_PYTHON = 20_000
"""Where PyYAML is installed without its C parser, which is fifty times as fast."""

_CORE = "tag:yaml.org,2002:"
_MERGE = "<<"
_TEMPLATE = late_pattern(r"\{%|(?<!\$)\{\{")  # `${{ … }}` is the text of a workflow


@dataclass(frozen=True, slots=True, eq=False)
class _Anchored:
    """What an anchor names, with how many values it holds and how deep it is."""

    node: Expression
    weight: int
    height: int


@dataclass(slots=True, eq=False)
class _Open:
    """A mapping or sequence whose end has not come yet."""

    event: Any
    is_mapping: bool
    is_secret: bool = False
    key: Expression | None = None
    is_merge: bool = False
    entries: dict[Hashable, tuple[Expression, Expression]] = field(default_factory=dict)
    items: list[Expression] = field(default_factory=list)
    merged: list[Expression] = field(default_factory=list)
    start: tuple[int, int] | None = None
    end: tuple[int, int] | None = None
    weight: int = 1
    height: int = 1


def read_documents(text: str, redaction: Redaction) -> list[Expression]:
    """The value of every document that is not empty, in order.

    Raises:
        Unreadable: no YAML (with the line), nested too deeply, or too many values, those of aliases counted each time.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    limit = MAX_VALUES if loader is not yaml.SafeLoader else MAX_VALUES_IN_PYTHON
    reading = _Reading(text, redaction, limit)
    try:
        for event in yaml.parse(_with_plain_line_ends(text), Loader=loader):
            reading.take(event)
    except yaml.YAMLError as error:
        raise _invalid(error, text) from None
    except RecursionError:
        raise Unreadable("nested too deeply to be read safely") from None
    return reading.values


def _with_plain_line_ends(text: str) -> str:
    """The text without the rare characters that end a line for YAML and for nothing else, or lines would be off."""
    return text.replace("\x85", " ").replace("\u2028", " ").replace("\u2029", " ")


def _invalid(error: Any, text: str) -> Unreadable:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = mark.line + 1 if mark is not None else None
    if isinstance(getattr(error, "character", None), int):  # a character that YAML does not allow
        before, found, _after = text.partition(chr(error.character))
        line = before.count("\n") + 1 if found else None
    if _TEMPLATE.search(text):
        return Unreadable("is a template for YAML, no YAML itself", line)
    said = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be parsed"
    if "nesting depth" in str(said):  # newer versions of the parser keep a bound of their own
        return Unreadable("nested too deeply to be read safely", line)
    return Unreadable(f"is not valid YAML: {' '.join(str(said).split())}", line)


class _Reading:
    """One pass over the events of a text."""

    def __init__(self, text: str, redaction: Redaction, limit: int) -> None:
        self.values: list[Expression] = []
        self._text = text
        self._redaction = redaction
        self._limit = limit
        self._stack: list[_Open] = []
        self._anchors: dict[str, _Anchored] = {}
        self._total = 0
        self._lines: list[str] | None = None

    def take(self, event: Any) -> None:
        kind = type(event).__name__
        if kind == "ScalarEvent":
            self._add(self._scalar(event), event)
        elif kind in ("MappingStartEvent", "SequenceStartEvent"):
            self._open(event, kind == "MappingStartEvent")
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            self._close(event)
        elif kind == "AliasEvent":
            self._repeat(event)
        elif kind == "DocumentStartEvent":
            self._anchors.clear()

    # ------------------------------------------------------------------------------------------- collections

    def _open(self, event: Any, is_mapping: bool) -> None:
        if len(self._stack) >= MAX_DEPTH:
            raise Unreadable(f"nested too deeply to be read safely (more than {MAX_DEPTH} levels)", _line(event))
        is_secret = not is_mapping and self._is_secret()
        self._stack.append(_Open(event, is_mapping, is_secret))

    def _close(self, event: Any) -> None:
        top = self._stack.pop()
        node = self._collection(top, self._span(top, event))
        self._add(node, top.event, top.weight, top.height)

    def _span(self, top: _Open, event: Any) -> Span:
        """A block ends with its last value; the parser says that it ends where the next thing begins."""
        span = (*_span_of(top.event)[:2], *_span_of(event)[2:])
        if top.event.flow_style or top.end is None:
            return span
        # What stands before the first key is an anchor or a tag.
        start = top.start if top.is_mapping and top.start is not None else span[:2]
        return (*start, *top.end)

    def _collection(self, top: _Open, span: Span) -> Expression:
        tag = top.event.tag
        is_own = tag is not None and tag != "!" and not tag.startswith(_CORE)
        if not top.is_mapping:
            items = tuple(top.items)
            # A list with a tag of its own is a function's arguments; entries with one are still entries.
            return facts.Opaque(span, f"a list with the tag `{tag}`", items) if is_own else _list(span, items)
        spreads = [(None, value) for value in reversed(top.merged)]
        return facts.Mapping(span, self._redaction.without_named_secrets([*spreads, *top.entries.values()]))

    # ------------------------------------------------------------------------------------------------ values

    def _scalar(self, event: Any) -> Expression:
        span = self._scalar_span(event)
        top = self._stack[-1] if self._stack else None
        is_key = top is not None and top.is_mapping and top.key is None and not top.is_merge
        is_plain = bool(event.implicit[0])
        if is_key and event.value == _MERGE and is_plain:
            return facts.Opaque(span, _MERGE)
        try:
            value = typed(event.value, event.tag, is_plain)
        except Unfollowed as unfollowed:
            return facts.Opaque(span, str(unfollowed))
        if isinstance(value, str):
            return self._redaction.text(span, value, not is_key and self._is_secret())
        return facts.Constant(span, value)

    def _scalar_span(self, event: Any) -> Span:
        start, end = event.start_mark, event.end_mark
        line, column = end.line + 1, end.column + 1
        if event.style in ("|", ">"):  # ends, for the parser, where the next thing begins
            lines = self._all_lines()
            line = min(end.line if column == 1 else line, len(lines))
            while line > start.line + 1 and not lines[line - 1].strip():
                line -= 1
            column = len(lines[line - 1]) + 1
        return start.line + 1, start.column + 1, line, column

    def _all_lines(self) -> list[str]:
        if self._lines is None:
            self._lines = self._text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        return self._lines

    def _repeat(self, event: Any) -> None:
        known = self._anchors.get(event.anchor)
        if known is not None:
            self._add(known.node, event, known.weight, known.height)
        elif any(each.event.anchor == event.anchor for each in self._stack):
            self._add(facts.Opaque(_span_of(event), "a value that holds itself"), event)
        else:
            raise Unreadable(f"is not valid YAML: nothing is called `{event.anchor}`", _line(event))

    def _add(self, node: Expression, event: Any, weight: int = 1, height: int = 1) -> None:
        anchor = getattr(event, "anchor", None)
        if anchor and type(event).__name__ != "AliasEvent":
            self._anchors[anchor] = _Anchored(node, weight, height)
        top = self._stack[-1] if self._stack else None
        self._weigh(top, event, weight, height)
        if top is None:
            if not (isinstance(node, facts.Constant) and node.value is None):
                self.values.append(node)
            return
        written = node.span if type(event).__name__ != "AliasEvent" else _span_of(event)
        top.start = top.start or written[:2]
        top.end = max(written[2:], top.end or written[2:])
        if not top.is_mapping:
            top.items.append(node)
        else:
            _enter(top, node)

    def _weigh(self, top: _Open | None, event: Any, weight: int, height: int) -> None:
        self._total += 1
        if top is not None:
            top.weight += weight
            top.height = max(top.height, height + 1)
        if self._total > self._limit or (top is not None and top.weight > self._limit):
            raise Unreadable(f"has more than {self._limit:,} values, with those that aliases repeat", _line(event))
        if len(self._stack) + height > MAX_DEPTH + 1:
            raise Unreadable(f"nested too deeply to be read safely (more than {MAX_DEPTH} levels)", _line(event))

    def _is_secret(self) -> bool:
        """Whether the text that comes next is a secret by its key."""
        if not self._stack:
            return False
        top = self._stack[-1]
        return top.is_secret or (isinstance(top.key, facts.Constant) and is_secret_name(str(top.key.value)))


def _enter(top: _Open, node: Expression) -> None:
    """One more key or value of a mapping. Of keys that are written twice the last one counts."""
    if top.is_merge:
        top.merged.extend(_merged(node))
        top.is_merge = False
    elif top.key is None:
        top.is_merge = isinstance(node, facts.Opaque) and node.reason == _MERGE
        is_plain = isinstance(node, facts.Constant | facts.Redacted)
        top.key = None if top.is_merge else node if is_plain else facts.Opaque(node.span, "a key that is no text")
    else:
        same: Hashable = (type(top.key.value), top.key.value) if isinstance(top.key, facts.Constant) else id(top.key)
        top.entries.pop(same, None)
        top.entries[same] = (top.key, node)
        top.key = None


def _merged(node: Expression) -> Iterator[Expression]:
    if isinstance(node, facts.Mapping):
        yield node
    elif isinstance(node, facts.Sequence):
        yield from (item for item in node.items if isinstance(item, facts.Mapping))


def _list(span: Span, items: tuple[Expression, ...]) -> facts.Sequence:
    return facts.Sequence(span, "list", items)


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _span_of(event: Any) -> Span:
    start, end = event.start_mark, event.end_mark
    return start.line + 1, start.column + 1, end.line + 1, end.column + 1
