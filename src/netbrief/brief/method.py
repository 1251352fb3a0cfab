"""How the brief was made: the method of the assessment and what the machine did."""

from __future__ import annotations

from netbrief.brief.material import Material, inside, spread
from netbrief.brief.model import Block, Details, Inlines, Item, ListBlock, Paragraph, Section, Strong, Text


def method_section(material: Material) -> Section:
    """The five properties, the ten enablers, and the way from the words of the law to the verdicts."""
    say = material.say
    blocks: list[Block] = [
        Paragraph((Text(say("method_draft")),), "lead"),
        Paragraph((Text(say("method_framework")),)),
        ListBlock(tuple(_properties(material))),
        Paragraph((Text(say("method_enablers")),)),
        ListBlock(tuple(_enablers(material))),
        Details(
            say("method_how_title"),
            tuple(Paragraph((Text(say(f"method_how_{step}")),)) for step in (1, 2, 3, 4)),
        ),
        Paragraph((Text(say("sources_intro") + " "), *_framework_sources(material)), "note"),
    ]
    return Section("method", say("method"), tuple(blocks))


def _properties(material: Material) -> list[Item]:
    return [
        Item((Strong(criterion.label), Text(": " + criterion.meaning)))
        for criterion in material.knowledge.criteria.values()
        if criterion.kind == "critical_property"
    ]


def _enablers(material: Material) -> list[Item]:
    goals: dict[str, list[str]] = {}
    for criterion in material.knowledge.criteria.values():
        if criterion.kind == "enabler":
            goals.setdefault(criterion.goal, []).append(inside(criterion.label))
    return [
        Item((Strong(material.say(f"goal_{goal}")), Text(": " + "; ".join(labels) + ".")))
        for goal, labels in goals.items()
    ]


def _framework_sources(material: Material) -> Inlines:
    sources = dict.fromkeys(s for c in material.knowledge.criteria.values() for s in c.sources)
    return (*spread(((material.to_source(source),) for source in sources), "; "), Text("."))
