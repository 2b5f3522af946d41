"""JSON tokens to facts: mappings, sequences and constants with exact spans, secrets redacted on the way."""

from __future__ import annotations

from together_lint import facts
from together_lint.facts import Expression
from together_lint.lean_dataclasses import dataclass, field
from together_lint.offsets import Lines
from together_lint.readers import Unreadable
from together_lint.readers.data.redaction import Redaction
from together_lint.readers.data.remarks import Remark, is_meant
from together_lint.readers.json.scanner import NotANumber, Token, broken, tokens
from together_lint.readers.secrets import is_secret_name

MAX_DEPTH = 100
MAX_VALUES = 100_000


@dataclass(slots=True)
class Scanned:
    """What one file holds: its documents, and the comments that may matter."""

    values: list[Expression] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class _Open:
    """An object or array that is not closed yet; `wants` says what may come next."""

    closing: str
    start: int
    is_secret: bool
    wants: str
    key: Expression | None = None
    entries: list[tuple[Expression | None, Expression]] = field(default_factory=list)
    items: list[Expression] = field(default_factory=list)


def scan(text: str, redaction: Redaction) -> Scanned:
    """The values of a text, one after the other.

    Raises:
        Unreadable: no JSON (with the line), nested too deeply, or too many values.
    """
    return _Scan(text, redaction).run()


class _Scan:
    def __init__(self, text: str, redaction: Redaction) -> None:
        self.text = text
        self.redaction = redaction
        self.lines = Lines(text)
        self.found = Scanned()
        self.stack: list[_Open] = []
        self.count = 0
        self.texts: dict[str, str] = {}
        """Every text so far, to hold those that come again once: most are keys."""

    def run(self) -> Scanned:
        for token in tokens(self.text, self.lines):
            if token.kind == "comment":
                self.take()
                if is_meant(str(token.value)):
                    self.found.remarks.append(self.remark(token))
            elif token.kind in "[{":
                self.open(token)
            elif token.kind in "]}":
                self.close(token)
            elif token.kind in ",:":
                self.separate(token)
            else:
                self.scalar(token)
        if self.stack:
            raise Unreadable("is not valid JSON: it ends too early", self.lines.line(len(self.text)))
        return self.found

    # ------------------------------------------------------------------------------------------------ containers

    def open(self, token: Token) -> None:
        self.expect("value", token)
        if len(self.stack) >= MAX_DEPTH:
            raise Unreadable(f"nested too deeply to be read safely (more than {MAX_DEPTH} levels)", self.at(token))
        is_object = token.kind == "{"
        is_secret = not is_object and self.is_secret
        self.stack.append(_Open("}" if is_object else "]", token.start, is_secret, "key" if is_object else "value"))

    def close(self, token: Token) -> None:
        top = self.stack[-1] if self.stack else None
        # `wants` is "value" in an array that is empty or has a comma at its end, "key" in such an object.
        if top is None or top.closing != token.kind or top.wants not in (
            ("key", ",") if token.kind == "}" else ("value", ",")
        ):  # fmt: skip
            raise broken(self.at(token))
        self.stack.pop()
        span = self.lines.span(top.start, token.end)
        if token.kind == "]":
            self.add(facts.Sequence(span, "list", tuple(top.items)))
        else:
            self.add(facts.Mapping(span, self.redaction.without_named_secrets(top.entries)))

    def separate(self, token: Token) -> None:
        self.expect(token.kind, token)
        top = self.stack[-1]
        top.wants = "value" if token.kind == ":" or top.closing == "]" else "key"

    def expect(self, wanted: str, token: Token) -> None:
        """Raise unless the token may stand here; between documents only values may."""
        if (self.stack[-1].wants if self.stack else "value") != wanted:
            raise broken(self.at(token))

    def at(self, token: Token) -> int:
        return self.lines.line(token.start)

    def remark(self, token: Token) -> Remark:
        line, column, _end_line, _end_column = self.lines.span(token.start, token.end)
        before = self.text[token.start - column + 1 : token.start]
        return Remark(line, column, str(token.value), not before.strip())

    def take(self) -> None:
        self.count += 1
        if self.count > MAX_VALUES:
            raise Unreadable(f"has more than {MAX_VALUES:,} values")

    # --------------------------------------------------------------------------------------------------- values

    def scalar(self, token: Token) -> None:
        top = self.stack[-1] if self.stack else None
        if top is not None and top.wants == "key" and isinstance(token.value, str):
            top.key = self.string(token, token.value, is_secret=False)
            top.wants = ":"
            return
        self.expect("value", token)
        self.add(self.constant(token))

    def constant(self, token: Token) -> Expression:
        if isinstance(token.value, str):
            return self.string(token, token.value, self.is_secret)
        span = self.lines.span(token.start, token.end)
        if isinstance(token.value, NotANumber):
            return facts.Opaque(span, "a number that is not followed")
        return facts.Constant(span, token.value)

    def add(self, value: Expression) -> None:
        self.take()
        top = self.stack[-1] if self.stack else None
        if top is None:
            self.found.values.append(value)
        elif top.closing == "]":
            top.items.append(value)
            top.wants = ","
        elif top.key is not None:
            top.entries.append((top.key, value))
            top.key, top.wants = None, ","

    @property
    def is_secret(self) -> bool:
        """Whether a string that comes next is a secret by its key."""
        if not self.stack:
            return False
        key = self.stack[-1].key
        return self.stack[-1].is_secret or (isinstance(key, facts.Constant) and is_secret_name(str(key.value)))

    def string(self, token: Token, value: str, is_secret: bool) -> Expression:
        value = self.texts.setdefault(value, value)
        return self.redaction.text(self.lines.span(token.start, token.end), value, is_secret)
