"""The phrases of the interface: what Netbrief itself says, by language, from the knowledge base."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from netbrief.errors import KnowledgeError
from netbrief.knowledge.model import Knowledge
from netbrief.law.model import Law

FALLBACK = "en"


@dataclass(frozen=True)
class Wording:
    """Says phrases by key, in one language; a phrase that this language lacks is said in English."""

    language: str
    phrases: Mapping[str, str]
    fallback: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """The phrase, with its places filled. Raises KnowledgeError where no language has it."""
        phrase = self.phrases.get(key) or self.fallback.get(key)
        if phrase is None:
            raise KnowledgeError(
                f"The interface has no phrase {key!r}.", hint="Add it to language/en/interface.toml."
            )
        return phrase.format(**values) if values else phrase

    def count(self, key: str, number: int, **values: object) -> str:
        """The phrase `<key>_one` or `<key>_many`, with `{n}` as the number."""
        form = "one" if number == 1 else "many"
        return self(f"{key}_{form}", n=f"{number:,}", **values)

    def join(self, items: Sequence[str]) -> str:
        """A list in running text: "a", "a and b", "a, b and c"."""
        if len(items) < 2:
            return "".join(items)
        return self("list_last", head=", ".join(items[:-1]), last=items[-1])

    def cite(self, labels: Sequence[str], shown: int = 3) -> str:
        """Provisions by label, each once, at most `shown` of them and the rest counted."""
        unique = list(dict.fromkeys(labels))
        if len(unique) <= shown + 1:
            return self.join(unique)
        more = self.count("more_provisions", len(unique) - shown)
        return self("list_last", head=", ".join(unique[:shown]), last=more)

    def country(self, code: str) -> str:
        """The name of a country by its ISO 3166-1 alpha-2 code ("EU" too), else the code itself."""
        return self.phrases.get(f"country_{code}") or self.fallback.get(f"country_{code}") or code

    def place(self, law: Law, provision_id: str) -> str:
        """How to cite a provision: its label, else its heading, else words for a nameless place."""
        provision = law.by_id.get(provision_id)
        if provision is None:
            return self("whole_law")
        if provision.label.strip():
            return " ".join(provision.label.split())
        heading = " ".join(provision.heading.split())
        if heading:
            return f"“{heading[:80]}”"
        if provision.parent is None:
            return self("whole_law")
        named = f"kind_{provision.kind}"
        return self(named) if named in self.fallback else self("unnumbered", kind=provision.kind)


def wording(knowledge: Knowledge, language: str = FALLBACK) -> Wording:
    """The phrases of a knowledge base in a language (BCP 47; the primary subtag counts)."""
    packs = knowledge.interface
    primary = primary_language(language)
    chosen = primary if primary in packs else FALLBACK
    return Wording(chosen, packs.get(chosen, {}), packs.get(FALLBACK, {}))


@cache
def primary_language(tag: str) -> str:
    """The primary subtag of a BCP 47 tag, in lower case: "zh" for "zh-Hans-CN"."""
    return tag.replace("_", "-").split("-")[0].lower()
