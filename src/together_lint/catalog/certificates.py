"""What is to be known of the certificate behind an answer, or behind the lack of one."""

from __future__ import annotations

import ssl
from datetime import datetime, timezone

import httpx


def valid_until(response: httpx.Response) -> datetime | None:
    """The end of the certificate, None where there is none: plain http, or a transport that does not tell."""
    stream = response.extensions.get("network_stream")
    tls = stream.get_extra_info("ssl_object") if stream is not None else None
    end = (tls.getpeercert() or {}).get("notAfter") if tls is not None else None
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(str(end)), timezone.utc) if end else None


def distrust(error: BaseException | None) -> str:
    """Why a certificate was refused, empty when that is not what went wrong: httpx wraps the error twice."""
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return error.verify_message or "it cannot be verified"
        error = error.__cause__ or error.__context__
    return ""
