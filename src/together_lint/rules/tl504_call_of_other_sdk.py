from __future__ import annotations

from collections.abc import Iterator

from together_lint.clients.editions import EDITIONS, Edition
from together_lint.findings import Finding, Severity
from together_lint.rules.base import Rule, Scope
from together_lint.rules.sdk_versions import confidence_of, described, severity_of, where
from together_lint.usages import Connection, SdkCall, SdkVersion


class CallOfOtherSdk(Rule):
    """A call that the SDK in this version does not have, or that means something else in it.

    ## Why

    | call | works in | else |
    | --- | --- | --- |
    | `together.Complete.create` and the other module functions | 0.x, 1.x | `AttributeError` |
    | `batches.create_batch`, `get_batch`, `files.retrieve_content`, `evaluation.create` | 1.x | `AttributeError` |
    | `batches.create(file_id=…)` | no version; 2.x and later want `input_file_id=` | `TypeError` |
    | `models.list()` as the catalogue | 0.x to 2.x | 3.x lists the models of one project |
    | `openai.ChatCompletion.create` with Together's base URL | openai 0.x | `APIRemovedInV1` |

    No request is sent: the program fails on its own machine, often only where the path is rarely taken. The API itself
    answers nothing.

    ## Example

    ```python
    client.batches.create_batch(file_id, endpoint="/v1/chat/completions")
    ```

    ```python
    client.batches.create(input_file_id=file_id, endpoint="/v1/chat/completions")
    ```

    ## Limits

    The version is found as for [base-url-for-other-sdk](TL503.md), and the finding is a warning where it is not
    certain. It lies at the call, which is what has to change. Only calls whose client is followed to its constructor;
    only Python.
    """

    code = "TL504"
    name = "call-of-other-sdk"
    severity = Severity.ERROR
    severity_note = "warning where the version is not certain"

    def judge_connection(self, connection: Connection, scope: Scope) -> Iterator[Finding]:
        sdk = connection.sdk
        for call in connection.calls if sdk is not None else ():
            for row in EDITIONS:
                if sdk is not None and _is_about(row, call) and not _has(row, sdk):
                    yield self.finding(
                        call.place,
                        _message(row, sdk),
                        f"use {row.instead}",
                        subject=row.path,
                        severity=severity_of(sdk),
                        related=where(sdk),
                        confidence=confidence_of(sdk),
                        details={"instead": row.instead},
                    )
                    break


def _is_about(row: Edition, call: SdkCall) -> bool:
    if (row.package, row.path) != (call.package, call.path) or any(name in call.arguments for name in row.unless):
        return False
    return not row.argument or row.argument in call.arguments


def _has(row: Edition, sdk: SdkVersion) -> bool:
    return row.first <= sdk.major and (row.last is None or sdk.major <= row.last)


def _message(row: Edition, sdk: SdkVersion) -> str:
    name = f"{row.package}.{row.path}" if row.is_module else row.path
    if row.unless:
        return f"{name}() of {described(sdk)} lists the models of one project, not the catalogue"
    if row.argument:
        return f"{name}({row.argument}=…) is not known to {described(sdk)}: {row.error}"
    return f"{described(sdk)} has no {name}: {row.error}"
