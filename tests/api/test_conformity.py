"""Values against the schemas that describe them, in words."""

import pytest

from besked.api.conformity import ADDRESS, TELEPHONE, TIME, VISIBLE, ZONE, unlike

EMPTY = "This may not be empty."


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"type": "integer"}, 1.0),
        ({"type": "number"}, 1),
        ({"type": "boolean"}, True),
        ({"type": "array", "items": {"type": "string"}}, ["a", ""]),
        ({"type": "string", "format": "date"}, "2028-02-29"),
        ({"type": "string", "format": "date"}, "0000-01-01"),
        ({"type": "string", "format": "date-time"}, "2027-01-31T09:00:00.123456789+01:00"),
        ({"type": "string", "format": "date-time"}, "2027-01-31t09:00:60z"),
        ({"type": "string", "format": "date-time"}, "2027-01-31T09:00"),
        ({"type": "string", "pattern": TIME}, "09:30"),
        ({"type": "string", "pattern": TELEPHONE}, "+45 20 12-34(56)"),
        ({"type": "string", "pattern": TELEPHONE}, ""),
        ({"type": "string", "pattern": ADDRESS}, "ida.o'b@æble.example"),
        ({"type": "string", "pattern": ZONE}, "America/Argentina/Buenos_Aires"),
        ({"type": "string", "pattern": VISIBLE}, "\u200b 李 \u200b"),
        ({"enum": ["a", 1]}, 1),
    ],
)
def test_value_as_described_gets_no_words(schema, value):
    assert unlike(value, schema) == ""


@pytest.mark.parametrize(
    ("schema", "value", "words"),
    [
        ({"type": "integer"}, True, "This must be a whole number."),
        ({"type": "integer"}, 1.5, "This must be a whole number."),
        ({"type": "number"}, "1", "This must be a number."),
        ({"type": "boolean"}, 0, "This must be true or false."),
        ({"type": "string"}, {}, "This must be text."),
        ({"type": "array", "items": {"type": "string"}}, "a", "This must be a list."),
        ({"type": "array", "items": {"type": "string"}}, ["a", 1], "This must be text."),
        ({"type": "integer", "minimum": 1}, 0, "This number is outside of what is possible."),
        ({"type": "integer", "maximum": 1}, 2, "This number is outside of what is possible."),
        ({"type": "string", "enum": ["", "a", "b"]}, "c", "Choose one of these: a, b."),
        ({"type": "string", "maxLength": 2}, "abc", "At most 2 characters."),
        ({"type": "string", "minLength": 1}, "", EMPTY),
        ({"type": "string", "format": "date"}, "2027-02-29", "This must be a day, as in 2027-01-31."),
        ({"type": "string", "format": "date"}, "20270131", "This must be a day, as in 2027-01-31."),
        ({"type": "string", "format": "date-time"}, "2027-01-31",
         "This must be a moment, as in 2027-01-31T09:00:00+01:00."),
        ({"type": "string", "pattern": TIME}, "25:00", "This must be a time, as in 09:30."),
        ({"type": "string", "pattern": TELEPHONE}, "call me", "This is not a telephone number that we can call."),
        ({"type": "string", "pattern": ZONE}, "Mars Olympus", "This must be a time zone, as in Europe/Copenhagen."),
        ({"type": "string", "pattern": "^a"}, "b", "This must have another form."),
    ],
)  # fmt: skip
def test_value_of_another_form_gets_a_sentence(schema, value, words):
    assert unlike(value, schema) == words


@pytest.mark.parametrize(
    "unseen", ["", " ", "\t\n", "\x00\x1f", "\x85\xa0\xad", "\u200b\u200d\u2028\u2060\ufeff\u3000"]
)
def test_text_that_shows_nothing_is_empty(unseen):
    assert unlike(unseen, {"type": "string", "pattern": VISIBLE}) == EMPTY


@pytest.mark.parametrize(
    "address",
    ["", "ida", "ida@", "@b.example", "a@b", "a@1.2.3.4", "a b@c.example", "a@b.example, c@d.example", "a@-b.dk"],
)
def test_address_of_no_use_gets_a_sentence(address):
    words = "This is not an e-mail address that we can write to."

    assert unlike(address, {"type": "string", "format": "email", "pattern": ADDRESS}) == words
