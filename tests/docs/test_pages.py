"""Pages that are written from the code are as the code would write them now, and what pages show is real."""

from __future__ import annotations

import contextlib
import io
import re
import runpy
import shlex
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from together_lint.catalog import CatalogOptions
from together_lint.cli import main
from together_lint.engine import survey
from together_lint.options import ScanOptions
from together_lint.settings.explain import settings_schema
from together_lint.settings.fields import FIELDS, read_values
from together_lint.usages import Known, Usage

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

TOP = Path(__file__).resolve().parents[2]
DOCS = TOP / "docs"
SCHEMAS = {path.name for path in (TOP / "src/together_lint/schemas").iterdir()}
"""What the site publishes beside its pages."""

PAGES = [TOP / "README.md", TOP / "CHANGELOG.md", TOP / "hooks/README.md", *sorted(DOCS.rglob("*.md"))]
DAY = "2026-11-27"


def name_of(page: Path) -> str:
    return str(page.relative_to(TOP))


def blocks(page: Path, language: str) -> Iterator[tuple[str, str]]:
    """What stands behind the language of each fenced block, and its text."""
    text = page.read_text("utf-8")
    for found in re.finditer(rf"^```{language}([^\n]*)\n(.*?)^```$", text, re.DOTALL | re.MULTILINE):
        yield found[1], found[2]


@pytest.mark.parametrize("name", ["settings", "clients", "commands"])
def test_a_generated_page_is_up_to_date(name: str) -> None:
    tool = f"tools/generate_{name}_page.py"
    wanted = runpy.run_path(str(TOP / tool))["page"]()
    assert (DOCS / f"{name}.md").read_text("utf-8") == wanted, f"run `python {tool}`"


@pytest.mark.parametrize("tool, folder", [("generate_fallbacks_page", "fallbacks"), ("generate_rule_pages", "rules")])
def test_a_generated_folder_is_up_to_date(tool: str, folder: str) -> None:
    wanted = runpy.run_path(str(TOP / f"tools/{tool}.py"))["pages"]()
    written = {path.name: path.read_text("utf-8") for path in (DOCS / folder).glob("*.md")}
    assert written == wanted, f"run `python tools/{tool}.py`"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    prose = re.sub(r"^```.*?^```", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    for target in re.findall(r"\]\(([^)#]+)", prose):
        assert target.startswith("https://") or target in SCHEMAS or (page.parent / target).exists(), target


@pytest.mark.parametrize("page", sorted(DOCS.rglob("*.md")), ids=name_of)
def test_pages_of_the_site_link_within_it(page: Path) -> None:
    prose = re.sub(r"^```.*?^```", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    for target in re.findall(r"\]\(([^)#:]+)", prose):
        assert (page.parent / target).resolve().is_relative_to(DOCS), target


# ------------------------------------------------------------------------------------- commands and their output

SESSIONS = [
    pytest.param(text, id=f"{name_of(page)}, {number}")
    for page in PAGES
    if page.parent != DOCS / "rules"  # which show commands alone
    for number, (_, text) in enumerate(blocks(page, "console"))
]


@pytest.fixture
def application(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The application of the examples, in which the pages run their commands."""
    root = tmp_path / "app"
    shutil.copytree(TOP / "examples/app", root)
    monkeypatch.chdir(root)
    monkeypatch.setenv("TOGETHER_LINT_OFFLINE", "1")
    for name in ("TOGETHER_API_KEY", "TOGETHER_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    return root


def run(line: str) -> tuple[int, str]:
    """The exit code and the output of a command of together-lint, on the day of the pages."""
    words = shlex.split(line)[1:]
    with_day = [*words, "--as-of", DAY] if words[0] in ("check", "init", "inventory", "catalog") else words
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        code = main(with_day)
    return code, printed.getvalue()


def fits(shown: str, printed: str) -> bool:
    """Whether a page shows what was printed; a line with `…` alone stands for any number of lines."""
    pattern = re.escape(shown).replace(re.escape("…\n"), r"(?:.*\n)*")
    return re.fullmatch(pattern, printed) is not None


@pytest.mark.parametrize("session", SESSIONS)
def test_what_a_page_shows_is_what_is_printed(application: Path, session: str) -> None:
    code = 0
    for part in re.split(r"^\$ ", session, flags=re.MULTILINE)[1:]:
        line, _, shown = part.partition("\n")
        if line == "echo $?":
            assert shown == f"{code}\n"
        elif line.startswith("together-lint "):
            code, printed = run(line)
            assert fits(shown, printed), printed
        else:
            assert line == "sh hooks/git/install.sh .", f"{line}: tests/hooks tries the installer, nothing tries this"


def test_there_are_such_sessions() -> None:
    assert len(SESSIONS) >= 6


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_commands_in_shell_blocks_are_read(page: Path) -> None:
    """Every option that a page names is one."""
    from together_lint.parser import build_parser

    for _, text in blocks(page, "sh"):
        for found in re.findall(r"^together-lint ([^|\n]*)", text, re.MULTILINE):
            words = shlex.split(found, comments=True)
            if "[OPTIONS]" not in words and "COMMAND" not in words:
                assert build_parser().parse_args(words)


# ---------------------------------------------------------------------------------------------------- settings


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_settings_in_pages_are_valid(page: Path) -> None:
    for _, text in blocks(page, "toml"):
        if "together-lint" not in text:
            continue
        table: dict[str, Any] = tomllib.loads(text)["tool"]["together-lint"]
        assert read_values(table)
        Draft202012Validator(settings_schema()).validate(table)


def test_every_key_has_an_example() -> None:
    text = (DOCS / "settings.md").read_text("utf-8")
    for field in FIELDS:
        section = text.partition(f"### `{field.key}` ")[2].partition("### ")[0]
        assert re.search(rf"```toml\n[^`]*{field.key}", section), field.key


# --------------------------------------------------------------------------------------- how values are followed


def sent(usage: Usage) -> str:
    """`model limit`, of each request."""
    found = []
    for request in usage.requests:
        limit = request.parameters.get("max_tokens")
        if isinstance(request.model, Known):
            found.append(" ".join(str(each.value) for each in (request.model, limit) if isinstance(each, Known)))
    return ", ".join(found) or "nothing"


def test_values_are_followed_as_the_page_says(tmp_path: Path) -> None:
    expected: dict[tuple[str, int], str] = {}
    for title, text in blocks(DOCS / "values.md", "python"):
        path = re.search(r'title="([^"]+)"', title)
        assert path
        file = tmp_path / path[1]
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
        for number, line in enumerate(text.splitlines(), 1):
            if mark := re.search(r"# sends: (.*)$", line):
                expected[path[1], number] = mark[1]
    options = ScanOptions(CatalogOptions(key="", offline=True, use_cache=False))
    found = {(usage.place.path, usage.place.line): sent(usage) for usage in survey([tmp_path], options).usages}
    assert found == expected
    assert len(expected) == 4
