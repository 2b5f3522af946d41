"""One YAML file: bytes to facts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from together_lint import facts
from together_lint.facts import Expression, FileFacts, Span
from together_lint.late_patterns import late_pattern
from together_lint.readers.data.decoding import decode
from together_lint.readers.data.redaction import Redaction
from together_lint.readers.data.remarks import Remark, entries_of, is_meant, read_remarks
from together_lint.readers.masking import mask_text
from together_lint.readers.yaml.documents import read_documents

_COMMENT = late_pattern(r"(?:^|(?<=[ \t]))#")


def read_yaml(path: str, data: bytes) -> FileFacts:
    """The facts of one YAML file: a statement for each document.

    Raises:
        Unreadable: too large, no text, no YAML (with the line), nested too deeply, or too many values.
    """
    text = decode(data)
    redaction = Redaction()
    values = read_documents(text, redaction)
    remarks = _remarks(text, values) if is_meant(text) else ()
    said = read_remarks(path, remarks, entries_of(values) if is_meant(text) else ())
    body = tuple(facts.Evaluate(value.span, value) for value in values)
    masked = mask_text(text, redaction.secrets)
    return FileFacts(path, "yaml", body, masked, said.suppressions, said.pragmas, said.problems)


def _remarks(text: str, values: Iterable[Expression]) -> Iterator[Remark]:
    """The comments: what follows a `#` that stands in no text."""
    texts = _texts_by_line(values)
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        for match in _COMMENT.finditer(line):
            position = (number, match.start() + 1)
            if not any(span[:2] <= position < span[2:] for span in texts.get(number, ())):
                yield Remark(*position, line[match.start() :], not line[: match.start()].strip())
                break


def _texts_by_line(values: Iterable[Expression]) -> dict[int, list[Span]]:
    found: dict[int, list[Span]] = {}
    for value in values:
        for node in facts.walk(value):
            if not isinstance(node, facts.Mapping | facts.Sequence):
                for line in range(node.span[0], node.span[2] + 1):
                    found.setdefault(line, []).append(node.span)
    return found
