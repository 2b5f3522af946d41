"""Kinds of failure, and the exceptions of each library with the kinds that they stand for.

A kind is an HTTP status, a time limit that ran out, a lost connection, or something else that has nothing to do with
the answer of the API. The tables follow the exception classes of openai 0.28 and 1.x, together 1.x to 3.x, httpx,
requests, aiohttp, urllib, litellm, pydantic-ai 2.68 and agno 3.1.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeAlias

from together_lint.late_patterns import late_pattern

Kind: TypeAlias = "int | str"
Kinds: TypeAlias = "frozenset[Kind]"

OK = 200
TIMEOUT = "timeout"
CONNECTION = "connection"
OTHER = "other"

STATUSES: Kinds = frozenset({400, 401, 402, 403, 404, 408, 409, 413, 422, 429, 500, 502, 503, 504, 529})
SERVER: Kinds = frozenset({500, 502, 503, 504, 529})
LOST: Kinds = frozenset({TIMEOUT, CONNECTION})
CAPACITY: Kinds = frozenset({408, 429, *SERVER, *LOST})
_FAMILIES: Mapping[str, Kinds] = {"429": frozenset({429}), "5xx": SERVER, "timeouts": frozenset({TIMEOUT})}
CONFIGURATION: Kinds = frozenset({400, 401, 403, 404})
ANSWERED: Kinds = STATUSES | LOST
"""Everything that the API or the way to it may do."""
EVERY: Kinds = ANSWERED | {OTHER}
NOTHING: Kinds = frozenset()


def missed(kinds: Kinds) -> tuple[str, ...]:
    """The capacity errors, as people call them, of which none is among the kinds."""
    return tuple(name for name, family in _FAMILIES.items() if not kinds & family)


def _kinds(*kinds: Kind) -> Kinds:
    return frozenset(kinds)


# The SDKs of OpenAI since 1.0 and of Together since 2.0 come from one generator and share their names; those of other
# providers do too.
_SDK: Mapping[str, Kinds] = {
    "OpenAIError": ANSWERED,
    "TogetherError": ANSWERED,
    "APIError": ANSWERED,
    "APIStatusError": STATUSES,
    "APIConnectionError": LOST,
    "APITimeoutError": _kinds(TIMEOUT),
    "RateLimitError": _kinds(429),
    "InternalServerError": SERVER,
    "BadRequestError": _kinds(400),
    "AuthenticationError": _kinds(401),
    "PermissionDeniedError": _kinds(403),
    "NotFoundError": _kinds(404),
    "ConflictError": _kinds(409),
    "UnprocessableEntityError": _kinds(422),
    "APIResponseValidationError": _kinds(OTHER),
    "LengthFinishReasonError": _kinds(OTHER),
    "ContentFilterFinishReasonError": _kinds(OTHER),
}

# Together 1.x and OpenAI 0.x keep theirs in a module called `error`.
_OLD_SDK: Mapping[str, Kinds] = {
    "TogetherException": ANSWERED,
    "OpenAIError": ANSWERED,
    "APIError": SERVER,
    "ServiceUnavailableError": SERVER,
    "ResponseError": SERVER,
    "RateLimitError": _kinds(429),
    "Timeout": _kinds(TIMEOUT),
    "APIConnectionError": LOST,
    "TryAgain": _kinds(409, 503),
    "InvalidRequestError": _kinds(400, 403, 404),
    "AuthenticationError": _kinds(401),
    "PermissionError": _kinds(403),
    "JSONError": _kinds(OTHER),
}

_HTTPX: Mapping[str, Kinds] = {
    "HTTPError": ANSWERED,
    "HTTPStatusError": STATUSES,
    "RequestError": LOST,
    "TransportError": LOST,
    "TimeoutException": _kinds(TIMEOUT),
    "ConnectTimeout": _kinds(TIMEOUT),
    "ReadTimeout": _kinds(TIMEOUT),
    "WriteTimeout": _kinds(TIMEOUT),
    "PoolTimeout": _kinds(TIMEOUT),
    "NetworkError": _kinds(CONNECTION),
    "ConnectError": _kinds(CONNECTION),
    "ReadError": _kinds(CONNECTION),
    "ProtocolError": _kinds(CONNECTION),
    "RemoteProtocolError": _kinds(CONNECTION),
    "InvalidURL": _kinds(OTHER),
}

_REQUESTS: Mapping[str, Kinds] = {
    "RequestException": ANSWERED,
    "HTTPError": STATUSES,
    "Timeout": _kinds(TIMEOUT),
    "ConnectTimeout": _kinds(TIMEOUT),
    "ReadTimeout": _kinds(TIMEOUT),
    "ConnectionError": LOST,
    "ChunkedEncodingError": _kinds(CONNECTION),
    "SSLError": _kinds(CONNECTION),
    "JSONDecodeError": _kinds(OTHER),
}

_AIOHTTP: Mapping[str, Kinds] = {
    "ClientError": ANSWERED,
    "ClientResponseError": STATUSES,
    "ClientConnectionError": LOST,
    "ClientConnectorError": _kinds(CONNECTION),
    "ClientOSError": _kinds(CONNECTION),
    "ServerDisconnectedError": _kinds(CONNECTION),
    "ServerConnectionError": LOST,
    "ServerTimeoutError": _kinds(TIMEOUT),
    "ClientPayloadError": _kinds(CONNECTION),
    "ContentTypeError": _kinds(OTHER),
}

_URLLIB: Mapping[str, Kinds] = {"URLError": ANSWERED, "HTTPError": STATUSES, "HTTPException": _kinds(CONNECTION)}

_LITELLM: Mapping[str, Kinds] = {
    **_SDK,
    "ServiceUnavailableError": SERVER,
    "BadGatewayError": SERVER,
    "Timeout": _kinds(TIMEOUT),
    "ContextWindowExceededError": _kinds(400),
    "ContentPolicyViolationError": _kinds(400),
}

_PYDANTIC_AI: Mapping[str, Kinds] = {
    "AgentRunError": EVERY,
    "ModelAPIError": ANSWERED,
    "ModelHTTPError": STATUSES,
    "FallbackExceptionGroup": ANSWERED,
    "ModelRateLimitError": _kinds(429),
    "ModelQuotaExceededError": _kinds(429),
    "ModelUnavailableError": SERVER,
    "ModelOverloadedError": SERVER,
    "ModelServerError": SERVER,
    "ModelConnectionError": LOST,
    "ModelTimeoutError": _kinds(TIMEOUT),
    "ModelRequestTimeout": _kinds(408),
    "RunTimedOut": _kinds(TIMEOUT),
    "ModelRequestRejectedError": _kinds(400, 401, 403, 404, 422),
    "ModelContextWindowExceededError": _kinds(400),
    "ModelAuthenticationError": _kinds(401, 403),
    "ModelNotFoundError": _kinds(404),
    "UnexpectedModelBehavior": _kinds(OTHER),
    "UsageLimitExceeded": _kinds(OTHER),
    "ContentFilterError": _kinds(OTHER),
    "OutputTokenLimitExceeded": _kinds(OTHER),
}

_AGNO: Mapping[str, Kinds] = {
    "AgnoError": ANSWERED,
    "ModelProviderError": ANSWERED,
    "ModelRateLimitError": _kinds(429),
    "ModelAuthenticationError": _kinds(401, 403),
    "ContextWindowExceededError": _kinds(400),
    "RemoteServerUnavailableError": SERVER,
}

_PYTHON: Mapping[str, Kinds] = {
    "BaseException": EVERY,
    "Exception": EVERY,
    "TimeoutError": _kinds(TIMEOUT),
    "ConnectionError": _kinds(CONNECTION),
    "OSError": LOST,
    "IOError": LOST,
    "EnvironmentError": LOST,
}

_AI_SDK: Mapping[str, Kinds] = {
    "AISDKError": ANSWERED,
    "APICallError": ANSWERED,
    "RetryError": ANSWERED,
    "LoadAPIKeyError": _kinds(401),
    "NoSuchModelError": _kinds(404),
    "NoObjectGeneratedError": _kinds(OTHER),
    "TypeValidationError": _kinds(OTHER),
    "JSONParseError": _kinds(OTHER),
}

_JAVASCRIPT_HTTP: Mapping[str, Kinds] = {
    "AxiosError": ANSWERED,
    "CanceledError": _kinds(TIMEOUT),
    "HTTPError": STATUSES,
    "RequestError": ANSWERED,
    "TimeoutError": _kinds(TIMEOUT),
    "FetchError": LOST,
    "AbortError": _kinds(TIMEOUT),
}

_JAVASCRIPT: Mapping[str, Kinds] = {
    "Error": EVERY,
    "DOMException": _kinds(TIMEOUT),
    "AggregateError": EVERY,
}

_LIBRARIES: tuple[tuple[str, Mapping[str, Kinds]], ...] = (
    ("together.error.", _OLD_SDK),
    ("openai.error.", _OLD_SDK),
    ("together.", _SDK),
    ("openai.", _SDK),
    ("httpx.", _HTTPX),
    ("httpcore.", _HTTPX),
    ("requests.", _REQUESTS),
    ("urllib3.", {"HTTPError": LOST, "TimeoutError": _kinds(TIMEOUT), "MaxRetryError": LOST}),
    ("aiohttp.", _AIOHTTP),
    ("urllib.error.", _URLLIB),
    ("http.client.", _URLLIB),
    ("litellm.", _LITELLM),
    ("asyncio.", {"TimeoutError": _kinds(TIMEOUT), "CancelledError": NOTHING}),
    ("concurrent.futures.", {"TimeoutError": _kinds(TIMEOUT)}),
    ("socket.", {"timeout": _kinds(TIMEOUT), "error": _kinds(CONNECTION), "gaierror": _kinds(CONNECTION)}),
    ("async_timeout.", {"TimeoutError": _kinds(TIMEOUT)}),
    ("pydantic_ai.", _PYDANTIC_AI),
    ("agno.", _AGNO),
    ("groq.", _SDK),
    ("anthropic.", _SDK),
    ("tenacity.", {"RetryError": ANSWERED}),
    ("instructor.", {"InstructorRetryException": ANSWERED}),
    *((f"npm:{name}.", _SDK) for name in ("together-ai", "openai", "groq-sdk", "@anthropic-ai/sdk")),
    ("npm:together-ai/", _SDK),
    ("npm:openai/", _SDK),
    ("npm:ai.", _AI_SDK),
    ("npm:@ai-sdk/provider.", _AI_SDK),
    *((f"npm:{name}.", _JAVASCRIPT_HTTP) for name in ("axios", "got", "ky", "node-fetch", "undici")),
    ("builtins.", {**_PYTHON, **_JAVASCRIPT}),
    ("json.", {}),
    ("pydantic.", {}),
    ("jsonschema.", {}),
    ("re.", {}),
)

# For exceptions of libraries that no row knows: what their name says.
_WORDS: tuple[tuple[re.Pattern[str], Kinds], ...] = (
    (late_pattern(r"rate_?limit|too_?many|quota|throttl", re.IGNORECASE), _kinds(429)),
    (late_pattern(r"time_?d?_?out|abort", re.IGNORECASE), _kinds(TIMEOUT)),
    (late_pattern(r"unavailable|overload|capacity|server_?error", re.IGNORECASE), SERVER),
    (late_pattern(r"connect|network|transport", re.IGNORECASE), LOST),
    (late_pattern(r"bad_?request|invalid_?request", re.IGNORECASE), _kinds(400)),
    (late_pattern(r"auth|permission|forbidden", re.IGNORECASE), _kinds(401, 403)),
    (late_pattern(r"not_?found", re.IGNORECASE), _kinds(404)),
    (late_pattern(r"valid|decode|pars|json|schema|key|value|type|format", re.IGNORECASE), _kinds(OTHER)),
)


def kinds_of_library(name: str) -> Kinds | None:
    """The kinds of failure that a library's exception stands for, by its qualified name; None when no row knows it."""
    for start, table in _LIBRARIES:
        if name.startswith(start):
            return table.get(name.rpartition(".")[2], _kinds(OTHER) if start in _WITHOUT_OTHERS else None)
    return None


# Every exception of these that bears on a request is in the table.
_WITHOUT_OTHERS = frozenset({"builtins.", "json.", "pydantic.", "jsonschema.", "re."})


def kinds_of_word(name: str) -> Kinds | None:
    """The kinds that the last part of an exception's name speaks of, None when it says nothing."""
    last = name.rpartition(".")[2]
    return next((kinds for pattern, kinds in _WORDS if pattern.search(last)), None)


OF_UNKNOWN_MESSAGE = _kinds(400, 422, OTHER)

# Words in the text of an error that a handler looks for (`if "rate limit" in str(error)`).
_MESSAGES: tuple[tuple[re.Pattern[str], Kinds], ...] = (
    (late_pattern(r"\brate|limit|quota|too many|throttl|exhaust", re.IGNORECASE), _kinds(429)),
    (late_pattern(r"time(d )?-?out|timeout|deadline", re.IGNORECASE), _kinds(TIMEOUT)),
    (late_pattern(r"overload|unavailable|capacity|busy|server|upstream|try again|gateway", re.IGNORECASE), SERVER),
    (late_pattern(r"connect|^E(?:CONN|NOTFOUND|PIPE|HOSTUNREACH)", re.IGNORECASE), _kinds(CONNECTION)),
    (late_pattern(r"model|not found|non-serverless", re.IGNORECASE), _kinds(400, 404)),
    (late_pattern(r"key|auth", re.IGNORECASE), _kinds(401)),
)


def kinds_of_message(text: str) -> Kinds:
    """The kinds of failure whose message holds a text; a text that no row knows is about the request itself."""
    statuses = frozenset(int(number) for number in re.findall(r"\b[45]\d\d\b", text))
    if statuses:
        return statuses & STATUSES
    return next((kinds for pattern, kinds in _MESSAGES if pattern.search(text)), OF_UNKNOWN_MESSAGE)
