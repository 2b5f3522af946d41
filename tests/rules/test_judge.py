"""Finding the rules, severities of the settings, one finding for what is said several times, order."""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any

import pytest

from together_lint import rules
from together_lint.findings import Related, Severity
from together_lint.places import Place
from together_lint.settings import PathOverride, Settings
from together_lint.usages import Fallback, Retry

CODES = (
    "TL101 TL102 TL103 TL104 TL105 TL106 TL107 TL108 TL109 TL110 TL111 TL112 "
    "TL113 TL201 TL202 TL203 TL204 TL205 TL206 TL207 TL301 TL302 TL303 TL304 "
    "TL305 TL306 TL307 TL308 TL401 TL402 TL403 TL501 TL502 TL503 TL504 TL901 TL902 TL903 TL904"
)
GONE = "acme-ai/Gone-70B"
BARE = Fallback("missing")


def test_the_codes_are_permanent() -> None:
    assert " ".join(rule.code for rule in rules.all_rules()) == CODES


def test_a_module_is_named_after_its_one_rule() -> None:
    modules = [found.name for found in pkgutil.iter_modules(rules.__path__) if found.name.startswith("tl")]
    expected = [f"{rule.code.lower()}_{rule.name.replace('-', '_')}" for rule in rules.all_rules()]
    assert modules == expected
    homes = [type(rule).__module__.rpartition(".")[2] for rule in rules.all_rules()]
    assert homes == expected


def test_importing_the_rules_imports_no_heavy_library() -> None:
    heavy = {"jsonschema", "httpx", "rich", "yaml", "libcst"}
    for found in pkgutil.iter_modules(rules.__path__):
        module = importlib.import_module(f"{rules.__name__}.{found.name}")
        assert heavy.isdisjoint(vars(module))


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        (Settings(ignore=("TL101",)), []),
        (Settings(ignore=("TL1",)), []),
        (Settings(select=("TL3",)), []),
        (Settings(severity={"TL101": "off"}), []),
        (Settings(per_path=(PathOverride(("app/",), ignore=("TL101",)),)), []),
        (Settings(per_path=(PathOverride(("other/",), ignore=("TL101",)),)), [Severity.ERROR]),
        (Settings(severity={"TL101": "info"}), [Severity.INFO]),
        (Settings(), [Severity.ERROR]),
    ],
)
def test_the_settings_have_the_last_word(given: Any, settings: Settings, expected: list[Severity]) -> None:
    assert [finding.severity for finding in given.findings(given.call(model=GONE), settings=settings)] == expected


@pytest.mark.parametrize(
    ("context", "severity"),
    [("test", None), ("notebook", Severity.WARNING), ("example", Severity.WARNING), ("app", Severity.ERROR)],
)
def test_contexts_soften_fallbacks_and_timeouts(given: Any, context: str, severity: Severity | None) -> None:
    call = given.call(context=context, fallback=BARE)
    assert [finding.severity for finding in given.findings(call)] == ([severity] if severity else [])


@pytest.mark.parametrize("context", ["app", "test", "notebook", "example"])
def test_a_dead_model_is_dead_in_every_context(given: Any, context: str) -> None:
    assert [each.severity for each in given.findings(given.call(model=GONE, context=context))] == [Severity.ERROR]


def test_the_settings_of_the_file_where_the_id_is_written_decide(given: Any) -> None:
    model = given.known(GONE, path="app/config.py", line=3)
    settings = Settings(per_path=(PathOverride(("app/config.py",), ignore=("TL101",)),))
    assert given.codes(given.call(given.request(model)), settings=settings) == []


def test_many_calls_of_one_constant_are_one_finding(given: Any) -> None:
    model = given.known(GONE, path="app/config.py", line=3)
    calls = [given.call(given.request(model), line=line) for line in (40, 10, 20)]
    (finding,) = given.findings(*calls)
    assert finding.place == model.place
    assert finding.related == tuple(Related(call.place, "sent here") for call in calls)


def test_every_step_of_every_trail_is_kept(given: Any) -> None:
    """A run on some files shows a finding when any step lies in one of them."""
    steps = [given.at(1, path=f"app/reexport_{number}.py") for number in range(2)]
    models = [given.known(GONE, path="app/config.py", line=3, trail=(step,)) for step in steps]
    calls = [given.call(given.request(model), line=10 * number) for number, model in enumerate(models, 1)]
    (finding,) = given.findings(*calls)
    places = {finding.place, *finding.trail, *(each.place for each in finding.related)}
    assert places == {models[0].place, *steps, *(call.place for call in calls)}


def test_how_a_request_is_sent_is_asked_where_it_is_sent(given: Any) -> None:
    """A call of a wrapper names the model; the call in the wrapper has the fallback and the timeout, or lacks them."""
    request = given.request("acme-ai/Good-70B", timeout=1)
    inner = given.call(request, fallback=BARE)
    outer = given.call(request, line=40, fallback=BARE, sender=inner.place)
    assert given.codes(outer) == []
    assert given.codes(inner, outer) == ["TL301", "TL402"]
    assert given.codes(given.call(model=GONE, fallback=BARE, sender=inner.place)) == ["TL101"]


def test_one_id_written_twice_is_two_findings(given: Any) -> None:
    calls = [given.call(model=GONE, line=line) for line in (10, 20)]
    assert given.codes(*calls) == ["TL101", "TL101"]


def test_two_ids_at_one_place_are_two_findings(given: Any) -> None:
    call = given.call(given.request(GONE), given.request("acme-ai/Dedicated-30B-A3B"))
    assert sorted(given.codes(call)) == ["TL101", "TL104"]


def test_the_worst_severity_of_merged_findings_counts(given: Any) -> None:
    model = given.known("acme-ai/Painter-2", path="app/config.py")
    calls = [
        given.call(given.request(model), line=line, context=context) for line, context in ((1, "test"), (9, "app"))
    ]
    settings = Settings(contexts={"test": {"TL108": "info"}})
    assert [each.severity for each in given.findings(*calls, settings=settings)] == [Severity.ERROR]


def test_findings_come_in_the_order_of_places(given: Any) -> None:
    fallback = Fallback("missing", retry=Retry(given.at(12), has_backoff=False))
    late = given.call(model=GONE, line=30, fallback=fallback)
    early = given.call(given.request(GONE, line=2, max_tokens=0), line=2, place=Place("a.py", 2, 1))
    found = given.findings(late, early)
    keys = [(each.place.path, each.place.line, each.place.column, each.code) for each in found]
    assert keys == sorted(keys)
    assert {each.code for each in found} == {"TL101", "TL203", "TL301", "TL307"}


@pytest.mark.parametrize(
    ("naming", "expected"),
    [("hub", ["TL301"]), ("catalog", ["TL301", "TL101"])],
)
def test_ids_of_a_hub_are_not_held_against_the_catalogue(given: Any, naming: Any, expected: list[str]) -> None:
    """What does not depend on the id is asked all the same."""
    assert given.codes(given.call(model=GONE, naming=naming, fallback=BARE)) == expected
