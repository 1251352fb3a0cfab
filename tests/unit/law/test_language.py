"""The language of a text."""

from __future__ import annotations

import pytest

from netbrief.law.language import detect_language

TEXTS = {
    "en": "The Minister may by order direct any person to comply with the requirements of this section.",
    "fr": "Le ministre peut, par arrêté, ordonner aux opérateurs de se conformer aux dispositions de la présente loi.",
    "de": "Die Bundesnetzagentur kann den Betreiber verpflichten, die Anforderungen nach Absatz 1 zu erfüllen.",
    "es": "El Ministerio podrá ordenar a los operadores que cumplan con lo dispuesto en el artículo de esta ley.",
    "pt": "O Ministério poderá determinar aos operadores que cumpram o disposto no artigo desta lei, não se aplica.",
    "it": "Il Ministro può ordinare agli operatori di conformarsi alle disposizioni della presente legge e del comma.",
    "zh": "网络运营者应当留存网络日志不少于六个月。",
    "th": "ผู้ให้บริการต้องเก็บรักษาข้อมูลจราจรทางคอมพิวเตอร์",
    "ja": "電気通信事業者は、通信の秘密を守らなければならない。",
}


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_is_told(code: str) -> None:
    assert detect_language(TEXTS[code]) == code


def test_nothing_is_said_of_what_is_no_language() -> None:
    assert detect_language("") == "und"
    assert detect_language("1234 5678") == "und"
    assert detect_language("zxqv wqkj pltr " * 20) == "und"


def test_the_file_is_believed_unless_the_script_contradicts() -> None:
    assert detect_language("Qwrt plm", "fr-CA") == "fr"
    assert detect_language(TEXTS["zh"], "en") == "zh"
