"""The tree of provisions as text or JSON."""

from __future__ import annotations

import json
from dataclasses import asdict

from netbrief.law.model import Law

_WIDTH = 100


def outline_text(law: Law) -> str:
    """One line a provision: its label, heading or first words, and how sure the parser is."""
    lines = [f"{law.title or '(no title)'}  [{law.language or 'language unknown'}, {law.format}]"]
    for provision in law.provisions[1:]:
        words = (
            provision.heading or law.text[provision.start : min(provision.intro_end, provision.start + 300)]
        )
        words = " ".join(words.split())
        head = f"{'  ' * provision.depth}{provision.label or provision.kind}"
        sure = "" if provision.certainty >= 0.8 else f"  ({provision.certainty:.0%} sure: {provision.why})"
        lines.append(f"{head}  {words}"[:_WIDTH] + f"  #{provision.id}{sure}")
    return "\n".join(lines) + "\n"


def outline_json(law: Law) -> str:
    """The whole law: text, provisions, definitions, references, amendments, issues, omitted text."""
    return json.dumps(asdict(law), ensure_ascii=False, indent=1) + "\n"
