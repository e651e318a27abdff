"""Icons: drawn for the eye only; a name that does not exist is an error."""

import heroicons
import pytest

from besked.ui.icons import icon


def test_icon_is_hidden_from_screen_readers():
    assert icon("check").startswith("<svg ")
    assert icon("check").count('aria-hidden="true"') == 1
    assert icon("check", css="large").count('class="large"') == 1


def test_unknown_icon_is_an_error():
    with pytest.raises(heroicons.IconDoesNotExist):
        icon("chekc")
