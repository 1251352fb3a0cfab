"""The brief as a document tree."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.brief.sample import make_knowledge, make_law, make_screening, sample

from netbrief.assessment.assess import assess
from netbrief.brief.material import BriefMeta
from netbrief.brief.model import (
    Brief,
    Item,
    Link,
    ListBlock,
    Paragraph,
    Quote,
    Row,
    Table,
    Term,
    Terms,
    anchor,
    blocks_of,
    iter_sections,
)
from netbrief.brief.quoting import QuoteError, check_quotes, quote
from netbrief.brief.write import write_brief
from netbrief.knowledge.load import load_knowledge

META = BriefMeta("0.1.0", "1", "", "en")


def brief() -> Brief:
    law, screening, knowledge = sample()
    return write_brief(law, screening, assess(law, screening, knowledge), knowledge, META)


def empty_brief() -> Brief:
    law, screening, knowledge = make_law(), make_screening(), make_knowledge()
    return write_brief(law, screening, assess(law, screening, knowledge), knowledge, META)


def pieces(written: Brief) -> list[object]:
    found: list[object] = [*written.footer]
    for block in [written.facts, *blocks_of(written)]:
        match block:
            case Paragraph(content=content):
                found += content
            case Quote(citation=citation):
                found += citation
            case ListBlock(items=items):
                found += [piece for item in items for piece in item.content]
            case Terms(items=terms):
                found += [piece for term in terms for piece in (*term.term, *term.content)]
            case Table(rows=rows):
                found += [piece for row in rows for cell in row.cells for piece in cell]
    return found


def anchors(written: Brief) -> list[str]:
    found = [section.anchor for section in iter_sections(written.sections)]
    for block in blocks_of(written):
        if isinstance(block, Table):
            found += [block.anchor, *(row.anchor for row in block.rows if row.anchor)]
        elif isinstance(block, ListBlock):
            found += [item.anchor for item in block.items if item.anchor]
    return found


@pytest.mark.parametrize("written", [brief(), empty_brief()], ids=["findings", "no findings"])
def test_every_link_inside_the_brief_resolves_and_anchors_are_unique(written: Brief) -> None:
    known = anchors(written)
    assert len(known) == len(set(known))
    targets = {piece.target for piece in pieces(written) if isinstance(piece, Link)}
    assert {target for target in targets if target.startswith("#")} <= {f"#{name}" for name in known}
    assert all(target.startswith(("#", "https://")) for target in targets)


def test_sections_are_those_of_a_published_brief_in_order() -> None:
    assert [section.anchor for section in brief().sections] == [
        "abstract", "overview", "law", "method", "properties", "enablers", "findings", "elsewhere",
        "safeguards", "questions", "limits", "provisions", "sources",
    ]  # fmt: skip


def test_a_law_without_findings_gets_a_short_brief_that_says_so() -> None:
    written = empty_brief()
    assert [section.anchor for section in written.sections] == [
        "abstract", "overview", "law", "method", "limits", "provisions", "sources",
    ]  # fmt: skip
    lead = written.sections[0].blocks[0]
    assert isinstance(lead, Paragraph)
    assert "found nothing in this law" in lead.content[0].words


def test_every_quotation_is_the_law_at_its_place() -> None:
    law, _, _ = sample()
    quotes = [block for block in blocks_of(brief()) if isinstance(block, Quote)]
    assert len(quotes) >= 8
    for block in quotes:
        assert law.text[block.start : block.end] == block.words
        assert law.text[block.start - len(block.before) : block.start] == block.before
        assert law.text[block.end : block.end + len(block.after)] == block.after


def test_the_quote_gate_refuses_words_that_the_law_does_not_hold() -> None:
    law, _, _ = sample()
    changed = replace(law, text=law.text.replace("access", "acCess"))
    with pytest.raises(QuoteError, match="Not the law's words"):
        check_quotes(brief(), changed)
    with pytest.raises(QuoteError, match="outside the text"):
        quote(law, 5, len(law.text) + 1)


def test_the_table_has_fifteen_rows_and_says_none_and_unclear_apart() -> None:
    table = next(b for b in blocks_of(brief()) if isinstance(b, Table) and b.anchor == "table-criteria")
    assert len(table.rows) == 15
    verdicts = {row.cells[1][0].words for row in table.rows}
    assert {"Unclear", "None found", "Yes, negative", "Yes, both ways", "Yes, positive"} == verdicts


def test_a_mechanism_is_explained_once_for_all_its_provisions() -> None:
    written = brief()
    found = next(section for section in written.sections if section.anchor == "findings")
    assert [section.title for section in found.sections] == ["Dns blocking", "Exchange points"]
    assert [len(section.sections) for section in found.sections] == [2, 1]
    words = [piece.words for piece in pieces(written) if hasattr(piece, "words")]
    assert sum("Why dns blocking matters." in text for text in words) == 1


def test_questions_and_safeguards_are_asked_once_and_not_of_an_exemption() -> None:
    written = brief()
    questions = next(s for s in written.sections if s.anchor == "questions").blocks[1]
    assert isinstance(questions, ListBlock)
    assert isinstance(questions.items[0], Item)
    assert len(questions.items) == 1
    assert [p.words for p in questions.items[0].content if isinstance(p, Link)] == ["Section 2"]
    table = next(b for b in blocks_of(written) if isinstance(b, Table) and b.anchor == "table-safeguards")
    rows = {row.cells[0][0].words: row for row in table.rows}
    assert isinstance(rows["An end date"], Row)
    assert rows["An end date"].cells[2][0].words == "Section 2"
    assert rows["A court first"].cells[3][0].words == "Section 2"


def test_a_long_provision_is_shown_around_what_is_cited() -> None:
    words = "Filler words stand here. " * 400 + "Then the Minister may order access providers to stop."
    law = make_law(units=(("sec_1", "Section 1", "Orders", words),))
    _, screening, knowledge = sample()
    start = law.text.index("order access")
    finding = replace(
        screening.findings[0], provision_id="sec_1", start=start, end=start + 12, quote="order access", safeguards=()
    )  # fmt: skip
    found = make_screening(finding)
    written = write_brief(law, found, assess(law, found, knowledge), knowledge, META)
    section = next(s for s in iter_sections(written.sections) if s.anchor == "p-sec_1")
    shown = [block for block in section.blocks if isinstance(block, Quote)]
    assert len(shown) == 2
    assert sum(len(block.words) for block in shown) < 2_000
    assert shown[1].marked == ((500, 512),)


def test_the_same_input_gives_the_same_brief() -> None:
    assert brief() == brief()


def test_different_identifiers_have_different_anchors() -> None:
    names = ["a b", "a_b", "a-b", "a.20.b", "第三条", "第三章", "a@b", "a/b"]
    made = {anchor("p", name) for name in names}
    assert len(made) == len(names)
    assert all(re.fullmatch(r"[A-Za-z0-9_.-]+", name) for name in made)


def test_every_phrase_that_the_code_says_exists_and_every_phrase_is_said() -> None:
    phrases = load_knowledge().interface["en"]
    root = Path(__file__).parents[3] / "src" / "netbrief"
    code = "\n".join(
        p.read_text("utf-8") for d in ("assessment", "brief") for p in sorted((root / d).glob("*.py"))
    )
    literal = set(re.findall(r"\"([a-z][a-z0-9_]*)\"", code))
    stems = tuple(
        set(re.findall(r"[\"']([a-z_]+_)\{", code)) | {"how_", "how_turned_", "people_turned_", "impact_"}
    )
    for key in phrases:
        bare = re.sub(r"_(one|many)$", "", key)
        assert bare in literal or key in literal or key.startswith((*stems, "country_")), key
    said = set(re.findall(r"say\(\s*\"([a-z0-9_]+)\"\s*[,)]", code))
    counted = set(re.findall(r"\.count\(\s*\"([a-z0-9_]+)\"", code))
    assert said <= set(phrases)
    assert {f"{key}_{form}" for key in counted for form in ("one", "many")} <= set(phrases)


def test_the_title_block_tells_the_law_and_leaves_out_what_is_unknown() -> None:
    terms = [term for term in brief().facts.items if isinstance(term, Term)]
    told = {term.term[0].words: term.content[0].words for term in terms}
    assert told["SHA-256 of the file begins"] == "ab" * 8
    assert told["Pages"] == "3"
    assert "Date of the brief" not in told
