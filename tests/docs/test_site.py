"""The built site: complete, without warnings, and with nothing in it that is loaded from elsewhere."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
import yaml

from together_lint.proposal.settings_text import SCHEMA_ADDRESS
from together_lint.rules import Rule, all_rules
from together_lint.rules.addresses import SITE, page_address
from together_lint.settings.explain import settings_schema

TOP = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=TOP, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
    return folder


def file_of(site: Path, address: str) -> Path:
    """The file that a server of the site would answer with."""
    path = urlsplit(address).path.removeprefix(urlsplit(SITE).path)
    return site / path / "index.html" if not path or path.endswith("/") else site / path


def test_the_site_is_the_one_that_findings_name() -> None:
    assert yaml.safe_load((TOP / "mkdocs.yml").read_text("utf-8"))["site_url"] == SITE


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_the_address_of_a_finding_is_a_page(site: Path, rule: Rule) -> None:
    page = file_of(site, page_address(rule.code))
    assert f"<title>{rule.code} {rule.name} - " in page.read_text("utf-8")


def test_the_schema_is_where_editors_look_for_it(site: Path) -> None:
    assert json.loads(file_of(site, SCHEMA_ADDRESS).read_text("utf-8")) == settings_schema()
    assert settings_schema()["$id"] == SCHEMA_ADDRESS


def test_the_changelog_is_a_page(site: Path) -> None:
    assert "Unreleased" in file_of(site, f"{SITE}changelog/").read_text("utf-8")


class Loaded(HTMLParser):
    """The addresses that a browser asks for by itself when it shows a page, and those that a person may follow."""

    def __init__(self) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.linked: list[str] = []
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.anchors |= {name for name in (given.get("id"), given.get("name")) if name}
        if source := given.get("src"):
            self.loaded.append(source)
        if tag == "link" and (target := given.get("href")) and given.get("rel") not in ("canonical", "next", "prev"):
            self.loaded.append(target)
        elif tag == "a" and (target := given.get("href")):
            self.linked.append(target)


def pages(site: Path) -> Iterator[tuple[str, Loaded]]:
    for file in sorted(site.rglob("*.html")):
        found = Loaded()
        found.feed(file.read_text("utf-8"))
        yield SITE + file.relative_to(site).as_posix().removesuffix("index.html"), found


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    for address, page in pages(site):
        for each in page.loaded:
            full = urljoin(address, each)
            assert full.startswith((SITE, "data:")), (address, each)
            assert file_of(site, full).exists(), (address, each)
    for sheet in site.rglob("*.css"):
        for each in re.findall(r"url\(([^)]+)\)|@import", sheet.read_text("utf-8")):
            assert not re.match(r"""["']?(https?:)?//""", each), (sheet.name, each)


def test_links_within_the_site_lead_somewhere(site: Path) -> None:
    found = dict(pages(site))
    for address, page in found.items():
        for each in page.linked:
            full, _, anchor = urljoin(address, each).partition("#")
            if full.startswith(SITE) and not address.endswith("404.html"):
                assert file_of(site, full).exists(), (address, each)
                assert not anchor or full not in found or anchor in found[full].anchors, (address, each)


def test_every_page_can_be_reached_from_the_first(site: Path) -> None:
    found = dict(pages(site))
    reached, waiting = set[str](), [SITE]
    while waiting:
        address = waiting.pop()
        if address in found and address not in reached:
            reached.add(address)
            waiting += [urljoin(address, each).partition("#")[0] for each in found[address].linked]
    assert set(found) - reached == {f"{SITE}404.html"}
