"""Which style sheets and scripts a kind of page loads; each is one small file that the browser keeps."""

from functools import cache

from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

# tokens comes first: it names the order of the layers, so that the order of the rest does not matter.
_EVERY = ("tokens", "reset", "base", "layout", "brand", "utilities", "print")
_PARTS = ("buttons", "forms", "choices", "chips", "cards", "letters", "tables", "timeline")
_DESK = (
    "top",
    "menus",
    "rows",
    "rail",
    "pane",
    "dock",
    "meter",
    "dialogs",
    "setup",
    "handling",
    "inviting",
    "overview",
    "calendar",
)
STYLES = {"desk": (*_EVERY, *_PARTS, *_DESK), "public": (*_EVERY, *_PARTS, "public", "careers", "reply")}
_LISTS = ("select", "languages", "pane", "first")
_FORMS = ("insert", "presets", "sift", "when", "count", "once", "fresh", "lost", "mended")
SCRIPTS = {
    "desk": (*_LISTS, "preferences", "menu", "dialog", "keys", "enter", "drag", *_FORMS),
    "public": ("once", "count", "files", "leave", "fresh", "zones"),
}


@cache
def stylesheets(bundle: str) -> SafeString:
    """The links of a bundle ("desk" or "public"); KeyError for any other name."""
    links = ((static(f"css/{name}.css"),) for name in STYLES[bundle])
    return format_html_join("\n", '<link rel="stylesheet" href="{}">', links)


@cache
def scripts(bundle: str) -> SafeString:
    """The modules of a bundle ("desk" or "public"); modules run once the page is read."""
    modules = ((static(f"js/{name}.js"),) for name in SCRIPTS[bundle])
    return format_html_join("\n", '<script type="module" src="{}"></script>', modules)


@cache
def favicon() -> SafeString:
    """The mark in the browser's tab."""
    return format_html('<link rel="icon" type="image/svg+xml" href="{}">', static("img/mark.svg"))
