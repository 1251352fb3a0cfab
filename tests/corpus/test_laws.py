"""Real laws: each is read, parsed and screened; nothing is lost, nothing is invented, every quote is the law's."""

from __future__ import annotations

import io
import json
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pypdfium2
import pytest
from lxml import etree

import netbrief
from netbrief.analysis import Analysis
from netbrief.source.docx_numbering import W
from netbrief.source.model import Source

LAWS = Path(__file__).parents[3] / "shared" / "laws"
pytestmark = pytest.mark.skipif(not LAWS.is_dir(), reason="the collection of laws is not beside the project")
FILES = (
    sorted(path for path in LAWS.rglob("*") if path.is_file() and path.parent != LAWS)
    if LAWS.is_dir()
    else []
)
SCAN = "scanned"


def characters(texts: Iterator[str] | list[str]) -> Counter[str]:
    """How often each character that is not white space stands in some texts."""
    return Counter("".join("".join(texts).split()))


def raw(path: Path, source: Source) -> Counter[str] | None:
    """The characters of a file's own text, taken another way than the reader's; None where there is none."""
    data = path.read_bytes()
    if source.format in ("lims", "uslm", "akoma-ntoso", "formex"):
        return characters(_texts(etree.fromstring(data, etree.XMLParser(resolve_entities=False))))
    if source.format in ("html", "eurlex"):
        text = data.decode("utf-8", "replace")
        return characters(
            _texts(
                lxml.html.document_fromstring(text.partition("?>")[2] if text.startswith("<?xml") else text)
            )
        )
    if source.format in ("text", "markdown"):
        return characters([data.decode("utf-8-sig")])
    return None


def _texts(root: etree._Element) -> Iterator[str]:
    for element in root.iter():
        if isinstance(element.tag, str) and element.text:
            yield str(element.text)
        if element.tail and element is not root:
            yield str(element.tail)


def kept(source: Source) -> Counter[str]:
    made = Counter("".join("".join(source.text[start:end] for start, end in source.generated).split()))
    return characters([source.text, *(omission.text for omission in source.omitted)]) - made


@pytest.fixture(scope="module", params=FILES, ids=lambda path: path.name)
def case(request: pytest.FixtureRequest) -> tuple[Path, Source, Analysis]:
    path: Path = request.param
    source = netbrief.read(path)
    return path, source, netbrief.analyze(source)


def test_nothing_is_lost_or_invented(case: tuple[Path, Source, Analysis]) -> None:
    path, source, analysis = case
    assert analysis.law.text == source.text
    expected = raw(path, source)
    if expected is not None:
        assert kept(source) == expected


def test_every_character_is_in_one_innermost_provision(case: tuple[Path, Source, Analysis]) -> None:
    law = case[2].law
    root = law.provisions[0]
    assert (root.start, root.end) == (0, len(law.text))
    assert len(law.by_id) == len(law.provisions)
    for provision in law.provisions:
        assert provision.start <= provision.intro_end <= provision.end
        at = provision.start
        for child in law.children.get(provision.id, ()):
            assert at <= child.start <= child.end <= provision.end
            at = child.end


def test_every_quote_is_the_laws(case: tuple[Path, Source, Analysis]) -> None:
    law, screening = case[2].law, case[2].screening
    for finding in (*screening.findings, *screening.worth_a_look):
        assert law.text[finding.start : finding.end] == finding.quote
        place = law.by_id[finding.provision_id]
        assert place.start <= finding.start < finding.end <= place.end
        for note in finding.safeguards:
            assert note.start is not None
            assert law.text[note.start : note.end].strip()


def test_words_of_docx_and_pdf_are_kept(case: tuple[Path, Source, Analysis]) -> None:
    path, source, _ = case
    data = path.read_bytes()
    if source.format == "docx":
        body = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
        own = [
            element.text or ""
            for element in body.iter(f"{W}t", f"{W}delText", f"{W}instrText")
            if not any(str(above.tag).endswith("Fallback") for above in element.iterancestors())
        ]
        assert not characters(own) - kept(source)
    elif source.format == "pdf" and SCAN not in path.name:
        document = pypdfium2.PdfDocument(data)
        own = [
            page.get_textpage().get_text_range().replace("\ufffe", "-").replace("\u00ad", "-")
            for page in document
        ]
        lost = characters(own) - kept(source)
        assert sum(lost.values()) <= 0.001 * len(source.text), lost.most_common(5)


def test_the_control_laws_stay_silent() -> None:
    index = json.loads((LAWS / "index.json").read_text("utf-8"))
    found = words = 0.0
    for entry in index:
        if entry["touches_the_internet"] == "no" and "converted" not in entry["file"]:
            screening = netbrief.analyze(LAWS / entry["file"]).screening
            found += len(screening.findings)
            words += screening.words * (10 / 15 if entry["language"] in ("zh", "th") else 1)
    assert found / words * 10_000 <= 0.5
