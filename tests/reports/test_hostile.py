"""Text of scanned files in every report: it is shown, and does nothing."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree

import cmarkgfm
import cmarkgfm.cmark
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from together_lint.findings import Edit, Finding, Fix, Related, Severity
from together_lint.places import Place
from together_lint.reports import FINDINGS, ReportOptions, load_report
from together_lint.run import CatalogFacts, Gone, Hidden, Run, Since
from together_lint.usages import Skip

HOSTILE = {
    "terminal escapes": "\x1b]0;owned\x07\x1b[2J\x9b31m",
    "an address behind a word": "\x1b]8;;https://evil.example\x1b\\together\x1b]8;;\x1b\\",
    "bidirectional overrides": "\u202e\u2066gnp.exe\u200b\ufeff",
    "line breaks": "a\nb\rc\r\nd\x85e\u2028f\u2029g\x0bh\x0ci",
    "undecodable bytes and nulls": "\udcff\ud800\x00\x7f",
    "what XML forbids": "\x01\x08\ufffe\uffff]]>",
    "private and unassigned characters": "\ue000\U0010ffff\U000e0041",
    "HTML": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "attributes": "\" onmouseover='alert(1)'",
    "entities": "&lt;b&gt; &amp; &#x3c;",
    "a closed element": "</failure></testcase><testcase name='green'/>",
    "a section of data": "<![CDATA[ x ]]> <!-- --> <?php ?>",
    "an entity of a document": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>&b;',
    "a link in Markdown": "[click](https://evil.example) ![x](https://evil.example/pixel.png)",
    "a link by reference": "[a][b]\n[b]: javascript:alert(1)",
    "an address": "https://evil.example/a?b=c www.evil.example",
    "markup": "# big\n**bold** _x_ `code` ~~gone~~ ***",
    "the end of code": "``` ` `` ```\n~~~",
    "a table": "a | b\n--- | ---\n| c",
    "a mention and an issue": "@torvalds @org/team #1 org/repo#2 GH-3",
    "mathematics": "$\\href{javascript:alert(1)}{x}$ $$x$$",
    "a workflow command": "\n::error file=a.py,line=1::owned\n::add-mask::a",
    "a workflow command of its own": "::stop-commands::x",
    "percent signs": "%0A::error::owned%25%0D",
    "properties of a command": "a.py,line=9,title=x::y",
    "old commands": "##[set-output name=a]b ##vso[task.setvariable variable=a]b ##teamcity[buildStatus]",
    "placeholders": "{0} {{x}} %s %(name)s ${HOME} $(id)",
    "backslashes": "\\\\server\\share\\n \\u001b[31m",
    "spaces only": "   \t ",
    "a very long word": "A" * 5000,
}


def hostile_run(text: str) -> Run:
    """A run with the text wherever scanned text can be."""
    # What a name of a file can hold.
    path = f"app/{text.strip() or 'a'}.py".replace("/", "").replace("\x00", "").replace("\ud800", "")
    place = Place(path, 1, 1, 1, 4)
    edit = Edit(place, text)
    finding = Finding(
        "TL101",
        "removed-model",
        Severity.ERROR,
        place,
        text,
        text,
        subject=text,
        related=(Related(Place(path, 2, 1), text), Related(Place("b.ipynb", 3, 1, cell=1, cell_line=2), text)),
        trail=(place, Place(path, 2, 1)),
        details=(("models", text),),
        fix=Fix(text, (edit,)),
    )
    # Beyond the ten that GitHub shows, findings are lines of a log.
    findings = tuple(replace(finding, place=Place(path, number, 1)) for number in range(1, 13))
    earlier = Gone("TL106", "unlisted-model", Severity.WARNING, place, text)
    catalog = CatalogFacts("bundled", date(2026, 11, 20), 12)
    return Run(
        root=Path("/nowhere"),
        catalog=catalog,
        findings=findings,
        hidden=(Hidden(finding, "comment", text, f"{path}:1"), Hidden(finding, "baseline")),
        skips=(Skip(path, text, 3),),
        notes=(text,),
        files_checked=1,
        sources={path: f"{text}\n{text}\n"},
        since=Since(text, catalog, (earlier,), findings[:1]),
    )


def printed(form: str, text: str, **options: object) -> str:
    stream = StringIO()
    run = hostile_run(text)
    load_report(FINDINGS, form).write(run, stream, ReportOptions(run.root, **options))  # type: ignore[arg-type]
    plain = replace(run, since=None)
    load_report(FINDINGS, form).write(plain, stream2 := StringIO(), ReportOptions(run.root, **options))  # type: ignore[arg-type]
    return stream.getvalue() + ("" if form in DOCUMENTS else stream2.getvalue())


DOCUMENTS = {"json", "sarif", "gitlab", "junit"}


def is_plain(text: str, form: str) -> None:
    """Lines that a person reads: no character that does something, and as many lines as the report has itself."""
    for line in text.split("\n"):
        assert line.isprintable(), repr(line)
        if form != "markdown":  # where lines of code stand as they are
            assert not line.lstrip().startswith("::") or form == "github", line
            assert not re.search(r"##\w*\[", line), line


def is_commands(text: str) -> None:
    """Each command is one of ours: the file, the line, the title, nothing else."""
    is_plain(text, "github")
    commands = [line for line in text.split("\n") if line.lstrip().startswith("::")]
    assert len(commands) == 20
    for line in commands:
        found = re.fullmatch(r"::error ([^:]*)::(.*)", line)
        assert found, line
        names = [pair.partition("=")[0] for pair in found[1].split(",")]
        assert names == ["file", "line", "col", "title"], line
        assert not re.search("%(?!25|0A|0D|3A|2C)", line), line


def is_data(text: str) -> None:
    """JSON that any reader takes, with nothing in it that a program which prints it would have to fear."""
    document = json.loads(text)
    assert text.isascii()
    assert document


def is_shown_data(text: str) -> None:
    is_data(text)

    def check(value: object) -> None:
        if isinstance(value, str):
            assert not any(unicodedata.category(each) in ("Cc", "Cf", "Cs") for each in value.replace("\n", "")), value
        if isinstance(value, dict):
            value = [each for name, each in value.items() if name != "insertedContent"]  # an editor takes it as it is
        for each in value if isinstance(value, list) else ():
            check(each)

    check(json.loads(text))


def is_xml(text: str) -> None:
    document = ElementTree.fromstring(text)
    assert text.isascii()
    tags = {"testsuites", "testsuite", "properties", "property", "testcase", "failure", "skipped"}
    assert {each.tag for each in document.iter()} == tags
    assert len(document.findall("testsuite")) == 1
    assert len(document.findall("testsuite/testcase")) == 15
    names = {name for each in document.iter() for name in each.attrib}
    assert names <= {
        *("name", "tests", "failures", "skipped", "errors"),
        *("classname", "file", "line", "message", "type", "value"),
    }


class Page(HTMLParser):
    """What a page is made of: its elements, where its links lead, and its text outside of code."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.hosts: set[str] = set()
        self.texts: list[str] = []
        self._in_code = 0
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self._in_code += tag in ("code", "pre")
        self.hosts |= {(value or "").split("/")[2] for name, value in attrs if name == "href"}
        assert {name for name, _ in attrs} <= {"href", "lang", "align", "class"}, attrs

    def handle_endtag(self, tag: str) -> None:
        self._in_code -= tag in ("code", "pre")

    def handle_data(self, data: str) -> None:
        if not self._in_code:
            self.texts.append(data)


def is_markdown(text: str) -> None:
    """GitHub's own renderer, with raw HTML let through, makes nothing of it that is not ours."""
    is_plain(text, "markdown")
    page = Page(cmarkgfm.github_flavored_markdown_to_html(text, cmarkgfm.cmark.Options.CMARK_OPT_UNSAFE))
    assert page.elements <= {
        *("h2", "h3", "h4", "p", "table", "thead", "tbody", "tr", "th", "td", "ul", "li"),
        *("strong", "a", "code", "pre", "br"),
    }
    assert page.hosts == {"together-lint.readthedocs.io"}
    assert not any(re.search(r"[@#]\w", piece) for piece in page.texts), page.texts


CHECKS: dict[str, Callable[[str], None]] = {
    "text": lambda text: is_plain(text, "text"),
    "concise": lambda text: is_plain(text, "concise"),
    "json": is_data,
    "sarif": is_shown_data,
    "github": is_commands,
    "gitlab": is_shown_data,
    "junit": is_xml,
    "markdown": is_markdown,
}


def test_every_form_is_checked() -> None:
    assert CHECKS.keys() == FINDINGS.keys()


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("form", CHECKS)
def test_it_does_nothing(form: str, text: str) -> None:
    CHECKS[form](printed(form, text))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("form", ["text", "concise"])
def test_it_does_nothing_in_colour(form: str, text: str) -> None:
    colored = printed(form, text, color=True, links=True, width=80, explain=True)
    links = re.findall(r"\x1b\]8;[^;]*;([^\x1b]*)\x1b\\", colored)
    assert {link.partition("/en/")[0] for link in links} <= {"https://together-lint.readthedocs.io", ""}
    plain = re.sub(r"\x1b\]8;[^\x1b]*\x1b\\|\x1b\[[\d;]*m", "", colored)
    assert all(line.isprintable() for line in plain.split("\n"))


WORDS = st.lists(
    st.sampled_from(
        [
            *HOSTILE.values(),
            *"\\`*_[]|~$<>&#@:/=-+.!'\"(){} \n\t1aA",
            "http://",
            "www.",
            "a@b.c",
            "```",
            "- ",
            "1. ",
            "::",
        ]
    )
    | st.text(max_size=5),
    max_size=8,
).map("".join)


@pytest.mark.parametrize("form", ["github", "junit", "markdown"])
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=WORDS)
def test_no_text_does_anything(form: str, text: str) -> None:
    CHECKS[form](printed(form, text))
