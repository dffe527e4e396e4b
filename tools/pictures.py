"""Takes the pictures of the documents from a running exercise city, so that they show what really stands.

make up PORT=8010          in another terminal
.venv/bin/python tools/pictures.py http://localhost:8010
"""

import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))
from support.browser import ARGUMENTS, DESK, PHONE, chromium, visiting  # noqa: E402

FOLDER = ROOT / "docs" / "img"
COLOURS = 128
HEIGHT = {DESK: 1180, PHONE: 760}


def take(page: Page, name: str, width: int) -> None:
    """Keep the upper part of a page as a small PNG."""
    raw = page.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": width, "height": HEIGHT[width]})
    picture = Image.open(io.BytesIO(raw)).convert("RGB").quantize(COLOURS)
    FOLDER.mkdir(parents=True, exist_ok=True)
    picture.save(FOLDER / f"{name}.png", optimize=True)


def main(origin: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        with visiting(browser, origin, width=DESK) as desk:
            desk.sign_in("desk", "latihan-desk")
            take(desk.go("/ruang/"), "situasi", DESK)
        with visiting(browser, origin, width=DESK) as handler:
            handler.sign_in("penangan", "latihan-penangan")
            page = handler.go("/ruang/penanganan/")
            with page.expect_navigation():
                page.locator("table tbody tr a").first.click()
            take(page, "penanganan", DESK)
        with visiting(browser, origin, width=PHONE, script=False) as resident:
            take(resident.go("/lapor/"), "lapor", PHONE)


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
