"""The impacts: one section for each critical property and each enabler."""

from __future__ import annotations

from netbrief.assessment.model import Impact
from netbrief.brief.material import Material, spread
from netbrief.brief.model import (
    Block,
    Inlines,
    Item,
    ListBlock,
    Paragraph,
    Section,
    Strong,
    Text,
    anchor,
)
from netbrief.screening.model import Finding

LINKS_SHOWN = 8


def properties_section(material: Material) -> Section:
    """The five critical properties: what the Internet needs to exist."""
    say = material.say
    impacts = [i for i in material.assessment.impacts if i.kind == "critical_property"]
    return Section(
        "properties",
        say("properties"),
        (Paragraph((Text(say("properties_intro")),)),),
        tuple(_criterion(material, impact) for impact in impacts),
    )


def enablers_section(material: Material) -> Section:
    """The ten enablers: what the Internet needs to thrive."""
    say = material.say
    impacts = [i for i in material.assessment.impacts if i.kind == "enabler"]
    return Section(
        "enablers",
        say("enablers"),
        (Paragraph((Text(say("enablers_intro")),)),),
        tuple(_criterion(material, impact) for impact in impacts),
    )


def _criterion(material: Material, impact: Impact) -> Section:
    say = material.say
    criterion = material.knowledge.criteria[impact.criterion]
    verdict: Inlines = (material.mark_impact(impact),)
    if impact.findings:
        verdict += (Text(f" ({material.confidence(impact.confidence)})"),)
    blocks: list[Block] = [Paragraph(verdict, "verdict"), Paragraph((Text(criterion.question),), "note")]
    if not impact.findings:
        blocks.append(Paragraph((Text(impact.how),)))
        return Section(anchor("c", impact.criterion), criterion.label, tuple(blocks))
    blocks.append(_texts(say("label_how"), impact.how))
    blocks.append(_texts(say("label_people"), impact.effect_on_people))
    blocks.append(Paragraph((Strong(say("label_rests_on")),)))
    blocks.append(ListBlock(tuple(_grounds(material, impact))))
    return Section(anchor("c", impact.criterion), criterion.label, tuple(blocks))


def _texts(label: str, text: str) -> Paragraph | ListBlock:
    parts = text.split("\n")
    if len(parts) == 1:
        return Paragraph((Strong(label), Text(" " + parts[0])))
    return ListBlock(
        (Item((Strong(label), Text(" " + parts[0]))), *(Item((Text(part),)) for part in parts[1:]))
    )


def _grounds(material: Material, impact: Impact) -> list[Item]:
    by_mechanism: dict[str, list[Finding]] = {}
    for identifier in impact.findings:
        finding = material.finding_by_id.get(identifier)
        if finding is not None:
            by_mechanism.setdefault(finding.mechanism, []).append(finding)
    return [
        Item(
            (
                material.to_mechanism(material.knowledge.mechanisms[name]),
                Text(": "),
                *finding_links(material, findings),
            )
        )
        for name, findings in by_mechanism.items()
    ]


def finding_links(material: Material, findings: list[Finding]) -> Inlines:
    """Links to findings in the order of the law, at most LINKS_SHOWN and the rest counted."""
    ordered = sorted(findings, key=lambda finding: finding.start)
    first = {f.provision_id: f for f in reversed(ordered)}
    unique = sorted(first.values(), key=lambda finding: finding.start)
    links = spread((material.to_finding(finding),) for finding in unique[:LINKS_SHOWN])
    rest = len(unique) - LINKS_SHOWN
    return links if rest <= 0 else (*links, Text(" " + material.say.count("and_more_provisions", rest)))
