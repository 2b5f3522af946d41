"""One Dockerfile: bytes to facts."""

from __future__ import annotations

from collections.abc import Mapping

from together_lint import facts
from together_lint.facts import Expression, FileFacts
from together_lint.late_patterns import late_pattern
from together_lint.readers.data.decoding import decode
from together_lint.readers.data.redaction import Entry, Redaction
from together_lint.readers.data.remarks import Remark, read_remarks
from together_lint.readers.dockerfile.instructions import Comment, Instruction, read_instructions
from together_lint.readers.dockerfile.variables import variables_of
from together_lint.readers.masking import mask_text
from together_lint.readers.secrets import is_secret_name

MAX_KILOBYTES = 512

_WORDS = ("ENV", "ARG")
_REFERENCE = late_pattern(r"\$\{?(\w+)\}?")


def read_dockerfile(path: str, data: bytes) -> FileFacts:
    """The facts of one Dockerfile: one statement, the variables by the instruction that sets them.

    A variable that only repeats another one is that one's value. Raises Unreadable: too large, or no text.
    """
    text = decode(data, MAX_KILOBYTES)
    redaction = Redaction()
    found: dict[str, dict[str, Entry]] = {word: {} for word in _WORDS}
    remarks: list[Remark] = []
    lines: list[tuple[int, int]] = []
    for said in read_instructions(text):
        if isinstance(said, Comment):
            remarks.append(Remark(said.line, said.column, said.text, is_alone=True))
        elif said.word in _WORDS:
            lines.append((said.first_line, said.last_line))
            _enter(said, found, redaction)
    whole = (1, 1, max((last for _first, last in lines), default=1), 1)
    entries = tuple((facts.Constant(whole, word), _mapping(found[word])) for word in _WORDS if found[word])
    body = (facts.Evaluate(whole, facts.Mapping(whole, entries)),) if entries else ()
    remarked = read_remarks(path, remarks, lines)
    masked = mask_text(text, redaction.secrets)
    return FileFacts(path, "dockerfile", body, masked, remarked.suppressions, remarked.pragmas, remarked.problems)


def _enter(instruction: Instruction, found: Mapping[str, dict[str, Entry]], redaction: Redaction) -> None:
    for variable in variables_of(instruction):
        key = facts.Constant(variable.name_span, variable.name)
        value = _repeated(variable.value, found)
        if value is None:
            value = redaction.text(variable.value_span, variable.value, is_secret_name(variable.name))
        entries = found[instruction.word]
        entries.pop(variable.name, None)
        entries[variable.name] = (key, value)


def _repeated(value: str, found: Mapping[str, Mapping[str, Entry]]) -> Expression | None:
    match = _REFERENCE.fullmatch(value)
    known = [found[word][match[1]][1] for word in _WORDS if match and match[1] in found[word]]
    return known[0] if known else None


def _mapping(entries: Mapping[str, Entry]) -> facts.Mapping:
    spans = [key.span for key, _value in entries.values() if key is not None]
    ends = [value.span[2:] for _key, value in entries.values()]
    return facts.Mapping((*min(spans)[:2], *max(ends)), tuple(entries.values()))
