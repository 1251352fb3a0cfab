"""Reads XML safely and tells the legal dialects apart."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from netbrief.errors import Issue
from netbrief.source.akn import write_akn
from netbrief.source.formex import write_formex
from netbrief.source.lims import write_lims
from netbrief.source.markup import Dialect, MarkupWalk, local_name
from netbrief.source.model import Source, SourceBuilder
from netbrief.source.uslm import write_uslm

_Writer = Callable[[etree._Element, SourceBuilder], None]
_FORMEX = frozenset(
    {"ACT", "CONS.ACT", "GENERAL", "ANNEX", "CONS.ANNEX", "DECISION", "REGULATION", "DIRECTIVE"}
)
_LIMS = frozenset({"Statute", "Regulation", "Bill"})
_OLD_BILLS = frozenset(
    {"bill", "resolution", "amendment-doc", "statuteCompilation", "uscDoc", "pLaw", "lawDoc"}
)


def read_xml(data: bytes, name: str) -> Source:
    """Read an XML law. External entities are not fetched, internal ones not expanded; a broken file gives
    what could be read and an issue."""
    builder = SourceBuilder(name, "xml", data)
    root, faults = parse_xml(data)
    if root is None:
        builder.note(Issue("error", "xml-unreadable", f"The XML of {name or 'the file'} cannot be read: {faults}.",
                           "Get the file again; it may be cut off or not XML at all."))  # fmt: skip
        return builder.build()
    if faults:
        builder.note(Issue("warning", "xml-damaged", f"The XML is damaged ({faults}); what could be read was read.",
                           "Compare the end of the text with the original."))  # fmt: skip
    if local_name(root) == "html":
        from netbrief.source.html import read_html

        return read_html(data, name)
    writer_of(root)(root, builder)
    return builder.build()


def parse_xml(data: bytes) -> tuple[etree._Element | None, str]:
    """The root of an XML file and what is wrong with it, "" if nothing. Nothing is fetched or expanded."""
    faults = ""
    for recover in (False, True):
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=recover,
            remove_pis=False, remove_comments=False,
        )  # fmt: skip
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            faults = str(error).split("\n")[0]
            continue
        if root is not None:
            return root, faults
    return None, faults or "no element"


def writer_of(root: etree._Element) -> _Writer:
    """The writer for the dialect of a document, told by its root."""
    name = local_name(root)
    space = root.tag[1:].partition("}")[0] if str(root.tag).startswith("{") else ""
    if name == "akomaNtoso" or "akomantoso" in space.lower() or "legaldocml" in space:
        return write_akn
    if name in _LIMS:
        return write_lims
    if "uslm" in space or name in _OLD_BILLS:
        return write_uslm
    if name in _FORMEX or root.find(".//TI.ART") is not None:
        return write_formex
    return write_unknown


_UNKNOWN = Dialect(
    provisions={}, numbers=frozenset(), headings=frozenset(), blocks=frozenset(), notes=frozenset()
)


def write_unknown(root: etree._Element, builder: SourceBuilder) -> None:
    """Write XML of no known dialect: the text of every element that holds words itself is a block."""
    builder.language = (root.get("{http://www.w3.org/XML/1998/namespace}lang") or "").lower()
    builder.note(Issue("info", "xml-unknown", f"The XML vocabulary <{local_name(root)}> is not known; only its text was read.",
                       "Known are Akoma Ntoso, USLM, LIMS and Formex 4."))  # fmt: skip
    names = {local_name(e) for e in root.iter() if len(e) == 0 or (e.text or "").strip()}
    inline = {local_name(e) for e in root.iter() if (e.tail or "").strip()}
    MarkupWalk(builder, Dialect(**{**vars(_UNKNOWN), "blocks": frozenset(names - inline)})).run(root)
