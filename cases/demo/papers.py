"""Papers for the demonstration: a page of text as the smallest PDF that every reader opens."""

from __future__ import annotations

HEAD = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"


def pdf(text: str) -> bytes:
    """One A4 page in Helvetica. Characters outside Latin-1 are written as question marks."""
    shown = b"\n".join(b"(%s) Tj T*" % _escaped(line) for line in text.splitlines())
    stream = b"BT /F1 11 Tf 16 TL 60 770 Td\n%s\nET" % shown
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    return _with_index(objects)


def _escaped(line: str) -> bytes:
    plain = line.encode("latin-1", errors="replace")
    return plain.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _with_index(objects: list[bytes]) -> bytes:
    """The objects with the table of their places, by which a reader finds them."""
    body, places = HEAD, []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        body
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (
            size,
            table,
            size,
            len(body),
        )
    )
