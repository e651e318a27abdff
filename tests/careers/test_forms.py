"""The form's questions: what is wrong is said in a sentence, and what was typed stays."""

import datetime as dt

import pytest

from besked.models import Application, Candidate
from tests.careers.sending import WORDS, address, faults, send

ODD = [
    "nul\0byte", "bell\a", "\u202egnp.vc", "line\u2028end", "\ufeffmark", "a\u0301" * 60, "z" + "\u0300" * 500,
    "😀", "👩‍👩‍👧‍👦 🇩🇰", "قلم", "שם", "ชื่อ", "李小龍", "ﬁ", "ß İ ı",
    "Null", "undefined", "NaN", "N/A", "-", "0", "1e1000", "true", "O'Neill", "van der 't Hout", "Nguyễn Thị Ánh",
    "X Æ A-12", 'Jens "Bcc" Hansen', "<b>fat</b>", "<script>alert(1)</script>", "{{7*7}}", "{% now %}", "{given_name}",
    "{0.__class__}", "%s%n%(x)s", "${jndi:ldap}", "=cmd|' /C calc'!A0", "+1+1", "'; DROP TABLE x; --", "../../etc",
    "\\", "\\\\host", "＜", "＝1+1", "\t tab \t", "a\r\nBcc: b", "Ω≈ç√∫˜µ≤≥÷", "-" * 90, "  spaces  ",
]  # fmt: skip
LOCAL = "Mail can’t reach this address. Write one that works everywhere, like name@example.com."


@pytest.mark.parametrize("text", ODD)
def test_odd_text_is_taken_or_refused_in_words(client, cast, text):
    response = send(client, cast.teacher, given_name=text, family_name=text, letter=text, mobile=text)

    assert response.status_code == 400
    assert "mobile" in faults(response)
    taken = send(client, cast.teacher, given_name=f"Ida {text}", family_name=text, letter=f"Ja. {text}")
    assert (taken.status_code, Application.objects.count()) == (302, 1)
    assert client.get(taken.url).status_code == 200


def test_text_is_stored_clean(client, cast):
    send(client, cast.teacher, given_name=" I\0da\u202e \u2028 B\a ", letter="One\r\ntwo\0")

    assert (Candidate.objects.get().given_name, Application.objects.get().letter) == ("Ida B", "One\ntwo")


def test_typed_text_comes_back_escaped(client, cast):
    response = send(client, cast.teacher, email="", letter="<script>alert(1)</script>", family_name='"><img>')

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in response.text
    assert 'value="&quot;&gt;&lt;img&gt;"' in response.text
    assert ("<script>alert" in response.text, '"><img>' in response.text) == (False, False)


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("given_name", " \u200b ", "Write your given name, so that we can answer you by name."),
        ("given_name", "I" * 101, "Use at most 100 characters."),
        ("family_name", "å" * 101, "Use at most 100 characters."),
        ("given_name", "Win at www.example.com", "Write a name here, without e-mail or web addresses."),
        ("family_name", "a@b", "Write a name here, without e-mail or web addresses."),
        ("email", "", "Write your e-mail address; your answer is sent there."),
        ("email", "ida", "This is not a whole e-mail address. It looks like name@example.com."),
        ("email", "a@example.com, b@example.com", "Write one address only."),
        ("email", "root@localhost", LOCAL),
        ("email", "x" * 65 + "@example.com", "The address is longer than an e-mail address can be."),
        ("mobile", "ring efter kl. 16", "Write digits only, with a + in front if the number is from another country."),
        ("mobile", "123", "Digits are missing from this number."),
        ("mobile", "1" * 30, "This number has too many digits."),
        ("mobile", "+881 6 12345678", "We can’t call this number. Write another one, or leave the field empty."),
        ("letter", "x" * 20_001, "Use at most 20000 characters."),
        ("language", "", "Choose the language of your answer."),
    ],
)  # fmt: skip
def test_fault_is_told_in_a_sentence_and_keeps_the_words(client, cast, field, text, sentence):
    response = send(client, cast.teacher, **{field: text})

    assert (response.status_code, faults(response), Application.objects.count()) == (400, {field: [sentence]}, 0)
    assert response.context["form"][field].value() == text


def test_all_faults_are_told_at_once(client, cast):
    response = client.post(address(cast.teacher), {})

    assert sorted(faults(response)) == ["email", "given_name", "language", "letter"]
    assert "4 answers need another look" in response.text


def test_letter_or_file_is_needed(client, cast):
    response = send(client, cast.teacher, letter=" \n ")

    assert faults(response) == {"letter": ["Write a few lines here, or attach your CV below; one of them is enough."]}


def test_megabyte_of_text_is_refused_in_words(client, cast):
    response = send(client, cast.teacher, letter="ø" * 1_000_000, given_name="n" * 1_000_000)

    assert faults(response) == {
        "given_name": ["Use at most 100 characters."],
        "letter": ["Use at most 20000 characters."],
    }


def test_form_that_is_far_too_large_gets_a_page(client, cast):
    response = send(client, cast.teacher, letter="x" * 6_000_000)

    assert response.status_code == 413
    assert "That was too large" in response.text


def asked(client, vacancy):
    return {"address", "birth_date"} & set(client.get(address(vacancy)).context["form"].fields)


def test_form_asks_what_a_department_above_asks(client, cast):
    type(cast.school).objects.filter(pk=cast.organisation.pk).update(asks_address=True)

    assert asked(client, cast.teacher) == {"address"}
    send(client, cast.teacher, address="Havnegade 1\r\n9999 Havnsund")
    assert Candidate.objects.get().address == "Havnegade 1\n9999 Havnsund"


def test_form_asks_nothing_that_nobody_wants(client, cast):
    assert asked(client, cast.teacher) == set()
    send(client, cast.teacher, address="Havnegade 1", birth_date="1990-05-24")
    assert Candidate.objects.values_list("address", "birth_date").get() == ("", None)


@pytest.mark.parametrize(("country", "found"), [("DK", set()), ("", set()), ("NO", {"birth_date"})])
def test_birth_date_is_inherited_except_in_denmark(client, cast, country, found):
    cast.organisation.country, cast.organisation.asks_birth_date = country, True
    cast.organisation.save()

    assert asked(client, cast.teacher) == found


def test_birth_date_is_asked_in_denmark_where_the_department_itself_says_so(client, cast):
    type(cast.school).objects.filter(pk=cast.school.pk).update(asks_birth_date=True)

    send(client, cast.teacher, birth_date="1990-05-24")

    assert asked(client, cast.teacher) == {"birth_date"}
    assert Candidate.objects.get().birth_date == dt.date(1990, 5, 24)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("yesterday", "Write the date as year-month-day, like 1990-05-24."),
        ("1990-02-30", "Write the date as year-month-day, like 1990-05-24."),
        ("0001-01-01", "Look at the year once more."),
        ("2026-12-24", "Look at the year once more."),
        ("9999-12-31", "Look at the year once more."),
    ],
)
def test_impossible_birth_date_is_told(client, cast, text, sentence):
    type(cast.school).objects.filter(pk=cast.school.pk).update(asks_birth_date=True)

    assert faults(send(client, cast.teacher, birth_date=text)) == {"birth_date": [sentence]}


def test_months_kept_are_told_before_anybody_applies(client, cast):
    text = client.get(address(cast.teacher)).text

    assert "we delete it at the latest 6 months after our answer to you." in text
    assert "Havnsund uses what you send to fill this job, and for nothing else." in text


def test_departments_own_privacy_text_is_shown(client, cast):
    type(cast.school).objects.filter(pk=cast.organisation.pk).update(privacy="We <keep> nothing.")

    text = client.get(address(cast.teacher)).text

    assert ("We &lt;keep&gt; nothing." in text, "at the latest 6 months" in text) == (True, False)


def test_browser_is_told_what_each_field_is(client, cast):
    type(cast.school).objects.filter(pk=cast.school.pk).update(asks_birth_date=True, asks_address=True)

    fields = client.get(address(cast.teacher)).context["form"].fields

    assert {name: field.widget.attrs.get("autocomplete") for name, field in fields.items()} == {
        "given_name": "given-name",
        "family_name": "family-name",
        "email": "email",
        "mobile": "tel",
        "address": "street-address",
        "birth_date": "bday",
        "letter": "off",
        "cv": None,
        "documents": None,
        "website": "off",
        "language": None,
    }


def test_error_is_tied_to_its_field_for_screen_readers(client, cast):
    text = send(client, cast.teacher, email="ida", letter=WORDS).text

    assert '<a href="#id_email">E-mail: ' in text
    assert 'aria-describedby="id_email_helptext id_email_error"' in text
