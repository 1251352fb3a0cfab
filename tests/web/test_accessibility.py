"""The brief in a real browser: axe finds nothing, nothing overflows, nothing is fetched, it prints.

Needs chromium (NETBRIEF_CHROMIUM or on the path), playwright, and axe-core: its axe.min.js in
NETBRIEF_AXE, or installed as node_modules/axe-core. What is missing is named in the reason of the skip.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.unit.brief.sample import make_knowledge, make_law, make_screening, sample

from netbrief.assessment.assess import assess
from netbrief.brief.material import BriefMeta
from netbrief.brief.write import write_brief
from netbrief.rendering.render import render

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

ROOT = Path(__file__).parents[2]
CHROMIUM = os.environ.get("NETBRIEF_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
AXE = Path(os.environ.get("NETBRIEF_AXE") or ROOT / "node_modules" / "axe-core" / "axe.min.js")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="chromium is not installed (NETBRIEF_CHROMIUM)")
WIDTHS = (360, 390, 1280)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


def write_page(folder: Path, kind: str) -> Path:
    law, screening, knowledge = sample()
    if kind == "no-findings":
        law, screening, knowledge = make_law(), make_screening(), make_knowledge()
    elif kind == "long-words":
        long = "x" * 400
        units = (
            ("sec_1", f"Section {long}", long, f"The Minister may order access providers to block {long}."),
        )
        law = make_law("zh", units)
        finding = screening.findings[0]
        start = law.text.index("order access")
        found = replace(
            finding, provision_id="sec_1", start=start, end=start + 12, quote="order access", safeguards=()
        )
        screening = make_screening(found, languages=("en", "zh"))
    brief = write_brief(law, screening, assess(law, screening, knowledge), knowledge, BriefMeta("0.1.0", "1"))
    path = folder / f"{kind}.html"
    path.write_text(render(brief, "html"), encoding="utf-8")
    return path


@pytest.fixture(scope="module", params=["findings", "no-findings", "long-words"])
def page_file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(tmp_path_factory.mktemp("brief"), request.param)


def open_page(browser: Any, file: Path, width: int, scheme: str = "light") -> Any:
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, offline=True, bypass_csp=True
    )
    page = context.new_page()
    page.goto(file.as_uri())
    return page


@pytest.mark.skipif(
    not AXE.is_file(), reason="axe-core is not installed (NETBRIEF_AXE or npm install axe-core)"
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_no_violation(browser: Any, page_file: Path, width: int, scheme: str) -> None:
    page = open_page(browser, page_file, width, scheme)
    page.evaluate(AXE.read_text("utf-8"))
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    page.context.close()
    assert [(v["id"], [node["html"][:120] for node in v["nodes"]]) for v in found["violations"]] == []
    assert found["passes"]


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_wider_than_the_page(browser: Any, page_file: Path, width: int) -> None:
    page = open_page(browser, page_file, width)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    widest = page.evaluate("document.documentElement.scrollWidth")
    page.context.close()
    assert widest <= width


def test_nothing_is_fetched_and_nothing_goes_wrong(browser: Any, page_file: Path) -> None:
    context = browser.new_context(offline=True)
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(page_file.as_uri())
    context.close()
    assert asked == [page_file.as_uri()]
    assert said == []


def test_the_first_stop_of_the_keyboard_is_the_skip_link_and_it_is_seen(
    browser: Any, page_file: Path
) -> None:
    page = open_page(browser, page_file, 390)
    page.keyboard.press("Tab")
    box = page.evaluate("(({left, width}) => [left, width])(document.activeElement.getBoundingClientRect())")
    target = page.evaluate("document.activeElement.getAttribute('href')")
    page.context.close()
    assert target == "#main"
    assert box[0] >= 0
    assert box[1] > 50


def test_it_prints_with_its_details_open(browser: Any, tmp_path: Path) -> None:
    pdfium = pytest.importorskip("pypdfium2")
    page = open_page(browser, write_page(tmp_path, "findings"), 1280)
    data = page.pdf(prefer_css_page_size=True)
    page.context.close()
    document = pdfium.PdfDocument(data)
    text = "".join(leaf.get_textpage().get_text_bounded() for leaf in document)
    assert "Safe <Network> Bill" in text
    assert "dns_blocking/a" in text
    width, height = document[0].get_size()
    assert (round(width), round(height)) == (595, 842)
