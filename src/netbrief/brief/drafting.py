"""For the drafter: the safeguards that are there or missing, and the questions to answer."""

from __future__ import annotations

from netbrief.brief.impacts import finding_links
from netbrief.brief.material import Material
from netbrief.brief.model import Inlines, Item, ListBlock, Paragraph, Row, Section, Table, Text, anchor
from netbrief.screening.model import Finding


def safeguards_section(material: Material) -> Section | None:
    """Each safeguard once: what to ask for, where it is missing, where it is there."""
    say = material.say
    present, missing = _by_safeguard(material)
    names = [name for name in _in_order(material) if name in material.knowledge.safeguards]
    if not names:
        return None
    rows = tuple(
        Row(
            (
                (Text(material.knowledge.safeguards[name].label),),
                (Text(material.knowledge.safeguards[name].ask),),
                _places(material, missing.get(name, [])),
                _places(material, present.get(name, [])),
            ),
            anchor("s", name),
        )
        for name in names
    )
    header = (say("column_safeguard"), say("column_ask"), say("column_missing"), say("column_present"))
    table = Table("table-safeguards", say("safeguards_caption"), header, rows)
    return Section("safeguards", say("safeguards"), (Paragraph((Text(say("safeguards_intro")),)), table))


def _by_safeguard(material: Material) -> tuple[dict[str, list[Finding]], dict[str, list[Finding]]]:
    present: dict[str, list[Finding]] = {}
    missing: dict[str, list[Finding]] = {}
    for finding in material.findings:
        if not harmful(finding):
            continue
        for note in finding.safeguards:
            if note.start is not None:
                present.setdefault(note.safeguard, []).append(finding)
        for name in finding.missing_safeguards:
            missing.setdefault(name, []).append(finding)
    return present, missing


def _in_order(material: Material) -> list[str]:
    """Safeguards as the findings name them, the most often missing first."""
    present, missing = _by_safeguard(material)
    names = dict.fromkeys([*missing, *present])
    return sorted(names, key=lambda name: -len(missing.get(name, [])))


def _places(material: Material, findings: list[Finding]) -> Inlines:
    return finding_links(material, findings) if findings else (Text("–"),)


def harmful(finding: Finding) -> bool:
    """Whether a finding is one that a safeguard or a question could make better."""
    return finding.direction != "supports"


def questions_section(material: Material) -> Section | None:
    """Each question once, with the provisions it is about, those of the gravest mechanisms first."""
    say = material.say
    asked: dict[str, list[Finding]] = {}
    for mechanism, findings in material.groups:
        for finding in findings:
            if harmful(finding) or mechanism.polarity != "harms":
                for question in finding.questions or mechanism.questions:
                    asked.setdefault(" ".join(question.split()), []).append(finding)
    if not asked:
        return None
    items = tuple(
        Item((Text(question + " ("), *finding_links(material, findings), Text(")")))
        for question, findings in asked.items()
    )
    blocks = (Paragraph((Text(say("questions_intro")),)), ListBlock(items, ordered=True))
    return Section("questions", say("questions"), blocks)
