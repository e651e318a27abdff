"""What is kept beside an application, from one statement: the same as the models would say one by one."""

import datetime as dt

import pytest
from django.utils import translation

from besked.desk.handling.dossier import dossier
from besked.desk.handling.timeline import timeline
from besked.models import Document, Note, Reason, Vacancy, VacancyText
from tests.cast import NOW, act, applies, department, vacancy

ANSWERS = {"type": "interview1", "reason": "others"}


@pytest.fixture
def ida(cast):
    """Applied with two papers, noted twice, and rejected."""
    one = applies(cast.teacher, now=NOW - dt.timedelta(days=2, microseconds=1))
    for number in range(2):
        Note.objects.create(application=one, author=cast.bo, text=f"Note \\ “{number}”\n", at=NOW)
        Document.objects.create(
            application=one, candidate=one.candidate, kind="cv", name=f"{number}.pdf", content_type="application/pdf",
            size=number, key="0" * 32, sha256="", text="{'a': \"%s\"}", pages=number, created_at=NOW,
        )  # fmt: skip
    act("reject", cast.bo_acts, [one], answers=ANSWERS)
    return one


def values(rows, *names):
    return [tuple(getattr(row, name) for name in names) for row in rows]


@pytest.mark.parametrize(
    ("part", "names"),
    [
        ("events", ("pk", "run_id", "action", "actor_kind", "user", "at", "particulars", "after")),
        ("messages", ("pk", "author", "state", "once", "subject", "queued_at", "not_before", "sent_at", "body")),
        ("notes", ("pk", "author", "text", "at")),
        ("documents", ("pk", "kind", "name", "size", "text", "text_state", "pages", "content_type")),
    ],
)
def test_rows_are_those_of_the_models_in_their_order(ida, part, names):
    found = values(getattr(dossier(ida), part), *names)

    assert found == values(getattr(ida, part).all(), *names)
    assert len(found) == 2


def test_a_message_without_subject_asks_for_nothing_more(ida, django_assert_num_queries):
    ida.messages.update(channel="sms", subject="")
    found = dossier(ida)

    with django_assert_num_queries(0):
        said = [one.words for one in timeline(ida, found, "letters")]

    assert said == ["SMS", "SMS"]


def test_everything_costs_one_query(ida, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = dossier(ida)
        names = [found.events[1].user.name, found.messages[1].author.name, found.notes[0].author.name]

    assert names == ["Bo Holm"] * 3


def test_reasons_are_in_the_language_of_the_reader(ida):
    Reason.objects.filter(slug="others").update(labels={"en": "Others", "sv": "Andra"})

    with translation.override("sv"):
        assert dossier(ida).reasons == {"others": "Andra"}


@pytest.mark.parametrize("language", ["da", "nl", "fi"])
def test_title_is_that_of_the_vacancy(cast, language):
    odd = vacancy(cast.school, cast.bo)
    Vacancy.objects.filter(pk=odd.pk).update(languages=["sv", "nl"])
    VacancyText.objects.filter(vacancy=odd, language="da").delete()
    ida = applies(Vacancy.objects.get(pk=odd.pk))

    with translation.override(language):
        assert dossier(ida).title == Vacancy.objects.get(pk=odd.pk).title()


def test_vacancy_without_texts_is_called_by_its_reference(ida):
    VacancyText.objects.all().delete()

    assert dossier(ida).title == ida.vacancy.reference


@pytest.mark.parametrize(("own", "above", "country"), [("", "", "NO"), ("", "SE", "SE"), ("NL", "SE", "NL")])
def test_country_is_the_nearest_above(cast, own, above, country):
    top = department("Fjordkommune", country="NO")
    middle = department("Skoler", top, country=above)
    ida = applies(vacancy(department("Skole", middle, country=own), cast.bo))

    assert dossier(ida).above.country(ida.vacancy.department_id) == country


def test_others_are_the_same_person_or_the_same_address(cast):
    ida = applies(cast.teacher, email="ida@example.com")
    alone = dossier(ida).has_others
    applies(cast.nurse, "Ib Dahl", email="Ida@Example.com")

    assert (alone, dossier(ida).has_others) == (False, True)


def test_people_without_an_address_are_not_the_same(cast):
    one, two = applies(cast.teacher, "Ida Berg"), applies(cast.nurse, "Ib Dahl")
    for row in (one, two):
        row.candidate.email = row.candidate.email_key = ""
        row.candidate.save()

    assert not dossier(one).has_others
