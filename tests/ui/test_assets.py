"""Style sheets and scripts: all are loaded somewhere, colours stand in one file, layers are the agreed ones."""

import re

import pytest

from besked.ui.assets import SCRIPTS, STYLES, favicon, scripts, stylesheets
from tests.house import BESKED

CSS, JS = BESKED / "ui/css", BESKED / "ui/js"
LAYERS = {"tokens", "reset", "base", "layout", "components", "utilities"}


@pytest.fixture(autouse=True)
def plain_addresses():
    """Each test draws the links anew, with file names that aren't hashed."""
    for drawn in (stylesheets, scripts, favicon):
        drawn.cache_clear()


def test_every_style_sheet_is_loaded_by_a_bundle():
    assert {name for names in STYLES.values() for name in names} == {path.stem for path in CSS.glob("*.css")}


def test_every_script_is_loaded_by_a_bundle():
    assert {name for names in SCRIPTS.values() for name in names} == {path.stem for path in JS.glob("*.js")}


@pytest.mark.parametrize("bundle", sorted(STYLES))
def test_tokens_come_first_because_they_order_the_layers(bundle):
    assert STYLES[bundle][0] == "tokens"


def test_style_sheets_are_links_of_our_own_host():
    links = stylesheets("public").splitlines()

    assert links[0] == '<link rel="stylesheet" href="/static/css/tokens.css">'
    assert len(links) == len(STYLES["public"])


def test_scripts_are_modules():
    assert scripts("public").splitlines()[0] == '<script type="module" src="/static/js/once.js"></script>'


def test_unknown_bundle_is_an_error():
    with pytest.raises(KeyError):
        stylesheets("dekst")


def test_favicon_is_our_mark():
    assert favicon() == '<link rel="icon" type="image/svg+xml" href="/static/img/mark.svg">'


def test_colours_stand_in_the_tokens_alone():
    colour = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)\(", re.I)
    strays = [path.name for path in CSS.glob("*.css") if path.stem != "tokens" and colour.search(path.read_text())]

    assert strays == []


def test_every_rule_stands_in_a_layer():
    found = {path.name: set(re.findall(r"@layer (\w+) \{", path.read_text())) for path in CSS.glob("*.css")}

    assert [name for name, layers in found.items() if not layers or layers - LAYERS] == []


def test_every_colour_that_is_used_is_a_token():
    text = {path.name: path.read_text() for path in CSS.glob("*.css")}
    defined = set(re.findall(r"(--[\w-]+):", text["tokens.css"]))

    assert {name for css in text.values() for name in re.findall(r"var\((--[\w-]+)\)", css)} - defined == set()
