"""`make screenshots` writes into docs/images/ how a page looks on a desk and on a phone."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from itinerary import load, render, resolve
from itinerary.export import pdf as printing

ROOT = Path(__file__).parent.parent
EXAMPLES, IMAGES = ROOT / "examples", ROOT / "docs" / "images"
LOOKS: dict[str, dict[str, Any]] = {
    "desk": {"viewport": {"width": 1280, "height": 1340}, "color_scheme": "light"},
    "phone": {
        "viewport": {"width": 375, "height": 812},
        "color_scheme": "dark",
        "device_scale_factor": 2,
    },
}
OPENED = (  # on the phone, to show where a date comes from
    "#day-2025-09-03 tbody tr:first-child summary"
)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder, "page.html")
        file.write_text(
            render(resolve(load(EXAMPLES / "rubio-2025-final.yaml")), "html"), encoding="utf-8"
        )
        browser = playwright.chromium.launch(executable_path=printing.find_browser())
        for name, look in LOOKS.items():
            page = browser.new_context(**look).new_page()
            page.goto(file.as_uri())
            if name == "phone":
                page.click(OPENED)
                page.evaluate("document.querySelector('#day-2025-09-03').scrollIntoView()")
            page.screenshot(path=IMAGES / f"rubio-2025-final-{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
