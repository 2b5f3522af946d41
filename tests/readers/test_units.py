"""Units: a file that is read part by part says the same as one that is read whole, and hides what was not read."""

# ruff: noqa: E501 - whole modules, a line each
from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

import together_lint
from together_lint.facts import Class, FileFacts, Function
from together_lint.readers.python import source
from together_lint.readers.python.divided import DividedFacts
from together_lint.readers.python.source import read_python
from together_lint.units import ClassUnit, FunctionUnit

PACKAGE = Path(together_lint.__file__).parent
KEY = "tgp_v1_" + "Zq3xW9vB7nM2kL5jH8gF4dS6aP1oI0uY"


def read(text: str | bytes, monkeypatch: pytest.MonkeyPatch, divided_from: int = 0) -> FileFacts:
    monkeypatch.setattr(source, "DIVIDED_FROM", divided_from)
    return read_python("app.py", text.encode() if isinstance(text, str) else text)


def plain(node: object) -> object:
    """A tree of facts as tuples; units stand for what is in them."""
    if isinstance(node, tuple | list):
        return tuple(map(plain, node))
    if isinstance(node, Function | Class | FunctionUnit | ClassUnit):
        kind = Function if isinstance(node, Function) else Class
        return (kind.__name__, *(plain(getattr(node, field.name)) for field in dataclasses.fields(kind)))
    if dataclasses.is_dataclass(node):
        return (type(node).__name__, *(plain(getattr(node, field.name)) for field in dataclasses.fields(node)))
    return node


FORMS = {
    "functions": "import a\n\ndef f(x, *y, z=1, **w) -> int:\n    return g(x)\n\nA = 1\n\ndef g(x): return x\n",
    "async ones": "async def f():\n    async with a() as b:\n        await b.c()\nx = f\n",
    "decorators": "@a\n@b(1,\n   c)\ndef f():\n    pass\n\n@d\nclass A(b(1), metaclass=c):\n    @e\n    def f(self): ...\n",
    "a class with values": 'class A(B):\n    """doc"""\n    x: int = 1\n    def f(self):\n        """s\nt"""\n    y = g(2)\n',
    "a class of methods only": "class A:\n    def f(self): pass\n    # end\n    async def g(self): pass\nA()\n",
    "a class of nothing": "class A: pass\nclass B:\n    pass\nclass C(A): ...\n",
    "classes in classes": "class A:\n    class B:\n        def f(self): return 1\n    def g(self): return self.B\n",
    "a class on one line": "class A: x = 1; y = 2\nA.x\ndef f(): return 1\n",
    "definitions in branches": "if a:\n    def f(): return 1\nelse:\n    def f(): return 2\ndef g(): return f()\n",
    "names bound in a head": "def f(x=(y := 1)): return x\nclass A((B := C)): pass\n@(d := e)\ndef g(): pass\n",
    "lambdas in a head": "def f(x=lambda a: g(a)): return x(1)\nclass A(key(lambda b: b)):\n    x = lambda c: c\n",
    "other characters": 'def ü(ä="ö"): return "ß", f("é")\nclass Ä:\n    "ö"; x = "日本", f("語")\n    def f(s): return "日" + f(1)\n',
    "tabs": "class A:\n\tx = 1\n\tdef f(self):\n\t\treturn g(1)\ndef h():\n\treturn 1\n",
    "form feeds": "def f():\n    return 1\n\x0c\ndef g():\n    return f(\x0c1)\n",
    "lines that go on": "x = 1 + \\\n  2\ndef f(a,\n   b):\n    return \\\n  a\ndef g(): return (1,\n 2)\n",
    "no end of the last line": "x = 1\ndef f():\n    return 1",
    "comments at the end": "def f():\n    return 1  # one\n# two\n    # three\nclass A:\n    # four\n    def f(self): pass  # five\n",
    "several on a line": "x = 1; y = 2; z = f(3)\ndef f(a): b = a; return b\nimport c, d\n",
    "strings over several lines": 'def f():\n    x = """\ndef g():\n    pass\n"""\n    return x\nY = """\nclass A:\n"""\n',
    "parameters of types": "def f[T](x: T) -> T: return x\nclass A[T]: pass\n" if hasattr(source.ast, "TypeAlias") else "x = 1\n",
    "globals and nonlocals": "c = None\ndef f():\n    global c\n    c = g()\n    def h():\n        nonlocal d\n    d = 1\n",
    "match": "def f(x):\n    match x:\n        case 1: return a\n        case _: return b\nmatch y:\n    case _: z = 1\n",
    "secrets": f'api_key = "abcdefgh1"\ndef f(token="abcdefgh2"):\n    key = "abcdefgh3"\n    return g("{KEY}")\n',
}  # fmt: skip


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("name", FORMS)
def test_parts_say_what_the_whole_says(name: str, newline: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = FORMS[name].replace("\n", newline)
    whole, divided = read(text, monkeypatch, 1 << 30), read(text, monkeypatch)
    assert plain(divided.body) == plain(whole.body)
    assert divided.text == whole.text
    assert divided.source == text


@pytest.mark.parametrize("path", sorted(PACKAGE.glob("linker/*.py")), ids=lambda path: path.name)
def test_parts_of_real_modules(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = path.read_bytes()
    whole, divided = read(data, monkeypatch, 1 << 30), read(data, monkeypatch)
    assert plain(divided.body) == plain(whole.body)
    assert list(divided.skips) == []


def test_nothing_is_parsed_before_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    found = read("A = 1\ndef f():\n    return 1\nclass B:\n    x = 1\n    def g(self): return 2\n", monkeypatch)
    assert isinstance(found, DividedFacts)
    _assign, function, made = found.body
    assert isinstance(function, FunctionUnit)
    assert isinstance(made, ClassUnit)
    (method,) = made.members
    assert not any(each.unit.is_read for each in (function, made, method))
    assert len(made.body) == 2
    assert made.unit.is_read
    assert not method.unit.is_read
    assert "g" not in made.unit.words()
    assert {"g", "self"} <= method.unit.words()


def test_what_is_not_read_is_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    text = f'A = "b"\ndef f():\n    password = "hunter22"\n\ndef g():\n    return "{KEY}"  # together-lint: ignore x\n'
    found = read(text, monkeypatch)
    lines = found.text.split("\n")
    assert len(found.text) == len(text)
    assert lines[:2] == ['A = "b"', "********"]
    assert "hunter22" not in found.text
    assert lines[5].startswith('    return "tgp_***'), "a finding may lie at a comment: its line is shown"
    assert KEY not in found.text


def test_a_part_that_cannot_be_read_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "def f():\n    return 1\n\ndef g():\n    return " + "not " * 450 + "1\n"
    found = read(text, monkeypatch)
    first, second = found.body
    assert isinstance(first, Function)
    assert isinstance(second, Function)
    assert len(first.body) == 1
    assert second.body == ()
    (skip,) = found.skips
    assert skip.reason.startswith("a part of it nested too deeply")
    assert skip.line == 5


@pytest.mark.parametrize(
    "text", ["def f(): return 1; x = 2\n", "x = 1\n", "def f(): pass\nx = 1; y = 2\ndef g():\n  1\n"]
)
def test_small_and_odd_files(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert plain(read(text, monkeypatch).body) == plain(read(text, monkeypatch, 1 << 30).body)
