"""A real Chromium for the tests in this folder, and axe to look at each page with."""

import os
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tools.need import CHROMIUM_MISSING, find_chromium

# Playwright's synchronous interface runs an event loop in this thread; Django would refuse the database there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
PATIENCE = 10_000  # milliseconds: enough on a busy machine, and a broken page doesn't hold up the others for long
WIDTHS = {"desk": (1440, 900), "tablet": (768, 1024), "phone": (360, 740)}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for the run. It shows only our own pages, and its sandbox doesn't start in every container."""
    path = find_chromium()
    if path is None:
        pytest.fail(CHROMIUM_MISSING)
    with sync_playwright() as player:
        found = player.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture
def open_page(browser: Browser, live_server) -> Iterator[Callable[..., Page]]:
    """`open_page("/jobs/", width="phone", scheme="dark", locale="da", scripts=False)`; addresses are relative."""
    contexts = []

    def open_at(address: str = "", *, width="desk", scheme="light", locale="en", scripts=True, cookies=()) -> Page:
        across, down = WIDTHS[width]
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": across, "height": down},
            locale=locale,
            timezone_id="Europe/Copenhagen",
            reduced_motion="reduce",
            color_scheme=scheme,
            java_script_enabled=scripts,
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        context.add_cookies([{"url": live_server.url, **cookie} for cookie in cookies])
        page = context.new_page()
        if address:
            page.goto(address)
        return page

    yield open_at
    for context in contexts:
        context.close()


@pytest.fixture
def sign_in(client, settings) -> Callable[..., dict[str, str]]:
    """The cookie of a signed-in user, to hand to `open_page`, without the detour over the form."""

    def cookie_of(user) -> dict[str, str]:
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        return {"name": name, "value": client.cookies[name].value}

    return cookie_of


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """What axe finds on a page, a line for each rule with the places; an accessible page gives an empty list."""
    engine = Axe()

    def violations(page: Page) -> list[str]:
        found = engine.run(page, options={"runOnly": {"type": "tag", "values": RULES}})
        return [
            f"{violation['id']}: {violation['help']} at {[node['target'] for node in violation['nodes']]}"
            for violation in found.response["violations"]
        ]

    return violations
