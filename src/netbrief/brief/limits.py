"""What the brief does not say: what was not read, what was not sure, what a finding is not."""

from __future__ import annotations

from netbrief.assessment.wording import primary_language
from netbrief.brief.material import Material
from netbrief.brief.model import (
    Block,
    Details,
    Inlines,
    Item,
    ListBlock,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
)
from netbrief.brief.quoting import quote
from netbrief.law.model import Law
from netbrief.screening.model import Finding

DOUBTFUL_SHOWN = 20
ISSUES_SHOWN = 30


def limits_section(material: Material) -> Section:
    """Limits of the reading, of the rules, and of findings as such."""
    say = material.say
    blocks: list[Block] = [
        Paragraph((Text(say("limits_finding")),)),
        Paragraph((Text(say("limits_silence")),)),
        *_language(material),
        *_omitted(material),
        *_issues(material),
        *_doubtful(material),
    ]
    return Section("limits", say("limits"), tuple(blocks))


def _language(material: Material) -> list[Block]:
    say = material.say
    used = {primary_language(code) for code in material.screening.languages}
    own = material.law.language
    if own and primary_language(own) not in used:
        return [Paragraph((Text(say("limits_no_rules", language=own)),), "note")]
    if not own:
        return [Paragraph((Text(say("limits_language_unknown")),), "note")]
    return [Paragraph((Text(say("limits_language", languages=say.join(sorted(used)))),))]


def omitted_by_reason(law: Law) -> list[tuple[str, int, int]]:
    """Why text was left out: reason, number of places, number of characters; the most first."""
    found: dict[str, list[int]] = {}
    for text, reason, _ in law.omitted:
        entry = found.setdefault(reason, [0, 0])
        entry[0] += 1
        entry[1] += len(text)
    ordered = sorted(found.items(), key=lambda item: (-item[1][1], item[0]))
    return [(reason, places, length) for reason, (places, length) in ordered]


def _omitted(material: Material) -> list[Block]:
    say = material.say
    omitted = omitted_by_reason(material.law)
    if not omitted:
        return [Paragraph((Text(say("omitted_none")),))]
    rows = tuple(
        Row(((Text(reason),), (Text(f"{places:,}"),), (Text(f"{length:,}"),)))
        for reason, places, length in omitted
    )
    header = (say("column_reason"), say("column_places"), say("column_characters"))
    return [Table("table-omitted", say("omitted_caption"), header, rows)]


def _issues(material: Material) -> list[Block]:
    say = material.say
    issues = [issue for issue in material.law.issues if issue.severity != "info"]
    if not issues:
        return []
    items = [Item((Text(f"{issue.message} {issue.hint}".strip()),)) for issue in issues[:ISSUES_SHOWN]]
    if len(issues) > ISSUES_SHOWN:
        items.append(Item((Text(say.count("more_issues", len(issues) - ISSUES_SHOWN)),)))
    return [Paragraph((Text(say("issues_intro")),)), ListBlock(tuple(items))]


def _doubtful(material: Material) -> list[Block]:
    """Findings too doubtful for the brief, for those who check it."""
    say = material.say
    doubtful = [f for f in material.screening.worth_a_look if f.mechanism in material.knowledge.mechanisms]
    if not doubtful:
        return []
    ranked = sorted(doubtful, key=lambda finding: (-finding.confidence, finding.start))
    blocks: list[Block] = [Paragraph((Text(say("doubtful_intro")),))]
    blocks += [_doubtful_quote(material, finding) for finding in ranked[:DOUBTFUL_SHOWN]]
    if len(doubtful) > DOUBTFUL_SHOWN:
        blocks.append(Paragraph((Text(say.count("more_doubtful", len(doubtful) - DOUBTFUL_SHOWN)),)))
    return [Details(say.count("doubtful", len(doubtful)), tuple(blocks))]


def _doubtful_quote(material: Material, finding: Finding) -> Block:
    mechanism = material.knowledge.mechanisms[finding.mechanism]
    label = Text(material.label(finding.provision_id), material.law.language)
    citation: Inlines = (label, Text(f": {mechanism.label}? {material.confidence(finding.confidence)}"))
    return quote(material.law, finding.start, finding.end, citation, provision_id=finding.provision_id)
