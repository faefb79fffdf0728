"""What is wrong with a page as it stands: words that are not Russian, and what axe finds serious."""

from __future__ import annotations

import re
from functools import cache

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# Names, formats, keys, and marks of the document: 1.1.a, IV, formulas.
NAMES = re.compile(
    r"\b(?:Excel|Word|PowerPoint|PDF|XLS[XMB]?|ODS|CSV|ZIP|DOCX|PPTX|PNG|SVG|Enter|Esc|Ctrl|Tab|"
    r"[IVX]+|[A-Za-z](?:i|j)|on-line|WorldSkills|JuniorSkills|Python|txt|PostgreSQL|SQLite|[\w-]+\.(?:xlsx|csv|txt|toml|pdf))\b"
)
_RESIZED = 300
"""Milliseconds in which a page has taken another width."""
_LATIN = re.compile(r"[A-Za-z]{2}")
_TEXTS = """() => {
    const attributes = ["aria-label", "title", "placeholder", "aria-roledescription", "aria-description", "alt"];
    const unseen = "script, style, code, pre, noscript, .katex, [role=img], [data-testid=stIconMaterial]";
    const texts = new Set([document.title]);
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.currentNode; node; node = walker.nextNode()) {
        if (node.nodeType === Node.TEXT_NODE) {
            if (!node.parentElement.closest(unseen)) texts.add(node.data.trim());
        } else for (const name of attributes) {
            if (node.hasAttribute(name)) texts.add(node.getAttribute(name));
        }
    }
    return [...texts];
}"""


def foreign_words(page: Page) -> list[str]:
    """Texts and labels with a Latin word that is neither a name nor a format; code is left out."""
    return [text for text in page.evaluate(_TEXTS) if _LATIN.search(NAMES.sub("", text))]


def parted(page: Page) -> list[str]:
    """Numbers that a line may part from their «№»."""
    return re.findall(r"№ \d+", page.get_by_test_id("stMain").inner_text())


def misfits(page: Page) -> list[str]:
    """What does not belong on a telephone or on any screen: content that is scrolled sideways, Streamlit's typeface."""
    view = page.viewport_size or {"width": 1366, "height": 768}
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(_RESIZED)
    wider = page.get_by_test_id("stMain").evaluate("main => main.scrollWidth - main.clientWidth")
    page.set_viewport_size(view)
    faces = page.evaluate(
        "performance.getEntriesByType('resource').map(e => e.name).filter(n => n.includes('SourceSans'))"
    )
    return [*([f"{wider} pixels too wide at 390"] if wider > 0 else []), *faces]


def barriers(page: Page, **options: object) -> list[str]:
    """What axe calls serious or critical, a line each."""
    violations = _axe().run(page, options={"resultTypes": ["violations"], **options}).response["violations"]
    return [
        f"{found['id']}: {node['html'][:200]}"
        for found in violations
        if found["impact"] in ("serious", "critical")
        for node in found["nodes"]
    ]


@cache
def _axe() -> Axe:
    return Axe()
