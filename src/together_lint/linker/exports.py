"""Exports: which names of a file other files may use to reach a usage, so that reading can go up by name."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.clients import clients, function_apis, is_together_url
from together_lint.linker.calls import returned
from together_lint.linker.classes import lineage
from together_lint.linker.data_exports import exported_by_data
from together_lint.linker.javascript import is_javascript
from together_lint.linker.leading import is_unread, leading_names, mentioned
from together_lint.linker.references import last_name
from together_lint.linker.scopes import Scope, Slot
from together_lint.linker.sending.library_functions import rows_for
from together_lint.linker.values import LIMIT, External, Instance, Items, Scalar, Site, Table, Thunk, Value
from together_lint.linker.writes import states
from together_lint.naming import Exported
from together_lint.naming_by_path import BY_PATH

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

STEPS_FOR_A_NAME = 400
MAX_NESTING = 3


def exported_names(
    evaluator: Evaluator, roots: Collection[str], known: dict[str, tuple[str, ...]]
) -> Iterator[Exported]:
    """Everything that another file may use to reach a usage.

    Args:
        evaluator: has been asked for all usages, so that it knows whose callers are wanted.
        roots: files that may hold a client or make one: those with evidence, and those read upwards.
        known: what was concluded of a module in an earlier round, by path; filled here.
    """
    wanted = dict(evaluator.wanted)
    for scope in wanted.values():
        outer = scope
        while outer.parent is not None and outer.parent.parent is not None:
            outer = outer.parent
        if outer.name:
            yield from _with_reexports(evaluator, outer.name, scope.module, is_called=outer is scope)
    yield from _set_modules(evaluator)
    yield from exported_by_data(evaluator, roots)
    holders = {scope.file.path for scope in wanted.values()}.union(roots)
    leading = leading_in(evaluator, roots)
    yield from _states(evaluator)
    for path, module in list(evaluator.program.modules.items()):
        if path in holders and path not in known and not evaluator.is_out_of_steps:
            known[path] = tuple(_interesting(evaluator, module, leading))
        for name in known.get(path, ()):
            yield from _with_reexports(evaluator, name, module)
    evaluator.wanted = wanted


def _states(evaluator: Evaluator) -> Iterator[Exported]:
    """What leads to Together and is kept in the state of an application: `state.client`, `app["client"]`."""
    for (holder, name), stores in states(evaluator).items():
        if any(hands_on(evaluator, value, evaluator.site(scope, slot)) for scope, slot, value in stores):
            for written in (f"{holder}.{name}", f'{holder}["{name}', f"{holder}['{name}"):
                yield Exported(written, "")


def _set_modules(evaluator: Evaluator) -> Iterator[Exported]:
    """Functions of a library whose base URL some module sets to Together's (`openai.api_base = "…"`)."""
    for row in function_apis():
        for attribute in row.base_url:
            for target, value, scope, slot in evaluator.program.stores_to(attribute):
                if last_name(target.base) == row.module:
                    texts = evaluator.texts(evaluated(evaluator, value, evaluator.site(scope, slot)))
                    if any(is_together_url(text) for text, _item in texts):
                        for method in row.methods:
                            yield Exported(method.path.partition(".")[0], row.module)


def is_module(path: str) -> bool:
    """Whether other files can get at the names of a file: nobody imports a notebook."""
    return not path.endswith(".ipynb")


def module_tail(path: str) -> str:
    """The last part of a module's dotted name: `llm` for `app/llm.py` and for `app/llm/__init__.py`."""
    if is_javascript(path):
        from together_lint.linker.javascript.exports import tail_of

        return BY_PATH + tail_of(path)
    pure = PurePosixPath(path)
    return pure.parent.name if pure.stem == "__init__" else pure.stem


def _with_reexports(evaluator: Evaluator, name: str, module: Scope, is_called: bool = False) -> Iterator[Exported]:
    if not is_module(module.file.path):
        return
    if is_javascript(module.file.path):
        from together_lint.linker.javascript.exports import handed_on

        yield from handed_on(evaluator.program, name, module)
    else:
        yield Exported(name, module_tail(module.file.path), is_called)
    for other in list(evaluator.program.modules.values()):
        if other is not module and any(
            isinstance(found.node, facts.Import) for found in other.definitions.get(name, ())
        ):
            yield Exported(name, module_tail(other.file.path), is_called)


def leading_in(evaluator: Evaluator, roots: Collection[str]) -> frozenset[str]:
    """The names that may lead to Together in the files read so far."""
    words = {each.name for each in exported_by_data(evaluator, roots)}
    evaluator.leading = leading_names(evaluator, words, (scope.name for scope in evaluator.wanted.values()))
    return evaluator.leading


def _interesting(evaluator: Evaluator, module: Scope, leading: frozenset[str]) -> Iterator[str]:
    """Module-level names that are, make or lead to a Together client."""
    for name in module.definitions:
        evaluator.make_room()
        if name != "*" and name in leading and _is_worth_naming(evaluator, module, name):
            yield name


def _is_worth_naming(evaluator: Evaluator, module: Scope, name: str) -> bool:
    """Whether a name is interesting, as far as files have been read; of a class its bases are read first."""
    node = module.definitions[name][-1].node
    if isinstance(node, facts.Class):
        bases: list[Scope | External] = []
        evaluator.within(STEPS_FOR_A_NAME, partial(lineage, evaluator, module.inner[id(node)]), bases)
    question = partial(_is_interesting, evaluator, module, name)
    return evaluator.without_reading(lambda: evaluator.within(STEPS_FOR_A_NAME * 4, question, False))


def _is_interesting(evaluator: Evaluator, module: Scope, name: str) -> bool:
    definition = module.definitions[name][-1]
    node = definition.node
    if isinstance(node, facts.Class):
        return holds_client(evaluator, module.inner[id(node)])
    if isinstance(node, facts.Function) and definition.kind == "function":
        return _returns_client(evaluator, module.inner[id(node)])
    if isinstance(node, facts.Import) and is_unread(evaluator.program, node, module.file.path):
        return False  # what leads to Together has been read, or will be for its own sake
    is_value = isinstance(node, facts.Import | facts.Call | facts.Constant | facts.Mapping | facts.Sequence)
    return is_value and _leads_to_together(evaluator, module, name)


def _leads_to_together(evaluator: Evaluator, module: Scope, name: str) -> bool:
    node = facts.Name((1, 1, 1, 1), name)
    return leads_to_client(evaluator, evaluated(evaluator, node, evaluator.site(module, None)), 0)


def leads_to_client(evaluator: Evaluator, value: Value, depth: int) -> bool:
    """Whether a value is, or holds, a client, a Together URL or an object of a class that talks to Together."""
    inner: list[Thunk] = []
    for item in value:
        what = item.what
        if isinstance(what, External) and (what.name in clients() or any(rows_for(what.name))):
            return True
        if isinstance(what, Scalar) and isinstance(what.value, str) and is_together_url(what.value):
            return True
        if isinstance(what, Instance):
            if id(what.scope) in evaluator.wanted or holds_client(evaluator, what.scope):
                return True
            given = what.made.node.arguments if what.made is not None else ()
            inner.extend(Thunk(argument.value, what.made.site) for argument in given if what.made is not None)
        elif isinstance(what, Table):
            inner.extend(entry.value for entry in what.entries)
        elif isinstance(what, Items):
            inner.extend(what.items)
    return depth < MAX_NESTING and any(
        leads_to_client(evaluator, evaluator.within(STEPS_FOR_A_NAME, partial(evaluator.ask, thunk), ()), depth + 1)
        for thunk in inner[:LIMIT]
    )


def holds_client(evaluator: Evaluator, scope: Scope) -> bool:
    """Whether a class is a client, or its objects have one as an attribute."""
    memory = evaluator.cache("holders")
    if id(scope) not in memory:
        memory[id(scope)] = False  # a class that holds itself comes back here
        memory[id(scope)] = _finds_client(evaluator, scope)
    return bool(memory[id(scope)])


def _finds_client(evaluator: Evaluator, scope: Scope) -> bool:
    if any(isinstance(base, External) and base.name in clients() for base in lineage(evaluator, scope)):
        return True
    in_methods = list(_stores_in_methods(scope))
    in_body = [(scope, one.slot, one.node) for found in scope.definitions.values() for one in found]
    for where, slot, value in (*in_methods, *in_body):
        if isinstance(value, facts.Call) and _is_client(evaluator, value, evaluator.site(where, slot)):
            return True
        is_decorated = isinstance(value, facts.Function) and bool(value.decorators)
        if is_decorated and _returns_client(evaluator, scope.inner[id(value)]):
            return True
    return False


def _stores_in_methods(scope: Scope) -> Iterator[tuple[Scope, Slot, facts.Expression]]:
    """`self.client = …`, `cls._instance.client = …`, `client["a"] = …` in the methods of a class."""
    for function in scope.inner.values():
        for statement, slot in function.statements() if function.is_function else ():
            targets = statement.targets if isinstance(statement, facts.Assign) else ()
            value = statement.value if isinstance(statement, facts.Assign) else None
            if value is not None and any(isinstance(one, facts.Attribute | facts.Subscript) for one in targets):
                yield function, slot, value


def _returns_client(evaluator: Evaluator, scope: Scope) -> bool:
    return any(
        hands_on(evaluator, value, evaluator.site(scope, slot))
        for value, slot in returned(scope)
        if isinstance(value, _MAY_LEAD)
    )


_MAY_LEAD = (facts.Call, facts.Name, facts.Attribute, facts.Subscript, facts.Sequence, facts.Mapping)


def hands_on(evaluator: Evaluator, node: facts.Expression, site: Site) -> bool:
    """Whether an argument or result is, or has in it, a client or a Together URL, as far as files have been read.

    Parts in which no name stands that may lead to Together are not followed.
    """
    if evaluator.leading.isdisjoint(mentioned(node)):
        return False
    if isinstance(node, facts.Mapping):
        return any(hands_on(evaluator, value, site) for _key, value in node.entries)
    if isinstance(node, facts.Sequence):
        return any(hands_on(evaluator, item, site) for item in node.items)
    if isinstance(node, facts.Template) and any(map(_is_of_a_sentence, node.parts)):
        return False
    return evaluator.without_reading(
        lambda: leads_to_client(evaluator, evaluated(evaluator, node, site), MAX_NESTING - 1)
    )


def hands_on_function(node: facts.Expression, scope: Scope, wanted: Mapping[int, Scope]) -> bool:
    """Whether an argument is, by its name or where it is written, one of the functions whose callers are wanted."""
    if isinstance(node, facts.Function):
        return id(scope.inner.get(id(node))) in wanted
    if isinstance(node, facts.Mapping):
        return any(hands_on_function(value, scope, wanted) for _key, value in node.entries)
    name = last_name(node)
    return bool(name) and any(each.name == name and each.is_function for each in wanted.values())


def _is_of_a_sentence(part: facts.Expression) -> bool:
    """Whether a part of a string is none of a URL."""
    return isinstance(part, facts.Constant) and isinstance(part.value, str) and " " in part.value


def _is_client(evaluator: Evaluator, node: facts.Expression, site: Site) -> bool:
    """Whether a plain reference (or a constructor call) is a client object that may talk to Together."""
    if not isinstance(node, facts.Name | facts.Attribute | facts.Call):
        return False
    return any(
        isinstance(item.what, External) and item.what.made is not None and item.what.name in clients()
        and not item.what.members
        for item in evaluated(evaluator, node, site)
    )  # fmt: skip


def evaluated(evaluator: Evaluator, node: facts.Expression, site: Site) -> Value:
    """The value of an expression, nothing when it takes too many steps."""
    return evaluator.within(STEPS_FOR_A_NAME, partial(evaluator.evaluate, node, site), ())
