"""Bounded requests: own redirects, own decompression, retries, and a deadline that nothing outlasts.

httpx checks its timeouts for every read, so a server that sends one byte a second never times out. The deadline is
therefore checked at each chunk; and because no library bounds a name look-up or headers that trickle in, every request
runs in a thread of its own that is abandoned when the time is up.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from typing import TypeVar
from urllib.parse import urljoin, urlsplit

import httpx

from together_lint import __version__
from together_lint.catalog import hosts
from together_lint.catalog.certificates import distrust, valid_until
from together_lint.catalog.unpacking import DamagedBody, Unpacked
from together_lint.lean_dataclasses import dataclass, field

T = TypeVar("T")

MOST_REDIRECTS = 5
MOST_ATTEMPTS = 5
LONGEST_READ = 10.0
FIRST_PAUSE = 0.5
LONGEST_PAUSE = 8.0
LONGEST_ETAG = 200
HEADERS = {"User-Agent": f"together-lint/{__version__}", "Accept-Encoding": "gzip"}
GRACE = 0.3
"""Seconds that an abandoned request gets to notice the deadline by itself and say what it was waiting for."""
WORTH_ANOTHER_TRY = frozenset({429, 500, 502, 503, 504})
REDIRECTS = frozenset({301, 302, 303, 307, 308})


class FetchError(Exception):
    """No usable answer; the message names the host and what happened, never a header."""


class Refused(FetchError):
    """The service answered 401 or 403."""


class Untrusted(FetchError):
    """The certificate of the host does not hold; the message says why."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """What tests replace: how requests travel, and everything that has to do with time and chance."""

    transport: httpx.BaseTransport | None = None
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random


@dataclass(frozen=True, slots=True)
class Body:
    """An answer: its bytes, or None for 304, and its ETag."""

    content: bytes | None
    etag: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What one request was answered, whatever its status. `valid_until` is the end of the certificate, None for http.

    `retry_after` is how many seconds the service asked to wait.
    """

    status: int
    content: bytes
    retry_after: float = 0.0
    valid_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """What one request carries: the key, and for a POST its body."""

    key: str = field(default="", repr=False)
    content: bytes | None = None
    content_type: str = "application/json"


class Fetcher:
    """Fetches several addresses within one deadline, given in seconds from now."""

    def __init__(self, seconds: float, conditions: Conditions | None = None) -> None:
        self._conditions = conditions or Conditions()
        self._end = self._conditions.monotonic() + seconds
        self._clients: dict[bool, httpx.Client] = {}

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *_: object) -> None:
        for client in self._clients.values():
            client.close()

    @property
    def remaining(self) -> float:
        return max(0.0, self._end - self._conditions.monotonic())

    def ready(self, url: str) -> None:
        """Load certificates and proxies now, so that what is timed afterwards is the service. Raises FetchError."""
        self._client(hosts.is_loopback(urlsplit(url).hostname or ""))

    def get(self, url: str, limit: int, key: str = "", etag: str = "") -> Body:
        """The body behind `url`, at most `limit` bytes of it when unpacked.

        The key is sent as bearer and never leaves the service of `url`. Raises Refused and FetchError.
        """
        return _abandoned_after(self.remaining + GRACE, lambda: self._attempts(url, limit, key, etag), _host(url))

    def once(self, url: str, limit: int, sent: Sent, patience: float = LONGEST_READ) -> Reply:
        """Ask a single time and give back whatever is answered; a body makes it a POST. No redirect is followed.

        `patience` bounds the request in seconds, within the deadline. Raises Untrusted and FetchError.
        """
        seconds = min(self.remaining, patience)
        return _abandoned_after(seconds + GRACE, lambda: self._ask_once(url, limit, sent, seconds), _host(url))

    def _ask_once(self, url: str, limit: int, sent: Sent, patience: float) -> Reply:
        self._left(url)
        headers = {**HEADERS, **({"Authorization": f"Bearer {sent.key}"} if sent.key else {})}
        if sent.content is not None:
            headers["Content-Type"] = sent.content_type
        client = self._client(hosts.is_loopback(urlsplit(url).hostname or ""))
        method = "GET" if sent.content is None else "POST"
        try:
            with client.stream(method, url, headers=headers, content=sent.content, timeout=patience) as response:
                content = b"".join(self._chunks(response, url, limit))
                after = _retry_after(response.headers.get("retry-after", ""))
                return Reply(response.status_code, content, after, valid_until(response))
        except _TryAgain as again:
            raise FetchError(str(again)) from None
        except httpx.TimeoutException:
            raise FetchError(f"{_host(url)} does not answer in time") from None
        except (httpx.TransportError, OSError) as error:
            if reason := distrust(error):
                raise Untrusted(f"the certificate of {_host(url)} is not trusted ({reason})") from None
            raise FetchError(f"no answer from {_host(url)} ({type(error).__name__})") from None
        except (httpx.HTTPError, httpx.StreamError, httpx.InvalidURL, ValueError) as error:
            raise FetchError(f"{_host(url)} cannot be asked ({type(error).__name__})") from None

    def _attempts(self, url: str, limit: int, key: str, etag: str) -> Body:
        headers = dict(HEADERS)
        if etag:
            headers["If-None-Match"] = etag
        client = self._client(hosts.is_loopback(urlsplit(url).hostname or ""))
        attempt = 0
        while True:
            attempt += 1
            try:
                return self._redirects(client, url, limit, key, headers)
            except _TryAgain as again:
                self._pause(again, attempt)

    def _client(self, to_this_machine: bool) -> httpx.Client:
        """A client that keeps its connections. To this machine it takes no proxy, which would see the key."""
        if to_this_machine not in self._clients:
            transport = self._conditions.transport
            try:
                client = httpx.Client(transport=transport, trust_env=not to_this_machine, follow_redirects=False)
            except (ImportError, OSError, ValueError) as error:
                what = "the proxy or certificates that the environment names cannot be used"
                raise FetchError(f"{what} ({type(error).__name__})") from None
            self._clients[to_this_machine] = client
        return self._clients[to_this_machine]

    def _redirects(self, client: httpx.Client, start: str, limit: int, key: str, headers: Mapping[str, str]) -> Body:
        url = start
        for _ in range(MOST_REDIRECTS + 1):
            sent = {**headers, "Authorization": f"Bearer {key}"} if key else dict(headers)
            answer = self._once(client, url, limit, sent)
            if isinstance(answer, Body):
                return answer
            url = urljoin(url, answer)
            if not hosts.may_follow(start, url) or (key and not hosts.is_same_service(start, url)):
                # Without the key the answer would be some other host's, which nobody asked to be believed.
                raise FetchError(f"{_host(start)} redirects to {hosts.shown(url)}, which is not followed")
        raise FetchError(f"{_host(start)} redirects more than {MOST_REDIRECTS} times")

    def _once(self, client: httpx.Client, url: str, limit: int, headers: Mapping[str, str]) -> Body | str:
        """One request: a body, or the address that it redirects to."""
        left = self._left(url)
        timeout = httpx.Timeout(min(left, LONGEST_READ))
        try:
            with client.stream("GET", url, headers=dict(headers), timeout=timeout) as response:
                if response.status_code in REDIRECTS and "location" in response.headers:
                    return str(response.headers["location"])
                _check_status(response, url)
                if response.status_code == 304:
                    return Body(None, headers.get("If-None-Match", ""))
                content = b"".join(self._chunks(response, url, limit))
                return Body(content, _etag(response))
        except httpx.TimeoutException:
            raise _TryAgain(f"{_host(url)} does not answer in time") from None
        except (httpx.TransportError, OSError) as error:
            raise _TryAgain(f"no answer from {_host(url)} ({type(error).__name__})") from None
        except (httpx.HTTPError, httpx.StreamError, httpx.InvalidURL, ValueError) as error:
            # ValueErrors come from headers that cannot be encoded; their texts would repeat the header.
            raise FetchError(f"{_host(url)} cannot be asked ({type(error).__name__})") from None

    def _chunks(self, response: httpx.Response, url: str, limit: int) -> Iterator[bytes]:
        """The unpacked body. httpx would unpack a whole chunk at once, a thousandfold of what came."""
        total = 0
        try:
            body = Unpacked(response.headers.get("content-encoding", ""))
            for raw in response.iter_raw():
                self._left(url)
                chunk = body.take(raw, limit + 1 - total)
                total += len(chunk)
                if total > limit:
                    raise FetchError(f"the answer of {_host(url)} is larger than {limit >> 20} MiB")
                yield chunk
        except DamagedBody as error:
            raise FetchError(f"the answer of {_host(url)} {error}") from None
        if not body.is_whole:
            raise _TryAgain(f"the answer of {_host(url)} is cut short")

    def _left(self, url: str) -> float:
        left = self.remaining
        if left <= 0:
            raise _overdue(_host(url))
        return left

    def _pause(self, again: _TryAgain, attempt: int) -> None:
        reason = str(again)
        if attempt >= MOST_ATTEMPTS:
            raise FetchError(f"{reason}, {attempt} times") from None
        backoff = min(FIRST_PAUSE * 2 ** (attempt - 1), LONGEST_PAUSE) * (0.5 + self._conditions.chance())
        pause = max(backoff, again.after)
        if pause >= self.remaining:
            raise FetchError(f"{reason}, and there is no time left to try again") from None
        self._conditions.sleep(pause)


class _TryAgain(Exception):
    """A failure that may pass; `after` is how many seconds the service asked to wait."""

    def __init__(self, reason: str, after: float = 0.0) -> None:
        super().__init__(reason)
        self.after = after


def _check_status(response: httpx.Response, url: str) -> None:
    status = response.status_code
    if status == 200 or (status == 304 and "if-none-match" in response.request.headers):
        return
    answer = f"{_host(url)} answered {status}"
    if status in (401, 403):
        raise Refused(answer)
    if status in WORTH_ANOTHER_TRY:
        raise _TryAgain(answer, _retry_after(response.headers.get("retry-after", "")))
    raise FetchError(f"{answer} for {urlsplit(url).path}")


def _etag(response: httpx.Response) -> str:
    """The ETag, if it can be sent back as it came."""
    etag = str(response.headers.get("etag", ""))
    return etag if etag.isascii() and etag.isprintable() and len(etag) <= LONGEST_ETAG else ""


def _retry_after(header: str) -> float:
    """Seconds, from either form of the header; 0 when it is absent or unreadable."""
    try:
        return max(0.0, float(int(header)))
    except ValueError:
        pass
    try:
        return max(0.0, (parsedate_to_datetime(header) - datetime.now(timezone.utc)).total_seconds())
    except (TypeError, ValueError):
        return 0.0


def _abandoned_after(seconds: float, work: Callable[[], T], host: str) -> T:
    """The result of `work`, run in a thread that is left behind when it takes longer."""
    results: list[T] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work())
        except BaseException as error:
            errors.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if results:
        return results[0]
    raise errors[0] if errors else _overdue(host)


def _overdue(host: str) -> FetchError:
    return FetchError(f"no complete answer from {host} before the deadline")


def _host(url: str) -> str:
    return urlsplit(url).netloc
