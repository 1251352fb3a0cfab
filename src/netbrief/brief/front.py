"""The title block, the abstract and the table of the fifteen criteria."""

from __future__ import annotations

from collections import Counter

from netbrief.brief.material import Material, inside, lead, rank
from netbrief.brief.model import (
    Block,
    Code,
    Figure,
    Inlines,
    Item,
    ListBlock,
    Paragraph,
    Row,
    Section,
    Strong,
    Table,
    Term,
    Terms,
    Text,
    Tick,
    anchor,
)
from netbrief.knowledge.model import Mechanism
from netbrief.screening.model import Finding

GRAVEST = 3
MOST_HELPFUL = 2
WORST_CRITERIA = 3


def facts(material: Material) -> Terms:
    """The title block: which law, in which form, read by which version."""
    law, say, meta = material.law, material.say, material.meta
    pairs: list[tuple[str, Inlines]] = [
        ("fact_jurisdiction", (Text(law.jurisdiction),)),
        ("fact_language", (Text(law.language),)),
        ("fact_format", (Text(law.format),)),
        ("fact_pages", (Text(f"{law.pages:,}" if law.pages else ""),)),
        ("fact_words", (Text(f"{material.screening.words:,}"),)),
        ("fact_sha256", (Code(law.sha256[:16]),)),
        ("fact_created", (Text(meta.created),)),
        ("fact_version", (Text(meta.netbrief_version),)),
        ("fact_knowledge", (Text(meta.knowledge_version),)),
    ]
    return Terms(tuple(Term((Text(say(key)),), content) for key, content in pairs if _has_words(content)))


def _has_words(content: Inlines) -> bool:
    return any(isinstance(piece, Text | Code) and piece.words.strip() for piece in content)


def abstract_section(material: Material) -> Section:
    """What the law does to the Internet, in plain words."""
    blocks = _abstract(material) if material.findings else _nothing_found(material)
    return Section("abstract", material.say("abstract"), tuple(blocks))


def _nothing_found(material: Material) -> list[Block]:
    say = material.say
    unseen = any(impact.direction == "unclear" for impact in material.assessment.impacts)
    key = "abstract_blind" if unseen else "abstract_nothing"
    blocks: list[Block] = [
        Paragraph((Text(say(key, words=f"{material.screening.words:,}")),), "lead"),
        Paragraph((Text(say("abstract_nothing_means")),)),
    ]
    doubtful = len(material.screening.worth_a_look)
    if doubtful:
        blocks.append(Paragraph((Text(say.count("abstract_doubtful", doubtful)),)))
    return blocks


def _abstract(material: Material) -> list[Block]:
    say = material.say
    harms = [(m, f) for m, f in material.groups if lead(f).direction != "supports"]
    helps = [(m, f) for m, f in material.groups if lead(f).direction == "supports"]
    blocks: list[Block] = [
        Paragraph((Text(_counts(material)),), "lead"),
        Paragraph((Text(_verdict_counts(material)),)),
    ]
    if harms:
        blocks.append(Paragraph((Strong(say("abstract_gravest")),)))
        blocks.append(ListBlock(tuple(_headline(material, m, f) for m, f in harms[:GRAVEST])))
    if helps:
        blocks.append(Paragraph((Strong(say("abstract_helpful")),)))
        blocks.append(ListBlock(tuple(_headline(material, m, f) for m, f in helps[:MOST_HELPFUL])))
    blocks.append(Paragraph((Text(say("abstract_draft")),), "note"))
    return blocks


def _counts(material: Material) -> str:
    say = material.say
    directions = Counter(finding.direction for finding in material.findings)
    told = [
        say.count(f"count_{direction}", directions[direction])
        for direction in ("harms", "supports", "mixed")
        if directions[direction]
    ]
    places = len({finding.provision_id for finding in material.findings})
    return say(
        "abstract_counts",
        places=say.count("provisions", places),
        mechanisms=say.count("mechanisms", len(material.groups)),
        told=say.join(told),
    )


def _verdict_counts(material: Material) -> str:
    say = material.say
    impacts = material.assessment.impacts
    directions = Counter(impact.direction for impact in impacts)
    told = [
        say(f"verdicts_{direction}", n=directions[direction])
        for direction in ("negative", "positive", "mixed", "unclear", "none")
        if directions[direction]
    ]
    text = say("abstract_verdicts", n=len(impacts), told=say.join(told))
    worst = sorted(
        (i for i in impacts if i.direction in ("negative", "mixed")),
        key=lambda i: (-i.severity, -i.confidence),
    )[:WORST_CRITERIA]
    if worst:
        labels = [inside(material.knowledge.criteria[impact.criterion].label) for impact in worst]
        text += " " + say("abstract_worst", criteria="; ".join(labels))
    return text


def _headline(material: Material, mechanism: Mechanism, findings: tuple[Finding, ...]) -> Item:
    """A mechanism in one line: what it is, how grave, where, and what it does."""
    say, first = material.say, lead(findings)
    where: Inlines = (material.to_finding(first),)
    rest = len({finding.provision_id for finding in findings} - {first.provision_id})
    if rest:
        where += (Text(" " + say.count("and_more_provisions", rest)),)
    turned = first.direction == "supports" and mechanism.polarity == "harms"
    summary = say("turned_summary", summary=mechanism.summary) if turned else mechanism.summary
    return Item(
        (
            material.to_mechanism(mechanism),
            Text(" ("),
            *where,
            Text("): "),
            Text(summary + " "),
            material.mark_finding(first),
        )
    )


def overview_section(material: Material) -> Section:
    """A picture of the law with its findings, and one row for each criterion."""
    say = material.say
    blocks: list[Block] = []
    if material.findings and material.law.text:
        blocks.append(_strip(material))
    blocks.append(Paragraph((Text(say("overview_legend")),), "note"))
    blocks.append(
        Table(
            "table-criteria",
            say("overview_caption"),
            (say("column_criterion"), say("column_impact"), say("column_how"), say("column_people")),
            tuple(_criterion_rows(material)),
        )
    )
    return Section("overview", say("overview"), tuple(blocks))


def _criterion_rows(material: Material) -> list[Row]:
    rows = []
    for impact in material.assessment.impacts:
        criterion = material.knowledge.criteria[impact.criterion]
        name: Inlines = (
            (material.to_criterion(criterion.id),) if material.findings else (Text(criterion.label),)
        )
        how, people = impact.how.split("\n"), impact.effect_on_people.split("\n")
        rows.append(Row((name, (material.mark_impact(impact),), (Text(how[0]),), (Text(people[0]),))))
    return rows


def _strip(material: Material) -> Figure:
    say, length = material.say, max(1, len(material.law.text))
    known = material.knowledge.mechanisms
    ticks = tuple(
        Tick(
            round(finding.start / length, 4),
            material.mark_finding(finding).tone,
            finding.strength,
            f"{material.label(finding.provision_id)}: {known[finding.mechanism].label}",
            "#" + anchor("f", finding.id),
        )
        for finding in material.findings
    )
    return Figure(
        "strip",
        say("strip_title"),
        say("strip_description", counts=_strip_words(material)),
        say("strip_start"),
        say("strip_end"),
        ticks,
    )


def _strip_words(material: Material) -> str:
    """The same as the picture in words: how many findings each quarter of the law holds."""
    say, length = material.say, max(1, len(material.law.text))
    quarters = Counter(min(3, 4 * finding.start // length) for finding in material.findings)
    told = [say(f"quarter_{index + 1}", n=quarters[index]) for index in range(4)]
    gravest = min(material.findings, key=rank)
    return say("strip_words", told=say.join(told), gravest=material.label(gravest.provision_id))
