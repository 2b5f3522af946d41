"""What well-known functions of the standard library and of a few popular packages give back, one row each.

Each module here has a table of rows by qualified name; one that is found by the last part of the name alone (the widget
of a page, whatever holds it) stands in `ROWS_BY_NAME`.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import TYPE_CHECKING

from together_lint.clients import clients
from together_lint.linker.library.arguments import Row
from together_lint.linker.values import BoundCall, External, Value
from together_lint.places import Place

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator


@functools.cache
def _rows() -> Mapping[str, Row]:
    from together_lint.linker import environment, loading, paths, replacing
    from together_lint.linker.javascript import schemas
    from together_lint.linker.library import containers, javascript, objects, options, records, texts

    modules = (
        containers,
        objects,
        options,
        records,
        texts,
        environment,
        loading,
        paths,
        replacing,
        javascript,
        schemas,
    )
    return {name: row for module in modules for name, row in module.ROWS.items()}


@functools.cache
def _rows_by_name() -> Mapping[str, Row]:
    from together_lint.linker.javascript import schemas
    from together_lint.linker.library import options

    return {**options.ROWS_BY_NAME, **schemas.ROWS_BY_NAME}


def result_of_library(evaluator: Evaluator, what: External, call: BoundCall, place: Place) -> Value | None:
    """The result of a call of a library function, None when no row knows it."""
    if what.name in clients():
        return None  # many programs call nothing else
    row = _rows().get(what.path) or _rows_by_name().get(what.path.rpartition(".")[2])
    return row(evaluator, call, place) if row is not None else None


__all__ = ["result_of_library"]
