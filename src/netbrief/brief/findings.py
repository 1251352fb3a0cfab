"""The findings: each mechanism explained once, then every provision where it acts."""

from __future__ import annotations

from netbrief.brief.drafting import harmful
from netbrief.brief.material import Material, lead, spread
from netbrief.brief.model import (
    Block,
    Code,
    Details,
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
    anchor,
)
from netbrief.brief.quoting import quote
from netbrief.knowledge.model import Mechanism
from netbrief.law.model import Law, Provision
from netbrief.screening.model import Finding, SafeguardNote

SHORT_WORDS = 100


def findings_section(material: Material) -> Section:
    """A table in the order of the law, then the mechanisms, the gravest first."""
    say = material.say
    return Section(
        "findings",
        say("findings"),
        (Paragraph((Text(say("findings_intro")),)), _table(material)),
        tuple(_mechanism(material, mechanism, group) for mechanism, group in material.groups),
    )


def _table(material: Material) -> Table:
    say = material.say
    rows = tuple(
        Row(
            (
                (material.to_finding(finding), *_comma(material.page(material.operative(finding)))),
                (material.to_mechanism(material.knowledge.mechanisms[finding.mechanism]),),
                (material.mark_finding(finding),),
                (Text(material.confidence(finding.confidence)),),
            )
        )
        for finding in material.findings
    )
    header = (
        say("column_provision"),
        say("column_mechanism"),
        say("column_direction"),
        say("column_confidence"),
    )
    return Table("table-findings", say("findings_caption"), header, rows)


def _comma(words: str) -> Inlines:
    return (Text(", " + words),) if words else ()


def _mechanism(material: Material, mechanism: Mechanism, group: tuple[Finding, ...]) -> Section:
    say, first = material.say, lead(group)
    blocks: list[Block] = [
        Paragraph(
            (material.mark_finding(first), Text(" " + say.count("in_provisions", len(group)))), "verdict"
        ),
        Paragraph((Text(mechanism.summary),)),
    ]
    if mechanism.reason.strip():
        why = " ".join(mechanism.reason.split())
        blocks.append(Paragraph((Strong(say("label_why")), Text(f" {why}"))))
    if any(_is_turned(finding, mechanism) for finding in group):
        blocks.append(Paragraph((Text(say("turned_note")),), "note"))
    touched = [
        c for c in dict.fromkeys(e.criterion for e in mechanism.effects) if c in material.knowledge.criteria
    ]
    if touched:
        links = spread(((material.to_criterion(criterion),) for criterion in touched), "; ")
        blocks.append(Paragraph((Strong(say("label_touches")), Text(" "), *links, Text("."))))
    if mechanism.sources:
        links = spread(((material.to_source(source),) for source in mechanism.sources), "; ")
        blocks.append(Paragraph((Text(say("label_sources") + " "), *links, Text(".")), "note"))
    sections = tuple(_finding(material, mechanism, finding) for finding in group)
    return Section(anchor("m", mechanism.id), mechanism.label, tuple(blocks), sections)


def _is_turned(finding: Finding, mechanism: Mechanism) -> bool:
    return (finding.direction, mechanism.polarity) in (("supports", "harms"), ("harms", "supports"))


def _finding(material: Material, mechanism: Mechanism, finding: Finding) -> Section:
    law, say = material.law, material.say
    provision = material.operative(finding)
    title = material.label(finding.provision_id)
    page = material.page(provision)
    citation: Inlines = (material.to_provision(provision.id), *_comma(page))
    verdict: Inlines = (
        material.mark_finding(finding),
        Text(f" · {material.confidence(finding.confidence)} · {say(f'modality_{finding.modality}')}"),
    )
    blocks: list[Block] = [
        Paragraph(verdict, "verdict"),
        quote(
            law,
            finding.start,
            finding.end,
            citation,
            within=(provision.start, provision.end),
            provision_id=provision.id,
        ),
    ]
    if finding.why.strip() and " ".join(finding.why.split()) != " ".join(mechanism.reason.split()):
        blocks.append(Paragraph((Text(finding.why.strip()),)))
    if harmful(finding):
        blocks.extend(_safeguards(material, finding))
    blocks.append(_details(material, finding, provision))
    heading = f"{title}, {page}" if page else title
    return Section(anchor("f", finding.id), heading, tuple(blocks), lang=law.language)


def _safeguards(material: Material, finding: Finding) -> list[Block]:
    say, law = material.say, material.law
    blocks: list[Block] = []
    items = [
        Item((material.to_safeguard(note.safeguard), Text(": “"), Text(words, law.language), Text("”")))
        for note in finding.safeguards
        if (words := _short_words(law, note))
    ]
    if items:
        blocks += [Paragraph((Strong(say("safeguards_present")),)), ListBlock(tuple(items))]
    if finding.missing_safeguards:
        links = spread((material.to_safeguard(name),) for name in finding.missing_safeguards)
        blocks.append(Paragraph((Strong(say("safeguards_missing")), Text(" "), *links, Text("."))))
    return blocks


def _short_words(law: Law, note: SafeguardNote) -> str:
    """The words of the law that show a safeguard, at most SHORT_WORDS characters; "" where it is missing."""
    if note.start is None or note.end is None:
        return ""
    return " ".join(law.text[note.start : min(note.end, note.start + SHORT_WORDS)].split())


def _details(material: Material, finding: Finding, provision: Provision) -> Details:
    say, law = material.say, material.law
    terms: list[tuple[str, Inlines]] = [
        ("detail_id", (Code(finding.id),)),
        ("detail_rule", (Code(finding.rule),)),
        ("detail_layer", (Text(finding.layer),)),
    ]
    if finding.actor:
        terms.append(("detail_actor", (Text(finding.actor.replace("_", " ")),)))
    if finding.signals:
        terms.append(("detail_signals", (Text("; ".join(finding.signals)),)))
    terms.append(("detail_place", (Text(say("detail_offsets", start=finding.start, end=finding.end)),)))
    path = [material.label(above.id) for above in reversed(law.ancestors(provision))]
    if path:
        terms.append(("detail_path", (Text(" › ".join(path), law.language),)))
    if provision.certainty < 1:
        certainty = say("detail_certainty", value=f"{provision.certainty:.2f}", why=provision.why or "–")
        terms.append(("detail_structure", (Text(certainty),)))
    items = tuple(Term((Text(say(key)),), content) for key, content in terms)
    return Details(say("detail_title"), (Terms(items),))
