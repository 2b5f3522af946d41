from __future__ import annotations

import pytest

from together_lint.settings import load
from together_lint.settings.describe import describe
from together_lint.settings.fields import FIELDS

from .conftest import Write


def test_without_settings_everything_is_default(write: Write) -> None:
    rows = describe(load(write({})))
    assert {row.origin for row in rows} == {"default"}
    keys = [row.key.partition(".")[0] for row in rows]
    assert list(dict.fromkeys(keys)) == [field.key for field in FIELDS if field.key != "extend"]


@pytest.mark.parametrize("path", ["pkg", "pkg/", "pkg/x.py", "pkg/gone.py", "pkg/below/x.py"])
def test_every_value_says_where_it_comes_from(write: Write, path: str) -> None:
    root = write(
        {
            "pyproject.toml": "[tool.together-lint]\nfail-on = 'warning'\nignore = ['TL9']",
            "base.yaml": "horizon-days: 3\nseverity: {TL301: info, TL302: info}\ntimeouts: {huge: {minimum: 90}}",
            "pkg/together-lint.yaml": "extend: ../base.yaml\nseverity: {TL301: 'off'}\nfail-on: never\nexclude: [a/b]\n"
            "per-path: [{patterns: [lib/], ignore: [TL3]}]\nfallbacks: {a/b: [c/d]}",
            "pkg/x.py": "",
        }
    )
    rows = {row.key: row[1:] for row in describe(load(root).overridden(offline=True), path)}
    own, base = "pkg/together-lint.yaml", "base.yaml"
    assert rows["horizon-days"] == ("3", base)
    assert rows["severity.TL301"] == ('"off"', own)
    assert rows["severity.TL302"] == ('"info"', base)
    assert rows["timeouts.huge"] == ('{"minimum": 90.0}', base)
    assert rows["timeouts.small"] == ('{"minimum": 10.0}', "default")
    assert rows["fallbacks.a/b"] == ('["c/d"]', own)
    assert rows["exclude"] == ('["/pkg/a/b"]', own)
    assert rows["per-path"] == ('[{"patterns": ["lib/"], "ignore": ["TL3"]}]', own)
    assert rows["ignore"] == ("[]", "default")
    assert rows["fail-on"] == ('"warning"', "pyproject.toml")
    assert rows["offline"] == ("true", "command line")


def test_files_are_named_from_the_root(write: Write) -> None:
    root = write({"together-lint.yaml": "extend: conf/base.yaml", "conf/base.yaml": "baseline: known.json"})
    rows = {row.key: row for row in describe(load(root))}
    assert rows["baseline"] == ("baseline", '"conf/known.json"', "conf/base.yaml")


@pytest.mark.parametrize("path", ["", ".", "x.py"])
def test_the_root_can_be_named(write: Write, path: str) -> None:
    rows = {row.key: row for row in describe(load(write({"together-lint.yaml": "horizon-days: 3"})), path)}
    assert rows["horizon-days"].origin == "together-lint.yaml"
