"""Where requests may go, and where the key may go with them."""

from __future__ import annotations

import ipaddress
from urllib.parse import SplitResult, urlsplit, urlunsplit

from together_lint.errors import UsageError

TOGETHER_HOSTS = frozenset({"api.together.ai", "api.together.xyz"})
"""One trust domain: both names are the same service."""


def normalize_base_url(given: str) -> str:
    """`https://api.together.ai` and `https://API.together.ai/v1/` as `https://api.together.ai/v1`.

    Raises UsageError for what is no http or https URL of a plain host. Whether a key may go there is not asked here.
    """
    parts = _split(given, "the base URL")
    if parts.query or parts.fragment:
        raise UsageError(f"the base URL {shown(given)} has a query or fragment", "give it as https://HOST/v1")
    path = parts.path.rstrip("/")
    return urlunsplit(parts._replace(path=path if path.endswith("/v1") else f"{path}/v1"))


def checked(given: str, what: str) -> SplitResult:
    """The parts of a URL that may be asked. Raises UsageError unless it is https, or http to this very machine."""
    parts = _split(given, what)
    if not is_private_way(given):
        raise UsageError(f"{what} {shown(given)} is not encrypted", "use https; http is for this machine only")
    return parts


def is_private_way(url: str) -> bool:
    """Whether nobody can listen in: https, or http that does not leave this machine."""
    parts = urlsplit(url.strip())
    return parts.scheme == "https" or is_loopback(parts.hostname or "")


def _split(given: str, what: str) -> SplitResult:
    """The parts of an http or https URL, host in lower case and default port left out."""
    try:
        parts = urlsplit(given.strip())
        port = parts.port
    except ValueError:
        raise UsageError(f"{what} {shown(given)} is no URL", "give it as https://HOST/PATH") from None
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or not host or not given.strip().isprintable() or " " in given.strip():
        raise UsageError(f"{what} {shown(given)} is no http or https URL", "give it as https://HOST/PATH")
    if parts.username is not None or parts.password is not None:
        raise UsageError(f"{what} {shown(given)} has a user name in it", "the key goes in TOGETHER_API_KEY")
    name = f"[{host}]" if ":" in host else host
    default = {"http": 80, "https": 443}[parts.scheme]
    return parts._replace(netloc=name if port in (None, default) else f"{name}:{port}")


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def may_follow(start: str, target: str) -> bool:
    """Whether a redirect may be followed at all: never off encryption, never from outside to this machine."""
    try:
        parts, first = checked(target, "the redirect"), checked(start, "the address")
    except UsageError:
        return False
    return is_loopback(first.hostname or "") or not is_loopback(parts.hostname or "")


def is_same_service(start: str, target: str) -> bool:
    """Whether the key that went to `start` may go to `target`: the same origin, or both of Together's hosts."""
    one, other = urlsplit(start), urlsplit(target)
    if {one.netloc, other.netloc} <= TOGETHER_HOSTS:
        return one.scheme == other.scheme == "https"
    return (one.scheme, one.netloc) == (other.scheme, other.netloc)


def shown(url: str) -> str:
    """The URL as a message may have it: no user name, no query, nothing that does not print."""
    try:
        parts = urlsplit(url)
        host = parts.netloc.rpartition("@")[2]
    except ValueError:
        return "given"
    text = f"{parts.scheme}://{host}{parts.path}" if host else parts.path
    return "".join(character for character in text if character.isprintable())[:200]
