"""What in a document is no configuration: records of runs, price lists, catalogues, schemas, retired models."""

from __future__ import annotations

import re
from collections.abc import Callable

from together_lint.late_patterns import late_pattern
from together_lint.linker.documents.fields import is_container
from together_lint.linker.documents.parts import Part

_FILES = late_pattern(
    r"(?:^|/)\.?together-lint\.yaml$|(?:^|/)(?:package(?:-lock)?|composer|tsconfig[^/]*|manifest|bower|deno|angular|nx|lerna|turbo)\.json$"
    r"|(?:^|/)(?:pnpm-lock|mkdocs|_config|dependabot|\.pre-commit-(?:config|hooks)|codecov|\.readthedocs)\.ya?ml$"
    r"|(?:^|/)(?:Cargo|uv|poetry|pdm)\.(?:toml|lock)$|[.-]lock\.(?:json|ya?ml|toml)$"
    r"|(?:^|/)\.aider\.model\.(?:settings|metadata)\.\w+$|\.(?:jsonl|ndjson)$"
    r"|(?:^|/)(?:locales?|i18n|l10n|translations?|cassettes?|vcr|recordings?|__snapshots__|snapshots|\.cache)/"
    r"|\.(?:schema|openapi|swagger|postman_collection)\.(?:json|ya?ml)$",
    re.IGNORECASE,
)
_RESULTS = late_pattern(
    r"(?:^|/)(?:[\w-]*results?|outputs?|logs?|runs?|predictions?|traces?|[\w-]*_reports?|history|fixtures)/.*\.json$",
    re.IGNORECASE,
)

_RECORDED = frozenset(
    [
        *("timestamp", "created_at", "updated_at", "finished_at", "started_at", "check_timestamp", "last_checked"),
        *("response_text", "generated_text", "predictions", "score", "scores", "accuracy", "latency", "latency_ms"),
        *("elapsed", "elapsed_seconds", "duration_ms", "duration_seconds", "finish_reason", "status_code", "logprobs"),
        *("ttfb_ms", "tokens_used", "total_tokens", "prompt_tokens", "completion_tokens", "ground_truth", "request_id"),
        *(
            "choices",
            "trace_id",
            "run_id",
            "annotator",
            "winner",
            "verdict",
            "elo",
            "response_preview",
            "tokens_per_sec",
            "usage",
        ),
    ]
)
_SAID = frozenset(
    [
        *("output", "outputs", "response", "responses", "completion", "answer", "answers", "reply", "generation"),
        *("generations", "prediction", "error", "transcript", "conversation", "results", "result"),
    ]
)
"""Fields of settings as well, there with a name, a path or more settings below."""

_RECORDED_ABOVE = frozenset({"timestamp", "created_at", "generated_at", "run_id", "started_at", "finished_at"})
"""Fields of a file that was written by a run, around the settings of that run."""

_PRICES = late_pattern(
    r"(?:^|_)(?:cost|costs|price|prices|pricing|usd)(?:_|$)|_per_(?:token|1k|million|mtok|1m|m|image|second)(?:_|$)"
)
_RUNNING = late_pattern(
    r"(?:^|_)(?:api_key|apikey|base_url|api_base|enabled|priority|weight|temperature|timeout|max_tokens|api_endpoint)(?:_|$)"
)
_RETIRED = late_pattern(
    r"deprecat|retir|remov|legacy|migrat|block|denied|deny|unsupport|unavail|replac|renam|remap|forbid|exclu|ignor|invalid|"
    r"obsolet|expir|withdraw|discontinu|sunset|descri|licen[cs]e|tokeni[sz]|display|pric|banned|former"
)
_OTHER_THINGS = frozenset(
    [
        *("cost", "costs", "dependencies", "dev_dependencies", "scripts", "nav", "uses", "image", "images", "repo"),
        *("repository", "repositories", "dataset", "datasets", "tokenizer", "checkpoint", "weights", "links", "icons"),
        *("labels", "changelog", "notes", "documentation", "docs", "badges", "keywords", "tags", "enum", "required"),
        *(
            "together_lint",
            "interactions",
            "http_interactions",
            "messages",
            "history",
            "leaderboard",
            "benchmarks",
            "metrics",
        ),
    ]
)


def is_no_configuration(path: str) -> bool:
    """Whether a file is never configuration, by its name."""
    return bool(_FILES.search(path) or _RESULTS.search(path))


def is_silent_document(root: Part) -> bool:
    """Whether a whole document is a schema, a description of an API, recorded traffic or a list of prices."""
    return any(kind(root) for kind in _DOCUMENTS)


def is_silent_key(name: str) -> bool:
    """Whether nothing below a key of this name is sent: `deprecated_models`, `pricing`, `image`."""
    return name in _OTHER_THINGS or any(_RETIRED.match(word) for word in name.split("_"))


def is_record(part: Part) -> bool:
    """Whether a mapping tells of something that was: a model beside its answer, score or time."""
    return any(
        _is_given(each) if each.name in _RECORDED else each.name in _SAID and _is_said(each)
        for each in part.fields.values()
    )


def is_run(part: Part) -> bool:
    """Whether a run has written a mapping and all that is in it."""
    return any(
        _is_given(each) if each.name in _RECORDED_ABOVE else each.name == "results" and bool(each.items)
        for each in part.fields.values()
    )


def is_price(part: Part) -> bool:
    """Whether a mapping is an entry of a price list: it names prices, and nothing that a running program needs."""
    if "litellm_provider" in part.fields:
        return True
    return any(_PRICES.search(each.name) for each in part.fields.values()) and not is_running(part)


def is_running(part: Part) -> bool:
    """Whether a mapping holds what a running program needs: a key, a URL, a time limit, whether it is switched on."""
    return any(_RUNNING.search(each.name) or (is_container(each) and is_running(each)) for each in part.fields.values())


def _is_given(field: Part) -> bool:
    return field.is_mapping or bool(field.items) or (field.value is not None and not isinstance(field.value, bool))


def _is_said(field: Part) -> bool:
    """Whether a field holds what somebody said: several words, or a list of such."""
    texts = [field.text, *(item.text for item in field.items)]
    said = any(text is not None and len(text.split()) > 3 for text in texts)
    return said or any(item.is_mapping for item in field.items)


def _is_api_description(root: Part) -> bool:
    return "openapi" in root.fields or "swagger" in root.fields


def _is_schema(root: Part) -> bool:
    said = root.fields.get("$schema")
    return said is not None and "json-schema.org" in (said.text or "")


def _is_traffic(root: Part) -> bool:
    return any(root.field(name) is not None for name in ("interactions", "http_interactions", "log"))


def _is_price_list(root: Part) -> bool:
    """Ids or providers over entries with prices, as LiteLLM and models.dev publish them."""
    entries = [each for each in root.fields.values() if each.is_mapping]
    listed = sum(is_price(each) for each in entries)
    return listed > 0 and listed * 2 >= len(entries)


def _is_catalogue(root: Part) -> bool:
    """models.dev: providers over models, each with limits and prices."""
    entries = [each.fields.get("models") for each in root.fields.values()]
    models = [model for each in entries if each is not None for model in list(each.fields.values())[:3]]
    return bool(models) and all("limit" in model.fields or "cost" in model.fields for model in models)


def _is_report(root: Part) -> bool:
    """What this program has written of an earlier run, or any scanner in SARIF: it tells of models, it sends none."""
    runs = root.fields.get("runs")
    is_sarif = runs is not None and any("tool" in run.fields for run in runs.items)
    return is_sarif or root.fields.keys() >= {"schema_version", "root", "catalog"}


_DOCUMENTS: tuple[Callable[[Part], bool], ...] = (
    _is_api_description,
    _is_schema,
    _is_traffic,
    _is_price_list,
    _is_catalogue,
    _is_report,
)
