"""Refuses hostile and mistaken files before any parser sees them, each with a clear sentence.

What a file is, is read from its contents, never from its name.
"""

import io
import os
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Literal
from xml.parsers import expat

from mingjian.lib.sheets.refusals import DEFAULT_LIMITS, Limits, Refused
from mingjian.lib.sheets.sheet_xml import Extent, measure

Source = str | os.PathLike[str] | bytes
Kind = Literal["xlsx", "xls", "text"]
Flag = Literal["external_links", "embedded_objects"]

_CHUNK = 1 << 20
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"#!")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_DOCUMENTS = (b"%PDF", b"{\\rtf")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Inspection:
    """What passed: its kind, what deserves a remark, and per sheet part of a workbook its extent."""

    kind: Kind
    flags: frozenset[Flag] = frozenset()
    extents: dict[str, Extent] = field(default_factory=dict)


def inspect(source: Source, name: str, limits: Limits = DEFAULT_LIMITS) -> Inspection:
    """Look at a file without parsing it. Raises :class:`Refused`; external links and objects are only flagged."""
    size = len(source) if isinstance(source, bytes) else Path(source).stat().st_size
    if size == 0:
        raise Refused("empty", name)
    if size > limits.file_bytes:
        raise Refused("file_too_large", name, {"limit": limits.file_bytes // 1_000_000})
    with open_source(source) as stream:
        head = stream.read(4096)
        stream.seek(0)
        if head.startswith(b"PK\x03\x04"):
            return _inspect_zip(stream, size, name, limits)
        if head.startswith(_OLE):
            return _inspect_ole(stream.read(), name)
    _refuse_by_signature(head, name)
    return Inspection("text")


def open_source(source: Source) -> io.BufferedIOBase:
    return io.BytesIO(source) if isinstance(source, bytes) else Path(source).open("rb")


def _refuse_by_signature(head: bytes, name: str) -> None:
    if head.startswith(_PROGRAMS):
        raise Refused("program", name)
    if head.startswith(_ARCHIVES):
        raise Refused("archive", name)
    if head.startswith(_DOCUMENTS):
        raise Refused("other_office", name)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<head", b"<body")) or b"<html" in start:
        raise Refused("web_page", name)
    if start.startswith(b"<?xml"):
        raise Refused("other_office", name)
    utf16 = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    if head.startswith(_PICTURES) or (b"\x00" in head and not utf16):
        raise Refused("not_a_table", name)


def _inspect_ole(contents: bytes, name: str) -> Inspection:
    """An old .xls, or an encrypted .xlsx in the same kind of container; stream names are in UTF-16."""

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in contents

    if holds("EncryptedPackage"):
        raise Refused("encrypted", name)
    if not (holds("Workbook") or holds("Book")):
        raise Refused("other_office", name)
    if holds("_VBA_PROJECT") or holds("VBA_PROJECT_CUR"):
        raise Refused("macros", name)
    objects = any(map(holds, ("Ole10Native", "CompObj", "MBD0")))
    return Inspection("xls", frozenset({"embedded_objects"}) if objects else frozenset())


def _inspect_zip(stream: io.BufferedIOBase, size: int, name: str, limits: Limits) -> Inspection:
    try:
        with zipfile.ZipFile(stream) as archive:
            entries = archive.infolist()
            _refuse_bombs(entries, size, name, limits)
            names = {entry.filename.lower() for entry in entries}
            _refuse_other_packages(archive, names, name)
            extents = _measure_parts(archive, entries, name, limits)
    except (zipfile.BadZipFile, expat.ExpatError, NotImplementedError, EOFError, ValueError, OSError) as error:
        if isinstance(error, Refused):
            raise
        raise Refused("damaged", name) from error
    return Inspection("xlsx", _flags(names), extents)


def _refuse_bombs(entries: list[zipfile.ZipInfo], size: int, name: str, limits: Limits) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    swollen = any(
        entry.file_size > limits.ratio_counts_from_bytes
        and entry.file_size > limits.unpacked_ratio * max(entry.compress_size, 1)
        for entry in entries
    )
    if swollen or unpacked > limits.unpacked_bytes or packed > size or len(entries) > limits.entries:
        raise Refused("zip_bomb", name)


def _refuse_other_packages(archive: zipfile.ZipFile, names: set[str], name: str) -> None:
    if any(entry.flag_bits & 1 for entry in archive.infolist()):
        raise Refused("encrypted", name)
    if "[content_types].xml" not in names:
        raise Refused("other_office" if "mimetype" in names else "archive", name)
    if any(part.endswith("vbaproject.bin") or part.startswith("xl/macrosheets/") for part in names):
        raise Refused("macros", name)
    types = archive.read("[Content_Types].xml") if "[Content_Types].xml" in archive.namelist() else b""
    if b"macroEnabled" in types:
        raise Refused("macros", name)
    if not any(part.endswith("workbook.xml") for part in names):
        raise Refused("other_office", name)


def _measure_parts(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], name: str, limits: Limits
) -> dict[str, Extent]:
    """Unpack every XML part once, so that no declared size is believed, and measure the sheets on the way."""
    check = partial(refuse_extent, name=name, limits=limits)
    extents = {}
    for entry in entries:
        lower = entry.filename.lower()
        chunks = partial(_chunks, archive, entry)
        if "worksheets/" in lower and lower.endswith(".xml"):
            extents[entry.filename] = measure(chunks, check)
        elif lower.endswith((".xml", ".rels")) and _declares_a_type(chunks()):
            raise Refused("damaged", name)
    return extents


def _declares_a_type(chunks: Iterator[bytes]) -> bool:
    """Whether an XML part declares a document type, the only place for entities; in one byte a character or two."""
    tail = b""
    for chunk in chunks:
        text = (tail + chunk).replace(b"\x00", b"")
        if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
            return True
        tail = chunk[-40:]
    return False


def _chunks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(entry) as part:
        while chunk := part.read(_CHUNK):
            yield chunk


def refuse_extent(extent: Extent, name: str, limits: Limits) -> None:
    """Raise :class:`Refused` when a sheet reaches further than a table may."""
    if extent.rows > limits.rows:
        raise Refused("too_many_rows", name, {"limit": limits.rows})
    if extent.columns > limits.columns:
        raise Refused("too_many_columns", name, {"limit": limits.columns})
    if extent.rows * extent.columns > limits.cells:
        raise Refused("too_many_cells", name, {"limit": limits.cells})


def _flags(names: set[str]) -> frozenset[Flag]:
    flags: set[Flag] = set()
    if any(part.startswith("xl/externallinks/") for part in names):
        flags.add("external_links")
    if any(part.startswith(("xl/embeddings/", "xl/activex/")) for part in names):
        flags.add("embedded_objects")
    return frozenset(flags)
