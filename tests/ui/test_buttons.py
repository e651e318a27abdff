"""Buttons: declared attributes only, links where there is an address, keys that are announced."""

import pytest

from besked.ui.buttons import button


def test_button_submits_by_default():
    assert button("Send 4 answers", kind="primary") == (
        '<button class="button primary" type="submit"><span>Send 4 answers</span></button>'
    )


def test_button_with_an_address_is_a_link():
    assert button("Back", url='/x/?a=1&b="2"') == (
        '<a class="button" href="/x/?a=1&amp;b=&quot;2&quot;"><span>Back</span></a>'
    )


def test_button_carries_name_value_form_and_rest():
    assert button("Reject", name="slug", value="reject", form="dock", disabled=True) == (
        '<button class="button" type="submit" name="slug" value="reject" form="dock" disabled>'
        "<span>Reject</span></button>"
    )


def test_key_is_announced_and_shown():
    assert button("Reject", key="r") == (
        '<button class="button" type="submit" data-key="r" aria-keyshortcuts="r"><span>Reject</span>'
        '<kbd aria-hidden="true">r</kbd></button>'
    )


def test_words_are_escaped():
    assert "<script>" not in button("<script>", name='"><script>', value="<script>", key="<")


def test_unknown_kind_is_an_error():
    with pytest.raises(ValueError, match="primray: no kind of button"):
        button("Send", kind="primray large")
