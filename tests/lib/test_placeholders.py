"""Letters are filled in once, and nobody's name is ever read as a placeholder."""

import re

import pytest

from besked.lib.placeholders import compile_text

LINK = re.compile(r"\{link:[a-z-]+\}")


def test_the_words_and_links_of_a_text_are_known() -> None:
    text = compile_text("Dear {first_name}, {link:proof} {first_name} {link:my-page}")

    assert text.names == {"first_name"}
    assert text.links == {"proof", "my-page"}


def test_unknown_words_are_named_once_in_their_order() -> None:
    text = compile_text("{b} {a} {link:x} {b} {c}")

    assert text.unknown({"c"}) == ["b", "a", "link:x"]
    assert text.unknown(["a", "b", "c", "link:x"]) == []


@pytest.mark.parametrize("literal", ["{}", "{Name}", "{0}", "{a.b}", "{ a }", "{{7*7}}", "%(a)s", "{a!r}", "{link:A}"])
def test_braces_around_anything_else_are_just_braces(literal: str) -> None:
    text = compile_text(literal)

    assert text.names | text.links == set()
    assert text.render({}) == literal


def test_values_are_put_in_as_they_are_and_links_stay() -> None:
    text = compile_text("Dear {name}:\n{link:reply}")

    assert text.render({"name": "{title} %s {0} <b>"}) == "Dear {title} %s {0} <b>:\n{link:reply}"


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(KeyError, match="name"):
        compile_text("{name}").render({})


@pytest.mark.parametrize(
    ("template", "values"),
    [
        ("{a}", {"a": "{link:proof}"}),
        ("{a} {b}", {"a": "{link:proof}{link:proof}", "b": "x"}),
        ("{{a}", {"a": "link:proof}"}),
        ("{link{a}}", {"a": ":proof"}),
        ("{a}{b}", {"a": "{", "b": "link:proof}"}),
        ("{a}{b}", {"a": "{link", "b": ":proof}"}),
        ("{a}{b}{c}", {"a": "{li", "b": "nk:pro", "c": "of}"}),
        ("{a}link:proof}", {"a": "{"}),
        ("{a}{b}", {"a": "{link:", "b": "proof}"}),
        ("{li{a}{b}", {"a": "", "b": "nk:x}"}),
    ],
)
def test_no_value_can_make_a_link(template: str, values: dict[str, str]) -> None:
    text = compile_text(template)

    assert LINK.findall(text.render(values)) == []
    assert "".join(piece for piece, _ in text.parts(values)) == text.render(values)


def test_a_link_beside_a_value_stays_a_link() -> None:
    assert LINK.findall(compile_text("{a}{link:proof}{a}").render({"a": "{x"})) == ["{link:proof}"]


def test_parts_tell_what_was_filled_in() -> None:
    parts = compile_text("Dear {name}, {link:reply}").parts({"name": "Åse"})

    assert parts == [("Dear ", False), ("Åse", True), (", ", False), ("{link:reply}", False)]
