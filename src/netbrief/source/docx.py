"""Word documents (ECMA-376 WordprocessingML), with automatic clause numbers, tables, notes and tracked
changes. Read with limits: the archive of a stranger may be a bomb.

The language is not taken from the file: Word writes that of its installation, whatever the text is in.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from netbrief.errors import Issue
from netbrief.source.docx_numbering import BODY_TEXT, Numbering, W, is_on, left_edge, read_numbering
from netbrief.source.model import Role, Source, SourceBuilder
from netbrief.source.xml import parse_xml

LARGEST_PART = 64 << 20  # bytes of one part of the archive, unpacked
LARGEST_WHOLE = 160 << 20  # bytes of all parts that are read, unpacked
LARGEST_RATIO = 200  # unpacked to packed bytes, of a part above SMALL_PART
SMALL_PART = 1 << 20
CHUNK = 1 << 16
TWIPS_A_STEP = 720.0  # half an inch, the step of Word's own lists
_SPACE = re.compile(r"[ \t\r\n\u00a0]+")
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
# What begins a line of its own after a line break inside a paragraph.
_LABEL = re.compile(r"\s*(?:\(\w{1,5}\)|\d{1,3}[.)]|[a-zA-Z][.)]|[—–•-])\s")
_TITLES = frozenset({"title", "shorttitle", "subtitle"})
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_BAD_PARTS = (zipfile.BadZipFile, ValueError, RuntimeError, OSError, NotImplementedError, EOFError, KeyError,
              zlib.error, struct.error)  # fmt: skip


def read_docx(data: bytes, name: str) -> Source:
    """Read a DOCX. Never raises: a part that is missing, broken or too large gives an issue."""
    builder = SourceBuilder(name, "docx", data)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _BAD_PARTS as error:
        builder.note(Issue("error", "docx-unreadable", f"The Word file {name} cannot be opened: {error}.",
                           "It may be cut off; get it again, or save it anew from a word processor."))  # fmt: skip
        return builder.build()
    with archive:
        parts = _Parts(archive, builder)
        main = parts.main()
        document = parts.tree(main)
        if document is not None:
            folder = main.rpartition("/")[0] + "/"
            numbering = read_numbering(
                parts.tree(f"{folder}numbering.xml"), parts.tree(f"{folder}styles.xml")
            )
            _Writer(builder, numbering, parts, folder).write(document)
            builder.title = builder.title or _title(parts)
        elif not builder.issues:
            builder.note(Issue("error", "docx-no-text", f"The archive {name} holds no Word document.",
                               "Save it anew as .docx from a word processor."))  # fmt: skip
    return builder.build()


class _Parts:
    """The parts of the archive, unpacked within limits and parsed once."""

    def __init__(self, archive: zipfile.ZipFile, builder: SourceBuilder) -> None:
        self.archive = archive
        self.builder = builder
        self.names = set(archive.namelist())
        self.trees: dict[str, etree._Element | None] = {}
        self.left = LARGEST_WHOLE

    def main(self) -> str:
        """The name of the part that holds the text."""
        relations = self.tree("_rels/.rels")
        for relation in relations.iter(_RELATION) if relations is not None else ():
            target = (relation.get("Target") or "").lstrip("/")
            if (relation.get("Type") or "").endswith("/officeDocument") and target in self.names:
                return target
        return "word/document.xml"

    def tree(self, name: str) -> etree._Element | None:
        if name not in self.trees:
            data = self._unpack(name) if name in self.names else None
            self.trees[name] = self._parse(name, data) if data is not None else None
        return self.trees[name]

    def _parse(self, name: str, data: bytes) -> etree._Element | None:
        root, faults = parse_xml(data.replace(_STRICT, W[1:-1].encode()))
        if faults:
            lost = root is None and name.endswith("document.xml")
            self.builder.note(Issue("error" if lost else "warning", "docx-damaged",
                                    f"The part {name} is damaged ({faults}).", "Compare the text with the original."))  # fmt: skip
        return root

    def _unpack(self, name: str) -> bytes | None:
        try:
            info = self.archive.getinfo(name)
            self._check(info.file_size, info.compress_size)
            out = bytearray()
            with self.archive.open(info) as stream:
                while chunk := stream.read(CHUNK):
                    out += chunk
                    self._check(len(out), info.compress_size)
            self.left -= len(out)
            return bytes(out)
        except _BAD_PARTS as error:
            locked = isinstance(error, RuntimeError) and "password" in str(error)
            hint = "It asks for a password; save it without." if locked else "Get the file again."
            self.builder.note(Issue("error", "docx-part", f"The part {name} was not read: {error}.", hint))
            return None

    def _check(self, size: int, packed: int) -> None:
        """Refuse what a part says of itself or turns out to be beyond the limits."""
        if size > min(LARGEST_PART, self.left) or (
            size > SMALL_PART and size > LARGEST_RATIO * max(packed, 1)
        ):
            raise ValueError("it unpacks to more than is allowed")


class _Writer:
    """Writes the body, paragraph by paragraph."""

    def __init__(self, builder: SourceBuilder, numbering: Numbering, parts: _Parts, folder: str) -> None:
        self.builder = builder
        self.numbering = numbering
        self.parts = parts
        self.folder = folder
        self.waiting: list[tuple[str, str]] = []
        self.notes: dict[tuple[str, str], etree._Element] = {}
        self.count = 0
        self.broken = False

    def write(self, document: etree._Element) -> None:
        for kind in ("footnote", "endnote"):
            root = self.parts.tree(f"{self.folder}{kind}s.xml")
            for note in root.findall(f"{W}{kind}") if root is not None else ():
                self.notes.setdefault((kind, note.get(f"{W}id", "")), note)
        body = document.find(f"{W}body")
        for element in (body if body is not None else document).iter(f"{W}p", f"{_MC}Fallback"):
            if next(element.iterancestors(f"{_MC}Fallback"), None) is not None:
                continue
            if element.tag == f"{W}p":
                self._paragraph(element)
            else:
                self.builder.omit(_all_text(element), "duplicate", element=f"p{self.count}")
        for (kind, identifier), note in self.notes.items():
            self.builder.omit(_all_text(note), "unreferenced-note", element=f"{kind} {identifier}")
        for part, reason in (("header", "page-header"), ("footer", "page-footer"), ("comments", "comment")):
            self._leave_out(part, reason)

    def _leave_out(self, part: str, reason: str) -> None:
        shape = re.compile(re.escape(f"{self.folder}{part}") + r"\d*\.xml")
        for name in sorted(name for name in self.parts.names if shape.fullmatch(name)):
            root = self.parts.tree(name)
            if root is not None:
                self.builder.omit(_all_text(root), reason, element=name)

    def _paragraph(self, paragraph: etree._Element) -> None:
        self.count += 1
        place = f"p{self.count}"
        role, level = self._role(paragraph)
        label = self.numbering.label(paragraph)
        if label and _has_text(paragraph):
            self.builder.generate(f"{label} ")
        indent = self._indent(paragraph)
        self._runs(paragraph, place, role, level, indent)
        self._end(role, place, indent, level)
        self._write_notes(place)

    def _end(self, role: Role, place: str, indent: float = 0.0, level: int = 0) -> None:
        """End the line, without white space at its end."""
        parts = self.builder.parts
        while parts and self.builder.length > self.builder.line_start and parts[-1].endswith(" "):
            stripped = parts[-1].rstrip(" ")
            self.builder.length -= len(parts[-1]) - len(stripped)
            parts[-1] = stripped
            if not stripped:
                parts.pop()
        self.builder.break_line(role, element=place, indent=indent, level=level)
        self.broken = False

    def _indent(self, paragraph: etree._Element) -> float:
        listed = self.numbering.place_of(paragraph)
        if listed:
            return float(listed[1])
        edge = left_edge(paragraph)
        if edge is None:
            chain = self.numbering.chain(self.numbering.style_of(paragraph))
            edge = next((style.indent for _, style in chain if style.indent is not None), 0)
        return round(edge / TWIPS_A_STEP, 2)

    def _role(self, paragraph: etree._Element) -> tuple[Role, int]:
        inside_cell = next(paragraph.iterancestors(f"{W}tc"), None) is not None
        plain: tuple[Role, int] = ("cell" if inside_cell else "text", 0)
        own = paragraph.find(f"{W}pPr/{W}outlineLvl")
        outline = own.get(f"{W}val", "") if own is not None else ""
        if outline.isdecimal():
            return ("heading", int(outline) + 1) if int(outline) < BODY_TEXT else plain
        for _, style in self.numbering.chain(self.numbering.style_of(paragraph)):
            match = _HEADING.fullmatch(style.name.strip())
            if style.outline is not None:
                return ("heading", style.outline + 1) if style.outline < BODY_TEXT else plain
            if match:
                return "heading", int(match.group(1))
            if style.name.lower().replace(" ", "") in _TITLES:
                self.builder.title = self.builder.title or " ".join(_all_text(paragraph).split())
                return "heading", 1
        return plain

    # --- runs

    def _runs(self, paragraph: etree._Element, place: str, role: Role, level: int, indent: float) -> None:
        for element in _inline(paragraph):
            tag = str(element.tag)
            name = tag.rpartition("}")[2]
            if name in ("instrText", "delInstrText"):
                self.builder.omit(element.text or "", "field-code", element=place)
            elif name == "delText":
                self.builder.omit(element.text or "", "deleted", element=place)
            elif name == "t":
                reason = self._left_out(element)
                if reason:
                    self.builder.omit(element.text or "", reason, element=place)
                    continue
                if self.broken and self._begins_line(element.text or ""):
                    self._end(role, place, indent, level)
                self._put(element.text or "")
            elif name in ("br", "cr"):
                self.broken = True
                self._put(" ")
            elif name in ("tab", "ptab"):
                self._put(" ")
            elif name == "noBreakHyphen":
                self.builder.generate("-")
            elif name == "sym":
                self.builder.generate(symbol(element.get(f"{W}char") or ""))
            elif name in ("footnoteReference", "endnoteReference"):
                self.waiting.append((name.removesuffix("Reference"), element.get(f"{W}id", "")))

    def _begins_line(self, text: str) -> bool:
        """Whether what follows a line break inside a paragraph is a line of its own, not a wrapped one."""
        if not text.strip() or self.builder.length == self.builder.line_start:
            return False
        before = "".join(self.builder.parts[-3:]).rstrip()
        self.broken = False
        return before.endswith((".", ";", ":", "—")) or bool(_LABEL.match(text + " "))

    def _left_out(self, element: etree._Element) -> str:
        if next(element.iterancestors(f"{W}del", f"{W}moveFrom"), None) is not None:
            return "deleted"
        run = element.getparent()
        properties = run.find(f"{W}rPr") if run is not None else None
        hidden = None
        if properties is not None:
            hidden = is_on(properties.find(f"{W}vanish"))
            style = properties.find(f"{W}rStyle")
            if hidden is None and style is not None:
                chain = self.numbering.chain(style.get(f"{W}val", ""))
                hidden = next((known.hidden for _, known in chain if known.hidden is not None), None)
        return "hidden" if hidden else ""

    def _put(self, text: str) -> None:
        folded = _SPACE.sub(" ", text)
        if self.builder.length == self.builder.line_start or self.builder.parts[-1].endswith(" "):
            folded = folded.lstrip(" ")
        if folded:
            self.builder.put(folded)

    def _write_notes(self, place: str) -> None:
        waiting, self.waiting = self.waiting, []
        for kind, identifier in waiting:
            note = self.notes.pop((kind, identifier), None)
            for paragraph in note.iter(f"{W}p") if note is not None else ():
                if next(paragraph.iterancestors(f"{_MC}Fallback"), None) is None:
                    noted = f"{place} {kind} {identifier}"
                    self._runs(paragraph, noted, "note", 0, 0.0)
                    self._end("note", noted)


def symbol(code: str) -> str:
    """A character given by its hexadecimal code in a symbol font: a bullet for the private codes, whose
    shapes are the font's alone."""
    value = int(code, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,6}", code) else 0
    if 0xE000 <= value <= 0xF8FF:
        return "•"
    printable = 0x20 < value < 0x110000 and not 0xD800 <= value <= 0xDFFF
    return chr(value) if printable and chr(value).isprintable() else ""


def _has_text(paragraph: etree._Element) -> bool:
    for element in _inline(paragraph):
        name = str(element.tag).rpartition("}")[2]
        if name in ("footnoteReference", "sym") or (name == "t" and (element.text or "").strip()):
            return True
    return False


def _all_text(element: etree._Element) -> str:
    return "".join(part.text or "" for part in element.iter(f"{W}t", f"{_MATHS}t", f"{W}delText"))


def _inline(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The text-bearing elements of a paragraph in order, without those of paragraphs inside it (text boxes)
    and of fallback copies."""
    walk = etree.iterwalk(paragraph, events=("start",))
    for _, element in walk:
        tag = element.tag
        if not isinstance(tag, str):
            continue
        if (tag == f"{W}p" and element is not paragraph) or tag in (f"{_MC}Fallback", f"{W}pPr"):
            walk.skip_subtree()
        elif tag.startswith(W) or tag == f"{_MATHS}t":
            yield element


def _title(parts: _Parts) -> str:
    """The title in the properties of the file; a single word ("Draft") is none."""
    core = parts.tree("docProps/core.xml")
    if core is None:
        return ""
    words = (core.findtext("{http://purl.org/dc/elements/1.1/}title") or "").split()
    return " ".join(words) if len(words) > 1 else ""
