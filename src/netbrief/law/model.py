"""A law as a tree of provisions over one text.

`Law.text` is the canonical text; every extent is a pair of offsets into it. A provision's extent
holds its heading, its own text and everything below it, so siblings follow each other and children
lie inside their parent. A character belongs to the innermost provision that holds it: so each
character of the text belongs to exactly one provision. Identifiers follow the Akoma Ntoso naming
convention (OASIS, akn-nc v1.0): `sec_12__subsec_1`.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from netbrief.errors import Issue


@dataclass(frozen=True, slots=True)
class Provision:
    """A numbered or headed unit of a law.

    `kind`: law, front, preamble, recital, part, chapter, title, book, division, section_group,
    article, section, subsection, paragraph, subparagraph, clause, subclause, point, indent,
    schedule, annex, quoted, note, back, text ... (docs/ontology.md lists them all).
    `label` is how a lawyer cites the unit in full ("Section 12(1)", "Article 45a(2)(b)", "§ 7 Abs. 2",
    "第三十七条第一款"); `number` is what is printed at its head ("(1)", "§ 7"). `heading_span`
    is the extent of the heading, or None. `intro_end` is where the text before the first child ends.
    `quoted` marks text that would stand in another law once an amendment is made. `certainty` (0 to
    1) and `why` say how sure the parser is of the place of this unit and on what ground.
    """

    id: str
    kind: str
    label: str
    number: str
    heading: str
    parent: str | None
    start: int
    end: int
    intro_end: int
    depth: int
    heading_span: tuple[int, int] | None = None
    page: int | None = None
    quoted: bool = False
    certainty: float = 1.0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Definition:
    """A defined term: the term as written, the extent of the defining words, and the provision whose
    extent the definition reaches (the law's root for "in this Act", a section for "in this section")."""

    term: str
    start: int
    end: int
    provision_id: str
    scope: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A cross-reference or citation. `target` is a provision id where it points into this law and the
    unit exists, else None; `law` is the other law as written for a citation, else ""."""

    start: int
    end: int
    provision_id: str
    target: str | None
    law: str = ""


@dataclass(frozen=True, slots=True)
class Amendment:
    """An instruction to change a law: `action` (insert, substitute, repeal, amend), the extent of
    the instruction, the unit it names as written, and the ids of the quoted provisions."""

    provision_id: str
    action: str
    start: int
    end: int
    target: str
    quoted: tuple[str, ...] = ()


@dataclass(frozen=True)
class Law:
    """A law, parsed. `provisions` is in document order, parents before children, root first."""

    title: str
    language: str
    jurisdiction: str
    format: str
    sha256: str
    text: str
    provisions: tuple[Provision, ...]
    definitions: tuple[Definition, ...] = ()
    references: tuple[Reference, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    issues: tuple[Issue, ...] = ()
    omitted: tuple[tuple[str, str, int], ...] = field(default=())
    pages: int | None = None

    @cached_property
    def by_id(self) -> dict[str, Provision]:
        """Provisions by identifier."""
        return {provision.id: provision for provision in self.provisions}

    @cached_property
    def children(self) -> dict[str, tuple[Provision, ...]]:
        """Provisions by the identifier of their parent, in document order."""
        kids: dict[str, list[Provision]] = {}
        for provision in self.provisions:
            if provision.parent is not None:
                kids.setdefault(provision.parent, []).append(provision)
        return {parent: tuple(group) for parent, group in kids.items()}

    @cached_property
    def _starts(self) -> list[int]:
        return [provision.start for provision in self.provisions]

    def innermost(self, offset: int) -> Provision:
        """The deepest provision that holds a character of the text."""
        index = bisect_right(self._starts, offset) - 1
        provision = self.provisions[max(index, 0)]
        while offset >= provision.end and provision.parent is not None:
            provision = self.by_id[provision.parent]
        return provision

    def ancestors(self, provision: Provision) -> tuple[Provision, ...]:
        """The provisions above, nearest first, without the root."""
        chain: list[Provision] = []
        parent = provision.parent
        while parent is not None:
            above = self.by_id[parent]
            if above.parent is not None:
                chain.append(above)
            parent = above.parent
        return tuple(chain)

    def text_of(self, provision: Provision) -> str:
        """The words of a provision with everything below it."""
        return self.text[provision.start : provision.end]
