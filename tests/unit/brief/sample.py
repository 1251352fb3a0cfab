"""A small law of our own with its findings, for tests of assessment, brief and rendering."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from netbrief.knowledge.load import load_knowledge
from netbrief.knowledge.model import (
    Effect,
    Figure,
    Knowledge,
    Mechanism,
    Precedent,
    Safeguard,
    Source,
)
from netbrief.law.model import Law, Provision
from netbrief.screening.model import Finding, SafeguardNote, Screening

UNITS = (
    ("sec_1", "Section 1", "Purpose", "The purpose of this Act is to protect children <from> harm & fraud."),
    ("sec_2", "Section 2", "Orders", "The Minister may order access providers | to block *any* domain name."),
    ("sec_3", "Section 3", "Libraries", "Nothing in section 2 requires a public library to block a name."),
    ("sec_4", "Section 4", "Exchange", "The Agency shall support Internet exchange points run by operators."),
)


def make_law(language: str = "en", units: Sequence[tuple[str, str, str, str]] = UNITS) -> Law:
    """A law with one section for each unit: id, label, heading, words."""
    text = "A Bill to keep the network safe.\n"
    sections: list[Provision] = []
    for identifier, label, heading, words in units:
        start = len(text)
        heading_end = start + len(heading)
        text += f"{heading}\n{words}\n"
        span = (start, heading_end)
        sections.append(
            Provision(
                identifier, "section", label, label, heading, "law", start, len(text), len(text), 1, span, 2
            )
        )
    root = Provision("law", "law", "", "", "", None, 0, len(text), 0, 0)
    return Law("Safe <Network> Bill", language, "XA", "text", "ab" * 32, text, (root, *sections), pages=3)


def make_mechanism(
    name: str, polarity: str, effects: Sequence[Effect], strength: int = 2, **more: object
) -> Mechanism:
    """A mechanism with a label and a reason made from its name."""
    plain = name.replace("_", " ")
    made = Mechanism(
        name, plain.capitalize(), f"What {plain} is.", "Group", "naming", polarity, strength,
        f"Why {plain} matters.", tuple(effects), (),
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


BLOCKING = make_mechanism(
    "dns_blocking",
    "harms",
    (
        Effect("common_global_identifiers", "negative", 2, "Names differ by place.", "People meet errors."),
        Effect("unrestricted_reachability", "negative", 2, "Sites are not found.", "People lose sites."),
        Effect("integrity", "unclear", 0, "Answers are falsified.", "People cannot tell."),
    ),
    safeguards=("first", "second"),
    questions=("Which resolvers are covered?",),
    precedents=("somewhere-2020",),
    sources=("a-report",),
)
EXCHANGE = make_mechanism(
    "exchange_points",
    "supports",
    (
        Effect("available_capacity", "positive", 2, "Traffic stays near.", "Access is faster."),
        Effect("unrestricted_reachability", "positive", 1, "More paths exist.", "Outages are rarer."),
    ),
)


def make_knowledge(*mechanisms: Mechanism) -> Knowledge:
    """The shipped criteria and phrases with a few mechanisms, safeguards and sources of the test."""
    chosen = mechanisms or (BLOCKING, EXCHANGE)
    shipped = load_knowledge()
    report = Source(
        "a-report", "A <report>", "An Institute", "2021", "https://example.org/r?a=1&b=2", "report"
    )
    figure = Figure("sites lost", 1200.0, "sites", "a-report", 1000.0, 1500.0)
    case = Precedent(
        "somewhere-2020", "A block in Somewhere", "IT", "2020-05", "It blocked.", "It ended.", ("a-report",), (figure,)
    )  # fmt: skip
    return replace(
        shipped,
        mechanisms={mechanism.id: mechanism for mechanism in chosen},
        safeguards={
            "first": Safeguard(
                "first", "A court first", "A court orders it.", ("court",), "Let a court decide."
            ),
            "second": Safeguard("second", "An end date", "It ends.", ("expiry",), "Set an end date."),
        },
        precedents={case.id: case},
        sources={**shipped.sources, report.id: report},
    )


def make_finding(law: Law, words: str, mechanism: str, direction: str = "harms", **more: object) -> Finding:
    """A finding at the first place of some words of the law."""
    start = law.text.index(words)
    made = Finding(
        id=f"{mechanism}@{law.innermost(start).id}",
        mechanism=mechanism,
        provision_id=law.innermost(start).id,
        quote=words,
        start=start,
        end=start + len(words),
        rule=f"{mechanism}/a",
        actor="access_provider",
        modality="power",
        direction=direction,  # type: ignore[arg-type]
        strength=2,
        confidence=0.85,
        layer="naming",
        why="",
    )
    return replace(made, **more)  # type: ignore[arg-type]


def make_screening(
    *findings: Finding, languages: tuple[str, ...] = ("en",), doubtful: tuple[Finding, ...] = ()
) -> Screening:
    """A screening with these findings."""
    return Screening(findings, doubtful, 10, 1_234, 0.5, languages)


def sample() -> tuple[Law, Screening, Knowledge]:
    """A law with a harm, an exemption from it and a help; one more passage that is too doubtful."""
    law = make_law()
    court = law.text.index("Minister")
    findings = (
        make_finding(
            law,
            "order access providers | to block *any* domain name",
            "dns_blocking",
            safeguards=(SafeguardNote("first", court, court + 8), SafeguardNote("second")),
            missing_safeguards=("second",),
            signals=("action: block",),
        ),
        make_finding(
            law, "Nothing in section 2 requires", "dns_blocking", "supports", confidence=0.7, strength=1
        ),
        make_finding(law, "support Internet exchange points", "exchange_points", "supports"),
    )
    doubtful = (make_finding(law, "protect children <from> harm", "dns_blocking", confidence=0.4),)
    return law, make_screening(*findings, doubtful=doubtful), make_knowledge()
