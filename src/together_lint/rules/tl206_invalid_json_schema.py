from __future__ import annotations

from collections.abc import Callable, Iterator

from together_lint.findings import Finding, Severity
from together_lint.rules.base import Rule, Scope
from together_lint.rules.plain_schemas import plain_mistake
from together_lint.rules.wording import elsewhere, shortened
from together_lint.usages import Json, Known, Usage, Value

# jsonschema walks a schema recursively, about ten frames a level.
DEEPEST = 60


class InvalidJsonSchema(Rule):
    """A literal JSON Schema, for the answer or for a tool, is not valid.

    ## Why

    `response_format` and `tools` carry JSON Schemas. The API compiles them before it generates anything, so a mistake
    such as `"type": "strng"` or `required` as a string fails every request, whatever the prompt. No recording has the
    text of the refusal; expect

    ```text
    400 {"error": {"type": "invalid_request_error", …}}
    ```

    ## Example

    ```python
    response_format={"type": "json_schema", "json_schema": {"name": "ticket", "schema": {
        "type": "object", "properties": {"title": {"type": "text"}}, "required": "title"}}}
    ```

    ```python
    response_format={"type": "json_schema", "json_schema": {"name": "ticket", "schema": {
        "type": "object", "properties": {"title": {"type": "string"}}, "required": ["title"]}}}
    ```

    ## Limits

    Only schemas that are written out in full are checked, against the metaschema of their `$schema`, else of draft
    2020-12. Those that a program makes (`Model.model_json_schema()`) are not. Keywords that are valid and not
    supported by a model are not known. Schemas that nest deeper than 60 levels are not judged.
    """

    code = "TL206"
    name = "invalid-json-schema"
    severity = Severity.ERROR

    def judge(self, usage: Usage, scope: Scope) -> Iterator[Finding]:
        for request in usage.requests:
            for name, read in (("response_format", _of_format), ("tools", _of_tools)):
                yield from self._about(name, request.parameters.get(name), read, usage)

    def _about(
        self, name: str, value: Value | None, read: Callable[[Json], Iterator[tuple[str, Json]]], usage: Usage
    ) -> Iterator[Finding]:
        if not isinstance(value, Known):
            return
        for where, schema in read(value.value):
            mistake = _mistake(schema)
            if mistake:
                yield self.finding(
                    value.place,
                    f"The JSON Schema of {where} is not valid: {mistake}",
                    "correct the schema; requests with it answer 400",
                    subject=where,
                    related=elsewhere(value.place, (usage.place, "sent here")),
                    trail=(*value.trail, usage.place),
                    details={"parameter": name},
                )


def _of_format(value: Json) -> Iterator[tuple[str, Json]]:
    """Today's form `json_schema: {schema}`, and `schema` beside the type as Together's earlier guides have it."""
    if not isinstance(value, dict):
        return
    wrapped = value.get("json_schema")
    for holder in (wrapped, value):
        if isinstance(holder, dict) and "schema" in holder:
            yield "response_format", holder["schema"]


def _of_tools(value: Json) -> Iterator[tuple[str, Json]]:
    for tool in value if isinstance(value, list) else []:
        function = tool.get("function") if isinstance(tool, dict) else None
        if isinstance(function, dict) and "parameters" in function:
            yield f"tool {function.get('name', '')}".strip(), function["parameters"]


def _mistake(schema: Json) -> str:
    """The first mistake in words, empty for a valid schema and for one that is too deep to judge."""
    if schema is None or _is_deeper(schema, DEEPEST):
        return ""
    if not isinstance(schema, dict | bool):
        return "it is neither an object nor a boolean"
    told = plain_mistake(schema)
    return _told_by_metaschema(schema) if told is None else told


def _told_by_metaschema(schema: dict[str, Json] | bool) -> str:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import best_match
    from jsonschema.validators import validator_for

    named = schema.get("$schema") if isinstance(schema, dict) else None
    draft = validator_for(schema, default=Draft202012Validator) if isinstance(named, str) else Draft202012Validator
    # Not check_schema: it compiles patterns, which are regular expressions of ECMAScript, with Python's compiler.
    error = best_match(draft(draft.META_SCHEMA).iter_errors(schema))
    return f"{shortened(error.message)} at {error.json_path}" if error else ""


def _is_deeper(value: Json, levels: int) -> bool:
    layer: list[Json] = [value]
    for _ in range(levels):
        layer = [each for holder in layer for each in _inside(holder)]
        if not layer:
            return False
    return True


def _inside(value: Json) -> list[Json]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
