"""Whose a part of a document is: Together's, another provider's, or nobody's that is named.

A mapping says so by a URL, by a field for the provider, or by the variable that holds its key, in this order. A word in
such a field's name narrows what it says to the fields of the same family: `openai_base_url` is about `openai_model`,
`embedding_provider` about `embedding_model`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache
from itertools import islice

from together_lint import facts
from together_lint.clients import is_together_key, is_together_url
from together_lint.clients.providers import (
    PROVIDER_FIELDS,
    WEAK_NEIGHBOURS,
    WEAK_PROVIDER_FIELDS,
    is_provider_word,
    is_together_word,
)
from together_lint.facts import FileFacts
from together_lint.late_patterns import late_pattern
from together_lint.lean_dataclasses import dataclass
from together_lint.linker.documents.families import MAX_NEIGHBOURS, PROVIDERS, TOGETHER, family_of
from together_lint.linker.documents.fields import is_container, names_model
from together_lint.linker.documents.parts import Part
from together_lint.linker.documents.written import DEFAULT, is_reference


class Side(Enum):
    TOGETHER = "together"
    OTHER = "other"


class Weight(Enum):
    """How sure a field is. A label is the name of any record."""

    LABEL = 0
    KEY = 1
    PROVIDER = 2
    URL = 3


@dataclass(frozen=True, slots=True)
class Claim:
    side: Side
    weight: Weight


_NAME_AT_OPENROUTER = "Together"
"""How OpenRouter calls the provider of a request, beside its own name of the model."""

_UNDECIDED = Claim(Side.OTHER, Weight.LABEL)
"""A provider that only a run can tell: whatever is known around it does not hold here."""

_STRONG_FIELDS = late_pattern(
    r"^(?:custom_)?(?:llm|engine|inference|gateway)$|(?:^|_)(?:model|llm|client|api)_(?:type|source)$"
    r"|(?:^|_)provider_(?:id|type|key|slug)$"
)
_NOT_PROVIDERS = frozenset({"litellm_provider", "original_provider"})
"""Fields of price lists and catalogues: they say whose price or model it is, not who is asked."""

_URL_FIELDS = late_pattern(
    r"(?:^|_)(?:base_url|baseurl|api_base|apibase|api_url|api|url|uri|endpoint|host|base|server)$"
)
_ABOUT_PAGES = late_pattern(
    r"(?:^|_)(?:docs?|documentation|website|web|home|homepage|page|link|signup|console|help|info)(?:_|$)"
)
_PAGES = late_pattern(r"/(?:settings|signin|signup|playground|models?|docs|pricing|account)\b")
_KEY_FIELDS = late_pattern(r"(?:^|_)(?:key|apikey|token|secret|auth|authorization)(?:_|$)|^env(?:_|$)")
_VARIABLE = late_pattern(r"[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+")
_OTHER_VARIABLE = late_pattern(r"(?:^|_)(?:KEY|TOKEN)$")
_TOGETHER_KEYS = "tgp_"


class Sides:
    """What one mapping says of itself, by family; the empty family is every field that belongs to no other."""

    def __init__(self, part: Part) -> None:
        self._claims: dict[str, Claim] = {}
        for family, claim in _claims(part):
            known = self._claims.get(family)
            if known is None or claim.weight.value > known.weight.value:
                self._claims[family] = claim
        self._let_compatible_stand_for_all()

    def _let_compatible_stand_for_all(self) -> None:
        """`OPENAI_BASE_URL` of Together beside a plain `MODEL`: the client of that package asks Together."""
        compatible = self._claims.get("openai")
        if "" not in self._claims and compatible == Claim(Side.TOGETHER, Weight.URL):
            self._claims[""] = Claim(Side.TOGETHER, Weight.KEY)

    @property
    def whole(self) -> Claim | None:
        """What is said of all fields."""
        return self._claims.get("")

    def of(self, name: str) -> Claim | None:
        """What is said of one field, by its name; None where only what is around the mapping can tell."""
        family = family_of(name)
        if family in self._claims:
            return self._claims[family]
        if family == TOGETHER:
            return Claim(Side.TOGETHER, Weight.PROVIDER)
        if family in PROVIDERS:
            return Claim(Side.OTHER, Weight.PROVIDER)
        return self._claims.get("")


def label_side(part: Part) -> Side | None:
    """Whose a record is by its label alone, `name: groq`."""
    for field in islice(part.fields.values(), MAX_NEIGHBOURS):
        if field.text is not None and WEAK_PROVIDER_FIELDS.search(field.name) and is_provider_word(field.text):
            return Side.TOGETHER if is_together_word(field.text) else Side.OTHER
    return None


def key_side(part: Part) -> Side | None:
    """Whose a part is by the key that it stands under: `together: {…}`, `togetherai_settings: {…}`, `groq: {…}`."""
    if part.key is None:
        return None
    if is_together_word(part.key_text) or is_together_word(part.name):
        return Side.TOGETHER
    family = family_of(part.name)
    if family == TOGETHER:
        return Side.TOGETHER
    return Side.OTHER if family in PROVIDERS else None


def _claims(part: Part) -> Iterator[tuple[str, Claim]]:
    for field in part.fields.values():
        claim = _claim_of(field)
        if claim is not None:
            yield family_of(field.name), claim
        elif is_container(field) and not _holds_model(field):
            # Settings of a client inside an entry tell whose the entry is, unless they have a model of their own.
            family = family_of(field.name)
            yield from ((family or inner, found) for inner, found in _claims(field))


def _holds_model(part: Part) -> bool:
    return any(each.text and names_model(each.name) for each in part.fields.values())


def _claim_of(field: Part) -> Claim | None:
    name, text = field.name, field.text
    if text is None:
        return _by_key(field, name)
    return _by_url(name, text) or _by_word(name, text, field.file) or _by_key(field, name)


def _by_url(name: str, text: str) -> Claim | None:
    if not _URL_FIELDS.search(name) or _ABOUT_PAGES.search(name):
        return None
    if is_together_url(text):
        return None if _PAGES.search(text) else Claim(Side.TOGETHER, Weight.URL)
    is_url = re.match(r"(?:https?|wss?)://[^$<{]", text.strip(), re.IGNORECASE)
    return Claim(Side.OTHER, Weight.URL) if is_url else None


def _by_word(name: str, text: str, file: FileFacts) -> Claim | None:
    default = DEFAULT.fullmatch(text.strip())
    # The last part of a plugin's path: `langgenius/togetherai/togetherai`, `remote::together`.
    word = re.split(r"/|::", (default["id"] if default else text).strip())[-1]
    names_it = PROVIDER_FIELDS.search(name) or _STRONG_FIELDS.search(name)
    if names_it and is_reference(text) and default is None:
        return _UNDECIDED
    if name in _NOT_PROVIDERS or not is_provider_word(word):
        return None
    side = Side.TOGETHER if is_together_word(word) else Side.OTHER
    if word == _NAME_AT_OPENROUTER and _names_openrouter(file):
        return _UNDECIDED
    if names_it:
        return Claim(side, Weight.PROVIDER)
    if WEAK_PROVIDER_FIELDS.search(name) and word.lower() not in WEAK_NEIGHBOURS:
        return Claim(side, Weight.LABEL)
    return None


@lru_cache(maxsize=4)
def _names_openrouter(file: FileFacts) -> bool:
    return "openrouter" in file.text.lower()


def _by_key(field: Part, name: str) -> Claim | None:
    """`api_key: ${TOGETHER_API_KEY}`, `api_key_env: GROQ_API_KEY`, a key of Together's own form."""
    if not _KEY_FIELDS.search(name):
        return None
    if isinstance(field.node, facts.Redacted):
        return Claim(Side.TOGETHER, Weight.KEY) if field.node.prefix == _TOGETHER_KEYS else None
    variables = _VARIABLE.findall(field.text or "")
    if any(map(is_together_key, variables)):
        return Claim(Side.TOGETHER, Weight.KEY)
    is_other = any(_OTHER_VARIABLE.search(each.upper()) and family_of(each.lower()) in PROVIDERS for each in variables)
    return Claim(Side.OTHER, Weight.KEY) if is_other else None
