"""A service on loopback that answers in the shapes of the real one and breaks on demand; a clock set by hand."""

from __future__ import annotations

import gzip
import hashlib
import json
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import jsonschema
import pytest

from together_lint.catalog import CatalogOptions
from together_lint.catalog.network import Conditions

KEY = "tgp_v1_0123456789abcdef"
SERVED = tuple(f"acme/Chat-{number}B" for number in range(1, 11))
LISTED = (*SERVED, *(f"acme/Base-{number}B" for number in range(1, 11)))

PAGE = """\
# Deprecations

## Scheduled deprecations

| Removal date | Model | Recommended replacement | Supported by on-demand dedicated endpoints |
| :--- | :--- | :--- | :--- |
| 2027-01-15 | `acme/Chat-9B` | `acme/Chat-10B` | Yes |

## Deprecation history

### Inference

| Removal date | Model | Supported by on-demand dedicated endpoints |
| :--- | :--- | :--- |
| 2026-11-01 | `acme/Old-7B` | No |
"""


def entry(model: str, **changes: Any) -> dict[str, Any]:
    """One entry as the models list has it."""
    return {
        "id": model,
        "object": "model",
        "created": 0,
        "type": "chat",
        "running": False,
        "display_name": model.partition("/")[2],
        "organization": "Acme",
        "context_length": 32768,
        "pricing": {"hourly": 0, "input": 0.2, "output": 0.6, "base": 0, "finetune": 0, "image": 0, "video": {}},
        **changes,
    }


def error(message: str, code: str | None = None) -> dict[str, Any]:
    """An error body as the API has it."""
    return {"id": "r", "error": {"message": message, "type": "invalid_request_error", "param": None, "code": code}}


class Clock:
    """The time of day as the catalogue sees it."""

    def __init__(self) -> None:
        self.now = datetime(2026, 12, 1, 12, 0, tzinfo=timezone.utc)

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **span: float) -> None:
        self.now += timedelta(**span)


@dataclass
class Service:
    """What the service answers; tests change the fields between requests."""

    url: str = ""
    listed: list[Any] = field(default_factory=lambda: [entry(model) for model in LISTED])
    served: list[Any] = field(default_factory=lambda: [entry(model) for model in SERVED])
    page: bytes = PAGE.encode()
    fault: str = ""
    page_fault: str = ""
    elsewhere: str = ""
    requests: list[Mapping[str, str]] = field(default_factory=list)
    posts: list[Mapping[str, Any]] = field(default_factory=list)
    post_fault: str = ""
    refusals: dict[str, tuple[int, Any]] = field(default_factory=dict)
    """Status and body for a model that is asked for; without an entry, the lists decide."""

    @property
    def lifecycle_url(self) -> str:
        return f"{self.url}/docs/deprecations.md"

    def paths(self) -> list[str]:
        return [request["path"] for request in self.requests]

    def lose(self, *numbers: int) -> None:
        """Take these of the ten chat models out of both lists."""
        gone = {f"acme/Chat-{number}B" for number in numbers}
        self.listed = [item for item in self.listed if item["id"] not in gone]
        self.served = [item for item in self.served if item["id"] not in gone]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    service: Service

    def log_message(self, *_: object) -> None:
        """Keep standard error clean."""

    def do_GET(self) -> None:
        service = self.service
        service.requests.append({"path": self.path, **{name.lower(): value for name, value in self.headers.items()}})
        is_page = urlsplit(self.path).path.startswith("/docs")
        items = service.served if "serverless" in self.path else service.listed
        body = service.page if is_page else json.dumps(items).encode()
        fault = service.page_fault if is_page else service.fault
        try:
            getattr(self, f"fault_{fault.replace('-', '_')}")(body) if fault else self.good(body)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def do_POST(self) -> None:
        """One inference request: the body decides, as it does at the real service."""
        service = self.service
        content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        is_form = headers["content-type"].startswith("multipart/")
        body = {"form": content} if is_form else json.loads(content)
        service.posts.append({"path": self.path, "headers": headers, **body})
        try:
            if service.post_fault:
                getattr(self, f"post_{service.post_fault.replace('-', '_')}")(body)
            else:
                self.good_post(body)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def good_post(self, body: Mapping[str, Any]) -> None:
        service, model = self.service, body.get("model", "")
        if model in service.refusals:
            status, refusal = service.refusals[model]
            return self.reply(status, refusal if isinstance(refusal, bytes) else json.dumps(refusal).encode())
        if "form" in body:
            return self.reply(200, b'{"text": ""}')
        if self.path.endswith("/audio/speech"):
            return self.reply(200, b"RIFF and sound")
        if model not in {item["id"] for item in service.listed}:
            return self.reply(404, json.dumps(error("Unable to access model", "model_not_available")).encode())
        if model not in {item["id"] for item in service.served}:
            refusal = error("Unable to access non-serverless model", "model_not_available")
            return self.reply(400, json.dumps(refusal).encode())
        return self.reply(200, json.dumps({"id": "1", "model": model, "choices": []}).encode())

    def post_429(self, body: Mapping[str, Any]) -> None:
        self.reply(429, json.dumps(error("slow down", "dynamic_request_limited")).encode(), Retry_After="7")

    def post_503(self, body: Mapping[str, Any]) -> None:
        self.reply(503, json.dumps(error("overloaded")).encode())

    def post_busy(self, body: Mapping[str, Any]) -> None:
        """429 for the first two requests, then well again."""
        return self.post_429(body) if len(self.service.posts) <= 2 else self.good_post(body)

    def post_later(self, body: Mapping[str, Any]) -> None:
        self.reply(429, b"{}", Retry_After="3600")

    def post_one_later(self, body: Mapping[str, Any]) -> None:
        """One model is put off for an hour, the others are only busy at first."""
        if body["model"] == "acme/Chat-1B":
            return self.post_later(body)
        return self.post_503(body) if len(self.service.posts) <= 2 else self.good_post(body)

    def post_401(self, body: Mapping[str, Any]) -> None:
        self.reply(401, json.dumps(error("Invalid API key provided.", "invalid_api_key")).encode())

    def post_402(self, body: Mapping[str, Any]) -> None:
        self.reply(402, json.dumps(error("insufficient balance")).encode())

    def post_html(self, body: Mapping[str, Any]) -> None:
        self.reply(200, b"<html>Sign in</html>")

    def post_forbidden_page(self, body: Mapping[str, Any]) -> None:
        self.reply(403, b"<html>Blocked</html>")

    def post_no_route(self, body: Mapping[str, Any]) -> None:
        self.reply(404, json.dumps(error("Not found")).encode())

    def post_redirect(self, body: Mapping[str, Any]) -> None:
        self.reply(307, b"", Location=self.service.elsewhere + self.path)

    def post_parrot(self, body: Mapping[str, Any]) -> None:
        self.reply(403, json.dumps(error(f"no: {self.headers.get('Authorization')}", "x")).encode())

    def post_truncated(self, body: Mapping[str, Any]) -> None:
        self.fault_truncated(b"{}" * 50)

    def post_huge(self, body: Mapping[str, Any]) -> None:
        self.reply(200, b" " * (5 << 20))

    def post_gzipbomb(self, body: Mapping[str, Any]) -> None:
        self.fault_gzipbomb(b"")

    def post_hostile(self, body: Mapping[str, Any]) -> None:
        self.reply(403, json.dumps(error("\x1b[2Jclear\nand " + "long " * 200, "\x1b]0;title")).encode())

    def reply(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def good(self, body: bytes) -> None:
        tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        if self.headers.get("If-None-Match") == tag:
            return self.reply(304, b"", ETag=tag)
        if "gzip" in self.headers.get("Accept-Encoding", ""):
            return self.reply(200, gzip.compress(body), ETag=tag, Content_Encoding="gzip")
        return self.reply(200, body, ETag=tag)

    def fault_busy(self, body: bytes) -> None:
        """429 three times, then well again."""
        if len(self.service.requests) <= 3:
            return self.reply(429, b"{}", Retry_After="7")
        return self.good(body)

    def fault_later(self, body: bytes) -> None:
        self.reply(429, b"{}", Retry_After="3600")

    def fault_500(self, body: bytes) -> None:
        self.reply(500, b"oops")

    def fault_503(self, body: bytes) -> None:
        self.reply(503, b"{}")

    def fault_401(self, body: bytes) -> None:
        self.reply(401, b'{"error": {"message": "Unauthorized"}}')

    def fault_403(self, body: bytes) -> None:
        self.reply(403, b"{}")

    def fault_404(self, body: bytes) -> None:
        self.reply(404, b"{}")

    def fault_empty(self, body: bytes) -> None:
        self.reply(200, b"[]")

    def fault_nothing(self, body: bytes) -> None:
        self.reply(200, b"")

    def fault_truncated(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: len(body) // 2])
        self.close_connection = True

    def fault_cut_gzip(self, body: bytes) -> None:
        packed = gzip.compress(body)
        self.reply(200, packed[: len(packed) // 2], Content_Encoding="gzip")

    def fault_broken_gzip(self, body: bytes) -> None:
        self.reply(200, b"not gzip at all", Content_Encoding="gzip")

    def fault_brotli(self, body: bytes) -> None:
        self.reply(200, body, Content_Encoding="br")

    def fault_html(self, body: bytes) -> None:
        self.reply(200, b"<html><title>Just a moment</title></html>")

    def fault_notjson(self, body: bytes) -> None:
        self.reply(200, b"{]")

    def fault_nested(self, body: bytes) -> None:
        self.reply(200, b"[" * 200_000)

    def fault_object(self, body: bytes) -> None:
        self.good(json.dumps({"object": "list", "data": json.loads(body)}).encode())

    def fault_huge(self, body: bytes) -> None:
        self.reply(200, b"[" + b" " * (17 << 20) + body[1:])

    def fault_gzipbomb(self, body: bytes) -> None:
        self.reply(200, BOMB, Content_Encoding="gzip")

    def fault_slow(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        for byte in body[:100]:
            self.wfile.write(bytes([byte]))
            time.sleep(0.05)
        self.close_connection = True

    def fault_slow_headers(self, body: bytes) -> None:
        for byte in b"HTTP/1.1 200 OK\r\n" + b"X-Padding: x\r\n" * 10:
            self.wfile.write(bytes([byte]))
            time.sleep(0.05)
        self.close_connection = True

    def fault_hang(self, body: bytes) -> None:
        time.sleep(3)
        self.close_connection = True

    def fault_redirect(self, body: bytes) -> None:
        self.reply(302, b"", Location=self.service.elsewhere + self.path)

    def fault_moved(self, body: bytes) -> None:
        """A redirect on the same host, then the answer."""
        if "moved" not in self.path:
            mark = "&" if "?" in self.path else "?"
            return self.reply(308, b"", Location=f"{self.path}{mark}moved")
        return self.good(body)

    def fault_loop(self, body: bytes) -> None:
        self.reply(302, b"", Location=self.path)

    def fault_badshape(self, body: bytes) -> None:
        bad = [{"object": "model"}, None, 7, {"id": None}, {"id": "a/b", "context_length": "many", "pricing": []}]
        self.reply(200, json.dumps([*bad, *json.loads(body)]).encode())

    def fault_half(self, body: bytes) -> None:
        self.reply(200, json.dumps(json.loads(body)[::2]).encode())

    def fault_parrot(self, body: bytes) -> None:
        """An answer that repeats what it was sent."""
        self.reply(200, json.dumps([{"id": self.headers.get("Authorization")}]).encode())


BOMB = gzip.compress(b"[" + b" " * (64 << 20) + b"]", compresslevel=1)


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("API_KEY", "BASE_URL", "LINT_LIFECYCLE_URL", "LINT_OFFLINE"):
        monkeypatch.delenv(f"TOGETHER_{name}", raising=False)
    monkeypatch.setenv("TOGETHER_LINT_CACHE_DIR", str(tmp_path / "cache"))


@pytest.fixture
def service() -> Iterator[Service]:
    yield from _running()


@pytest.fixture
def other_service() -> Iterator[Service]:
    """A second host: another port is another origin."""
    yield from _running()


class QuietServer(ThreadingHTTPServer):
    """Does not wait for requests that hang, and keeps to itself when a client has gone away."""

    daemon_threads = True
    block_on_close = False

    def handle_error(self, *_: object) -> None:
        """A client that gave up is what some tests are about."""


@pytest.fixture
def secured() -> Iterator[Callable[[ssl.SSLContext], Service]]:
    """Starts a service that speaks https with the certificate of a context."""
    with ExitStack() as stack:
        yield lambda context: stack.enter_context(contextmanager(_running)(context))


def _running(tls: ssl.SSLContext | None = None) -> Iterator[Service]:
    state = Service()
    handler = type("BoundHandler", (Handler,), {"service": state})
    with QuietServer(("127.0.0.1", 0), handler) as server:
        state.url = f"{'https' if tls else 'http'}://127.0.0.1:{server.server_port}"
        if tls:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield state
        server.shutdown()


@pytest.fixture
def published() -> Callable[[str, str], Any]:
    """Reads an output and holds it against the schema that is published for it."""

    def read(name: str, output: str) -> Any:
        document = json.loads(output)
        schema = files("together_lint").joinpath(f"schemas/{name}.schema.json").read_text("utf-8")
        jsonschema.Draft202012Validator(json.loads(schema)).validate(document)
        return document

    return read


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def pauses() -> list[float]:
    """The seconds that the client would have slept."""
    return []


@pytest.fixture(scope="session")
def transport() -> httpx.HTTPTransport:
    """One for all tests: every new one reads the certificates of the world, to talk to loopback."""
    return httpx.HTTPTransport()


@pytest.fixture
def conditions(pauses: list[float], transport: httpx.HTTPTransport) -> Conditions:
    return Conditions(transport=transport, sleep=pauses.append, chance=lambda: 0.5)


@pytest.fixture
def options(service: Service, clock: Clock, conditions: Conditions, tmp_path: Path) -> CatalogOptions:
    """Options for the loopback service, with a key and a short deadline. The lists are accepted at first sight."""
    return CatalogOptions(
        base_url=service.url,
        key=KEY,
        lifecycle_url=service.lifecycle_url,
        cache_dir=tmp_path / "cache",
        deadline=10.0,
        accept=True,
        clock=clock,
        conditions=conditions,
    )
