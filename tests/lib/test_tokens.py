"""Link secrets."""

import re

from besked.lib.tokens import derive, new_token, same, token_hash


def test_new_tokens_are_different_and_fit_in_an_address() -> None:
    made = {new_token() for _ in range(1_000)}

    assert len(made) == 1_000
    assert [token for token in made if not re.fullmatch(r"[A-Za-z0-9_-]{43}", token)] == []


def test_the_hash_is_sha256_in_hex() -> None:
    assert token_hash("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert len(token_hash("\ud800 æ")) == 64


def test_a_derived_token_depends_on_the_secret_and_on_each_part() -> None:
    made = {
        derive("s", "message", "reply", "1"),
        derive("t", "message", "reply", "1"),
        derive("s", "message", "reply", "2"),
        derive("s", "messagereply", "1"),
        derive("s", "message", "reply1"),
        derive("s", "message", "reply", "1", ""),
        derive("s"),
    }

    assert len(made) == 7
    assert derive("s", "message", "reply", "1") in made
    assert {len(token) for token in made} == {43}


def test_same_compares_any_text() -> None:
    assert same("æ", "æ")
    assert not same("a", "b")
    assert not same("a", "\ud800")
