"""One gzip stream of many parts, in which parts that were compressed before after the same text are not again.

DEFLATE looks back 32 KiB at most (RFC 1951). A part that follows the same 32 KiB as before gives the same bytes: after
one change in a list of hundreds only that part and the few behind it cost time.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections import OrderedDict, deque
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from threading import Lock

WINDOW = 32_768
LEVEL = 6
MOST_KEPT = 16_000
_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
_END = b"\x03\x00"
"""An empty last block."""
_KEPT: OrderedDict[bytes, bytes] = OrderedDict()
_LOCK = Lock()


def compressed(parts: Iterable[bytes]) -> bytes:
    """The parts behind each other as one gzip file (RFC 1952)."""
    packed, checksum, length = [_HEAD], 0, 0
    before: deque[_Part] = deque()
    for part in map(_Part.of, parts):
        packed.append(_packed(part, before))
        checksum, length = zlib.crc32(part.content, checksum), length + len(part.content)
        before.append(part)
        while sum(len(each.content) for each in before) - len(before[0].content) >= WINDOW:
            before.popleft()
    return b"".join([*packed, _END, struct.pack("<II", checksum, length & 0xFFFFFFFF)])


@dataclass(frozen=True)
class _Part:
    """With its digest: the window behind which it stands is named by digests, not read again for every part."""

    content: bytes
    digest: bytes

    @classmethod
    def of(cls, content: bytes) -> _Part:
        return cls(content, hashlib.blake2b(content, digest_size=16).digest())


def separated(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """With commas between them."""
    for place, chunk in enumerate(chunks):
        yield b"," + chunk if place else chunk


def _packed(part: _Part, before: Collection[_Part]) -> bytes:
    name = b"".join([*(each.digest for each in before), part.digest])
    with _LOCK:
        if name in _KEPT:
            _KEPT.move_to_end(name)
            return _KEPT[name]
    window = b"".join(each.content for each in before)[-WINDOW:]
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -15, zdict=window) if window else zlib.compressobj(LEVEL, wbits=-15)
    packed = packer.compress(part.content) + packer.flush(zlib.Z_SYNC_FLUSH)
    with _LOCK:
        _KEPT[name] = packed
        while len(_KEPT) > MOST_KEPT:
            _KEPT.popitem(last=False)
    return packed
