"""The pipeline as a whole, on trees of real files."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from together_lint import engine
from together_lint.catalog import CatalogOptions
from together_lint.engine import RUN_PATH, scan, survey
from together_lint.errors import SettingsError, UsageError
from together_lint.options import ScanOptions
from together_lint.run import Run

GONE = "meta-llama/Llama-3.3-70B-Instruct-Turbo"
CALL = """\
from together import Together

from app.config import MODEL


def ask(text):
    client = Together(timeout=60)
    return client.chat.completions.create(model=MODEL, messages=[{"role": "user", "content": text}])
"""
FILES = {
    "pyproject.toml": '[tool.together-lint]\nignore = ["TL3"]\n',
    "app/config.py": f'MODEL = "{GONE}"\n',
    "app/llm.py": CALL,
    "app/same.py": CALL,
    "app/clean.py": CALL.replace("from app.config import MODEL", 'MODEL = "Qwen/Qwen3.5-9B"'),
}
Scan = Callable[..., Run]


@pytest.fixture
def options(tmp_path: Path) -> ScanOptions:
    catalog = CatalogOptions(key="", offline=True, as_of=date(2026, 11, 21), use_cache=False)
    return ScanOptions(catalog)


@pytest.fixture
def check(tmp_path: Path, options: ScanOptions) -> Scan:
    """Write files over the usual ones and scan some paths of the tree."""

    def check(*paths: str, files: Mapping[str, str] | None = None, **changes: object) -> Run:
        from dataclasses import replace

        for path, text in {**FILES, **(files or {})}.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, encoding="utf-8")
        return scan([tmp_path / path for path in paths or (".",)], replace(options, **changes))  # type: ignore[arg-type]

    return check


def codes(run: Run) -> list[str]:
    return [f"{each.place.path}:{each.place.line} {each.code}" for each in run.findings]


def test_one_written_id_is_one_finding_with_every_call(check: Scan) -> None:
    run = check()
    assert codes(run) == ["app/config.py:1 TL101"]
    around = {each.place.path for each in run.findings[0].related} | {place.path for place in run.findings[0].trail}
    assert {"app/llm.py", "app/same.py"} <= around
    assert (run.exit_code, run.files_checked, len(run.usages)) == (1, 5, 3)


@pytest.mark.parametrize(
    "paths, found",
    [
        pytest.param(["app/clean.py"], False, id="a file without a part in it"),
        pytest.param(["app/config.py"], True, id="the place itself"),
        pytest.param(["app/llm.py"], True, id="the first call"),
        pytest.param(["app/same.py"], True, id="the second call"),
        pytest.param(["app"], True, id="the folder"),
        pytest.param(["app/clean.py", "app/same.py"], True, id="one of two files"),
    ],
)
def test_a_run_on_some_files_shows_what_they_take_part_in(check: Scan, paths: list[str], found: bool) -> None:
    assert bool(codes(check(*paths))) is found


BESIDE = {
    "app/beside.py": "def weigh(parcel):\n    return parcel.width\n",
    "app/broken.py": "import together\ndef (\n",
    "requirements.txt": "together==1.5.0\n",
    "pyproject.toml": "[tool.together-lint]\n",
    "config.yaml": "together:\n  model: acme/Gone\n",
    "setup.py": "from setuptools import setup\nsetup(name='x', install_requires=['together>=1,<2'])\n",
    "app/told.py": f'{CALL}    client.completions.create(model="x")  # together-lint: ignore[TL999] a reason\n',
}


@pytest.mark.parametrize("path", sorted({*FILES, *BESIDE}))
def test_a_run_on_one_file_says_what_a_whole_one_says_of_it(check: Scan, path: str) -> None:
    whole, one = check(files=BESIDE), check(path, files=BESIDE)
    places = {each: (each.place, *each.trail, *(related.place for related in each.related)) for each in whole.findings}
    assert one.findings == tuple(
        each for each, named in places.items() if any(place.path in (path, RUN_PATH) for place in named)
    )
    assert one.skips == tuple(skip for skip in whole.skips if skip.path == path)


def test_a_file_that_takes_no_part_is_held_against_no_rule(check: Scan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "judge", None)
    assert check("app/beside.py", files=BESIDE).findings == ()


def test_a_run_on_some_files_counts_only_them(check: Scan) -> None:
    run = check("app/clean.py")
    assert (run.files_checked, [usage.place.path for usage in run.usages]) == (1, ["app/clean.py"])


def test_settings_of_the_findings_own_file_are_in_force(check: Scan) -> None:
    quiet = "ignore: [TL1, TL3]\n"
    assert codes(check("app/llm.py", files={"vendor/together-lint.yaml": quiet})) != []
    assert codes(check(files={"app/together-lint.yaml": quiet})) == []


def test_excluded_files_stay_excluded_when_they_are_named(check: Scan) -> None:
    settings = '[tool.together-lint]\nignore = ["TL3"]\nexclude = ["app/llm.py", "app/same.py"]\n'
    run = check("app/llm.py", files={"pyproject.toml": settings})
    assert (codes(run), run.files_checked, run.exit_code) == ([], 0, 0)
    assert run.notes[0].startswith("nothing to check in app/llm.py: ")


def test_files_that_git_ignores_count_when_they_are_named(check: Scan, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    draft = {".gitignore": "draft.py\n", "draft.py": CALL.replace("=MODEL", "='Qwen/Qwen3.5-9b'")}
    assert all("draft" not in each for each in codes(check(files=draft)))
    assert "draft.py:8 TL110" in codes(check("draft.py", files=draft))


def test_nothing_to_check_is_told_or_refused(check: Scan) -> None:
    notes = check("README.md", files={"README.md": "together"}).notes
    assert notes == ("nothing to check in README.md: " + notes[0].split(": ", 1)[1],)
    with pytest.raises(UsageError, match="nothing to check in README"):
        check("README.md", is_strict=True)


UNKNOWN = {"app/unknown.py": CALL.replace("model=MODEL", "model=text.model")}


def test_a_model_that_is_not_known_is_an_error_in_a_strict_run(check: Scan) -> None:
    assert "app/unknown.py:8 TL113" not in codes(check("app/unknown.py", files=UNKNOWN))
    run = check("app/unknown.py", files=UNKNOWN, is_strict=True)
    assert codes(run) == ["app/unknown.py:8 TL113"]
    assert run.exit_code == 1


def test_the_settings_outrank_a_strict_run(check: Scan) -> None:
    lenient = {**UNKNOWN, "pyproject.toml": '[tool.together-lint]\nignore = ["TL3"]\nseverity = { TL113 = "info" }\n'}
    assert check("app/unknown.py", files=lenient, is_strict=True).exit_code == 0
    off = {**UNKNOWN, "pyproject.toml": '[tool.together-lint]\nignore = ["TL3", "TL113"]\n'}
    assert codes(check("app/unknown.py", files=off, is_strict=True)) == []


def test_settings_files_are_checked_when_they_are_named(check: Scan) -> None:
    assert check("pyproject.toml").notes == ()
    with pytest.raises(SettingsError):
        check("app/together-lint.yaml", files={"app/together-lint.yaml": "fail-on: sometimes\n"})


def test_a_link_that_leads_out_is_skipped_and_no_error(check: Scan, tmp_path: Path) -> None:
    outside = tmp_path.parent / f"{tmp_path.name}-outside.py"
    outside.write_text(FILES["app/config.py"])
    for name, target in {"out.py": outside, "gone.py": Path("nowhere.py"), "in.py": Path("app/config.py")}.items():
        (tmp_path / name).symlink_to(target)
    run = check("out.py", "gone.py")
    assert [skip.path for skip in run.skips] == ["out.py"]
    assert run.root == tmp_path.resolve()
    assert run.exit_code == 0
    assert codes(check("in.py")) == ["app/config.py:1 TL101"]


def test_two_paths_of_one_repository_share_its_root(check: Scan, tmp_path: Path) -> None:
    parts = {"one/together-lint.yaml": "fail-on: never\n", "two/together-lint.yaml": "fail-on: never\n"}
    run = check("one", "two", files=parts)
    assert run.root == tmp_path.resolve()


def test_two_projects_are_refused(tmp_path: Path, options: ScanOptions) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "together-lint.yaml").write_text("fail-on: never\n")
    with pytest.raises(UsageError, match="belong to different projects"):
        scan([tmp_path / "one", tmp_path / "two"], options)


def test_the_given_root_is_the_context(check: Scan, tmp_path: Path) -> None:
    nested = {"app/together-lint.yaml": "ignore: [TL3]\n"}
    assert codes(check("app/llm.py", files=nested)) != codes(check("app/llm.py", files=nested, root=tmp_path))
    assert codes(check("app/llm.py", files=nested, root=tmp_path)) == ["app/config.py:1 TL101"]


def test_text_replaces_the_file_and_needs_none(check: Scan, tmp_path: Path) -> None:
    text = CALL.replace("=MODEL", "='Qwen/Qwen3.5-9b'").encode()
    assert codes(check("app/clean.py", text=text)) == ["app/clean.py:8 TL110"]
    assert codes(check("app/new.py", text=text)) == ["app/new.py:8 TL110"]
    assert not (tmp_path / "app/new.py").exists()


def test_suppressed_findings_are_kept_apart_and_unused_comments_told(check: Scan) -> None:
    run = check(files={"app/llm.py": CALL.replace("MODEL,", "MODEL,  # together-lint: ignore[TL101] planned\n       ")})
    assert codes(run) == []
    assert [(each.by, each.reason, each.where) for each in run.hidden] == [("comment", "planned", "app/llm.py:8")]
    run = check(files={"app/llm.py": CALL + "# together-lint: ignore[TL205] nothing here\n"})
    assert "app/llm.py:9 TL902" in codes(run)


def test_a_comment_declares_a_fallback(check: Scan) -> None:
    settings = {"pyproject.toml": '[tool.together-lint]\nselect = ["TL3"]\n'}
    assert "app/clean.py:8 TL301" in codes(check("app/clean.py", files=settings))
    declared = FILES["app/clean.py"].replace(
        'content": text}])', 'content": text}])  # together-lint: fallback=openai/gpt-oss-120b the gateway does it'
    )
    run = check("app/clean.py", files={**settings, "app/clean.py": declared})
    assert codes(run) == []
    assert run.usages[0].fallback.state == "declared"


def test_what_was_not_read_is_told(check: Scan) -> None:
    run = check(files={"app/broken.py": "from together import Together\nTogether(\n"})
    assert [skip.path for skip in run.skips] == ["app/broken.py"]
    assert any(each.endswith("TL901") for each in codes(run))


def test_an_old_catalogue_is_told_in_every_run(check: Scan, options: ScanOptions) -> None:
    from dataclasses import replace

    later = replace(options.catalog, as_of=date(2027, 3, 1))
    run = check("app/clean.py", catalog=later)
    assert codes(run) == [".:1 TL904"]
    assert run.exit_code == 0


def test_overrides_outrank_the_settings(check: Scan) -> None:
    assert codes(check(overrides={"ignore": ("TL101",)})) == []
    assert check(overrides={"fail_on": "never"}).exit_code == 0


def test_settings_can_rule_out_the_network(check: Scan, options: ScanOptions) -> None:
    from dataclasses import replace

    asking = replace(options.catalog, key="k" * 40, offline=False, as_of=None, base_url="http://127.0.0.1:9/v1")
    run = check(files={"pyproject.toml": "[tool.together-lint]\noffline = true\n"}, catalog=asking)
    assert run.catalog.source == "bundled"
    assert not any("live" in note for note in run.notes)


def test_a_survey_judges_nothing(check: Scan, tmp_path: Path, options: ScanOptions) -> None:
    check()
    run = survey([tmp_path], options)
    assert (len(run.usages), run.findings, run.exit_code) == (3, (), 0)


def test_stages_are_told_in_order(check: Scan) -> None:
    told: list[str] = []
    check(stage=lambda what, *, is_long=False: told.append(what))
    assert told == ["finding files", "reading 5 files", "opening the catalogue", "judging"]
