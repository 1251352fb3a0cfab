"""Word documents (ECMA-376 WordprocessingML), with automatic clause numbers, tables, notes and tracked
changes. Read with limits: the archive of a stranger may be a bomb."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from netbrief.errors import Issue
from netbrief.source.docx_numbering import Numbering, W, read_numbering
from netbrief.source.model import Role, Source, SourceBuilder
from netbrief.source.xml import parse_xml

LARGEST_PART = 120 << 20  # bytes of one part of the archive, unpacked
LARGEST_RATIO = 200  # unpacked to packed bytes of a part above 1 MiB
_SPACE = re.compile(r"[ \t\r\n\u00a0]+")
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def read_docx(data: bytes, name: str) -> Source:
    """Read a DOCX. Never raises: a part that is missing, broken or too large gives an issue."""
    builder = SourceBuilder(name, "docx", data)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        builder.note(Issue("error", "docx-unreadable", f"The Word file {name} cannot be opened: {error}.",
                           "It may be cut off; get it again, or save it anew from a word processor."))  # fmt: skip
        return builder.build()
    with archive:
        parts = _Parts(archive, builder)
        document = parts.tree("word/document.xml")
        if document is not None:
            numbering = read_numbering(parts.tree("word/numbering.xml"), parts.tree("word/styles.xml"))
            _Writer(builder, numbering, parts).write(document)
            builder.title = builder.title or _title(parts)
    return builder.build()


class _Parts:
    """The parts of the archive, unpacked within limits and parsed once."""

    def __init__(self, archive: zipfile.ZipFile, builder: SourceBuilder) -> None:
        self.archive = archive
        self.builder = builder
        self.names = set(archive.namelist())
        self.trees: dict[str, etree._Element | None] = {}

    def tree(self, name: str) -> etree._Element | None:
        if name not in self.trees:
            data = self._unpack(name) if name in self.names else None
            self.trees[name] = self._parse(name, data) if data is not None else None
        return self.trees[name]

    def _parse(self, name: str, data: bytes) -> etree._Element | None:
        root, faults = parse_xml(data)
        if faults:
            lost = root is None and name == "word/document.xml"
            self.builder.note(Issue("error" if lost else "warning", "docx-damaged",
                                    f"The part {name} is damaged ({faults}).", "Compare the text with the original."))  # fmt: skip
        return root

    def _unpack(self, name: str) -> bytes | None:
        info = self.archive.getinfo(name)
        too_large = info.file_size > LARGEST_PART or (
            info.file_size > 1 << 20 and info.file_size > LARGEST_RATIO * max(info.compress_size, 1)
        )
        try:
            if too_large:
                raise ValueError("it unpacks to more than is allowed")
            with self.archive.open(info) as stream:
                data = stream.read(LARGEST_PART + 1)
            if len(data) > LARGEST_PART:
                raise ValueError("it unpacks to more than is allowed")
            return data
        except (
            zipfile.BadZipFile,
            ValueError,
            RuntimeError,
            OSError,
            NotImplementedError,
            EOFError,
            zlib.error,
        ) as error:
            hint = (
                "If it asks for a password, save it without."
                if isinstance(error, RuntimeError)
                else "Get the file again."
            )
            self.builder.note(Issue("error", "docx-part", f"The part {name} was not read: {error}.", hint))
            return None


class _Writer:
    """Writes the body, paragraph by paragraph."""

    def __init__(self, builder: SourceBuilder, numbering: Numbering, parts: _Parts) -> None:
        self.builder = builder
        self.numbering = numbering
        self.parts = parts
        self.notes: list[tuple[str, str]] = []
        self.count = 0

    def write(self, document: etree._Element) -> None:
        body = document.find(f"{W}body")
        for paragraph in _paragraphs(body if body is not None else document):
            self._paragraph(paragraph)
        for part, reason in (("header", "page-header"), ("footer", "page-footer")):
            for name in sorted(
                n for n in self.parts.names if n.startswith(f"word/{part}") and n.endswith(".xml")
            ):
                root = self.parts.tree(name)
                if root is not None:
                    self.builder.omit("".join(t.text or "" for t in root.iter(f"{W}t")), reason, element=name)

    def _paragraph(self, paragraph: etree._Element) -> None:
        self.count += 1
        place = f"p{self.count}"
        role, level = self._role(paragraph)
        label = self.numbering.label(paragraph) if _has_text(paragraph) else ""
        if label:
            self.builder.generate(f"{label} ")
        self._runs(paragraph, place)
        self._trim()
        listed = self.numbering.place_of(paragraph)
        self.builder.break_line(role, element=place, indent=float(listed[1] if listed else 0), level=level)
        self._write_notes(place)

    def _trim(self) -> None:
        parts = self.builder.parts
        if parts and self.builder.length > self.builder.line_start and parts[-1].endswith(" "):
            stripped = parts[-1].rstrip(" ")
            self.builder.length -= len(parts[-1]) - len(stripped)
            parts[-1] = stripped

    def _role(self, paragraph: etree._Element) -> tuple[Role, int]:
        style_id = ""
        properties = paragraph.find(f"{W}pPr")
        if properties is not None:
            style = properties.find(f"{W}pStyle")
            style_id = style.get(f"{W}val", "") if style is not None else ""
        for _ in range(20):
            known = self.numbering.styles.get(style_id)
            if known is None:
                break
            match = _HEADING.fullmatch(known.name.strip())
            if match or known.outline is not None:
                return "heading", int(match.group(1)) if match else (known.outline or 0) + 1
            if known.name.lower() in ("title", "subtitle") and not self.builder.title:
                self.builder.title = " ".join("".join(t.text or "" for t in paragraph.iter(f"{W}t")).split())
                return "heading", 1
            style_id = known.based_on
        inside_cell = next(paragraph.iterancestors(f"{W}tc"), None) is not None
        return ("cell" if inside_cell else "text"), 0

    def _runs(self, paragraph: etree._Element, place: str) -> None:
        for element in _inline(paragraph):
            name = element.tag[len(W) :]
            if name in ("instrText", "delInstrText"):
                self.builder.omit(element.text or "", "field-code", element=place)
            elif name == "delText":
                self.builder.omit(element.text or "", "deleted", element=place)
            elif name == "t":
                self._text(element, place)
            elif name in ("tab", "br", "cr", "ptab"):
                self._put(" ")
            elif name == "noBreakHyphen":
                self.builder.generate("-")
            elif name in ("footnoteReference", "endnoteReference"):
                self.notes.append((name.removesuffix("Reference"), element.get(f"{W}id", "")))

    def _text(self, element: etree._Element, place: str) -> None:
        run = element.getparent()
        hidden = run is not None and run.find(f"{W}rPr/{W}vanish") is not None
        if any(True for _ in element.iterancestors(f"{W}del", f"{W}moveFrom")):
            self.builder.omit(element.text or "", "deleted", element=place)
        elif hidden:
            self.builder.omit(element.text or "", "hidden", element=place)
        else:
            self._put(element.text or "")

    def _put(self, text: str) -> None:
        folded = _SPACE.sub(" ", text)
        at_space = self.builder.length == self.builder.line_start or self.builder.parts[-1].endswith(" ")
        if at_space:
            folded = folded.lstrip(" ")
        if folded:
            self.builder.put(folded)

    def _write_notes(self, place: str) -> None:
        notes, self.notes = self.notes, []
        for kind, identifier in notes:
            root = self.parts.tree(f"word/{kind}s.xml")
            if root is None:
                continue
            for note in root.findall(f"{W}{kind}"):
                if note.get(f"{W}id") == identifier:
                    for text in note.iter(f"{W}t"):
                        self._put(text.text or "")
                    self._trim()
                    self.builder.break_line("note", element=f"{place} {kind} {identifier}")


def _has_text(paragraph: etree._Element) -> bool:
    return (
        any((t.text or "").strip() for t in paragraph.iter(f"{W}t"))
        or paragraph.find(f".//{W}footnoteReference") is not None
    )


def _paragraphs(body: etree._Element) -> Iterator[etree._Element]:
    """All paragraphs in document order; those of text boxes once, after the paragraph they hang on."""
    for paragraph in body.iter(f"{W}p"):
        if any(above.tag == f"{_MC}Fallback" for above in paragraph.iterancestors()):
            continue
        yield paragraph


def _inline(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The text-bearing elements of a paragraph in order, without those of paragraphs inside it (text boxes)
    and of fallback copies."""
    walk = etree.iterwalk(paragraph, events=("start",))
    for _, element in walk:
        tag = element.tag
        if not isinstance(tag, str):
            continue
        if (tag == f"{W}p" and element is not paragraph) or tag == f"{_MC}Fallback" or tag == f"{W}pPr":
            walk.skip_subtree()
        elif tag.startswith(W):
            yield element


def _title(parts: _Parts) -> str:
    core = parts.tree("docProps/core.xml")
    if core is None:
        return ""
    return " ".join((core.findtext("{http://purl.org/dc/elements/1.1/}title") or "").split())
