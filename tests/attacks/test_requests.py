"""Requests that no page of ours made: forged, led astray, with more in them than was asked."""

import pytest
from django.test import Client

from besked.models import Application, User
from tests.api.caller import Caller, token_for
from tests.cast import applies

HOST = "evil.example"
ELSEWHERE = [f"//{HOST}/", f"https://{HOST}", f"/\\{HOST}", "javascript:alert(1)", f"/\t/{HOST}", f" //{HOST}"]


@pytest.mark.parametrize("place", ELSEWHERE)
def test_nobody_is_led_out_of_the_house(cast, bo, place):
    ida = applies(cast.teacher)
    answers = [
        bo.post("/preferences/", {"theme": "light", "next": place}),
        bo.post(f"/applications/{ida.pk}/note/", {"text": "x", "back": place}),
        bo.post(f"/applications/{ida.pk}/rank/", {"rank": "1", "back": place}),
        Client().post(
            f"/accounts/login/?next={place}", {"login": cast.bo.email, "password": "sesam sesam", "next": place}
        ),
    ]

    assert [answer.url for answer in answers] == [
        "/",
        f"/applications/{ida.pk}/#notes",
        f"/applications/{ida.pk}/",
        "/",
    ]


def test_form_from_elsewhere_is_refused_at_every_door(cast):
    ida, forged = applies(cast.teacher), Client(enforce_csrf_checks=True)
    forged.force_login(cast.anna)
    mail = ida.messages.get().pk
    doors = ["preferences", "i18n/setlang", "accounts/logout", "accounts/login", "accounts/password/reset",
             f"applications/{ida.pk}/note", f"applications/{ida.pk}/rank", "actions/reject", f"outbox/{mail}/act",
             "settings/departments/new", "settings/staff/new", f"settings/staff/{cast.bo.pk}/act",
             "settings/reasons/new", "settings/senders", "settings/signatures", "settings/profile",
             "settings/profile/tokens", "vacancies/new",
             f"vacancies/{cast.teacher.pk}/edit", f"vacancies/{cast.teacher.pk}/close"]  # fmt: skip

    answers = [forged.post(f"/{door}/", {"x": 1}, headers={"origin": "https://evil.example"}) for door in doors]

    assert [answer.status_code for answer in answers] == [403] * len(doors)


def test_applicant_decides_nothing_but_what_is_asked(cast):
    more = {"status": "hired", "rank": "1", "vacancy": str(cast.nurse.pk), "source": "api", "answered_at": "2026-01-01"}
    form = {"given_name": "Ida", "family_name": "A", "email": "ida@example.com", "letter": "Hej", "language": "da"}

    Client().post(f"/jobs/{cast.teacher.slug}/apply/", form | more)

    ida = Application.objects.get()
    assert (ida.status, ida.rank, ida.vacancy_id, ida.source, ida.answered_at) == (
        "new",
        None,
        cast.teacher.pk,
        "careers",
        None,
    )


def test_nobody_gives_themselves_rights_on_their_own_page(cast):
    rune = Client()
    rune.force_login(cast.rune)
    page = rune.get("/settings/profile/")
    form = {name: page.context["form"][name].value() or "" for name in page.context["form"].fields}

    answer = rune.post(
        "/settings/profile/", form | {"rights": "administer", "level": "complete", "email": "a@b.example"}
    )

    user = User.objects.get(pk=cast.rune.pk)
    assert (answer.status_code, user.rights, user.level, user.email) == (
        302,
        cast.rune.rights,
        "reader",
        cast.rune.email,
    )


def test_program_changes_nothing_but_what_it_may(cast):
    ida, bo = applies(cast.teacher), Caller(token_for(cast.bo))

    bo.patch(f"/applications/{ida.pk}", {"rank": 2, "status": "hired", "vacancy": cast.nurse.pk, "letter": "x"})
    code, _ = bo.patch(f"/vacancies/{cast.teacher.pk}", {"department": cast.care.pk})

    ida.refresh_from_db()
    assert (ida.rank, ida.status, ida.vacancy_id, ida.letter) == (2, "new", cast.teacher.pk, "I would like to.")
    assert code == 409


def test_third_party_is_not_flooded_with_receipts(cast):
    form = {"family_name": "A", "email": "victim@example.com", "letter": "Hej", "language": "da"}

    codes = [
        Client(headers={"x-forwarded-for": f"8.8.4.{n}"})
        .post(f"/jobs/{cast.teacher.slug}/apply/", form | {"given_name": f"Ida {n}"})
        .status_code
        for n in range(25)
    ]

    assert (codes.count(302), codes.count(429)) == (20, 5)
