"""Every encoding a law may come in, long and short."""

from __future__ import annotations

import pytest

from netbrief.source.encoding import declared_charset, decode

TEXTS = [
    (
        "La présente loi règle l'accès à l'Internet, les délais prévus et les tâches; très bientôt, ça.",
        "cp1252 mac_roman",
    ),
    ("L'accès à Internet est protégé.", "cp1252"),
    ("Die Behörde kann Maßnahmen über Netze ändern. § 5 Öffentlichkeit", "cp1252"),
    ("La autoridad española podrá ordenar según el artículo 5.º; ¿qué pasó?", "cp1252"),
    ("Minister może zażądać usunięcia treści, jeżeli są sprzeczne z ustawą; łączności", "cp1250 iso8859-2"),
    ("Úřad může uložit povinnost zamezit přístupu; důvody, příloha, žádost", "cp1250"),
    ("Erişimin engellenmesi kararı içerik sağlayıcıya bildirilir; değişiklik", "cp1254"),
    ("Настоящий Федеральный закон регулирует отношения в области связи.", "cp1251 koi8-r cp866 iso8859-5"),
    ("Ο πάροχος υποχρεούται να διακόπτει την πρόσβαση σύμφωνα με το άρθρο 5", "cp1253"),
    ("ספק גישה לאינטרנט יחסום את הגישה לאתר בהתאם לצו", "cp1255"),
    ("يلتزم مقدمو خدمات الإنترنت بحجب المواقع وفقا لأحكام هذا القانون", "cp1256 utf-16-le utf-16-be"),
    ("พระราชบัญญัตินี้ให้ใช้บังคับตั้งแต่วันถัดจากวันประกาศ", "tis-620"),
    ("第一条 为了保障网络安全，维护网络空间主权和国家安全，制定本法。", "gb18030 utf-16-le utf-16-be"),
    ("第一條 為保障個人資料之合理利用，特制定本法。電信事業應依法辦理。", "big5"),
    (
        "第一条　この法律は、電気通信事業の公共性にかんがみ、その運営を適正とする。",
        "shift_jis euc_jp iso2022_jp",
    ),
    ("제1조(목적) 이 법은 정보통신망의 이용을 촉진함을 목적으로 한다.", "euc-kr"),
    ("Section 1. This Act may be cited. (a) Scope", "utf-16 utf-16-le utf-16-be utf-32 utf-8-sig ascii"),
    ("The authority \u2013 subject to section 5 \u2013 may order \u201cblocking\u201d", "cp1252"),
]
CASES = [(text, encoding) for text, encodings in TEXTS for encoding in encodings.split()]


@pytest.mark.parametrize(("text", "encoding"), CASES)
@pytest.mark.parametrize("times", [1, 40])
def test_the_text_comes_back(text: str, encoding: str, times: int) -> None:
    whole = "\n".join([text] * times)
    assert decode(whole.encode(encoding)).text == whole


@pytest.mark.parametrize(
    ("head", "charset"),
    [
        (b'<?xml version="1.0" encoding="ISO-8859-1"?>', "cp1252"),
        (b'<html><meta charset="Shift_JIS">', "cp932"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=gb2312">', "gb18030"),
        (b'<?xml version="1.0" encoding="utf-16"?>', ""),
        (b'<?xml version="1.0" encoding="nonsense"?>', ""),
        (b"plain", ""),
    ],
)
def test_declared_charset(head: bytes, charset: str) -> None:
    assert declared_charset(head) == charset


def test_a_guess_and_damage_are_said() -> None:
    assert [issue.code for issue in decode("Maßnahme für".encode("cp1252")).issues] == ["encoding-guessed"]
    damaged = decode("Die Behörde für Maßnahmen über Öffentlichkeit".encode() + b"\xff und so weiter")
    assert [issue.code for issue in damaged.issues] == ["encoding-damaged"]
    assert damaged.text.startswith("Die Behörde für Maßnahmen")


def test_binary_is_no_text() -> None:
    assert decode(bytes(range(256)) * 10).binary
    assert decode(b"\x00" * 1000).binary
