"""Makes the example bill as PDF, DOCX and Akoma Ntoso from bill.txt, so that the three say the same.

    .venv/bin/python examples/make.py

In bill.txt `# ` is the title, `= ` an opening formula, `## ` a part or the schedule, `N. ` a section's heading, `> ` quoted
text; `(1)` and `(a)` open subsections and paragraphs. The bill and its country are inventions of this project.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from html import escape
from pathlib import Path

HERE = Path(__file__).resolve().parent
NAME = "online-services-and-networks-bill"
AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CALM_DATE = (2026, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of bill.txt: its kind (title, formula, part, section, subsection, paragraph, text, quoted),
    its number and its words."""

    kind: str
    number: str
    words: str


def lines() -> list[Line]:
    """The bill, line by line."""
    return [_line(raw) for raw in (HERE / "bill.txt").read_text("utf-8").splitlines() if raw.strip()]


def _line(raw: str) -> Line:
    for mark, kind in (("## ", "part"), ("# ", "title"), ("= ", "formula"), ("> ", "quoted")):
        if raw.startswith(mark):
            return Line(kind, "", raw.removeprefix(mark))
    for pattern, kind in (
        (r"(\d+\.) (.*)", "section"),
        (r"(\(\d+\)) (.*)", "subsection"),
        (r"(\([a-z]\)) (.*)", "paragraph"),
    ):
        if match := re.fullmatch(pattern, raw):
            return Line(kind, match[1], match[2])
    return Line("text", "", raw)


# --- PDF

_STYLE = """
@page { size: A4; margin: 28mm 24mm 26mm; @top-center { content: "Online Services and Networks Bill"; font: 9pt serif }
        @bottom-center { content: counter(page); font: 9pt serif } }
body { font: 11pt/1.45 "DejaVu Serif", serif } h1 { font-size: 17pt; text-align: center }
h2 { font-size: 12pt; text-align: center; margin-top: 2em } h3 { font-size: 11pt; margin: 1.2em 0 .3em }
p { margin: .3em 0; hyphens: none } .subsection { margin-left: 1.5em } .paragraph { margin-left: 3em } .quoted { margin-left: 3em }
"""


def to_html() -> str:
    """The bill as the page that becomes the PDF."""
    body = []
    for line in lines():
        words = escape(f"{line.number} {line.words}".strip())
        tag = {"title": "h1", "part": "h2", "section": "h3"}.get(line.kind, "p")
        quote = f"\u201c{words}\u201d" if line.kind == "quoted" else words
        body.append(f'<{tag} class="{line.kind}">{quote}</{tag}>')
    return f'<html lang="en"><title>Online Services and Networks Bill</title><style>{_STYLE}</style>{"".join(body)}'


def write_pdf() -> None:
    """The PDF, tagged."""
    from weasyprint import HTML

    HTML(string=to_html()).write_pdf(HERE / f"{NAME}.pdf", pdf_variant="pdf/ua-1")


# --- DOCX, with automatic numbers as drafting offices use them

_LEVELS = (
    ("section", "decimal", "%1."),
    ("subsection", "decimal", "(%2)"),
    ("paragraph", "lowerLetter", "(%3)"),
)


def _numbering() -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for level, (_, style, text) in enumerate(_LEVELS)
    )
    schedule = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    )
    return (
        f'<w:numbering xmlns:w="{WORD}"><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1">{schedule}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
        "</w:numbering>"
    )


def _styles() -> str:
    rows = (("Title", "Title", ""), ("Heading1", "heading 1", "0"), ("Heading2", "heading 2", "1"))
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>'
        + (f'<w:pPr><w:outlineLvl w:val="{level}"/></w:pPr>' if level else "")
        + "</w:style>"
        for key, name, level in rows
    )
    return f'<w:styles xmlns:w="{WORD}">{styles}</w:styles>'


def _paragraph(line: Line, in_schedule: bool) -> str:
    style = {"title": "Title", "part": "Heading1", "section": "Heading2"}.get(line.kind, "")
    properties = f'<w:pStyle w:val="{style}"/>' if style and not (in_schedule and line.number) else ""
    level = next((i for i, (kind, _, _) in enumerate(_LEVELS) if kind == line.kind), None)
    if level is not None:
        number = 2 if in_schedule else 1
        properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    words = f"\u201c{line.words}\u201d" if line.kind == "quoted" else line.words
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r></w:p>'


def _document() -> str:
    body, in_schedule = [], False
    for line in lines():
        in_schedule = in_schedule or line.words.startswith("SCHEDULE")
        body.append(_paragraph(line, in_schedule))
    return f'<w:document xmlns:w="{WORD}"><w:body>{"".join(body)}</w:body></w:document>'


_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    + "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"/>'
        for part, kind in (("document", "document.main"), ("styles", "styles"), ("numbering", "numbering"))
    )
    + "</Types>"
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def _relations(*targets: tuple[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="r{i}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(targets)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{rows}</Relationships>'


def write_docx() -> None:
    """The DOCX."""
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": _relations(("styles", "styles.xml"), ("numbering", "numbering.xml")),
        "word/document.xml": _document(),
        "word/styles.xml": _styles(),
        "word/numbering.xml": _numbering(),
    }
    with zipfile.ZipFile(HERE / f"{NAME}.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(
                zipfile.ZipInfo(name, CALM_DATE), f'<?xml version="1.0" encoding="UTF-8"?>{text}'
            )


# --- Akoma Ntoso

_DEPTH = {"part": 1, "section": 2, "subsection": 3, "paragraph": 4}
_SHORT = {"part": "part", "section": "sec", "subsection": "subsec", "paragraph": "para"}


class Akn:
    """Writes elements with identifiers by the Akoma Ntoso naming convention."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.open: list[tuple[str, str, str]] = []
        self.parts = 0

    def close_to(self, depth: int) -> None:
        """Close every element at this depth or below."""
        while self.open and _DEPTH[self.open[-1][0]] >= depth:
            kind, _, pending = self.open.pop()
            self.out.append(f"<content><p>{pending}</p></content></{kind}>" if pending else f"</{kind}>")

    def enter(self, line: Line) -> None:
        """Open a part, section, subsection or paragraph."""
        self.close_to(_DEPTH[line.kind])
        self.settle()
        number, heading = line.number, line.words
        if line.kind == "part":
            number, _, heading = line.words.partition(": ")
            self.parts += 1
            base, value = "", str(self.parts)
        else:
            base = next((eid for kind, eid, _ in reversed(self.open) if kind != "part"), "")
            value = number.strip("().")
        eid = f"{base}__" * bool(base) + f"{_SHORT[line.kind]}_{value}"
        self.out.append(f'<{line.kind} eId="{eid}"><num>{number}</num>')
        headed = line.kind in ("part", "section")
        self.out.append(f"<heading>{escape(heading)}</heading>" if headed else "")
        self.open.append((line.kind, eid, "" if headed else escape(line.words)))

    def settle(self) -> None:
        """Words that lead into the element about to open become its parent's introduction."""
        if self.open and self.open[-1][2]:
            kind, eid, pending = self.open.pop()
            self.out.append(f"<intro><p>{pending}</p></intro>")
            self.open.append((kind, eid, ""))

    def say(self, line: Line) -> None:
        """Words of the open element."""
        kind, eid, pending = self.open.pop()
        words = escape(line.words)
        if line.kind == "quoted":
            number, _, rest = line.words.partition(" ")
            words = (
                f'<mod><quotedStructure startQuote="\u201c" endQuote="\u201d"><subsection><num>{number}</num>'
                f"<content><p>{escape(rest)}</p></content></subsection></quotedStructure></mod>"
            )
        self.open.append((kind, eid, f"{pending}</p><p>{words}" if pending else words))


def to_akn() -> str:
    """The bill as Akoma Ntoso 3.0."""
    akn, front, schedule = Akn(), {"title": "", "formula": []}, []
    in_schedule = False
    for line in lines():
        in_schedule = in_schedule or line.words.startswith("SCHEDULE")
        if in_schedule:
            schedule.append(line)
        elif line.kind == "title":
            front["title"] = escape(line.words)
        elif line.kind == "formula":
            front["formula"].append(escape(line.words))
        elif line.kind in _DEPTH:
            akn.enter(line)
        else:
            akn.say(line)
    akn.close_to(1)
    long_title, enacting = front["formula"]
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<akomaNtoso xmlns="{AKN}"><bill name="bill">{_META}'
        f"<preface><p><docTitle>{front['title']}</docTitle></p><longTitle><p>{long_title}</p></longTitle></preface>"
        f'<preamble><formula name="enacting"><p>{enacting}</p></formula></preamble>'
        f"<body>{''.join(akn.out)}</body>{_attachment(schedule)}</bill></akomaNtoso>\n"
    )


_META = (
    '<meta><identification source="#netbrief"><FRBRWork><FRBRthis value="/akn/xx/bill/2026/1"/><FRBRuri value="/akn/xx/bill/2026/1"/>'
    '<FRBRdate date="2026-01-01" name="introduced"/><FRBRauthor href="#parliament"/><FRBRcountry value="xx"/></FRBRWork>'
    '<FRBRExpression><FRBRthis value="/akn/xx/bill/2026/1/eng"/><FRBRuri value="/akn/xx/bill/2026/1/eng"/>'
    '<FRBRdate date="2026-01-01" name="introduced"/><FRBRauthor href="#parliament"/><FRBRlanguage language="eng"/></FRBRExpression>'
    "</identification></meta>"
)


def _attachment(schedule: list[Line]) -> str:
    title, *items = schedule
    number, _, heading = title.words.partition(": ")
    rows = "".join(
        f'<paragraph eId="att_1__para_{item.number.strip(".")}"><num>{item.number}</num>'
        f"<content><p>{escape(item.words)}</p></content></paragraph>"
        for item in items
    )
    return (
        f'<attachments><attachment eId="att_1"><doc name="schedule"><preface><p>{number}</p>'
        f"<p>{heading}</p></preface><mainBody>{rows}</mainBody></doc></attachment></attachments>"
    )


if __name__ == "__main__":
    write_pdf()
    write_docx()
    (HERE / f"{NAME}.xml").write_text(to_akn(), "utf-8")
