"""One address, one that mail can reach."""

import pytest

from besked.lib.addresses import BadAddress, address_key, clean_email, same_address


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("mette@havn.example", "mette@havn.example"),
        (" Mette.Kjaer+job@HAVN.Example\r\n", "Mette.Kjaer+job@havn.example"),
        ("\u200bmette@havn.example\ufeff", "mette@havn.example"),
        ("o'neill@x.example", "o'neill@x.example"),
        ("a@Ærø.dk", "a@xn--r-3fa9c.dk"),
        ("a@bu\u0308cher.example", "a@xn--bcher-kva.example"),
        ("a@xn--bcher-kva.example", "a@xn--bcher-kva.example"),
        ("a@ｈavn.example", "a@havn.example"),
        ("a@пример.example", "a@xn--e1afmkfd.example"),
        ("a@日本カナ.example", "a@xn--lck2c295sncb.example"),
        ("x" * 64 + "@b.example", "x" * 64 + "@b.example"),
    ],
)
def test_an_address_is_kept_with_its_domain_in_ascii(typed: str, kept: str) -> None:
    assert clean_email(typed) == kept
    assert clean_email(kept) == kept


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"),
        (" \u200b\n", "empty"),
        ("a@b.example, c@d.example", "many"),
        ("a@b.example;c@d.example", "many"),
        ("a@b.example\r\nBcc: c@d.example", "many"),
        ("a@b.example\nBcc:", "malformed"),
        ("Jens <a@b.example>", "malformed"),
        ('"a b"@b.example', "malformed"),
        ("a(comment)@b.example", "malformed"),
        ("a@b@c.example", "malformed"),
        ("@b.example", "malformed"),
        ("a@", "malformed"),
        ("a", "malformed"),
        ("a..b@c.example", "malformed"),
        (".a@c.example", "malformed"),
        ("a@b..example", "malformed"),
        ("a@b.example.", "malformed"),
        ("a@-b.example", "malformed"),
        ("a@b_c.example", "malformed"),
        ("a\x00@b.example", "malformed"),
        ("a@b\u202e.example", "malformed"),
        ("ærø@b.example", "malformed"),
        ("a@pаypal.example", "malformed"),  # Cyrillic а
        ("a@xn--pypal-4ve.example", "malformed"),  # the same, encoded
        ("a@xn--\u00e6.example", "malformed"),
        ("a@xn--.example", "malformed"),
        ("a@b.123", "malformed"),
        ("a@localhost", "local"),
        ("a@b", "local"),
        ("a@printer.local", "local"),
        ("a@[127.0.0.1]", "local"),
        ("a@127.0.0.1", "local"),
        ("a@[IPv6:::1]", "local"),
        ("x" * 65 + "@b.example", "too_long"),
        ("a@" + "b" * 64 + ".example", "too_long"),
        ("a@" + "b.c" * 90 + ".example", "too_long"),
        ("a@" + "æ" * 5_000 + ".example", "too_long"),
    ],
)
def test_a_bad_address_says_why(typed: str, code: str) -> None:
    with pytest.raises(BadAddress) as caught:
        clean_email(typed)

    assert caught.value.code == code


def test_case_makes_no_other_person_but_plus_and_dots_do() -> None:
    assert address_key("Mette@Havn.example") == "mette@havn.example"
    assert same_address("METTE@havn.example", "mette@HAVN.example ")
    assert not same_address("mette+1@havn.example", "mette@havn.example")
    assert not same_address("not an address", "not an address")
