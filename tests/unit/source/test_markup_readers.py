"""XML, HTML and DOCX: hostile and broken files give issues, sound ones give each text once and in its place."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from netbrief.source.docx import read_docx
from netbrief.source.html import read_html
from netbrief.source.model import Source
from netbrief.source.read import read
from netbrief.source.xml import read_xml

MOST_SECONDS = 3.0
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LAUGHS = '<!ENTITY l0 "lol">' + "".join(
    f'<!ENTITY l{level} "{f"&l{level - 1};" * 10}">' for level in range(1, 10)
)


@pytest.fixture(autouse=True)
def _no_hang() -> Iterator[None]:
    began = time.monotonic()
    yield
    assert time.monotonic() - began < MOST_SECONDS


def akn(words: str, doctype: str = "") -> bytes:
    """An act of one section; `words` are the second of its three paragraphs."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{doctype}'
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act><body>'
        f'<section eId="sec_1"><num>1</num><content><p>First words.</p><p>{words}</p><p>Last words.</p></content>'
        "</section></body></act></akomaNtoso>"
    ).encode()


def codes(source: Source) -> list[str]:
    return [issue.code for issue in source.issues]


def failures(source: Source) -> list[str]:
    return [issue.code for issue in source.issues if issue.severity == "error"]


def shown(source: Source) -> list[str]:
    return source.text.splitlines()


def everything(source: Source) -> str:
    """All that a source lets out: its text, what it left out, its messages, labels and identifiers."""
    return "\n".join(
        [source.text, source.title, source.language]
        + [omission.text for omission in source.omitted]
        + [issue.message for issue in source.issues]
        + [f"{unit.label} {unit.eid}" for unit in source.declared]
    )


def tree(source: Source) -> list[tuple[str, str, str]]:
    """Each declared provision as (kind, label, kind and label of its parent)."""
    units = source.declared
    names = [f"{unit.kind} {unit.label}".strip() for unit in units]
    return [
        (unit.kind, unit.label, names[unit.parent] if unit.parent >= 0 else "") for unit in source.declared
    ]


def assert_each_once(source: Source, *words: str) -> None:
    assert {word: source.text.count(word) for word in words} == dict.fromkeys(words, 1)


def assert_nested(source: Source) -> None:
    """Parents come first and hold their children; extents lie in the text; lines are in order."""
    for index, unit in enumerate(source.declared):
        assert 0 <= unit.start <= unit.end <= len(source.text)
        assert unit.parent < index
        if unit.parent >= 0:
            above = source.declared[unit.parent]
            assert above.start <= unit.start
            assert unit.end <= above.end
    assert [source.text[line.start : line.end] for line in source.lines] == shown(source)


def text_of(source: Source, kind: str, label: str) -> str:
    unit = next(u for u in source.declared if (u.kind, u.label) == (kind, label))
    return source.text[unit.start : unit.end]


def heading_of(source: Source, kind: str, label: str) -> str:
    unit = next(u for u in source.declared if (u.kind, u.label) == (kind, label))
    return source.text[slice(*unit.heading)] if unit.heading else ""


# --- hostile and broken XML


@pytest.mark.parametrize("words", ["&l9;", "words &l5; words", "&l9;&l9;&l9;"])
def test_entities_of_entities_are_not_expanded(words: str) -> None:
    source = read(akn(words, f"<!DOCTYPE akomaNtoso [{LAUGHS}]>"), "bomb.xml")
    assert source.format == "akoma-ntoso"
    assert "First words." in source.text
    assert "lol" not in source.text
    assert len(everything(source)) < 2000
    assert codes(source) in (["xml-damaged"], [])
    if "xml-damaged" not in codes(source):
        assert [omission.reason for omission in source.omitted] == ["entity"]


def test_a_bomb_of_entities_is_named_as_damage() -> None:
    source = read(akn("&l9;", f"<!DOCTYPE akomaNtoso [{LAUGHS}]>"), "bomb.xml")
    assert codes(source) == ["xml-damaged"]


def test_one_long_entity_used_often_is_not_expanded() -> None:
    doctype = f'<!DOCTYPE akomaNtoso [<!ENTITY a "{"A" * 100_000}">]>'
    source = read(akn("&a;" * 10_000, doctype), "bomb.xml")
    assert "First words." in source.text
    assert "AAAA" not in source.text
    assert len(source.text) < 100
    assert "xml-damaged" in codes(source)
    assert {omission.reason for omission in source.omitted} == {"entity"}


def test_a_short_entity_of_the_file_itself_is_written_out() -> None:
    source = read(akn("The &who; &sect; 5", '<!DOCTYPE akomaNtoso [<!ENTITY who "Minister">]>'), "law.xml")
    assert shown(source) == ["1 First words.", "The Minister § 5", "Last words."]
    assert [source.text[start:end] for start, end in source.generated] == ["Minister", "§"]


@pytest.mark.parametrize(
    ("declaration", "words"),
    [
        ('[<!ENTITY x SYSTEM "{uri}">]', "Second &x; words."),
        ('[<!ENTITY x PUBLIC "a" "{uri}">]', "Second &x; words."),
        ('[<!ENTITY % x SYSTEM "{uri}"> %x;]', "Second words."),
        ('SYSTEM "{uri}"', "Second words."),
        (
            "[]",
            'Second <i:include xmlns:i="http://www.w3.org/2001/XInclude" href="{uri}" parse="text"/>words.',
        ),
    ],
)
@pytest.mark.parametrize("system", [True, False])
def test_no_other_file_is_read(declaration: str, words: str, system: bool, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("root:x:0:0: a secret")
    uri = "file:///etc/passwd" if system else secret.as_uri()
    doctype = "<!DOCTYPE akomaNtoso " + declaration.replace("{uri}", uri) + ">"
    path = tmp_path / "law.xml"
    path.write_bytes(akn(words.replace("{uri}", uri), doctype))
    source = read(path)
    assert "root:" not in everything(source)
    assert "secret" not in everything(source)
    assert shown(source) == ["1 First words.", "Second words.", "Last words."]
    assert [omission.reason for omission in source.omitted] == (["entity"] if "&x;" in words else [])


@pytest.mark.parametrize("cut", [1, 12, 30, 60])
def test_a_cut_off_xml_keeps_what_came_before(cut: int) -> None:
    source = read(akn("Second words.")[:-cut], "cut.xml")
    assert codes(source) == ["xml-damaged"]
    assert source.issues[0].hint
    assert shown(source)[:2] == ["1 First words.", "Second words."]
    assert [(unit.kind, unit.label) for unit in source.declared] == [("section", "1")]
    assert_nested(source)


@pytest.mark.parametrize("data", [b'<?xml version="1.0"?>', b"<?xml version='1.0'?><!-- only this -->"])
def test_xml_without_an_element(data: bytes) -> None:
    source = read(data, "cut.xml")
    assert failures(source) == ["xml-unreadable"]
    assert "cut.xml" in source.issues[0].message
    assert source.text == ""


def test_xml_that_is_none() -> None:
    assert failures(read_xml(b"", "")) == ["xml-unreadable"]
    assert failures(read_xml(b"\x00\x01\x02", "")) == ["xml-unreadable"]


def test_a_bare_ampersand_is_mended_and_told() -> None:
    source = read(akn("Trade & Industry"), "law.xml")
    assert codes(source) == ["xml-damaged"]
    assert shown(source) == ["1 First words.", "Trade & Industry", "Last words."]


def test_an_unknown_vocabulary_gives_its_text_and_says_so() -> None:
    data = b"""<?xml version="1.0"?><wet xml:lang="nld"><!-- a remark --><lid nr="1"><zin>Eerste <i>lid</i> luidt.</zin>
    </lid><lid nr="2"><zin>Tweede lid.</zin></lid><leeg/></wet>"""
    source = read(data, "wet.xml")
    assert [(issue.severity, issue.code) for issue in source.issues] == [("info", "xml-unknown")]
    assert "<wet>" in source.issues[0].message
    assert shown(source) == ["Eerste lid luidt.", "Tweede lid."]
    assert source.declared == ()
    assert source.language == "nl"


def test_xml_nested_five_thousand_deep_is_told() -> None:
    source = read(akn("<b>" * 5000 + "bottom" + "</b>" * 5000), "deep.xml")
    assert "First words." in source.text
    assert {"xml-damaged", "xml-too-deep"} & set(codes(source))
    assert_nested(source)


def test_xml_nested_a_hundred_deep_is_read_whole() -> None:
    source = read(akn("<b>" * 100 + "bottom" + "</b>" * 100), "deep.xml")
    assert source.issues == ()
    assert shown(source) == ["1 First words.", "bottom", "Last words."]


# --- HTML


@pytest.mark.parametrize(
    "data", [b"<html></html>", b"<html><body></body></html>", b"<!doctype html><body><p> </p>"]
)
def test_a_page_without_text(data: bytes) -> None:
    source = read(data, "page.html")
    assert failures(source) == ["no-text"]
    assert source.text.strip() == ""


@pytest.mark.parametrize("data", [b"", b" \n", b"<!doctype html><!-- nothing -->"])
def test_a_page_without_an_element(data: bytes) -> None:
    source = read_html(data, "page.html")
    assert failures(source) == ["html-unreadable"]
    assert "page.html" in source.issues[0].message


def test_unclosed_elements_are_closed_as_browsers_do() -> None:
    data = b"""<html><body><h1>An Act<p>Section 1. <b>First <i>words</b> here</i><p>Section 2. Second
    <table><tr><td>(a)<td>cell text<tr><td>(b)<td>more text</table></div></p></span><ol><li>item & more<li>last < 5 &copy;"""
    source = read(data, "broken.html")
    assert source.issues == ()
    assert_each_once(source, "An Act", "First words here", "Section 2. Second", "last < 5 ©")
    assert_each_once(source, "(a) cell text\n", "(b) more text\n", "1. item & more\n", "2. last")
    assert source.lines[0].role == "heading"


@pytest.mark.parametrize("end", [b'<a href="x', b"<", b"<!-- ", b"</p", b"&am", b"<![CDATA["])
def test_a_cut_off_page_keeps_what_came_before(end: bytes) -> None:
    source = read(b"<html><body><p>Section 1. Words</p><p>Section 2. Cut</p>" + end, "cut.html")
    assert shown(source)[:2] == ["Section 1. Words", "Section 2. Cut"]
    assert failures(source) == []


def test_scripts_and_styles_are_no_law() -> None:
    data = b"""<html><head><title>A law</title><style>p{color:red}</style><script>head()</script></head><body>
    <script>var a = "<p>Section 9. Evil</p>";</script><noscript>Switch it on</noscript><style>.b{}</style>
    <p>Section 1. <script>inline()</script>Law.</p><p style="display: none">Unseen</p><template><p>Mould</p></template>
    <!-- remark --><p hidden>Concealed</p><p>Section 2. Law.</p></body></html>"""
    source = read(data, "page.html")
    assert shown(source) == ["Section 1. Law.", "Section 2. Law."]
    assert source.title == "A law"
    left_out = dict.fromkeys(("script", "style", "hidden", "metadata"), "")
    for omission in source.omitted:
        left_out[omission.reason] += omission.text
    assert "Section 9. Evil" in left_out["script"]
    assert "inline()" in left_out["script"]
    assert ".b{}" in left_out["style"]
    assert "color:red" in left_out["metadata"]
    assert all(word in left_out["hidden"] for word in ("Unseen", "Concealed", "Mould"))


def test_a_script_that_is_never_closed() -> None:
    source = read(b"<html><body><p>Section 1. Law</p><script>var a='evil';", "page.html")
    assert shown(source) == ["Section 1. Law"]
    assert [(omission.reason, omission.text) for omission in source.omitted] == [("script", "var a='evil';")]


def test_a_page_nested_five_thousand_deep() -> None:
    data = b"<html><body><p>top</p>" + b"<div>" * 5000 + b"bottom" + b"</div>" * 5000 + b"</body></html>"
    source = read(data, "deep.html")
    assert shown(source)[0] == "top"
    assert failures(source) == []
    assert "bottom" in source.text or "html-too-deep" in codes(source)


# --- DOCX


def docx(body: str, **parts: str | bytes) -> bytes:
    """A Word file with this body; `parts` are further parts by their name in word/."""
    named = {f"word/{name}.xml": part for name, part in parts.items()}
    return zipped({"word/document.xml": word("document", f"<w:body>{body}</w:body>"), **named})


def word(root: str, inner: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} xmlns:w="{W}">{inner}</w:{root}>'


def zipped(parts: dict[str, str | bytes]) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for name, part in parts.items():
            archive.writestr(name, part)
    return memory.getvalue()


def para(text: str, level: int | None = None, inner: str = "", list_id: int = 1) -> str:
    numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    properties = f"<w:pPr>{numbered}</w:pPr>" if level is not None else ""
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r>{inner}</w:p>"


NUMBERING = word(
    "numbering",
    """<w:abstractNum w:abstractNumId="7">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
    <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>
    <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1.%2.%3"/></w:lvl>
    </w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
    <w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>""",
)


@pytest.fixture(scope="module")
def bomb() -> bytes:
    """A document part of 300 MB in some hundred KB."""
    memory = io.BytesIO()
    with (
        zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("word/document.xml", "w", force_zip64=True) as part,
    ):
        part.write(word("document", "<w:body>").removesuffix("</w:document>").encode())
        for _ in range(75):
            part.write(bytes(4 << 20))
    return memory.getvalue()


def test_a_part_that_unpacks_to_hundreds_of_megabytes(bomb: bytes) -> None:
    assert len(bomb) < 3 << 20
    source = read(bomb, "bomb.docx")
    assert failures(source) == ["docx-part"]
    assert "word/document.xml" in source.issues[0].message
    assert source.text == ""


def test_a_bomb_beside_the_document_costs_only_itself() -> None:
    data = docx(para("Law.", 0), numbering=bytes(8 << 20))
    assert len(data) < 100_000
    source = read(data, "bomb.docx")
    assert failures(source) == ["docx-part"]
    assert "word/numbering.xml" in source.issues[0].message
    assert shown(source) == ["Law."]


def test_a_part_that_lies_about_its_size() -> None:
    """The directory says one byte; no more than that may be unpacked."""
    honest = docx("", footnotes=b"A" * 5000)
    with zipfile.ZipFile(io.BytesIO(honest)) as archive:
        size = archive.getinfo("word/document.xml").file_size
    lying = honest.replace(size.to_bytes(4, "little"), (1).to_bytes(4, "little"))
    assert lying != honest
    source = read(lying, "lie.docx")
    assert source.text == ""
    assert failures(source)


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.99])
def test_a_cut_off_word_file(share: float) -> None:
    whole = docx("".join(para(f"Clause {number} of it.") for number in range(300)))
    source = read_docx(whole[: int(len(whole) * share)], "cut.docx")
    assert failures(source) == ["docx-unreadable"]
    assert "cut.docx" in source.issues[0].message
    assert failures(read(whole[: int(len(whole) * share)], "cut.docx")) in (["docx-unreadable"], ["archive"])


def test_a_damaged_stream_in_a_sound_archive() -> None:
    whole = bytearray(docx("".join(para(f"Clause {number} of it.") for number in range(300))))
    at = whole.index(b"word/document.xml") + 200
    whole[at : at + 40] = bytes(40)
    source = read(bytes(whole), "broken.docx")
    assert failures(source) == ["docx-part"]


def test_an_archive_without_a_document_part() -> None:
    styles = zipped({"word/styles.xml": word("styles", "")})
    assert failures(read(styles, "law.docx")) == ["archive"]
    assert failures(read_docx(styles, "law.docx")) == ["docx-no-text"]
    assert failures(read(zipped({"word/document2.xml": "<d/>"}), "law.docx")) == ["docx-no-text"]


def test_a_document_part_that_is_no_xml() -> None:
    source = read(zipped({"word/document.xml": b"not XML at all"}), "law.docx")
    assert failures(source) == ["docx-damaged"]
    assert source.text == ""


def test_a_document_part_that_is_cut_off() -> None:
    cut = word("document", f"<w:body>{para('First.')}{para('Second.')}")[:-25]
    source = read(zipped({"word/document.xml": cut}), "law.docx")
    assert "docx-damaged" in codes(source)
    assert shown(source)[0] == "First."


def test_entities_in_a_word_file_are_neither_expanded_nor_fetched() -> None:
    doctype = f'<!DOCTYPE d [{LAUGHS}<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    body = word("document", f"<w:body>{para('First.')}{para('&x;')}{para('&l9;')}</w:body>")
    data = zipped({"word/document.xml": body.replace("?>", "?>" + doctype, 1)})
    source = read(data, "law.docx")
    assert "root:" not in everything(source)
    assert "lol" not in everything(source)
    assert "First." in source.text


def test_automatic_numbers_appear_in_the_text() -> None:
    body = [
        para("Purpose", 0), para("first aim", 1), para("second aim", 1), para("detail", 2), para("Not numbered."),
        para("Scope", 0), para("again from a", 1), para("Another list", 0, list_id=2), para("no such list", 0, list_id=9),
    ]  # fmt: skip
    source = read(docx("".join(body), numbering=NUMBERING), "law.docx")
    assert source.issues == ()
    assert shown(source) == [
        "1. Purpose", "(a) first aim", "(b) second aim", "1.b.i detail", "Not numbered.", "2. Scope", "(a) again from a",
        "1. Another list", "no such list",
    ]  # fmt: skip
    assert [source.text[start:end] for start, end in source.generated] == [
        "1. ", "(a) ", "(b) ", "1.b.i ", "2. ", "(a) ", "1. ",
    ]  # fmt: skip
    assert [line.indent for line in source.lines[:4]] == [0, 1, 1, 2]


def test_letters_go_on_after_z() -> None:
    body = "".join(para(f"item {number};", 1) for number in range(1, 29))
    source = read(docx(body, numbering=NUMBERING), "law.docx")
    assert shown(source)[25:] == ["(z) item 26;", "(aa) item 27;", "(bb) item 28;"]


def test_tables_and_notes_are_kept() -> None:
    def cell(text: str) -> str:
        return f"<w:tc>{para(text)}</w:tc>"

    table = f"<w:tbl><w:tr>{cell('Fee')}{cell('Amount')}</w:tr><w:tr>{cell('Entry')}{cell('50 euro')}</w:tr></w:tbl>"
    reference = (
        '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t xml:space="preserve"> goes on.</w:t></w:r>'
    )
    ending = '<w:r><w:endnoteReference w:id="1"/></w:r>'
    notes = word("footnotes", f'<w:footnote w:id="2">{para("As amended in 2020.")}</w:footnote>'
                 f'<w:footnote w:id="3">{para("Nobody refers to it.")}</w:footnote>')  # fmt: skip
    ends = word("endnotes", f'<w:endnote w:id="1">{para("In force since May.")}</w:endnote>')
    body = para("The Act", inner=reference) + table + para("The end.", inner=ending)
    source = read(docx(body, footnotes=notes, endnotes=ends), "law.docx")
    assert source.issues == ()
    assert [(line.role, source.text[line.start : line.end]) for line in source.lines] == [
        ("text", "The Act goes on."), ("note", "As amended in 2020."), ("cell", "Fee"), ("cell", "Amount"),
        ("cell", "Entry"), ("cell", "50 euro"), ("text", "The end."), ("note", "In force since May."),
    ]  # fmt: skip


def test_deleted_and_hidden_words_are_left_out_and_listed() -> None:
    struck = "<w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:ins><w:r><w:t>new</w:t></w:r></w:ins>"
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r>"
    source = read(docx(para("Word: ", inner=struck + hidden)), "law.docx")
    assert shown(source) == ["Word: new"]
    assert {(o.reason, o.text) for o in source.omitted} == {("deleted", "old"), ("hidden", "unseen")}


# --- sound files of the known vocabularies


def test_a_small_akoma_ntoso() -> None:
    data = b"""<?xml version="1.0" encoding="UTF-8"?>
    <akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="act"><meta><identification source="#s">
    <FRBRWork><FRBRcountry value="za"/></FRBRWork><FRBRExpression><FRBRlanguage language="eng"/></FRBRExpression>
    </identification></meta><preface><longTitle><p>An Act on Water</p></longTitle></preface>
    <body><chapter eId="ch_1"><num>Chapter 1</num><heading>General</heading>
      <section eId="sec_1"><num>1.</num><heading>Purpose</heading>
        <subsection eId="sec_1__subsec_1"><num>(1)</num><intro><p>A person must</p></intro>
          <paragraph eId="a"><num>(a)</num><content><p>save water;<authorialNote><p>As of May.</p></authorialNote></p></content></paragraph>
          <paragraph eId="b"><num>(b)</num><content><p>report <i>each</i> leak.</p></content></paragraph>
        </subsection></section>
      <section eId="sec_2"><num>2.</num><heading>Scope</heading><content><p>It binds the State.</p></content></section>
    </chapter></body></act></akomaNtoso>"""
    source = read(data, "law.xml")
    assert (source.format, source.language, source.jurisdiction, source.issues) == (
        "akoma-ntoso",
        "en",
        "za",
        (),
    )
    assert source.title == "An Act on Water"
    assert_each_once(source, "An Act on Water", "Chapter 1 General", "1. Purpose", "(1) A person must", "(a) save water;",
                     "As of May.", "(b) report each leak.", "2. Scope", "It binds the State.")  # fmt: skip
    assert tree(source) == [
        ("front", "", ""), ("chapter", "Chapter 1", ""), ("section", "1.", "chapter Chapter 1"),
        ("subsection", "(1)", "section 1."), ("paragraph", "(a)", "subsection (1)"), ("paragraph", "(b)", "subsection (1)"),
        ("section", "2.", "chapter Chapter 1"),
    ]  # fmt: skip
    assert_nested(source)
    assert heading_of(source, "section", "1.") == "Purpose"
    assert "leak" not in text_of(source, "paragraph", "(a)")
    assert [source.text[line.start : line.end] for line in source.lines if line.role == "note"] == [
        "As of May."
    ]


def test_a_small_uslm() -> None:
    data = """<?xml version="1.0" encoding="UTF-8"?>
    <uscDoc xmlns="http://xml.house.gov/schemas/uslm/1.0" identifier="/us/usc/t5"><meta><docNumber>5</docNumber></meta><main>
    <title identifier="/us/usc/t5"><num value="5">Title 5—</num><heading>GOVERNMENT ORGANIZATION</heading>
      <section identifier="/us/usc/t5/s101"><num value="101">§ 101.</num><heading>Departments</heading>
        <subsection identifier="/us/usc/t5/s101/a"><num value="a">(a)</num><chapeau>The departments are—</chapeau>
          <paragraph identifier="/us/usc/t5/s101/a/1"><num value="1">(1)</num><content>State; and</content></paragraph>
          <paragraph identifier="/us/usc/t5/s101/a/2"><num value="2">(2)</num><content>Defense.</content></paragraph>
          <continuation>No other counts.</continuation></subsection>
        <sourceCredit>(Pub. L. 89–554)</sourceCredit></section></title></main></uscDoc>""".encode()
    source = read(data, "usc.xml")
    assert (source.format, source.language, source.jurisdiction, source.issues) == ("uslm", "en", "us", ())
    assert_each_once(source, "Title 5—", "GOVERNMENT ORGANIZATION", "§ 101. Departments", "(a) The departments are—",
                     "(1) State; and", "(2) Defense.", "No other counts.", "(Pub. L. 89–554)")  # fmt: skip
    assert tree(source) == [
        ("title", "Title 5—", ""), ("section", "§ 101.", "title Title 5—"), ("subsection", "(a)", "section § 101."),
        ("paragraph", "(1)", "subsection (a)"), ("paragraph", "(2)", "subsection (a)"),
    ]  # fmt: skip
    assert_nested(source)
    assert [unit.eid for unit in source.declared][-1] == "/us/usc/t5/s101/a/2"
    assert "No other counts." in text_of(source, "subsection", "(a)")
    assert "No other counts." not in text_of(source, "paragraph", "(2)")
    assert [omission.reason for omission in source.omitted] == ["metadata"]


def test_a_small_lims() -> None:
    data = b"""<?xml version="1.0" encoding="UTF-8"?>
    <Statute xml:lang="en" xmlns:lims="http://justice.gc.ca/lims"><Identification><LongTitle>An Act respecting seals</LongTitle>
    <ShortTitle>Seals Act</ShortTitle><Chapter><ConsolidatedNumber>S-6</ConsolidatedNumber></Chapter></Identification>
    <Body><Heading level="1"><Label>PART I</Label><TitleText>General</TitleText></Heading>
      <Heading level="2"><TitleText>Interpretation</TitleText></Heading>
      <Section><MarginalNote>Definitions</MarginalNote><Label>2</Label>
        <Subsection><Label>(1)</Label><Text>In this Act,</Text><Paragraph><Label>(a)</Label><Text>seal means a stamp; and</Text></Paragraph>
          <Paragraph><Label>(b)</Label><Text>Crown means <DefinedTermEn>Canada</DefinedTermEn>.</Text></Paragraph></Subsection>
        <Subsection><Label>(2)</Label><Text>It applies.</Text></Subsection></Section>
      <Heading level="1"><Label>PART II</Label><TitleText>Use</TitleText></Heading>
      <Section><Label>3</Label><Text>Seals are kept.</Text></Section></Body></Statute>"""
    source = read(data, "seals.xml")
    assert (source.format, source.language, source.jurisdiction, source.issues) == ("lims", "en", "ca", ())
    assert source.title == "Seals Act"
    assert_each_once(source, "An Act respecting seals", "Seals Act", "PART I General", "Interpretation", "Definitions",
                     "(1) In this Act,", "(a) seal means a stamp; and", "(b) Crown means Canada.", "(2) It applies.",
                     "PART II Use", "3 Seals are kept.")  # fmt: skip
    assert tree(source) == [
        ("front", "", ""), ("part", "PART I", ""), ("crossheading", "", "part PART I"), ("section", "2", "crossheading"),
        ("subsection", "(1)", "section 2"), ("paragraph", "(a)", "subsection (1)"), ("paragraph", "(b)", "subsection (1)"),
        ("subsection", "(2)", "section 2"), ("part", "PART II", ""), ("section", "3", "part PART II"),
    ]  # fmt: skip
    assert_nested(source)
    assert heading_of(source, "section", "2") == "Definitions"
    assert "S-6" in "".join(omission.text for omission in source.omitted)


def test_a_small_formex() -> None:
    data = b"""<?xml version="1.0" encoding="UTF-8"?>
    <ACT><BIB.INSTANCE><LG.DOC>EN</LG.DOC><NO.DOC>2020/1</NO.DOC></BIB.INSTANCE>
    <TITLE><TI><P>Regulation on ports</P></TI></TITLE>
    <PREAMBLE><PREAMBLE.INIT>THE COMMISSION,</PREAMBLE.INIT><GR.CONSID><CONSID><NP><NO.P>(1)</NO.P><TXT>Ports matter.</TXT></NP></CONSID>
    </GR.CONSID><PREAMBLE.FINAL>HAS ADOPTED THIS REGULATION:</PREAMBLE.FINAL></PREAMBLE>
    <ENACTING.TERMS><DIVISION><TITLE><TI><P>CHAPTER I</P></TI><STI><P>General provisions</P></STI></TITLE>
      <ARTICLE IDENTIFIER="001"><TI.ART>Article 1</TI.ART><STI.ART><P>Subject</P></STI.ART>
        <PARAG IDENTIFIER="001.001"><NO.PARAG>1.</NO.PARAG><ALINEA>This Regulation covers<NOTE NOTE.ID="E1"><P>OJ L 1.</P></NOTE>:
          <LIST TYPE="alpha"><ITEM><NP><NO.P>(a)</NO.P><TXT>ports;</TXT></NP></ITEM>
          <ITEM><NP><NO.P>(b)</NO.P><TXT>ships named <QUOT.START CODE="2018"/>old<QUOT.END CODE="2019"/>.</TXT></NP></ITEM></LIST></ALINEA></PARAG>
        <PARAG IDENTIFIER="001.002"><NO.PARAG>2.</NO.PARAG><ALINEA>It does not cover boats.</ALINEA></PARAG></ARTICLE></DIVISION>
    </ENACTING.TERMS><FINAL><SIGNATURE>Done at Brussels.</SIGNATURE></FINAL></ACT>"""
    source = read(data, "ports.xml")
    assert (source.format, source.language, source.jurisdiction, source.issues) == ("formex", "en", "eu", ())
    assert source.title == "Regulation on ports"
    assert_each_once(source, "Regulation on ports", "THE COMMISSION,", "(1) Ports matter.", "HAS ADOPTED", "CHAPTER I",
                     "General provisions", "Article 1", "Subject", "1. This Regulation covers", "OJ L 1.", "(a) ports;",
                     "(b) ships named \u2018old\u2019.", "2. It does not cover boats.", "Done at Brussels.")  # fmt: skip
    assert tree(source) == [
        ("preamble", "", ""), ("recital", "(1)", "preamble"), ("chapter", "CHAPTER I", ""),
        ("article", "Article 1", "chapter CHAPTER I"), ("paragraph", "1.", "article Article 1"),
        ("point", "(a)", "paragraph 1."), ("point", "(b)", "paragraph 1."), ("paragraph", "2.", "article Article 1"),
        ("back", "", ""),
    ]  # fmt: skip
    assert_nested(source)
    assert heading_of(source, "article", "Article 1") == "Subject"
    assert heading_of(source, "chapter", "CHAPTER I") == "General provisions"
    assert "boats" not in text_of(source, "paragraph", "1.")
    assert "2020/1" in "".join(omission.text for omission in source.omitted)
