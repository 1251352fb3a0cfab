"""Where a law says what it is for."""

from __future__ import annotations

from itertools import pairwise

import pytest
from tests.unit.brief.sample import make_law

from netbrief.assessment.aims import find_aims
from netbrief.knowledge.load import load_knowledge
from netbrief.law.model import Law, Provision


def aims(law: Law) -> list[str]:
    return [law.text[start:end] for start, end in find_aims(law, load_knowledge())]


def plain(text: str, language: str, kind: str = "article") -> Law:
    root = Provision("law", "law", "", "", "", None, 0, len(text), 0, 0)
    unit = Provision("art_1", kind, "Article 1", "1", "", "law", 0, len(text), len(text), 1)
    return Law("", language, "", "text", "", text, (root, unit))


def test_a_purpose_clause_and_the_long_title_are_found_once_each() -> None:
    assert aims(make_law()) == [
        "A Bill to keep the network safe.",
        "The purpose of this Act is to protect children <from> harm & fraud.",
    ]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Cited so. This Act aims to keep prices fair. It starts in May.", "This Act aims to keep prices fair."),
        ("de", "Zweck dieses Gesetzes ist der Schutz der Netze. Es gilt.", "Zweck dieses Gesetzes ist der Schutz der Netze."),
        ("fr", "La présente loi a pour objet de protéger. Elle vaut.", "La présente loi a pour objet de protéger."),
        ("es", "La presente Ley tiene por objeto proteger. Vale.", "La presente Ley tiene por objeto proteger."),
        ("pt", "Esta Lei tem por objetivo proteger. Vale.", "Esta Lei tem por objetivo proteger."),
        ("zh", "第一条 为了保障网络安全，制定本法。第二条 略。", "第一条 为了保障网络安全，制定本法。"),
    ],
)  # fmt: skip
def test_a_sentence_that_states_the_aim(language: str, text: str, expected: str) -> None:
    assert aims(plain(text, language)) == [expected]


def test_a_heading_that_only_begins_with_purpose_is_no_purpose_clause() -> None:
    law = make_law(
        units=(("sec_1", "Section 1", "Purpose of processing records", "Records are kept for a year."),)
    )
    assert aims(law) == ["A Bill to keep the network safe."]


def test_a_law_without_aims_or_in_an_unknown_language_has_none() -> None:
    assert aims(plain("Nobody may fish. Nets are sold.", "en")) == []
    assert aims(plain("Madhumuni ya sheria hii ni haya.", "sw")) == []
    assert find_aims(plain("", "en"), load_knowledge()) == ()


def test_extents_are_short_and_apart() -> None:
    law = plain(
        "The purpose of this Act is order. " + "The object of this Act is peace and so on " * 200, "en"
    )
    extents = find_aims(law, load_knowledge())
    assert all(0 < end - start <= 900 for start, end in extents)
    assert all(first[1] <= second[0] for first, second in pairwise(extents))
