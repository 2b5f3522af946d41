"""Programs that shell scripts start: HTTP clients, the command line of Together's SDK, and tools that route by prefix.

Options were read off the manuals of curl 8, GNU wget and HTTPie 3, and the command lines of the SDK 1.6.0 and 3.1.1.
curl and HTTPie limit no request and try none again unless they are told to; wget waits for 15 minutes between bytes and
tries 20 times. `--connect-timeout` of curl says nothing of how long an answer may take.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping

from together_lint.clients import Routing
from together_lint.clients.litellm import DEFAULTS as LITELLM
from together_lint.clients.litellm import ROUTING
from together_lint.lean_dataclasses import dataclass, field
from together_lint.usages import ClientDefaults, UsageKind


@dataclass(frozen=True, slots=True)
class HttpCommand:
    """A program that sends one request: the options for its URL, body, time limit and attempts.

    `valued` are further options that take a value. `has_items`: what follows the URL are fields of the body
    (`model=org/name max_tokens:=100`).
    """

    names: tuple[str, ...]
    defaults: ClientDefaults
    url: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    timeout: tuple[str, ...] = ()
    retries: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    """Options for bodies that are not followed: uploads and forms."""
    valued: tuple[str, ...] = ()
    has_items: bool = False


@dataclass(frozen=True, slots=True)
class CommandLine:
    """A program, or one of its commands (`words`), that takes a model by an option.

    `parameters` are options with the API's names for them.
    """

    names: tuple[str, ...]
    operation: str
    word: str
    words: tuple[str, ...] = ()
    model: tuple[str, ...] = ("--model",)
    parameters: Mapping[str, str] = field(default_factory=dict)
    timeout: tuple[str, ...] = ()
    routing: Routing | None = None
    defaults: ClientDefaults | None = None
    kind: UsageKind = "call"


HTTP_COMMANDS = (
    HttpCommand(
        ("curl",),
        ClientDefaults("curl", None, 0),
        url=("--url",),
        body=("-d", "--data", "--data-raw", "--data-binary", "--data-ascii", "--json"),
        headers=("-H", "--header", "--oauth2-bearer"),
        timeout=("-m", "--max-time"),
        retries=("--retry",),
        files=("-F", "--form", "-T", "--upload-file", "-K", "--config"),
        valued=(
            *("-X", "--request", "-o", "--output", "-w", "--write-out", "-u", "--user", "-A", "--user-agent", "-e"),
            *("-b", "--cookie", "-c", "--cookie-jar", "-x", "--proxy", "-E", "--cert", "--cacert", "--connect-timeout"),
            *(
                "--retry-delay",
                "--retry-max-time",
                "--resolve",
                "--limit-rate",
                "-D",
                "--dump-header",
                "--data-urlencode",
            ),
        ),
    ),
    HttpCommand(
        ("wget",),
        ClientDefaults("wget", 900.0, 19),
        body=("--post-data", "--body-data"),
        headers=("--header",),
        timeout=("-T", "--timeout", "--read-timeout"),
        files=("--post-file", "--body-file"),
        valued=("-O", "--output-document", "-o", "--output-file", "--method", "-t", "--tries", "-U", "-P"),
    ),
    HttpCommand(
        ("http", "https", "xh", "xhs"),
        ClientDefaults("HTTPie", None, 0),
        body=("--raw",),
        timeout=("--timeout",),
        valued=("-a", "--auth", "-A", "--auth-type", "-o", "--output", "-p", "--print", "--session"),
        has_items=True,
    ),
)

_SDK = ("together", "tg")
_SDK_DEFAULTS = ClientDefaults("together", 60.0, 2)
_SAMPLING = {
    "--max-tokens": "max_tokens",
    "--temperature": "temperature",
    "--top-p": "top_p",
    "--top-k": "top_k",
    "--min-p": "min_p",
    "--repetition-penalty": "repetition_penalty",
    "--presence-penalty": "presence_penalty",
    "--frequency-penalty": "frequency_penalty",
    "--n": "n",
}
_IMAGES = {"--steps": "steps", "--seed": "seed", "--n": "n", "--height": "height", "--width": "width"}

_ROUTED = (
    *("litellm", "aider", "interpreter", "python", "python3", "openhands", "sweagent", "mini", "mini-extra"),
    *("gptme", "kodit", "holmes", "pr-agent", "guidellm", "garak", "promptfoo", "dspy", "crewai", "marvin"),
)

COMMAND_LINES = (
    CommandLine(_SDK, "chat.completions", "together-sdk", ("chat.completions",), parameters=_SAMPLING,
                defaults=_SDK_DEFAULTS),
    CommandLine(_SDK, "chat.completions", "together-sdk", ("chat.interactive",), parameters=_SAMPLING,
                defaults=_SDK_DEFAULTS),
    CommandLine(_SDK, "completions", "together-sdk", ("completions",), parameters=_SAMPLING, defaults=_SDK_DEFAULTS),
    CommandLine(_SDK, "images", "together-sdk", ("images", "generate"), parameters=_IMAGES, defaults=_SDK_DEFAULTS),
    CommandLine(_SDK, "fine-tuning", "together-sdk", ("fine-tuning", "create"), model=("--model", "-m"),
                defaults=_SDK_DEFAULTS),
    CommandLine(_SDK, "endpoints", "together-sdk", ("endpoints", "create"), defaults=_SDK_DEFAULTS),
    CommandLine(_SDK, "endpoints", "together-sdk", ("endpoints", "deploy"), defaults=_SDK_DEFAULTS),
    CommandLine(
        _ROUTED, "chat.completions", "litellm",
        model=("--model", "-m", "--weak-model", "--editor-model", "--llm-model", "--model-name", "--model_name"),
        routing=ROUTING, defaults=LITELLM, kind="config",
    ),
    CommandLine(("inspect",), "chat.completions", "other", ("eval",), routing=Routing(prefixes=("together/",)),
                kind="config"),
)  # fmt: skip


@functools.cache
def command_names() -> frozenset[str]:
    """The names of all programs in the tables."""
    return frozenset(name for row in (*HTTP_COMMANDS, *COMMAND_LINES) for name in row.names)
