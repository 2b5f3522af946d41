"""Runs programs with the client that is on the path: `python runner.py MODULE PORT FILE…`, one JSON line for each.

The module is imported once and each program has a process of its own after that. What is said of a program is how it
ended, and which time limit the client handed to the library that sends.
"""

from __future__ import annotations

import importlib
import json
import os
import runpy
import socket
import sys
import time
import urllib.parse
from contextlib import suppress
from typing import Any


def main(module: str, port: str, *files: str) -> None:
    with suppress(ImportError):  # cases over HTTP alone need none
        importlib.import_module(module)
    for file in files:
        with socket.create_connection(("127.0.0.1", int(port))) as connection:
            connection.sendall(f"BEGIN {urllib.parse.quote(file)} -\r\n\r\n".encode())
            connection.recv(64)
        print(json.dumps(_of_its_own(file)), flush=True)


def _of_its_own(file: str) -> dict[str, Any]:
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        said = {"file": file, **_run(file)}
        os.write(writer, json.dumps(said).encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as stream:
        data = stream.read()
    os.waitpid(child, 0)
    return json.loads(data)  # type: ignore[no-any-return]


def _run(file: str) -> dict[str, Any]:
    limits: list[Any] = []
    _watch(limits)
    time.sleep = lambda _seconds: None  # a retry is waited for by nobody here
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    try:
        runpy.run_path(file, run_name="__main__")
    except BaseException as error:
        kind = type(error)
        return {"error": f"{kind.__module__}.{kind.__qualname__}", "said": str(error)[:300], "limits": limits}
    return {"error": None, "said": "", "limits": limits}


def _watch(limits: list[Any]) -> None:
    """Note the time limit of every request where the libraries that send take it over."""
    for name in ("httpx", "httpx2"):
        library = sys.modules.get(name)
        if library is not None:
            _watch_httpx(library.HTTPTransport, limits)
    if "requests" in sys.modules:
        from requests.adapters import HTTPAdapter

        send = HTTPAdapter.send

        def noted(self: Any, request: Any, **given: Any) -> Any:
            limits.append(given.get("timeout"))
            return send(self, request, **given)

        HTTPAdapter.send = noted  # type: ignore[method-assign]


def _watch_httpx(transport: Any, limits: list[Any]) -> None:
    handle = transport.handle_request

    def noted(self: Any, request: Any) -> Any:
        limits.append(request.extensions["timeout"]["read"])
        return handle(self, request)

    transport.handle_request = noted


if __name__ == "__main__":
    main(*sys.argv[1:])
