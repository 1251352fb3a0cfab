"""Real laws: what their mark-up declares is found again in their plain text; every tree is sound."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from netbrief.law.parse import parse
from netbrief.source.read import read

ROOT = Path(__file__).parents[2]
LAWS = ROOT.parent / "shared" / "laws"
sys.path[:0] = [str(ROOT / "benchmarks"), str(ROOT / "tests" / "unit" / "law")]

from trees import faults  # noqa: E402

from structure import _text_source, compare, flatten  # noqa: E402

pytestmark = pytest.mark.skipif(not LAWS.is_dir(), reason="the laws are not here")

DECLARED = (
    "ca/ca-online-news-act-2023-c23-en.xml",
    "ca/ca-telecommunications-act-t-3.4.xml",
    "ca/ctl-ca-plant-protection-act.xml",
    "eu/eu-dsa-2022-2065-fr-formex.xml",
    "eu/eu-nis2-2022-2555-en-formex.xml",
    "us/ctl-us-hr1058-116-autism-cares.xml",
    "us/ctl-us-s1000-116-opportunity-zones.xml",
)
# Main units that a reader of the printed law counts: sections, articles, §§.
COUNTS = {
    "in/ctl-in-seeds-act-1966.md": ("section", 25, 31),
    "in/in-telecommunications-act-2023-en.md": ("section", 62, 62),
    "sg/sg-pofma-2019.txt": ("section", 62, 62),
    "converted/sg-pofma-2019.pdf": ("section", 62, 62),
    "cn/cn-cybersecurity-law-2016.md": ("article", 79, 79),
    "cn/cn-data-security-law-2021.md": ("article", 55, 55),
    "th/th-pdpa-2562.txt": ("article", 96, 96),
    "au/au-enhancing-online-safety-children-act-2015.md": ("section", 108, 108),
}


@pytest.mark.parametrize("name", DECLARED)
def test_declared_units_are_found_in_plain_text(name: str) -> None:
    source = read(LAWS / name)
    if not source.declared:
        pytest.skip("the reader of this format declares no units")
    truth = parse(source)
    assert faults(truth) == []
    parsed = parse(_text_source(source, flatten(source)))
    assert faults(parsed) == []
    assert compare(truth, parsed).recall >= 0.95


@pytest.mark.parametrize("name", sorted(COUNTS))
def test_main_units_are_counted_right(name: str) -> None:
    kind, low, high = COUNTS[name]
    law = parse(read(LAWS / name))
    assert low <= sum(p.kind == kind and not p.quoted for p in law.provisions) <= high


@pytest.mark.parametrize(
    "name",
    sorted(str(p.relative_to(LAWS)) for p in LAWS.glob("*/*") if p.suffix in (".md", ".txt", ".pdf", ".xml")),
)
def test_every_tree_is_sound(name: str) -> None:
    assert faults(parse(read(LAWS / name))) == []
