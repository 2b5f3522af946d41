"""Unpacking what came over the network without trusting how much it says it is."""

from __future__ import annotations

import zlib


class DamagedBody(ValueError):
    """The body is not what its encoding promises; the message completes the sentence `the answer …`."""


class Unpacked:
    """Unpacks a body piece by piece, never to more than is asked for. Raises DamagedBody."""

    def __init__(self, encoding: str) -> None:
        if encoding.lower() not in ("", "identity", "gzip", "x-gzip"):
            raise DamagedBody("is in an encoding that was not asked for")
        packed = encoding.lower() not in ("", "identity")
        self._stream = zlib.decompressobj(zlib.MAX_WBITS | 16) if packed else None

    def take(self, raw: bytes, most: int) -> bytes:
        if self._stream is None:
            return raw[:most]
        try:
            return self._stream.decompress(raw, most)
        except zlib.error:
            raise DamagedBody("is damaged") from None

    @property
    def is_whole(self) -> bool:
        return self._stream is None or self._stream.eof
