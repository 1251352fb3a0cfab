"""What has happened elsewhere: precedents of the mechanisms found."""

from __future__ import annotations

from netbrief.brief.material import Material, spread
from netbrief.brief.model import Block, Item, ListBlock, Paragraph, Section, Strong, Text, anchor
from netbrief.knowledge.model import Figure, Mechanism, Precedent
from netbrief.screening.model import Finding


def elsewhere_section(material: Material) -> Section:
    """Each precedent once, with the mechanisms it bears on, its figures and its sources."""
    say = material.say
    relevant = precedents_of(material)
    intro = Paragraph((Text(say("elsewhere_intro" if relevant else "elsewhere_none")),))
    sections = tuple(
        _precedent(material, material.knowledge.precedents[name], relevant[name]) for name in relevant
    )
    return Section("elsewhere", say("elsewhere"), (intro,), sections)


def precedents_of(material: Material) -> dict[str, list[Mechanism]]:
    """Precedents that the knowledge base holds, with the mechanisms they bear on, the gravest first."""
    relevant: dict[str, list[Mechanism]] = {}
    for mechanism, findings in material.groups:
        for name in _names(mechanism, findings):
            if name in material.knowledge.precedents:
                relevant.setdefault(name, []).append(mechanism)
    return relevant


def _names(mechanism: Mechanism, findings: tuple[Finding, ...]) -> tuple[str, ...]:
    named = [name for finding in findings for name in finding.precedents]
    return tuple(dict.fromkeys(named or mechanism.precedents))


def _precedent(material: Material, precedent: Precedent, mechanisms: list[Mechanism]) -> Section:
    say = material.say
    where = say.country(precedent.country)
    blocks: list[Block] = [
        Paragraph(
            (
                Strong(f"{where}, {precedent.date}." if where else f"{precedent.date}."),
                Text(" " + precedent.what),
            )
        )
    ]
    if precedent.outcome:
        blocks.append(Paragraph((Strong(say("label_outcome")), Text(" " + precedent.outcome))))
    if precedent.figures:
        blocks.append(ListBlock(tuple(_figure(material, figure) for figure in precedent.figures)))
    bears = spread((material.to_mechanism(mechanism),) for mechanism in mechanisms)
    sources = spread(((material.to_source(source),) for source in precedent.sources), "; ")
    blocks.append(
        Paragraph(
            (
                Text(say("label_bears_on") + " "),
                *bears,
                Text(". " + say("label_sources") + " "),
                *sources,
                Text("."),
            ),
            "note",
        )
    )
    return Section(anchor("precedent", precedent.id), precedent.label, tuple(blocks))


def _figure(material: Material, figure: Figure) -> Item:
    value = number(figure.value)
    if figure.low is not None and figure.high is not None:
        value = material.say("figure_range", value=value, low=number(figure.low), high=number(figure.high))
    return Item(
        (Text(f"{figure.what}: {value} {figure.unit} ("), material.to_source(figure.source), Text(")"))
    )


def number(value: float) -> str:
    """A number as people write it: thousands apart, no ".0"."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,}"
