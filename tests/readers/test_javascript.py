"""JavaScript and TypeScript: what is refused, where things stand, what comments say, what is never shown."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest

from together_lint import facts
from together_lint.facts import FileFacts
from together_lint.readers import Unreadable
from together_lint.readers.javascript.bundles import is_bundle
from together_lint.readers.javascript.source import read_javascript

BUNDLE = (
    b'!function(){"use strict";var a=function(e,t){return e&&t?e(t):0};fetch("https://api.together.xyz")}();' * 20_000
)

REFUSED = [
    pytest.param(b"a\0b", "null bytes", id="null bytes"),
    pytest.param(b"const a = '\xff\xfe'", "not valid utf-8", id="no text"),
    pytest.param(b"x = " + b"(" * 5_000 + b"1" + b")" * 5_000, "nested too deeply", id="parentheses"),
    pytest.param(b"x = " + b"[" * 5_000 + b"]" * 5_000, "nested too deeply", id="lists"),
    pytest.param(b"x = " + b"1+" * 20_000 + b"1", "nested too deeply", id="a long sum"),
    pytest.param(b"p" + b".then(f)" * 5_000, "nested too deeply", id="a long chain"),
    pytest.param(b"()=>" * 5_000 + b"1", "nested too deeply", id="functions in functions"),
    # A slow machine refuses it for its time first.
    pytest.param(b"x = [" + b"a," * 250_000 + b"]", "words and signs|to parse", id="a long list"),
    pytest.param(b"// a\n" * 400_000, "which no module is", id="too large"),
    pytest.param(BUNDLE, "a minified bundle", id="a bundle"),
]


@pytest.mark.parametrize(("data", "reason"), REFUSED)
def test_refused(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_javascript("app.ts", data)
    assert any(each in caught.value.reason for each in reason.split("|"))


NO_BUNDLES = {
    "short": b"const a=1;" * 50,
    "written": b"const answer = await client.chat.completions.create({\n  model,\n});\n" * 2_000,
    "a prompt": b"export const PROMPT = `" + b"You are a helpful assistant; say {name} and be kind. " * 2_000 + b"`;\n",
    "an image": b'export const IMAGE = "data:image/png;base64,' + b"iVBORw0KGgoAAAANSUhEUg" * 5_000 + b'";\n',
}


@pytest.mark.parametrize("data", NO_BUNDLES.values(), ids=NO_BUNDLES)
def test_no_bundle(data: bytes) -> None:
    assert not is_bundle("src/app.ts", data)


@pytest.mark.parametrize("path", ["dist/app.min.js", "a/vendor.bundle.js", "lib/x.umd.cjs"])
def test_bundle_by_its_name(path: str) -> None:
    assert is_bundle(path, b"")


def read(text: str, path: str = "app.tsx") -> FileFacts:
    return read_javascript(path, text.encode())


def expressions(file: FileFacts) -> Iterator[facts.Expression]:
    stack = list(file.body)
    while stack:
        statement = stack.pop(0)
        if isinstance(statement, facts.Function | facts.Class):
            stack.extend(statement.body)
        for block in facts.blocks(statement):
            stack.extend(block)
        for expression in facts.expressions(statement):
            for node in facts.walk(expression):
                yield node
                if isinstance(node, facts.Function):
                    stack.extend(node.body)


def texts(file: FileFacts) -> dict[object, tuple[int, int, int, int]]:
    return {node.value: node.span for node in expressions(file) if isinstance(node, facts.Constant)}


PLACES = [
    pytest.param('const a = "acme/Large";', (1, 11, 1, 23), id="plain"),
    pytest.param('const ä = "acme/Large";', (1, 11, 1, 23), id="behind two bytes"),
    pytest.param('/* 😀😀 */ const a = "acme/Large";', (1, 20, 1, 32), id="behind four bytes"),
    pytest.param('// ü\r\n\tconst a = "acme/Large";', (2, 12, 2, 24), id="other line ends and tabs"),
    pytest.param('\ufeffconst a = "acme/Large";', (1, 11, 1, 23), id="a byte order mark"),
    pytest.param("const x = <A b={() => `acme/Large`} />;", (1, 23, 1, 35), id="in JSX"),
    pytest.param('f({\n  a,\n  b: "acme/Large",\n});', (3, 6, 3, 18), id="in an object"),
    pytest.param('const f = async <T,>(m: T) => g(m as any, "acme/Large")!;', (1, 43, 1, 55), id="among types"),
]


@pytest.mark.parametrize(("text", "span"), PLACES)
def test_places(text: str, span: tuple[int, int, int, int]) -> None:
    assert texts(read(text))["acme/Large"] == span


BROKEN = [
    pytest.param("const a = 'x/y';\nfunction f( {\n  ]]\n}\nask('acme/Large');\n", 2, id="a function"),
    pytest.param("ask('acme/Large');\nconst a = = 3;\n", 2, id="an assignment"),
    pytest.param("class A {\n  b( {}\n  c = 'acme/Large';\n", 1, id="an open class"),
    pytest.param("ask('acme/Large');\n<<<<<<< HEAD\nconst a = 1;\n=======\nconst a = 2;\n>>>>>>> b\n", 2, id="a merge"),
]


@pytest.mark.parametrize(("text", "line"), BROKEN)
def test_broken_syntax_is_one_note(text: str, line: int) -> None:
    file = read(text, "app.ts")
    assert [skip.line for skip in file.skips] == [line]
    assert "no valid syntax" in file.skips[0].reason


def test_what_stands_around_a_broken_region_counts() -> None:
    file = read("const a = 'acme/First';\nfunction f() {\n  const x = = ];\n}\nask('acme/Large');\n", "app.ts")
    assert {"acme/First", "acme/Large"} <= texts(file).keys()


SWALLOWED = [
    pytest.param("function f( {\n  ]] = 4;\n}\nexport const ask = () => call('acme/Large');\n", id="an arrow function"),
    pytest.param("const a = {\n  b: [1,\n};\nask('acme/Large');\n", id="a call"),
    pytest.param("if (a {\n  b(;\n}\nasync function f() { await ask('acme/Large'); }\n", id="a function"),
]


@pytest.mark.parametrize("text", SWALLOWED)
def test_what_a_broken_region_takes_in_counts(text: str) -> None:
    file = read(text, "app.ts")
    assert len(file.skips) == 1
    assert "acme/Large" in texts(file)


VALID = [
    "export const A = () => <p>Research & analytics</p>;",
    'const a = <a href="https://example.com/?a=1&b=2">x</a>;',
    "const f = <T,>(x: T): x is NonNullable<T> => x != null;",
    "type A = `${string}/${string}`; declare module 'x' { export const a: string; }",
    "abstract class A<T> extends B<T> implements C { declare x: string; abstract y(): void; #z = 1 }",
    "for await (const part of stream) { out += part; }",
    "const { a = 1, ...rest } = await import('./x');",
    "interface Paper { abstract: string; readonly: boolean } const f = (x: { abstract: string }) => x;",
    "label: while (true) { if (a) continue label; else break label; }",
    "export default class extends A {}",
    "@Injectable() class S { constructor(@Inject(X) private readonly x: X) {} }",
    "let x = a satisfies B; let y = <const T,>(z: T) => z; using r = open();",
]


@pytest.mark.parametrize("text", VALID)
def test_valid_syntax_has_no_note(text: str) -> None:
    assert read(text).skips == ()


COMMENTS = [
    pytest.param("ask('a'); // together-lint: ignore[TL301] why", (1, 1), id="behind a statement"),
    pytest.param("// together-lint: ignore[TL301] why\nask({\n  a: 1,\n});\n", (2, 4), id="above a statement"),
    pytest.param("/* together-lint: ignore[TL301] why */\nask('a');\n", (2, 2), id="in a block comment"),
    pytest.param(
        "/**\n * together-lint: ignore[TL301] why\n */\nask('a');\n", None, id="not in the middle of documentation"
    ),
    pytest.param(
        "const a = (\n  <div>\n    {/* together-lint: ignore[TL301] why */}\n    <A b={ask()} />\n  </div>\n);\n",
        (4, 4),
        id="in JSX",
    ),
    pytest.param(
        "const a = {\n  // together-lint: ignore[TL101] why\n  model: 'acme/Large',\n  b: 1,\n};\n",
        (3, 3),
        id="above an entry",
    ),
    pytest.param(
        "// together-lint: ignore[TL301] why\nexport async function f() {\n  ask();\n}\n", (2, 2), id="above a function"
    ),
    pytest.param(
        "// together-lint: ignore[TL301] why\nexport const f = async () => {\n  ask();\n};\n",
        (2, 2),
        id="above an arrow",
    ),
]


@pytest.mark.parametrize(("text", "lines"), COMMENTS)
def test_comments(text: str, lines: tuple[int, int] | None) -> None:
    file = read(text)
    assert [(each.first_line, each.last_line) for each in file.suppressions] == ([lines] if lines else [])


def test_a_comment_that_cannot_be_read_is_a_problem() -> None:
    assert [problem.place.line for problem in read("ask(); // together-lint: ignore TL301\n").problems] == [1]


def test_a_text_that_looks_like_a_comment_is_none() -> None:
    assert read('const a = "// together-lint: ignore";').suppressions == ()


def test_a_comment_declares_a_fallback() -> None:
    found = read("// together-lint: fallback=acme/Small the queue\nask('a');\n").pragmas
    assert [(pragma.model, pragma.first_line) for pragma in found] == [("acme/Small", 2)]


KEY = "a1b2c3d4" * 8

SECRETS = [
    f'const client = new Together({{ apiKey: "{KEY}" }});',
    f'const TOGETHER_API_KEY = "{KEY}";',
    f"const apiKey = process.env.KEY ?? '{KEY}';",
    f'fetch(url, {{ headers: {{ Authorization: "Bearer tgp_v1_{KEY}" }} }});',
    f"const headers = {{ authorization: `Bearer tgp_v1_{KEY}` }};",
    f'class A {{ private apiKey = "{KEY}"; }}',
    f'function f(apiKey = "{KEY}") {{}}',
    f'this.apiKey = "{KEY}";',
]


@pytest.mark.parametrize("text", SECRETS)
def test_secrets_are_never_shown(text: str) -> None:
    file = read(text)
    assert KEY not in file.text
    assert len(file.text) == len(text)
    assert all(KEY not in str(value) for value in texts(file))


def test_no_grammar_is_imported_without_such_files() -> None:
    code = (
        "import sys, together_lint.readers as r; r.readers(); import together_lint.linker.expansion;"
        "print([name for name in sys.modules if name.startswith('tree_sitter')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
