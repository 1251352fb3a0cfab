"""Writes small PDF files by hand: text at given places, or a picture of a page."""

from __future__ import annotations

import zlib

Placed = tuple[float, float, float, str]
FONTS = {"": "Times-Roman", "bold:": "Times-Bold"}


def make_pdf(pages: list[list[Placed]], *, title: str = "", rotate: int = 0) -> bytes:
    """A PDF whose pages hold (left, baseline, size, text); text may begin with "bold:"."""
    bodies = []
    for placed in pages:
        parts = []
        for left, base, size, text in placed:
            font = "F2" if text.startswith("bold:") else "F1"
            shown = text.removeprefix("bold:").encode("cp1252").replace(b"\\", b"\\\\")
            shown = shown.replace(b"(", b"\\(").replace(b")", b"\\)")
            parts.append(b"BT /%s %g Tf %g %g Td (%s) Tj ET" % (font.encode(), size, left, base, shown))
        bodies.append(b"\n".join(parts))
    count = len(bodies)
    kids = b" ".join(b"%d 0 R" % (6 + 2 * index) for index in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Bold /Encoding /WinAnsiEncoding >>",
        b"<< /Title (%s) >>" % title.encode("cp1252"),
    ]
    for index, body in enumerate(bodies):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate %d /Resources "
            b"<< /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents %d 0 R >>" % (rotate, 7 + 2 * index)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(body), body))
    return _assemble(objects, b"/Info 5 0 R")


def make_scan(columns: int = 100, rows: int = 140) -> bytes:
    """A PDF whose one page is a grey picture without text."""
    pixels = zlib.compress(bytes(255 - (place % 7) for place in range(columns * rows)))
    draw = b"q 595 0 0 842 0 0 cm /I Do Q"
    return _assemble(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /I 4 0 R >> >> "
            b"/Contents 5 0 R >>",
            b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8 "
            b"/Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
            % (columns, rows, len(pixels), pixels),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(draw), draw),
        ]
    )


def _assemble(objects: list[bytes], trailer: bytes = b"") -> bytes:
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        trailer,
        len(out),
    )
    return out + table + end


def paragraph(
    lines: list[str], *, left: float = 72, top: float = 760, size: float = 11, lead: float = 14
) -> list[Placed]:
    """The lines of a text block, one below the other."""
    return [(left, top - lead * place, size, line) for place, line in enumerate(lines)]
