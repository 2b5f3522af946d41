"""Hostile and odd files: each is one `Unreadable` within seconds, and the interpreter is still there afterwards.

A parser that crashes or stalls takes its process with it, so the hostile ones are read in another one, which is started
again behind the file that killed it.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from together_lint.readers import Unreadable, reader_for
from together_lint.readers.python.source import read_python

SECONDS = 20.0

HOSTILE = {
    "3,000 nested parentheses": "x = " + "(" * 3000 + "1" + ")" * 3000,
    "3,000 nested lists": "x = " + "[" * 3000 + "]" * 3000,
    "100,000 opening brackets": "(" * 100_000,
    "20,000 additions": "x = 1" + "+1" * 20_000,
    "20,000 additions of strings": 'x = "a"' + ' + "a"' * 20_000,
    "10,000 attributes": "a" + ".b" * 10_000,
    "10,000 calls": "a" + "()" * 10_000,
    "10,000 subscripts": "a" + "[0]" * 10_000,
    "20,000 signs": "x = " + "-" * 20_000 + "1",
    "20,000 nots": "x = " + "not " * 20_000 + "1",
    "20,000 ands": "x = 1" + " and 1 or 0" * 20_000,
    "10,000 powers": "x = 1" + "**1" * 10_000,
    "5,000 lambdas": "x = " + "lambda: " * 5000 + "1",
    "5,000 conditionals": "x = " + "1 if 1 else " * 5000 + "1",
    "5,000 elifs": "if a: pass\n" + "elif a: pass\n" * 5000,
    "500 nested functions": "".join(" " * depth + "def f():\n" for depth in range(500)) + " " * 500 + "pass\n",
    "20,000 awaits": "async def f():\n    " + "await " * 20_000 + "x",
    "10,000 comparisons": "x = 1" + " < 1" * 10_000,
    "5,000 ands": "x = 1" + " and 1" * 5000,
    "a dotted import of 20,000 names": "import a" + ".b" * 20_000,
    "an import from 20,000 names": "from a" + ".b" * 20_000 + " import c",
    "newer syntax with nested parentheses": "match = 1\ntype X[T] = int\nx = t'{y}'\n?\ny = " + "(" * 3000 + ")" * 3000,
    "newer syntax with additions": "?\nx = 1" + "+1" * 20_000,
    "newer syntax with attributes": "?\na" + ".b" * 10_000,
    "newer syntax with signs": "?\nx = " + "-" * 20_000 + "1",
    "newer syntax with nots": "?\nx = " + "not " * 20_000 + "1",
    "newer syntax with lambdas": "?\nx = " + "lambda: " * 5000 + "1",
    "newer syntax with conditionals": "?\nx = " + "1 if 1 else " * 5000 + "1",
    "newer syntax with ands": "?\nx = a" + " and a" * 20_000,
    "newer syntax with awaits": "?\nx = " + "await " * 20_000 + "a",
    "newer syntax with elifs": "?\nif a: pass\n" + "elif a: pass\n" * 5000,
    "newer syntax with nested blocks": "?\n"
    + "".join(" " * depth + "if a:\n" for depth in range(2000))
    + " " * 2000
    + "x",
    "newer syntax with calls": "?\na" + "()" * 10_000,
    "newer syntax with strings": "?\nx = " + '"a" ' * 20_000,
    "newer syntax with f-strings": "?\nx = " + "f'{" * 200 + "1" + "}'" * 200,
    "20,000 strings side by side": "x = " + '"a" ' * 20_000,
    "200 nested f-strings": "x = " + "f'{" * 200 + "1" + "}'" * 200,
}
# Shapes that a parser may be able to read after all.
HARMLESS = {"10,000 comparisons", "20,000 strings side by side"}

READ = """
import pathlib
import sys
import time
from together_lint.readers import Unreadable
from together_lint.readers.python.source import read_python

for path in sys.argv[1:]:
    print(path, end="\\t", flush=True)
    before = time.monotonic()
    try:
        read_python("hostile.py", pathlib.Path(path).read_bytes())
        answer = "read"
    except Unreadable as error:
        answer = "unreadable: " + error.reason
    except BaseException as error:
        answer = "escaped: " + type(error).__name__
    print(f"{time.monotonic() - before:.1f}", answer.replace("\\n", " "), sep="\\t", flush=True)
"""


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[float, str]]:
    """Seconds and answer for each hostile file; what kills or stalls the process is missing."""
    folder = tmp_path_factory.mktemp("hostile")
    names = {str(folder / f"{number}.py"): name for number, name in enumerate(HOSTILE)}
    for path, name in names.items():
        Path(path).write_text(HOSTILE[name] + "\n", encoding="utf-8")
    waiting = list(names)
    found: dict[str, tuple[float, str]] = {}
    while waiting:
        lines = _lines(waiting)
        assert lines, "the process did not even start"
        for line in lines:
            path, _tab, answer = line.partition("\t")
            waiting.remove(path)
            if answer:
                seconds, _tab, said = answer.partition("\t")
                found[names[path]] = (float(seconds), said)
    return found


def _lines(paths: list[str]) -> list[str]:
    """What one process says of the files until it is through, dies, or takes too long."""
    command = [sys.executable, "-c", READ, *paths]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS * 3, check=False)
    except subprocess.TimeoutExpired as stalled:
        return (stalled.stdout or b"").decode().splitlines()
    return done.stdout.splitlines()


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_end_in_bounded_time(name: str, answers: dict[str, tuple[float, str]]) -> None:
    assert name in answers, "the process died or stalled"
    seconds, said = answers[name]
    assert seconds < SECONDS
    assert said.startswith(("unreadable: ", "read") if name in HARMLESS else "unreadable: ")


ODD = {
    "a null byte": (b"x = 1\ny = '\0'\n", 2),
    "only null bytes": (b"\0" * 1000, 1),
    "bytes that are not UTF-8": (b"x = 1\n\ny = '\xff'\n", 3),
    "an unknown encoding": (b"# coding: klingon\nx = 1\n", 1),
    "an encoding that is no text": (b"# coding: hex\nx = 1\n", None),
    "an encoding that contradicts the mark": (b"\xef\xbb\xbf# coding: latin-1\nx = 1\n", 1),
    "UTF-16": ("x = 1\n".encode("utf-16"), None),
    "a syntax error": (b"x = 1\ndef f(:\n", 2),
    "bad indentation": (b"if x:\n    a\n  b\n", 3),
    "an unfinished string": (b'x = """a\nb\n', None),
    "6 MB": (b"#" * 6_000_000, None),
}


@pytest.mark.parametrize(("data", "line"), [pytest.param(*row, id=name) for name, row in ODD.items()])
def test_odd_files_say_why_and_where(data: bytes, line: int | None) -> None:
    with pytest.raises(Unreadable) as caught:
        read_python("odd.py", data)
    assert caught.value.reason
    assert "\n" not in caught.value.reason
    if line is not None:
        assert caught.value.line == line


READABLE = {
    "an empty file": b"",
    "only a mark": b"\xef\xbb\xbf",
    "only comments": b"# nothing\n",
    "no newline at the end": b"x = 1",
    "Windows line ends": b"x = 1\r\ny = 2\r\n",
    "a form feed": b"\x0cx = 1\n",
    "a long line": b"x = '" + b"a" * 200_000 + b"'\n",
    "a long list": b"x = [" + b"1, " * 3000 + b"]\n",
    "many statements": b"x = 1\n" * 2000,
    "90 nested blocks": "".join(" " * depth + "if a:\n" for depth in range(90)).encode() + b" " * 90 + b"pass\n",
    "300 ands": b"x = 1" + b" and 1" * 300 + b"\n",
    "90 levels of brackets": b"x = " + b"[" * 90 + b"]" * 90 + b"\n",
    "a surrogate as an escape": b"x = '\\ud800'\n",
    "a warning of the compiler": b"x = '\\d' is 'a'\n",
    "names outside of ASCII": "größe = 'é'\n".encode(),
}


@pytest.mark.parametrize("data", [pytest.param(data, id=name) for name, data in READABLE.items()])
@pytest.mark.filterwarnings("error")
def test_odd_files_that_are_read(data: bytes) -> None:
    found = read_python("odd.py", data)
    assert (found.path, found.language) == ("odd.py", "python")


def test_a_number_that_python_refuses_is_no_crash() -> None:
    try:
        read_python("odd.py", b"x = " + b"9" * 5000 + b"\n")
    except Unreadable as error:
        assert error.reason


@pytest.mark.parametrize("path", ["app/model_pb2.py", "MODEL_PB2.PY", "rpc/model_pb2_grpc.py", "model_pb2.pyi"])
def test_what_protoc_generates_is_not_read(path: str) -> None:
    assert reader_for(path) is None


@pytest.mark.parametrize("path", ["pb2.py", "app/model_pb2_client.py", "use_pb2.pyw", "model_pb2.ipynb"])
def test_what_is_named_like_it_is_read(path: str) -> None:
    assert reader_for(path) is not None
