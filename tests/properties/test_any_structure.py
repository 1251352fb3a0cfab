"""Any text gives a sound tree: nested, ordered, whole, with each identifier once."""

from __future__ import annotations

import sys
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1] / "unit" / "law"))

from trees import faults, parse_text

HEADS = [
    "1. ",
    "2. ",
    "(1) ",
    "(2) ",
    "(a) ",
    "(b) ",
    "(i) ",
    "(ii) ",
    "(v)",
    "(A) ",
    "(I) ",
    "aa) ",
    "a) ",
    "1° ",
    "I. - ",
    "§ 1 ",
    "§ 2a ",
    "Article 1\n",
    "Article 2 ",
    "Section 3. ",
    "Part 1\n",
    "CHAPTER II\n",
    "Schedule 1\n",
    "ANNEX\n",
    "第一条 ",
    "第二条",
    "（一）",
    "มาตรา ๑ ",
    "(๑) ",
    "“(3) ",
    "“1. ",
    "— ",
    "12A ",
    "3 (1) ",
    "9.1 ",
    "CONTENTS\n",
    "Whereas:\n",
    "Done at ",
]
WORDS = st.sampled_from(
    [
        "The keeper shall",
        "light;",
        "and",
        "section",
        "is amended by adding the following:",
        "end.”",
        "\n",
        "of this Act.",
        "灯光。",
    ]
)
BLOCK = st.builds(
    lambda head, words: head + " ".join(words), st.sampled_from([*HEADS, ""]), st.lists(WORDS, max_size=4)
)
TEXTS = st.lists(BLOCK, max_size=25).map("\n".join)


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.sampled_from(["en", "de", "fr", "pt", "zh", "th", ""]))
def test_any_sequence_of_heads_gives_a_sound_tree(text: str, language: str) -> None:
    law = parse_text(text, language)
    assert faults(law) == []
    for offset in range(0, len(text), 7):
        one = law.innermost(offset)
        assert one.start <= offset < one.end


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_any_text_gives_a_sound_tree(text: str) -> None:
    assert faults(parse_text(text)) == []
