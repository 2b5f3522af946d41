from __future__ import annotations

from collections.abc import Iterator

from together_lint.findings import Finding, Severity
from together_lint.rules.base import Rule, Scope
from together_lint.rules.wording import elsewhere, shortened
from together_lint.usages import Connection, WrittenKey


class HardcodedKey(Rule):
    """A key for Together is written in a file.

    ## Why

    Who can read the repository, a copy of it or its history can send requests at your cost, and the API cannot tell
    them from you: until the key is revoked it answers them with 200. It also cannot be changed without a commit, and is
    the same on every machine.

    The rule speaks for a literal that is made like a real key (long, mixed and random), where

    - a client, a module or an `Authorization` header is given it for Together,
    - a variable or field is called `TOGETHER_API_KEY` or the like, in code, notebooks, `.env`, compose, workflow and
      other files that are read,
    - it begins with `tgp_`, as Together's own keys do.

    Of the key itself nothing but its first letters is ever kept or shown.

    ## Example

    ```python
    client = Together(api_key="tgp_v1_…")
    ```

    ```python
    client = Together()  # takes TOGETHER_API_KEY from the environment
    ```

    Then revoke the key: it stays in the history.

    ## Limits

    Placeholders are silent: `your_api_key`, `xxx`, `<key>`, `test`, `changeme`, `sk-1234567890abcdef`; so is everything
    short or readable. A file that git ignores is not looked at, so a key in an ignored `.env` is where it belongs. A
    key that a client sends is reported at the client, any other one where it is written.
    """

    code = "TL501"
    name = "hardcoded-key"
    severity = Severity.ERROR

    def judge_connection(self, connection: Connection, scope: Scope) -> Iterator[Finding]:
        for key in connection.keys:
            place = connection.place
            said = _said_of(key)
            message = f"{said} in the source: whoever reads the repository can use it"
            advice = "take it from the environment (TOGETHER_API_KEY) and revoke it, since it stays in the history"
            related = elsewhere(place, (key.place, "the key"))
            trail = tuple(dict.fromkeys((key.place, *key.trail)))
            yield self.finding(place, message, advice, subject=key.prefix, related=related, trail=trail)


def _said_of(key: WrittenKey) -> str:
    name = f", for {shortened(key.name)}," if key.name else ""
    return f"A key ({key.prefix}…){name} stands"
