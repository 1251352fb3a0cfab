"""PDF: running lines, line numbers, columns, notes, hyphens, paragraphs, scans, damage."""

from __future__ import annotations

import ctypes
from collections import Counter
from pathlib import Path

import pypdfium2.raw as pdfium
import pytest
from tests.unit.source.small_pdf import Placed, make_pdf, make_scan, paragraph

from netbrief.source import ocr
from netbrief.source.model import Source
from netbrief.source.pdf import read_pdf
from netbrief.source.pdf_page import page_text

LAWS = Path(__file__).parents[4] / "shared" / "laws"
LONG = [
    "The Authority may order any provider of an electronic communications",
    "service to preserve the traffic data of a subscriber where there is good",
    "reason to believe that the data are needed for an enquiry into an offence.",
]


def raw_pages(data: bytes) -> list[str]:
    """What pdfium itself says the text of each page is, with its mark for a hyphen as a hyphen."""
    buffer = (ctypes.c_char * len(data)).from_buffer_copy(data)
    document = pdfium.FPDF_LoadMemDocument64(buffer, len(data), None)
    pages = []
    for index in range(pdfium.FPDF_GetPageCount(document)):
        page = pdfium.FPDF_LoadPage(document, index)
        text_page = pdfium.FPDFText_LoadPage(page)
        count = pdfium.FPDFText_CountChars(text_page)
        pages.append(page_text(text_page, count).replace("\ufffe", "-") if count > 0 else "")
        pdfium.FPDFText_ClosePage(text_page)
        pdfium.FPDF_ClosePage(page)
    pdfium.FPDF_CloseDocument(document)
    return pages


def characters(text: str) -> Counter[str]:
    return Counter(char for char in text if not char.isspace())


def assert_conserved(source: Source, raw: list[str]) -> None:
    """Each page's characters are in its lines or omissions, none more, none less."""
    found: dict[int | None, Counter[str]] = {}
    for line in source.lines:
        found.setdefault(line.page, Counter()).update(characters(source.text[line.start : line.end]))
    for omission in source.omitted:
        found.setdefault(omission.page, Counter()).update(characters(omission.text))
    for number, text in enumerate(raw, 1):
        assert found.get(number, Counter()) == characters(text), f"page {number}"
    between = zip(source.lines, source.lines[1:], strict=False)
    assert all(source.text[a.end : b.start].strip() == "" for a, b in between)


def read_pages(pages: list[list[Placed]]) -> Source:
    data = make_pdf(pages)
    source = read_pdf(data, "small.pdf")
    assert_conserved(source, raw_pages(data))
    return source


def omitted(source: Source, reason: str) -> list[str]:
    return [omission.text for omission in source.omitted if omission.reason == reason]


def test_a_paragraph_is_one_line_of_text_with_a_line_for_each_printed_one() -> None:
    source = read_pages([paragraph(["(1) " + LONG[0], *LONG[1:], "(2) A short one."])])
    assert source.text == "(1) " + " ".join(LONG) + "\n(2) A short one."
    assert [line.new_block for line in source.lines] == [True, False, False, True]
    first = source.lines[0]
    assert first.page == 1
    assert first.box is not None
    assert first.box[0] == pytest.approx(72, abs=2)
    assert source.text[first.start : first.end] == "(1) " + LONG[0]


def test_a_label_in_the_middle_of_a_sentence_begins_nothing() -> None:
    lines = [
        "A reference in this Act to a notice includes a notice under subsection",
        "(2) as it stood on the day on which notice was given to the person:",
        "(a) a short item;",
        "(b) another one.",
    ]
    source = read_pages([paragraph(lines)])
    assert source.text.split("\n") == [" ".join(lines[:2]), *lines[2:]]


def test_running_lines_and_page_numbers_are_left_out() -> None:
    pages = []
    for number in range(1, 6):
        body = [
            f"{number}{place}. Rule {number * 17 + place} of its page stands here alone."
            for place in range(8)
        ]
        pages.append(
            [
                (72, 800, 9, "Communications Bill"),
                *paragraph(body, top=740 - number),
                (290, 40, 9, f"- {number + 2} -"),
            ]
        )
    source = read_pages(pages)
    assert omitted(source, "page-header") == ["Communications Bill"] * 5
    assert omitted(source, "page-number") == [f"- {number} -" for number in range(3, 8)]
    assert "Communications" not in source.text
    assert [omission.page for omission in source.omitted if omission.reason == "page-number"] == [
        1,
        2,
        3,
        4,
        5,
    ]


def test_an_article_at_the_head_of_every_page_is_no_running_line() -> None:
    pages = [
        [(72, 780, 11, f"Article {number}"), *paragraph([f"{LONG[0]}", f"{number * 'x'} end."], top=740)]
        for number in range(1, 6)
    ]
    source = read_pages(pages)
    assert [f"Article {number}" in source.text for number in range(1, 6)] == [True] * 5


def test_a_sentence_goes_over_the_page_and_its_note_does_not_part_it() -> None:
    first = [*paragraph(LONG[:2]), (72, 60, 7, "1 As amended by the second schedule.")]
    source = read_pages([first, paragraph([LONG[2]])])
    assert source.text == " ".join(LONG) + "\n1 As amended by the second schedule."
    assert [(line.page, line.role, line.new_block) for line in source.lines] == [
        (1, "text", True), (1, "text", False), (2, "text", False), (1, "note", True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["Providers shall an-", "nounce it. They announce much."], "Providers shall announce it."),
        (["It protects end-", "users here. An end-user is a person."], "It protects end-users here."),
        (["The Trans-", "Pacific agreement applies to a carrier."], "The Trans-Pacific agreement"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line(words: list[str], expected: str) -> None:
    source = read_pages([paragraph([*words, "The carrier announces nothing at all to users."])])
    assert source.text.startswith(expected)
    assert len(omitted(source, "hyphen")) == ("announce" in expected)


def test_margin_line_numbers_are_left_out() -> None:
    def page(start: int) -> list[Placed]:
        placed: list[Placed] = []
        for row in range(1, 13):
            placed.append((50, 760 - 24 * row, 11, str(row)))
            placed.append(
                (90, 760 - 24 * row, 11, f"the {start + row}th row of a bill with words that fill it")
            )
        return placed

    source = read_pages([page(100), page(200)])
    assert omitted(source, "line-number") == [str(row) for row in range(1, 13)] * 2
    assert "\n1" not in source.text
    assert "101th row" in source.text


def test_two_columns_are_read_one_after_the_other() -> None:
    placed: list[Placed] = []
    for row in range(14):  # the file holds them row by row
        placed.append((60, 760 - 14 * row, 10, f"left column row {row:02} of the text it has"))
        placed.append((320, 753 - 14 * row, 10, f"right column row {row:02} of what is there"))
    source = read_pages([placed])
    assert source.text.index("left column row 13") < source.text.index("right column row 00")


def test_headings_by_size_and_weight() -> None:
    placed = [
        (72, 780, 18, "A Telecommunications Act"),
        (72, 740, 11, "bold:Purpose"),
        *paragraph(LONG, top=715),
    ]
    source = read_pages([placed])
    assert [(line.role, line.level) for line in source.lines][:3] == [
        ("heading", 1),
        ("heading", 2),
        ("text", 0),
    ]


def test_a_rotated_page_reads_in_order() -> None:
    data = make_pdf([paragraph(LONG)], rotate=90)
    assert_conserved(read_pdf(data, "turned.pdf"), raw_pages(data))


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Online Safety Bill", "Online Safety Bill"),
        ("Microsoft Word - bill.doc", ""),
        ("bill.indd", ""),
        ("x", ""),
    ],
)
def test_title_only_where_it_is_one(title: str, expected: str) -> None:
    assert read_pdf(make_pdf([paragraph(LONG)], title=title), "t.pdf").title == expected


def test_a_truncated_pdf_is_read_as_far_as_it_goes() -> None:
    data = make_pdf([paragraph(LONG), paragraph(["The second page."])])
    source = read_pdf(data[: len(data) - 400], "cut.pdf")
    assert "pdf-truncated" in {issue.code for issue in source.issues}
    assert LONG[0] in source.text


def test_damage_and_nothing_to_read_are_said() -> None:
    assert [issue.code for issue in read_pdf(b"%PDF-1.4\nnothing of use", "x.pdf").issues] == ["pdf-damaged"]
    assert [issue.code for issue in read_pdf(make_pdf([[]]), "x.pdf").issues] == ["no-text"]


def test_a_password_is_asked_for() -> None:
    plain = make_pdf([paragraph(LONG)])
    encrypt = (
        b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> >> "
        b"/ID [<00> <00>] /Root"
    )
    source = read_pdf(plain.replace(b"/Root", encrypt), "locked.pdf")
    assert [(issue.severity, issue.code) for issue in source.issues] == [("error", "pdf-encrypted")]


def test_a_scan_without_tesseract_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr.shutil, "which", lambda program: None)
    source = read_pdf(make_scan(), "scan.pdf")
    assert [issue.code for issue in source.issues] == ["scan-without-text"]
    assert "tesseract-ocr" in source.issues[0].hint


@pytest.mark.skipif(ocr.shutil.which("tesseract") is None, reason="tesseract is not installed")
@pytest.mark.skipif(not LAWS.is_dir(), reason="the collection of laws is not there")
def test_a_skewed_scan_is_read_by_ocr() -> None:
    source = read_pdf((LAWS / "converted" / "sg-pofma-2019-pages-6-13-scanned.pdf").read_bytes(), "scan.pdf")
    assert [issue.code for issue in source.issues] == ["ocr-text"]
    assert "Correction Direction" in source.text
    assert {line.page for line in source.lines} == set(range(1, 9))


@pytest.mark.skipif(not LAWS.is_dir(), reason="the collection of laws is not there")
def test_every_character_of_the_real_pdfs_is_kept_or_accounted_for() -> None:
    paths = [path for path in sorted(LAWS.rglob("*.pdf")) if "scanned" not in path.name]
    assert paths
    for path in paths:
        data = path.read_bytes()
        assert_conserved(read_pdf(data, path.name), raw_pages(data))
