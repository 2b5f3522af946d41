"""What well-known functions of the standard library and of a few popular packages give back, one row each.

Each module here has a table of rows by qualified name; one that is found by the last part of the name alone (the widget
of a page, whatever holds it) stands in `ROWS_BY_NAME`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from together_lint.linker import environment, loading, paths
from together_lint.linker.javascript import schemas
from together_lint.linker.library import containers, javascript, objects, options, records, texts
from together_lint.linker.library.arguments import Row, argument
from together_lint.linker.values import BoundCall, External, Value
from together_lint.places import Place

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

_ROWS: dict[str, Row] = {
    **containers.ROWS,
    **objects.ROWS,
    **options.ROWS,
    **records.ROWS,
    **texts.ROWS,
    **environment.ROWS,
    **loading.ROWS,
    **paths.ROWS,
    **javascript.ROWS,
    **schemas.ROWS,
}
_ROWS_BY_NAME: dict[str, Row] = {**options.ROWS_BY_NAME, **schemas.ROWS_BY_NAME}


def result_of_library(evaluator: Evaluator, what: External, call: BoundCall, place: Place) -> Value | None:
    """The result of a call of a library function, None when no row knows it."""
    row = _ROWS.get(what.path) or _ROWS_BY_NAME.get(what.path.rpartition(".")[2])
    return row(evaluator, call, place) if row is not None else None


__all__ = ["argument", "result_of_library"]
