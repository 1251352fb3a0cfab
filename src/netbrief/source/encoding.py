"""Bytes to characters: byte order mark, declared charset, strict UTF-8, UTF-16 by its pattern, then
the legacy encoding in which the text makes sense.

Guessing works with alphabets: in the right encoding the accented letters of a text all belong to one
language's alphabet ("è à ê" is French; the same bytes in windows-1250 are "č ŕ ę", which no language
has together). charset-normalizer is asked where no alphabet fits; it alone mistakes short
windows-1252 texts for windows-1250.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from netbrief.errors import Issue

# Bytes looked at to guess a legacy encoding.
SAMPLE_BYTES = 65_536
# Share of control characters above which data is taken for binary.
BINARY_SHARE = 0.04
# So many stray ones any text may hold.
FEW_CONTROLS = 6

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = (
    re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']\s*([\w.:-]{2,40})", re.I),
    re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I),
)

# Lower-case letters beyond ASCII by language, for each single-byte encoding in order of preference.
_LATIN_WEST = (
    "àâæçèéêëîïôœùûüÿ", "äöüß", "áéíóúüñ", "áâãàçéêíóôõúü", "àèéìíîòóùú", "éëïóöüèê", "åäöé",
    "æøåéòôóêü", "áéíóúýðþæö", "àçèéíïòóúü", "áàâãéêíóôõú", "çë",
)  # fmt: skip
_LATIN_EAST = ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîşţ", "čćđšž")
_ALPHABETS: dict[str, tuple[str, ...]] = {
    "cp1252": _LATIN_WEST,
    "cp1250": _LATIN_EAST,
    "iso8859-2": _LATIN_EAST,
    "cp1254": ("çğıöşüâîû",),
    "cp1257": ("āčēģīķļņšūž", "ąčęėįšųūž", "äõöüšž"),
    "cp1251": ("абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґўђјљњћџѓќѕ",),
    "koi8-r": ("абвгдежзийклмнопрстуфхцчшщъыьэюяё",),
    "cp866": ("абвгдежзийклмнопрстуфхцчшщъыьэюяё",),
    "iso8859-5": ("абвгдежзийклмнопрстуфхцчшщъыьэюяёіїє",),
    "cp1253": ("αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ",),
    "cp1255": ("אבגדהוזחטיךכלםמןנסעףפץצקרשת",),
    "cp1256": ("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژگ",),
    "cp874": ("กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรฤลวศษสหฬอฮฯะัาำิีึืฺุูเแโใไๅๆ็่้๊๋์ํ",),
    "cp1258": ("àáâãăèéêìíòóôõơùúưýđ",),
    "mac_roman": _LATIN_WEST,
    "cp850": _LATIN_WEST,
}
# Lead bytes of the everyday characters in the two-byte encodings, and what has to appear.
_DOUBLE_BYTE = (
    ("cp932", (0x82, 0x98), re.compile("[぀-ヿ]")),
    ("euc_jp", (0xA4, 0xCF), re.compile("[぀-ヿ]")),
    ("cp949", (0xB0, 0xC8), re.compile("[가-힣]")),
    ("gb18030", (0xB0, 0xD7), re.compile("[一-鿿]")),
    ("cp950", (0xA4, 0xC6), re.compile("[一-鿿]")),
)
_PLAUSIBLE = re.compile(
    "[\t\n\r -~\u00a0-\u024f\u0370-\u052f\u0590-\u06ff\u0900-\u0e7f\u2010-\u203a\u3000-\u30ff"
    "\u4e00-\u9fff\uac00-\ud7a3\uff00-\uffef]"
)
_USUAL_MARKS = re.compile("[\n 。，、；：（）]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the name of its encoding, and what should be known about the decoding.

    `binary` is True where the data is no text at all; `text` is empty then.
    """

    text: str
    encoding: str
    issues: tuple[Issue, ...] = ()
    binary: bool = False


def decode(data: bytes) -> Decoded:
    """The text of `data`; never raises. Bytes that no encoding explains become U+FFFD, with an issue."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _finish(data[len(bom) :], encoding)
    sixteen = _utf16_without_bom(data)
    if sixteen:
        return _finish(data, sixteen)
    declared = declared_charset(data) or _escaped(data)
    if declared:
        text = _strict(data, declared)
        if text is not None:
            return _checked(text, declared)
    text = _strict(data, "utf-8")
    if text is not None:
        return _checked(text, "utf-8")
    if _looks_binary(data):
        return Decoded("", "", binary=True)
    return _guess(data)


def declared_charset(data: bytes) -> str:
    """The charset an XML declaration or an HTML meta element names, as Python knows it, else ""."""
    for pattern in _DECLARED:
        match = pattern.search(data[:4096])
        if match:
            name = match.group(1).decode("ascii", "replace").lower()
            # What the web calls these is the Windows superset (WHATWG Encoding Standard, 4.2).
            name = {"iso-8859-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252",
                    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "tis-620": "cp874",
                    "iso-8859-9": "cp1254", "iso-8859-11": "cp874", "ks_c_5601-1987": "cp949",
                    "euc-kr": "cp949", "big5": "cp950"}.get(name, name)  # fmt: skip
            try:
                # A declared UTF-16 in a file whose bytes read as ASCII cannot be true.
                return "" if name.startswith(("utf-16", "utf-32", "ucs")) else codecs.lookup(name).name
            except (LookupError, ValueError):
                return ""
    return ""


def _escaped(data: bytes) -> str:
    """ISO-2022-JP shows by its escape sequences; its bytes all read as ASCII."""
    return "iso2022_jp" if b"\x1b$B" in data[:4096] or b"\x1b$@" in data[:4096] else ""


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except (UnicodeError, ValueError, LookupError, TypeError):
        return None
    return text if isinstance(text, str) else None


def _checked(text: str, encoding: str) -> Decoded:
    sample = text[:SAMPLE_BYTES]
    if len(_CONTROLS.findall(sample)) > BINARY_SHARE * len(sample) + FEW_CONTROLS:
        return Decoded("", encoding, binary=True)
    return Decoded(text, encoding)


def _finish(data: bytes, encoding: str) -> Decoded:
    text = _strict(data, encoding)
    if text is not None:
        return _checked(text, encoding)
    text = data.decode(encoding, "replace")
    if text.count("\ufffd") > max(4, BINARY_SHARE * len(text)) and _looks_binary(data):
        return Decoded("", encoding, binary=True)
    return Decoded(text, encoding, (_damaged(text.count("\ufffd"), encoding),))


def _damaged(count: int, encoding: str) -> Issue:
    return Issue(
        "warning",
        "encoding-damaged",
        f"{count} places of the file are not valid {encoding}; each stands as U+FFFD in the text.",
        "Save the file again as UTF-8, or ask its publisher for a clean copy.",
    )


def _utf16_without_bom(data: bytes) -> str:
    """ "utf-16-le" or "utf-16-be" where the bytes have that pattern, else ""."""
    size = min(len(data), 8192) & ~1
    if size < 4:
        return ""
    sample = data[:size]
    if b"\x00" not in sample:
        return _utf16_wide(sample) if len(data) % 2 == 0 else ""
    best, most = "", 0.95
    for encoding, zeros in (("utf-16-le", sample[1::2].count(0)), ("utf-16-be", sample[0::2].count(0))):
        text = sample.decode(encoding, "replace")
        fits = len(_PLAUSIBLE.findall(text)) / len(text)
        marks = len(_USUAL_MARKS.findall(text)) / len(text)
        if (zeros > 0.2 * size / 2 or marks > 0.01) and fits + marks > most and fits > 0.95:
            best, most = encoding, fits + marks
    return best


def _utf16_wide(sample: bytes) -> str:
    """UTF-16 of ideographs alone holds no zero byte; it shows by the marks such text cannot do without."""
    if _strict(sample, "utf-8") is not None:
        return ""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _strict(sample, encoding)
        if (
            text
            and len(_PLAUSIBLE.findall(text)) > 0.98 * len(text)
            and len(re.findall("[。，、；：]", text)) * 60 > len(text)
        ):
            return encoding
    return ""


def _looks_binary(data: bytes) -> bool:
    sample = data[:SAMPLE_BYTES]
    controls = sum(sample.count(code) for code in (*range(9), 11, *range(14, 27), *range(28, 32), 127))
    return controls > BINARY_SHARE * len(sample) + FEW_CONTROLS


def _guess(data: bytes) -> Decoded:
    sample = data[:SAMPLE_BYTES]
    encoding = (
        _double_byte(sample)
        or _single_byte(sample)
        or _ask_charset_normalizer(sample)
        or _mostly_utf8(sample)
    )
    encoding = encoding or "cp1252"
    text = _strict(data, encoding)
    issue = Issue(
        "info", "encoding-guessed", f"The file names no encoding; it was read as {encoding}.",
        "If letters look wrong, save the file as UTF-8 and read it again.",
    )  # fmt: skip
    if text is None:
        text = data.decode(encoding, "replace")
        if encoding == "utf-8":
            return Decoded(text, encoding, (_damaged(text.count("\ufffd"), encoding),))
        return Decoded(text, encoding, (issue, _damaged(text.count("\ufffd"), encoding)))
    return Decoded(text, encoding, (issue,))


def _mostly_utf8(sample: bytes) -> str:
    """UTF-8 with some damage: most multi-byte sequences are sound."""
    text = sample.decode("utf-8", "replace")
    sound = sum(1 for char in text if char > "\x7f" and char != "\ufffd")
    return "utf-8" if sound > 4 * text.count("\ufffd") else ""


def _double_byte(sample: bytes) -> str:
    """The two-byte encoding in which most characters are everyday ones, or ""."""
    if _mostly_utf8(sample):
        return "utf-8"
    if _is_thai(sample):
        return "cp874"
    best, best_share = "", 0.75
    for encoding, (low, high), needed in _DOUBLE_BYTE:
        text = None
        for cut in range(4):  # the sample may end inside a character
            text = _strict(sample[: len(sample) - cut], encoding)
            if text is not None:
                break
        if text is None:
            continue
        wide = [char for char in text if char > "\x7f"]
        if not wide or len(needed.findall(text)) < 0.15 * len(wide):
            continue
        common = 0
        for char in wide:
            code = char.encode(encoding, "replace")
            common += len(code) == 2 and (low <= code[0] <= high or not char.isalpha()) and code[1] >= 0x40
        share = common / len(wide)
        if encoding == "cp932":
            share += 0.05 * (share > 0.9)  # kana decide: nothing else reads as kana by accident
        elif (
            encoding in ("gb18030", "cp949", "euc_jp", "cp950")
            and _ascii_trails(sample) > 0.5
            and encoding != "cp950"
        ):
            continue
        if share > best_share:
            best, best_share = encoding, share
    return best


_THAI_PAIRS = re.compile(
    rb"[\xe0-\xe4](?![\xa1-\xce])|(?<![\xa1-\xce\xd1\xd4-\xda\xe7-\xed])[\xd1\xd4-\xda\xe7-\xed]"
)


def _is_thai(sample: bytes) -> bool:
    """TIS-620: signs above and below follow a consonant, leading vowels stand before one."""
    high = len(re.findall(rb"[\xa1-\xda\xdf-\xfb]", sample))
    if high < 8 or len(re.findall(rb"[\x80-\xff]", sample)) > 1.02 * high:
        return False
    signs = len(re.findall(rb"[\xd1\xd4-\xda\xe0-\xe4\xe7-\xed]", sample))
    return signs > 0.12 * high and len(_THAI_PAIRS.findall(sample)) < 0.04 * signs


def _ascii_trails(sample: bytes) -> float:
    """Share of the runs of high bytes that have an odd length: in EUC encodings they are even."""
    runs = [len(run) for run in re.findall(rb"[\x80-\xff]+", sample)]
    return sum(run % 2 for run in runs) / len(runs) if runs else 0.0


_INSIDE = re.compile(r"[^\W\d_][^\w\s'’.,;:()/\\\-‐–—\u00ad\"“”«»?!\x00-\x7f]+(?=[^\W\d_])")
_MIXED = re.compile(r"[A-Za-z][\u0370-\u06ff\u0e00-\u0e7f]|[\u0370-\u06ff\u0e00-\u0e7f][A-Za-z]")
_GREEK_VOWELS = re.compile("[αεηιουωάέήίόύώ]", re.I)
_CYRILLIC_VOWELS = re.compile("[аеёиоуыэюяіїє]", re.I)


def _single_byte(sample: bytes) -> str:
    """The single-byte encoding whose reading fits one language's alphabet best, or ""."""
    best, best_score = "", 0.9
    for encoding, alphabets in _ALPHABETS.items():
        text = _strict(sample, encoding)
        if text is None:
            continue
        score = _alphabet_score(text, alphabets)
        if score > best_score + 0.001:
            best, best_score = encoding, score
    return best


def _alphabet_score(text: str, alphabets: tuple[str, ...]) -> float:
    letters = [char for char in text if char > "\x7f" and (char.isalpha() or char in alphabets[-1])]
    signs = [char for char in text if char > "\x7f" and not char.isalpha() and char not in alphabets[-1]]
    odd = sum(1 for char in signs if char not in "\u00a0§–—‘’“”„«»…•°ºª·¿¡€£¹²³©®™†‡½¼¾‚ ")
    odd += len(_INSIDE.findall(text)) + len(_MIXED.findall(text))
    if "α" in alphabets[0] and len(_GREEK_VOWELS.findall(text)) < 0.4 * len(letters):
        odd += len(letters)
    if "а" in alphabets[0] and len(_CYRILLIC_VOWELS.findall(text)) < 0.33 * len(letters):
        odd += len(letters)  # Hebrew in windows-1255 reads as Cyrillic consonants
    if not letters:
        return 0.95 - odd / (1 + len(signs)) if signs else 0.0
    share = max(sum(1 for char in letters if char.lower() in alphabet) for alphabet in alphabets) / len(
        letters
    )
    if "а" in alphabets[0] and sum(1 for char in letters if char.isupper()) > 0.6 * len(letters):
        odd += len(letters) // 4
    # Letters of the other case inside a word (koi8 read as windows-1251 swaps the cases).
    swapped = len(re.findall(r"[a-zа-яёα-ωß-ÿ][A-ZА-ЯЁΑ-ΩÀ-Þ]", text))
    return share - (odd + swapped) / len(letters)


def _ask_charset_normalizer(sample: bytes) -> str:
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        return ""
    try:
        match = from_bytes(sample[:16_384]).best()
    except Exception:  # a guess may fail in any way; the reader goes on without it
        return ""
    if match is None:
        return ""
    if (
        match.encoding in ("cp1250", "cp1257", "cp1258", "cp775", "cp852")
        and _strict(sample, "cp1252") is not None
    ):
        return "cp1252"
    return match.encoding
