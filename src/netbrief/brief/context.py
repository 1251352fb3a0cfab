"""What the law proposes and aims at, in its own words, and which parts of it have findings."""

from __future__ import annotations

from collections import Counter

from netbrief.brief.material import Material
from netbrief.brief.model import Block, Inlines, Paragraph, Row, Section, Table, Text, anchor
from netbrief.brief.quoting import quote
from netbrief.law.model import Provision
from netbrief.screening.model import Finding

MANY_PARTS = 40


def context_section(material: Material) -> Section:
    """The aims of the law, quoted, and its parts that have findings."""
    say = material.say
    blocks: list[Block] = [Paragraph((Text(_shape(material)),))]
    aims = material.assessment.aims
    blocks.append(Paragraph((Text(say("aims_intro" if aims else "aims_none")),)))
    for start, end in aims:
        provision = material.law.innermost(start)
        citation = (material.to_provision(provision.id),)
        blocks.append(quote(material.law, start, end, citation, provision_id=provision.id))
    parts = _parts(material)
    if parts is not None:
        blocks.append(parts)
    return Section("law", say("context"), tuple(blocks))


def _shape(material: Material) -> str:
    law, say = material.law, material.say
    numbered = sum(1 for provision in law.provisions if provision.number)
    text = say(
        "shape",
        numbered=say.count("numbered", numbered),
        definitions=say.count("definitions", len(law.definitions)),
    )
    if law.amendments:
        text += " " + say.count("amendments", len(law.amendments))
    return text


def _outermost(material: Material, finding: Finding) -> Provision:
    provision = material.operative(finding)
    above = material.law.ancestors(provision)
    return above[-1] if above else provision


def _parts(material: Material) -> Table | None:
    """The parts with findings; nothing where the law has no parts above its sections or articles."""
    say = material.say
    parts: dict[str, Provision] = {}
    counts: Counter[tuple[str, str]] = Counter()
    for finding in material.findings:
        part = _outermost(material, finding)
        parts[part.id] = part
        counts[part.id, finding.direction] += 1
    above = [p for p in parts.values() if any(p.id != f.provision_id for f in material.findings)]
    if len(parts) < 2 or len(parts) > MANY_PARTS or not above:
        return None
    rows = tuple(
        Row(
            (
                _name(material, part),
                *((Text(f"{counts[part.id, direction]:,}"),) for direction in ("harms", "mixed", "supports")),
            )
        )
        for part in sorted(parts.values(), key=lambda part: (part.start, part.depth))
    )
    header = (say("column_part"), say("column_harms"), say("column_mixed"), say("column_supports"))
    return Table("table-parts", say("parts_caption"), header, rows)


def _name(material: Material, part: Provision) -> Inlines:
    label = material.label(part.id)
    heading = " ".join(part.heading.split())
    words = f"{label} – {heading[:120]}" if heading and heading not in label else label
    return (Text(words, material.law.language),)


def aim_provisions(material: Material) -> list[str]:
    """The provisions that the aims are quoted from."""
    return [material.law.innermost(start).id for start, _ in material.assessment.aims]


def provision_anchor(provision_id: str) -> str:
    """The anchor of a provision in the appendix."""
    return anchor("p", provision_id)
