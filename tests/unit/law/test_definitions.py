"""Definitions, references and amendments."""

from __future__ import annotations

from netbrief.law.model import Law
from netbrief.law.parse import parse
from netbrief.source.model import SourceBuilder


def law_of(text: str, language: str = "en") -> Law:
    builder = SourceBuilder("t", "text", language=language)
    for line in text.splitlines():
        builder.put(line)
        builder.break_line()
    return parse(builder.build())


LAW = law_of(
    "1. Interpretation\n"
    "In this Act, unless the context requires otherwise—\n"
    "“access provider” means a person who provides access to the Internet;\n"
    "“Authority” means the Communications Authority.\n"
    "2. Orders\n"
    "(1) In this section, “listed site” means a site on the list under section 3(2).\n"
    "(2) The Authority may order an access provider to comply with subsection (1) and with Directive 2000/31/EC.\n"
    "3. List\n"
    "(1) The Authority keeps a list.\n"
    "(2) The list is public; section 99 does not apply.\n"
    "4. Amendment\n"
    "In section 12 of the Broadcasting Act 1984, after subsection (2) insert—\n"
    "“(3) A person may appeal.”\n"
)


def test_terms_their_words_and_their_reach() -> None:
    found = {d.term: d for d in LAW.definitions}
    assert set(found) == {"access provider", "Authority", "listed site"}
    words = LAW.text[found["access provider"].start : found["access provider"].end]
    assert words == "“access provider” means a person who provides access to the Internet"
    assert found["access provider"].scope == LAW.provisions[0].id
    assert LAW.by_id[found["listed site"].scope].label == "Section 2"


def test_references_are_resolved_inside_the_law() -> None:
    found = {LAW.text[r.start : r.end]: r for r in LAW.references}
    assert LAW.by_id[found["section 3(2)"].target or ""].label == "Section 3(2)"
    assert LAW.by_id[found["subsection (1)"].target or ""].label == "Section 2(1)"
    assert found["section 99"].target is None


def test_other_laws_are_cited_not_resolved() -> None:
    cited = {r.law for r in LAW.references if r.law}
    assert "Directive 2000/31/EC" in cited
    assert "section 12" in cited
    assert any("Broadcasting Act 1984" in law for law in cited)


def test_an_amendment_names_its_action_and_target() -> None:
    (amendment,) = LAW.amendments
    assert (amendment.action, amendment.target) == ("insert", "section 12")
    assert [LAW.by_id[name].quoted for name in amendment.quoted] == [True]


def test_german_and_chinese() -> None:
    german = law_of(
        "§ 1 Begriffe\n„Diensteanbieter“ ist jede Person.\n§ 2 Pflichten\nNach § 1 gilt das.\n", "de"
    )
    assert [d.term for d in german.definitions] == ["Diensteanbieter"]
    assert any(r.target and german.by_id[r.target].label == "§ 1" for r in german.references)
    chinese = law_of("第一条 网络运营者，是指网络的所有者。\n第二条 依照第一条处理，适用《刑法》。\n", "zh")
    assert [d.term for d in chinese.definitions] == ["网络运营者"]
    assert {r.law for r in chinese.references} >= {"《刑法》"}


def test_a_language_without_expressions_gives_nothing() -> None:
    law = law_of("1. Text\nAlles.\n", "xx")
    assert (law.definitions, law.references, law.amendments) == ((), (), ())
