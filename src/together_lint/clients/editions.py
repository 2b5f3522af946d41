"""What differs between the major versions of the SDKs: defaults, the end of their base URL, calls that came or went.

Read off the packages together 0.2.11, 1.6.0, 2.42.0 and 3.1.1, openai 0.28, 1.109.1 and 3.57.0, and together-ai 0.52.0;
`make witnesses` runs those of Python against a server of its own and holds this table against them.
"""

from __future__ import annotations

from collections.abc import Mapping

from together_lint.lean_dataclasses import dataclass
from together_lint.usages import ClientDefaults

NEWEST: Mapping[str, int] = {
    "together": 3,
    "openai": 3,
    "litellm": 1,
    "langchain-together": 0,
    "npm:together-ai": 1,
    "npm:openai": 7,
    "npm:@langchain/community": 1,
    "npm:ai": 7,
    "npm:@ai-sdk/togetherai": 3,
}
"""The newest major of each package, by the name that its index knows it by."""

DEFAULTS: Mapping[tuple[str, int], ClientDefaults] = {
    ("together", 1): ClientDefaults("Together SDK 1.x", 600.0, 5, "together"),
}
"""The defaults of majors that differ from those in the tables of clients."""

V1_IN_PATHS: Mapping[str, int] = {"together": 3, "npm:together-ai": 1}
"""The first major of an SDK that adds `/v1` to the base URL itself; in all others the base URL ends in it."""

NONE_IS_DEFAULT: Mapping[str, int] = {"together": 1}
"""The last major in which `timeout=None` means the default; later it means that a request may wait for ever."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A call and the majors that have it, `first` to `last` (None: to this day).

    `argument`: it is about this argument of the call only. `unless` are arguments that show that the newer meaning is
    meant. `instead` says what the newest version wants, `error` what the program meets without it.
    """

    package: str
    path: str
    first: int
    last: int | None
    instead: str
    error: str = "AttributeError"
    argument: str = ""
    unless: tuple[str, ...] = ()
    is_module: bool = False
    """A name of the module itself, not of a client object."""


def _dropped(path: str, instead: str, first: int = 1, last: int = 1) -> Edition:
    return Edition("together", path, first, last, instead)


def _of_module(path: str, instead: str, last: int = 1) -> Edition:
    return Edition("together", path, 0, last, instead, is_module=True)


def _of_openai(path: str, instead: str) -> Edition:
    return Edition("openai", path, 0, 0, instead, "openai.lib._old_api.APIRemovedInV1", is_module=True)


EDITIONS = (
    _of_module("Complete.create", "Together().completions.create(…)"),
    _of_module("Complete.create_streaming", "Together().completions.create(…, stream=True)"),
    _of_module("Completion.create", "Together().completions.create(…)"),
    _of_module("AsyncComplete.create", "AsyncTogether().completions.create(…)"),
    _of_module("Image.create", "Together().images.generate(…)"),
    _of_module("Embeddings.create", "Together().embeddings.create(…)"),
    _of_module("Finetune.create", "Together().fine_tuning.create(…)"),
    _of_module("Finetune.list", "Together().fine_tuning.list()"),
    _of_module("Finetune.retrieve", "Together().fine_tuning.retrieve(…)"),
    _of_module("Files.upload", "Together().files.upload(…)"),
    _of_module("Files.list", "Together().files.list()"),
    _of_module("Models.list", "Together().models.list_supported()"),
    _of_module("Models.info", "Together().models.list_supported()"),
    *(_of_module(f"Models.{name}", "Together().endpoints", last=0) for name in ("start", "stop", "ready")),
    _dropped("batches.create_batch", "batches.create(input_file_id=…, endpoint=…)"),
    _dropped("batches.get_batch", "batches.retrieve(…)"),
    _dropped("batches.list_batches", "batches.list()"),
    _dropped("batches.cancel_batch", "batches.cancel(…)"),
    _dropped("files.retrieve_content", "files.content(…)"),
    _dropped("fine_tuning.download", "fine_tuning.content(…)"),
    *(_dropped(f"evaluation.{name}", f"evals.{name}(…)") for name in ("create", "retrieve", "list", "status")),
    _dropped("endpoints.get", "endpoints.retrieve(…)"),
    _dropped("code_interpreter.run", "code_interpreter.execute(…) of 2.x; 3.x has none"),
    _dropped("code_interpreter.execute", "2.x, which is the last to have it", first=2, last=2),
    _dropped("models.upload", "models.create(base_model_id=…)", last=2),
    _dropped("endpoints.list_hardware", "endpoints.deployments of 3.x", last=2),
    Edition("together", "batches.create", 2, None, "batches.create_batch(…) of 1.x"),
    Edition("together", "batches.create", 0, 1, "input_file_id=…", "TypeError", argument="file_id"),
    Edition("together", "evals.create", 2, None, "evaluation.create(…) of 1.x"),
    Edition("together", "files.content", 2, None, "files.retrieve_content(…) of 1.x"),
    Edition(
        "together",
        "models.list",
        0,
        2,
        "models.list_supported()",
        "the models of one project",
        unless=("project_id", "after", "limit"),
    ),
    _of_openai("ChatCompletion.create", "OpenAI().chat.completions.create(…)"),
    _of_openai("ChatCompletion.acreate", "AsyncOpenAI().chat.completions.create(…)"),
    _of_openai("Completion.create", "OpenAI().completions.create(…)"),
    _of_openai("Completion.acreate", "AsyncOpenAI().completions.create(…)"),
    _of_openai("Embedding.create", "OpenAI().embeddings.create(…)"),
    _of_openai("Embedding.acreate", "AsyncOpenAI().embeddings.create(…)"),
)


def defaults_of(defaults: ClientDefaults | None, major: int) -> ClientDefaults | None:
    """The defaults of a client in one major version."""
    return DEFAULTS.get((defaults.package, major), defaults) if defaults is not None else None
