"""A stream of a compound file (OLE), the container of .xls, as [MS-CFB] describes it."""

from __future__ import annotations

import struct
from collections.abc import Collection, Iterator, Sequence
from itertools import islice

_HEADER, _ENTRY = 512, 128
_FIRST_IN_HEADER = 109
_STREAM, _ROOT = 2, 5


def stream(content: bytes, names: Collection[str]) -> bytes:
    """The first stream that bears one of the names in capitals; nothing where there is none.

    A chain that is broken gives what it holds: whether the file can be read is not judged here.
    """
    size, small_size = (1 << power for power in struct.unpack_from("<2H", content, 30))
    directory, _, least, small_table, _, more = struct.unpack_from("<6I", content, 48)
    table = _numbers(_sectors(content, _table(content, size, more), size))
    entries = [*_entries(_sectors(content, _chain(table, directory), size))]
    for name, kind, start, length in entries:
        if kind == _STREAM and name in names:
            if length >= least:
                return _sectors(content, _chain(table, start), size)[:length]
            root = next((start for _, kind, start, _ in entries if kind == _ROOT), len(table))
            small = _sectors(content, _chain(table, root), size)
            links = _numbers(_sectors(content, _chain(table, small_table), size))
            return _sectors(small, _chain(links, start), small_size, header=0)[:length]
    return b""


def _table(content: bytes, size: int, more: int) -> Iterator[int]:
    """The sectors that hold the table of chains: the first are named in the header, the rest in a chain of sectors."""
    yield from struct.unpack_from(f"<{_FIRST_IN_HEADER}I", content, 76)
    for _ in range(len(content) // size):
        named = _numbers(_sectors(content, [more], size))
        if not named:
            return
        yield from named[:-1]
        more = named[-1]


def _chain(table: Sequence[int], start: int) -> Iterator[int]:
    for _ in table:
        if start >= len(table):
            return
        yield start
        start = table[start]


def _sectors(content: bytes, numbers: Iterator[int] | list[int], size: int, header: int | None = None) -> bytes:
    """The sectors one after another; the header takes the place of the first. What lies beyond the end is nothing."""
    first = size if header is None else header
    begins = (first + number * size for number in islice(numbers, len(content) // size + 1))
    return b"".join(content[begin : begin + size] for begin in begins)


def _numbers(content: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4])


def _entries(directory: bytes) -> Iterator[tuple[str, int, int, int]]:
    """Name, kind, first sector and length of each entry."""
    for begin in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        entry = directory[begin : begin + _ENTRY]
        length, kind = struct.unpack_from("<HB", entry, 64)
        name = entry[: max(0, length - 2)].decode("utf-16-le", "replace")
        yield name.upper(), kind, *struct.unpack_from("<2I", entry, 116)
