"""Methods of a client that nothing defines: a notebook whose cell that made the client is gone.

The name is taken for a client of the only class of clients that the module imports.
"""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.clients import clients
from together_lint.lean_dataclasses import replace
from together_lint.linker.scopes import Scope
from together_lint.linker.sending import client_objects
from together_lint.linker.sending.sent import Sending
from together_lint.linker.values import Alternative, BoundCall, External, Value

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

_BUILTINS = "builtins."


def recognise(evaluator: Evaluator, call: BoundCall, callees: Value) -> Sending | None:
    """The request of `client.chat.completions.create(…)` where `client` is defined nowhere."""
    for item in callees:
        what = item.what
        if not isinstance(what, External) or what.made is not None or not what.name.startswith(_BUILTINS):
            continue
        name, *members = what.path.removeprefix(_BUILTINS).split(".")
        made = _only_class(call.site.scope.module) if members and not hasattr(builtins, name) else ""
        if made:
            node = facts.Call(call.node.span, facts.Name(call.node.span, made), ())
            client = External(made, BoundCall(node, call.site), tuple(members))
            evaluator.keep(node)
            found = client_objects.recognise(evaluator, call, (Alternative(client, item.place, item.choices),))
            return replace(found, client_place=None) if found is not None else None
    return None


def _only_class(module: Scope) -> str:
    """The class of clients that a module imports, empty when it imports none, several, or one of another provider."""
    imported = {
        f"{node.module}.{name}"
        for definitions in module.definitions.values()
        for node in (definition.node for definition in definitions)
        if isinstance(node, facts.Import)
        for name, _alias in node.names
    }
    rows = {name: clients()[name] for name in imported & clients().keys()}
    if len({id(row) for row in rows.values()}) != 1 or any(row.provider != "together" for row in rows.values()):
        return ""
    return min(rows)
