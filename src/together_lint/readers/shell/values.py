"""The pieces of a word as one expression: a text, a template, or the value that a JSON text stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from together_lint import facts
from together_lint.facts import Expression, Span
from together_lint.late_patterns import late_pattern
from together_lint.lean_dataclasses import dataclass
from together_lint.offsets import Copy, Lines, Stretches
from together_lint.readers import Unreadable
from together_lint.readers.data.redaction import Redaction
from together_lint.readers.json.documents import scan
from together_lint.readers.secrets import marked
from together_lint.readers.shell.pieces import Hole, Piece, Plain

_QUOTE_OR_ESCAPE = late_pattern(r'\\.|"', re.DOTALL)
_JSON = late_pattern(r"\s*[{\[]\s*[\"{\[]")
_HEADER = late_pattern(
    r"(?:authorization|(?:x-)?api-key)\s*:\s*(?:(?:bearer|token|basic)\s+)?(?!(?:bearer|token|basic)\b)(\S{6,})",
    re.IGNORECASE,
)

# Characters that stand for holes while a text is read as JSON; no script has a use for them.
_FIRST_MARK, _MARKS = 0xE000, 6_400
_MARK = late_pattern(r"([\ue000-\uf8ff])")


def expression(lines: Lines, span: Span, pieces: Sequence[Piece], redaction: Redaction, is_secret: bool) -> Expression:
    """The value of a word.

    Args:
        lines: those of the script.
        is_secret: the word is given to a name that promises a secret.
    """
    if len(pieces) == 1 and isinstance(pieces[0], Hole):
        return pieces[0].value
    body = None if is_secret else json_value(lines, pieces, redaction)
    if body is not None:
        return body
    if not any(isinstance(piece, Hole) for piece in pieces):
        return _text(span, pieces, redaction, is_secret)
    parts: list[Expression] = []
    run: list[Plain] = []
    for piece in (*pieces, None):
        if isinstance(piece, Plain):
            run.append(piece)
            continue
        if run:
            inner = lines.span(run[0].start, run[-1].end)
            parts.append(_text(inner, run, redaction, is_secret))
            run = []
        if piece is not None:
            parts.append(piece.value)
    return facts.Template(span, tuple(parts))


def _text(span: Span, pieces: Iterable[Piece], redaction: Redaction, is_secret: bool) -> Expression:
    text = "".join(piece.text for piece in pieces if isinstance(piece, Plain))
    header = _HEADER.match(text)
    if header is not None:
        redaction.secrets.append((span, header[1]))
        return facts.Constant(span, text[: header.start(1)] + marked(header[1]) + text[header.end(1) :])
    return redaction.text(span, text, is_secret)


# ------------------------------------------------------------------------------------------------------------ JSON


def json_value(lines: Lines, pieces: Sequence[Piece], redaction: Redaction) -> Expression | None:
    """What the pieces say when they are read as JSON, None when they are none; holes may stand in it."""
    first = pieces[0] if pieces else None
    if not isinstance(first, Plain) or not _JSON.match("".join(_shown(piece) for piece in pieces)):
        return None
    document = _Document(pieces)
    if len(document.holes) > _MARKS:
        return None
    own = Redaction()
    try:
        (value,) = scan(document.text, own).values
    except (Unreadable, ValueError):
        return None
    back = _Back(lines, Lines(document.text), document.stretches(), document.holes)
    redaction.secrets.extend((back.span(span), secret) for span, secret in own.secrets)
    return back.node(value)


def _shown(piece: Piece) -> str:
    return piece.text if isinstance(piece, Plain) else '"'


class _Document(Copy):
    """The pieces as one JSON text: a mark for each hole, between quotes where the hole stands outside of a string."""

    def __init__(self, pieces: Iterable[Piece]) -> None:
        super().__init__()
        self.holes: list[Hole] = []
        is_in_string = False
        for piece in pieces:
            if isinstance(piece, Plain):
                self.put(_MARK.sub("?", piece.text), piece.start, piece.width)
                quotes = sum(match.group() == '"' for match in _QUOTE_OR_ESCAPE.finditer(piece.text))
                is_in_string ^= quotes % 2 == 1
            else:
                mark = chr(_FIRST_MARK + min(len(self.holes), _MARKS - 1))
                self.put("" if is_in_string else '"', piece.start, 0)
                self.put(mark, piece.start, piece.end - piece.start)
                self.put("" if is_in_string else '"', piece.end, 0)
                self.holes.append(piece)


@dataclass(frozen=True, slots=True, eq=False)
class _Back:
    """Takes nodes of the JSON text back to the script: their spans, and the holes that marks stand for."""

    lines: Lines
    inner: Lines
    stretches: Stretches
    holes: Sequence[Hole]

    def span(self, span: Span) -> Span:
        start, end = self.inner.offset(*span[:2]), self.inner.offset(*span[2:])
        return self.lines.span(self.stretches.start(start), self.stretches.end(end))

    def node(self, node: Expression) -> Expression:
        span = self.span(node.span)
        if isinstance(node, facts.Mapping):
            entries = ((self.node(key) if key is not None else None, self.node(value)) for key, value in node.entries)
            return facts.Mapping(span, tuple(entries))
        if isinstance(node, facts.Sequence):
            return facts.Sequence(span, node.kind, tuple(self.node(item) for item in node.items))
        if isinstance(node, facts.Constant):
            return self.text(span, node.value) if isinstance(node.value, str) else facts.Constant(span, node.value)
        if isinstance(node, facts.Redacted):
            return facts.Redacted(span, node.prefix, node.digest, node.is_key)
        return facts.Opaque(span, "a number that is not followed")

    def text(self, span: Span, value: str) -> Expression:
        parts: list[Expression] = []
        for part in _MARK.split(value):
            if _MARK.match(part):
                parts.append(self.holes[ord(part) - _FIRST_MARK].value)
            elif part:
                parts.append(facts.Constant(span, part))
        if not parts:
            return facts.Constant(span, "")
        return parts[0] if len(parts) == 1 else facts.Template(span, tuple(parts))
