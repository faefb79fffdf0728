"""A compound file (OLE) of one stream, as .xls needs it."""

from __future__ import annotations

import struct

FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SECTOR, SMALL, LEAST = 512, 64, 4096


def compound(stream: bytes) -> bytes:
    """The stream «Workbook» of its own sectors or, where it is short, in the small sectors of the root."""
    small = len(stream) < LEAST
    size = SMALL if small else SECTOR
    count = -(-len(stream) // size)
    chain = [*range(1, count), END]
    body = stream.ljust(-(-len(stream) // SECTOR) * SECTOR, b"\0")
    sectors = len(body) // SECTOR
    root = _entry("Root Entry", 5, 0 if small else END, len(body) if small else 0, child=1)
    directory = (root + _entry("Workbook", 2, 0, len(stream), child=FREE)).ljust(SECTOR, b"\0")
    links = [*([*range(1, sectors), END] if small else chain), END]
    more = b""
    if small:
        links.append(END)
        more = struct.pack(f"<{count}I", *chain).ljust(SECTOR, b"\xff")
    tables = -(-(len(links) + 2) // 128)
    links += [TABLE] * tables
    table = struct.pack(f"<{len(links)}I", *links).ljust(tables * SECTOR, b"\xff")
    first = len(links) - tables
    named = [*range(first, first + tables)] + [FREE] * (109 - tables)
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    numbers = (0, tables, sectors, 0, LEAST, sectors + 1 if small else END, int(small), END, 0)
    return head + struct.pack("<9I109I", *numbers, *named) + body + directory + more + table


def _entry(name: str, kind: int, start: int, length: int, *, child: int) -> bytes:
    title = name.encode("utf-16-le")
    head = title.ljust(64, b"\0") + struct.pack("<HBB3I", len(title) + 2, kind, 1, FREE, FREE, child)
    return head + bytes(36) + struct.pack("<IQ", start, length)
