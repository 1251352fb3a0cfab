"""Parsing flat text: the golden trees, and what must hold for any text."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from trees import drawing, faults, parse_text

from netbrief.law.parse import parse
from netbrief.source.model import Declared, Line, Source

CASES = Path(__file__).parents[2] / "cases" / "structure"
LANGUAGES = {
    "german": "de",
    "french": "fr",
    "spanish": "es",
    "portuguese": "pt",
    "chinese": "zh",
    "thai": "th",
    "hindi": "hi",
    "italian": "it",
    "dutch": "nl",
}


@pytest.mark.parametrize("name", sorted(path.stem for path in CASES.glob("*.txt")))
def test_golden_trees(name: str) -> None:
    """REWRITE_CASES=1 writes the expected files anew; review the difference."""
    law = parse_text((CASES / f"{name}.txt").read_text("utf-8"), LANGUAGES.get(name, "en"))
    expected = CASES / f"{name}.expected"
    if os.environ.get("REWRITE_CASES"):
        expected.write_text(drawing(law), "utf-8")
    assert faults(law) == []
    assert drawing(law) == expected.read_text("utf-8")


@pytest.mark.parametrize("name", sorted(path.stem for path in CASES.glob("*.txt")))
def test_the_language_need_not_be_known(name: str) -> None:
    text = (CASES / f"{name}.txt").read_text("utf-8")
    known, guessed = parse_text(text, LANGUAGES.get(name, "en")), parse_text(text, "")
    assert [p.label for p in guessed.provisions] == [p.label for p in known.provisions]


def labels(text: str, language: str = "en") -> list[str]:
    return [p.label for p in parse_text(text, language).provisions if p.label]


def test_a_letter_that_could_be_roman_follows_its_sequence() -> None:
    letters = "1. List\n(1) Of:\n" + "".join(f"({c}) item {c};\n" for c in "abcdefghijk") + "2. End\nText.\n"
    assert "Section 1(1)(i)" in labels(letters)
    assert "Section 1(1)(h)(i)" not in labels(letters)
    nested = (
        "1. List\n(1) Of:\n"
        + "".join(f"({c}) item {c};\n" for c in "abcdefgh")
        + "(i) one;\n(ii) two;\n2. End\nText.\n"
    )
    assert "Section 1(1)(h)(i)" in labels(nested)
    assert "Section 1(1)(h)(ii)" in labels(nested)


def test_double_letters_after_z_and_between_letters() -> None:
    alphabet = "".join(f"({c}) item;\n" for c in "abcdefghijklmnopqrstuvwxyz")
    found = labels("1. List\n(1) Of:\n" + alphabet + "(aa) item;\n(ab) item.\n2. End\nText.\n")
    assert found[-3:] == ["Section 1(1)(aa)", "Section 1(1)(ab)", "Section 2"]


def test_a_reference_at_the_start_of_a_line_opens_nothing() -> None:
    text = (
        "Article 1\nScope\n1. This law applies to ships.\n2. The exception in paragraph\n1 does not apply, nor does "
        "Article\n7 apply.\nArticle 2\nDuties\n1. A duty under Article 5 and under\nArticle 9 lasts.\n2. It ends.\n"
    )
    assert labels(text) == [
        "Article 1",
        "Article 1(1)",
        "Article 1(2)",
        "Article 2",
        "Article 2(1)",
        "Article 2(2)",
    ]


def test_a_contents_table_is_one_provision() -> None:
    text = "CONTENTS\n1. Title ........ 1\n2. Scope ........ 2\n3. Duty ......... 3\n\n1. Title\nThis is a law.\n2. Scope\nIt applies.\n3. Duty\nObey.\n"
    law = parse_text(text)
    assert [p.kind for p in law.provisions] == ["law", "toc", "section", "section", "section"]


def test_text_without_structure_is_one_provision() -> None:
    law = parse_text("Nothing here is numbered.\nAt all.")
    assert [p.kind for p in law.provisions] == ["law", "text"]
    assert parse_text("").provisions[0].kind == "law"


def test_declared_units_are_trusted() -> None:
    text = "Title\n\n1 Scope\n(1) This applies.\n(a) here;\nEnd."
    source = Source(
        name="x",
        format="akn",
        sha256="",
        text=text,
        language="en",
        lines=tuple(Line(a, b) for a, b in ((0, 5), (7, 14), (15, 32), (33, 42), (43, 47))),
        declared=(
            Declared("section", "1", 7, 43, heading=(9, 14)),
            Declared("subsection", "(1)", 15, 43, 0),
            Declared("paragraph", "(a)", 33, 43, 1),
        ),
    )
    law = parse(source)
    assert faults(law) == []
    assert [(p.kind, p.label, p.id) for p in law.provisions] == [
        ("law", "", "law"),
        ("front", "", "front"),
        ("section", "Section 1", "sec_1"),
        ("subsection", "Section 1(1)", "sec_1__subsec_1"),
        ("paragraph", "Section 1(1)(a)", "sec_1__subsec_1__para_a"),
        ("back", "", "back"),
    ]
    assert law.provisions[2].heading == "Scope"
    assert law.provisions[2].intro_end == 15
    assert all(p.why == "declared by the mark-up" for p in law.provisions[2:5])


@pytest.mark.parametrize(
    "text",
    [
        "(" * 200_000,
        "(a) " * 100_000,
        "\n".join("(a)" for _ in range(20_000)),
        "\n".join(f"({'ivx'[i % 3]}) x" for i in range(20_000)),
        "1.1.1.1.1.1.1.1.1 " * 20_000,
        "“" * 100_000 + "\n(a) x",
        "a" * 3_000_000,
        "—(a)" * 50_000,
        "\n".join(f"“({i}) x" for i in range(10_000)),
        "TABLE OF CONTENTS\n" * 300 + "1. x\n2. y\n",
    ],
    ids=range(10),
)
def test_hostile_text_is_parsed_in_reasonable_time(text: str) -> None:
    before = time.process_time()
    law = parse_text(text)
    assert faults(law) == []
    assert time.process_time() - before < 6
