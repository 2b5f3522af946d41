"""Model objects: the constructors behind an expression, through chains, agents and whatever else holds one."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.clients import functions_by_name
from together_lint.late_patterns import late_pattern
from together_lint.lean_dataclasses import dataclass, field
from together_lint.linker.collectors import CallPlace
from together_lint.linker.fallbacks.frameworks.tables import FORMS, PRIMARY
from together_lint.linker.library.arguments import argument
from together_lint.linker.references import last_name, spelling
from together_lint.linker.requests import requests_of
from together_lint.linker.sending import Sending, find_sending
from together_lint.linker.values import NO_CHOICES, Alternative, BoundCall, Choices, External, Items, Value, agree
from together_lint.usages import Value as SentValue

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator
    from together_lint.linker.program import Program

MAX_DEPTH = 4

_NO_MODEL = late_pattern(
    r"Template|Parser|Retriever|Loader|Splitter|Memory|Store\b|FAISS|Chroma|Qdrant|Pinecone|Tool|Prompt|History"
    r"|Passthrough|RunnableLambda|Console|Session|Settings",
    re.IGNORECASE,
)
"""Matches classes of frameworks that ask no model themselves: `ChatPromptTemplate`, `StrOutputParser`."""

_COMBINING = frozenset({"RunnableParallel", "RunnableMap", "RunnableSequence", "RunnableBranch", "RunnablePassthrough"})
"""Classes that hold a part under each of their arguments."""

_MODEL_CLASS = late_pattern(
    r"^(?:Chat|Azure|Bedrock|Ollama|Open|Anthropic|Gemini|Groq)|(?:LLM|Llm|LM|Model|Generator)$"
)
_MODEL_ARGUMENTS = frozenset({"model", "model_name", "model_id", "id", "azure_deployment", "model_path"})


@dataclass(frozen=True, slots=True, eq=False)
class Root:
    """A constructor that makes a model object of Together's.

    `through` are the identities of the calls on the way, from the constructor on: what changed it, what holds it.
    `changes` are the calls that gave a changed copy of it, `choices` those that lead to it.
    """

    made: BoundCall
    sending: Sending
    through: frozenset[int] = frozenset()
    changes: tuple[BoundCall, ...] = ()
    choices: Choices = field(default_factory=dict)

    @property
    def callers(self) -> frozenset[int]:
        """The identities of the calls on the way whose arguments made it what it is."""
        frame = self.made.site.frame
        points = [point for point in self.choices if isinstance(point, tuple) and point[:1] == ("caller",)]
        chosen = (option for option in map(self.choices.get, points) if isinstance(option, int))
        return frozenset([*chosen, *_calls_in(frame.key if frame is not None else None)])


def _calls_in(key: Hashable) -> Iterator[int]:
    """The calls that the key of an activation names: its own, then those that made the activation around it."""
    while isinstance(key, tuple) and len(key) == 2 and isinstance(key[0], int):
        yield key[0]
        key = key[1]


def roots_of(evaluator: Evaluator, value: Value, depth: int = 0) -> Iterator[Root]:
    """The constructors of Together's model objects that a value may be, or that what it may be holds."""
    for item in value:
        if isinstance(item.what, Items) and depth:
            for thunk in item.what.items:
                yield from roots_of(evaluator, evaluator.ask(thunk), depth + 1)
        if isinstance(item.what, External) and item.what.made is not None:
            yield from _roots(evaluator, item, item.what, item.what.made, depth)


def _roots(evaluator: Evaluator, item: Alternative, what: External, made: BoundCall, depth: int) -> Iterator[Root]:
    through = frozenset([id(made.node), *(id(change.node) for change in what.changes)])
    sending = sending_of(evaluator, made)
    if sending is not None:
        yield Root(made, sending, through, what.changes, item.choices)
        return
    for value in _held(evaluator, made) if depth < MAX_DEPTH else ():
        for root in roots_of(evaluator, value, depth + 1):
            choices = agree(item.choices, root.choices)
            changes = (*root.changes, *what.changes)
            yield Root(root.made, root.sending, root.through | through, changes, choices or NO_CHOICES)


def sending_of(evaluator: Evaluator, made: BoundCall) -> Sending | None:
    """What a constructor says that its object will send to Together, None for any other call."""
    memory = evaluator.cache("model objects")
    key = (id(made.node), id(made.site.frame))
    if key not in memory:
        evaluator.keep(made)
        found: Sending | None = None
        evaluator.begin(memory, key, None)
        if made.site.slot is not None:
            place = CallPlace(made.node, made.site.scope, made.site.slot, None)
            found = find_sending(evaluator, place, made.site)
        evaluator.finish(memory, key, found if found is not None and found.kind == "client" else None)
    return memory[key]  # type: ignore[return-value]


def _held(evaluator: Evaluator, made: BoundCall) -> Iterator[Value]:
    """The arguments of an agent or wrapper that may hold a model object."""
    forms = FORMS.get(last_name(made.node.function), ())
    names = (*PRIMARY, *(name for form in forms for name in (*form.primary, *form.others)))
    holds_all = bool(_COMBINING.intersection(_dotted(made.node.function)))
    for given in made.node.arguments:
        if given.name in names or (not given.spread and (holds_all or not given.name)):
            yield evaluator.evaluate(given.value, made.site)
    if any(given.spread for given in made.node.arguments):
        found = argument(evaluator, made, None, *names)
        if found is not None:
            yield found


def _dotted(node: facts.Expression) -> list[str]:
    return spelling(node).split(".")


def models_of_object(evaluator: Evaluator, sending: Sending) -> tuple[SentValue, ...]:
    """The models that a model object may send."""
    memory = evaluator.cache("models of objects")
    if id(sending) not in memory:
        evaluator.keep(sending)
        found = (request.model for request in requests_of(evaluator, sending))
        memory[id(sending)] = tuple(model for model in found if model is not None)
    return memory[id(sending)]  # type: ignore[return-value]


def is_model_elsewhere(what: External) -> bool:
    """Whether an object of a library looks like a model of another provider's."""
    name = what.name.rpartition(".")[2]
    if what.made is None or not asks_a_model(what):
        return False
    given = {each.name for each in what.made.node.arguments}
    return bool(_MODEL_CLASS.search(name)) or not _MODEL_ARGUMENTS.isdisjoint(given)


def asks_a_model(what: External) -> bool:
    """Whether an object of a framework may ask a model: a prompt, a parser or a store never does."""
    return not _NO_MODEL.search(what.name)


def names_of_objects(program: Program) -> Iterator[str]:
    """Names that are bound to what a class of the tables makes: `lm = dspy.LM(…)`."""
    classes = {name for name, rows in functions_by_name().items() if any(row.kind == "client" for _api, row in rows)}
    for scope in program.scopes_with(classes):
        for statement, _slot in scope.statements():
            value = statement.value if isinstance(statement, facts.Assign) else None
            if isinstance(statement, facts.Assign) and last_name(getattr(value, "function", None)) in classes:
                yield from (last_name(target) for target in statement.targets if last_name(target))
