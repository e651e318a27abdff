"""Adverts: what people type becomes headings, paragraphs and lists."""

import pytest

from besked.careers.adverts import Block, as_html, blocks


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", []),
        ("One line.", [Block("p", ["One line."])]),
        ("One.\r\n\r\n\r\nTwo.", [Block("p", ["One."]), Block("p", ["Two."])]),
        (
            "About us\nWe teach children to read.",
            [Block("h2", ["About us"]), Block("p", ["We teach children to read."])],
        ),
        ("You are\n- kind\n-  patient", [Block("h2", ["You are"]), Block("ul", ["kind", "patient"])]),
        ("You offer:\n* a\n• b\n– c", [Block("h2", ["You offer"]), Block("ul", ["a", "b", "c"])]),
        ("Havnegade 1\n9999 Havnsund", [Block("p", ["Havnegade 1", "9999 Havnsund"])]),
        ("Come!\nWe wait for you here.", [Block("p", ["Come!", "We wait for you here."])]),
        ("- a\nand then\n- b", [Block("ul", ["a"]), Block("p", ["and then"]), Block("ul", ["b"])]),
        ("-5 degrees", [Block("p", ["-5 degrees"])]),
    ],
)
def test_advert_is_read_in_pieces(text, pieces):
    assert blocks(text) == pieces


def test_pieces_are_escaped():
    pieces = [Block("h2", ["<b>"]), Block("p", ["a & b", "<i>"]), Block("ul", ["<u>"])]

    assert as_html(pieces, heading="h3") == (
        "<h3>&lt;b&gt;</h3>\n<p>a &amp; b<br>&lt;i&gt;</p>\n<ul><li>&lt;u&gt;</li></ul>"
    )
