"""The network as the clients see it: a proxy on loopback behind which Together's hosts, and a few others, answer.

The hosts have certificates of an authority made for the run, so that programs run as they are written. They answer as
the API is documented: what is below `/v1` exists, everything else is 404. A host that nobody has cannot be reached.
"""

from __future__ import annotations

import json
import socket
import ssl
import threading
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

TOGETHER = ("api.together.xyz", "api.together.ai", "api-inference.together.ai")
OTHERS = ("together.helicone.ai", "api.openai.com", "api.example.com", "together.internal", "localhost")
HOSTS = (*TOGETHER, *OTHERS)

ANSWER = {
    "id": "a",
    "object": "chat.completion",
    "created": 0,
    "model": "m",
    "prompt": [],
    "choices": [
        {"index": 0, "text": "yes", "finish_reason": "stop", "message": {"role": "assistant", "content": "yes"}}
    ],
    "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
}
BATCH = {
    "id": "b",
    "user_id": "u",
    "input_file_id": "f",
    "file_size_bytes": 1,
    "status": "VALIDATING",
    "job_deadline": "2026-12-01T00:00:00Z",
    "created_at": "2026-11-27T00:00:00Z",
    "endpoint": "/v1/chat/completions",
    "progress": 0.0,
}
MODEL = {
    "id": "acme-ai/Good-70B",
    "object": "model",
    "created": 0,
    "type": "chat",
    "pricing": {"hourly": 0, "input": 0, "output": 0, "base": 0, "finetune": 0},
}
ASKED = ("/v1/models", "/v2/supported-models", "/v2/projects/proj_1/models")
"""The paths that are read and not written to."""
FOUND: dict[str, Any] = {
    "/v1/chat/completions": ANSWER,
    "/v1/completions": ANSWER,
    "/v1/batches": {"job": BATCH, **BATCH},
    "/v1/models": [MODEL],
    "/v2/supported-models": {"data": []},
    "/v2/projects/proj_1/models": {"data": []},
    "/api/inference": {"status": "finished", "output": {"choices": [{"text": "yes"}]}},
}
STATUSES = (400, 401, 403, 404, 429, 503)


@dataclass(frozen=True)
class Seen:
    """One request as it came in; `is_open`: anybody on the way could read it."""

    host: str
    path: str
    status: int
    authorization: str
    is_open: bool


@dataclass
class StandIn:
    """The proxy. `seen` has the requests of each program by the word that `BEGIN word` came with before it."""

    certificate: Path
    seen: dict[str, list[Seen]] = field(default_factory=dict)
    _now: list[Seen] = field(default_factory=list)
    _server: socket.socket = field(default_factory=socket.socket)

    def start(self) -> str:
        self._server.bind(("127.0.0.1", 0))
        self._server.listen(64)
        threading.Thread(target=self._serve, daemon=True).start()
        return f"http://127.0.0.1:{self._server.getsockname()[1]}"

    def stop(self) -> None:
        self._server.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _address = self._server.accept()
            except OSError:
                return
            threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def _talk(self, connection: socket.socket) -> None:
        with closing(connection):
            try:
                self._proxy(connection)
            except (OSError, ValueError):
                return  # the client has gone

    def _proxy(self, connection: socket.socket) -> None:
        stream = connection.makefile("rwb")
        method, target, headers, body = _request(stream)
        if method == "BEGIN":
            self._now = self.seen[target] = []
            stream.write(b"begun\r\n")
            stream.flush()
            return
        if method != "CONNECT":
            host, path = target.partition("://")[2].partition("/")[::2]
            self._answer(stream, method, host.partition(":")[0], f"/{path}", headers, body, is_open=True)
            return
        host = target.partition(":")[0]
        if host not in HOSTS:
            stream.write(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")
            stream.flush()
            return
        stream.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        stream.flush()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate / "server.pem", self.certificate / "server.key")
        with context.wrap_socket(connection, server_side=True) as inner, inner.makefile("rwb") as secure:
            method, path, headers, body = _request(secure)
            self._answer(secure, method, host, path, headers, body, is_open=False)

    def _answer(
        self,
        stream: BinaryIO,
        method: str,
        host: str,
        path: str,
        headers: dict[str, str],
        body: bytes,
        is_open: bool,
    ) -> None:
        status, content = _answer(method, host, path.partition("?")[0], body, is_open)
        self._now.append(Seen(host, path.partition("?")[0], status, headers.get("authorization", ""), is_open))
        data = json.dumps(content).encode()
        moved = f"Location: https://{host}{path}\r\n" if status == 301 else ""
        head = f"HTTP/1.1 {status} .\r\n{moved}Content-Type: application/json\r\nConnection: close\r\n"
        stream.write(f"{head}Content-Length: {len(data)}\r\n\r\n".encode() + data)
        stream.flush()


def _request(stream: BinaryIO) -> tuple[str, str, dict[str, str], bytes]:
    method, target, _version = stream.readline().decode("latin-1").split()
    headers = {}
    while line := stream.readline().strip().decode("latin-1"):
        name, _, value = line.partition(":")
        headers[name.lower()] = value.strip()
    if headers.get("transfer-encoding") == "chunked":
        return method, target, headers, _chunks(stream)
    return method, target, headers, stream.read(int(headers.get("content-length", 0)))


def _chunks(stream: BinaryIO) -> bytes:
    body = b""
    while size := int(stream.readline(), 16):
        body += stream.read(size)
        stream.readline()
    stream.readline()
    return body


def _answer(method: str, host: str, path: str, body: bytes, is_open: bool) -> tuple[int, Any]:
    if is_open and host in TOGETHER:
        return 301, {}
    if host in TOGETHER and path in FOUND and (method == "GET") != (path in ASKED):
        return 405, {"error": {"message": "another method"}}
    wanted = next((status for status in STATUSES if f"acme-ai/status-{status}".encode() in body), None)
    if wanted is not None:
        return wanted, {"error": {"message": "as asked for", "type": "invalid_request_error", "code": None}}
    if host in TOGETHER and path not in FOUND:
        return 404, {"error": {"message": f"no {path}", "type": "invalid_request_error", "code": None}}
    return 200, FOUND.get(path, FOUND["/v1/chat/completions"])
