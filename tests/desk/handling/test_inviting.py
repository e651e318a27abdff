"""Inviting on its page: the interview first, then the letters; every answer stays where it was typed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from besked.desk.handling.inviting import STEPS
from besked.models import Application, Interview, Message, Right, Run, Status, User
from tests.cast import act, applies, user
from tests.desk.handling.inviting import next_step, second_step
from tests.desk.handling.reading import read


@pytest.fixture
def two(cast):
    return [applies(cast.teacher, "Ida Ågård", "da"), applies(cast.teacher, "Maarten Groot", "nl")]


@pytest.fixture
def address(draft, two):
    return draft("invite", two)


def tabs(page):
    return [one.attributes["value"] for one in page.all("button", name="show")]


def step(page):
    return page.one("ol", class_="steps").one("li", **{"aria-current": "step"}).text


def fault(page, name):
    return page.one("div", id=f"id_{name}_error").text


# The first step


def test_first_step_proposes_what_is_usual(bo, cast, address):
    user("aage", "mid", cast.school)

    page = read(bo.get(address))

    people = [(one.text, "checked" in one.one("input").attributes) for one in page.one(id="id_recruiters").all("label")]
    chosen = [one.attributes["value"] for one in page.all("input", type="radio") if "checked" in one.attributes]
    assert step(page) == "Interview"
    assert people == [("Bo Holm (you)", True), ("Aage Holm", False), ("Lise Holm", False), ("Rune Holm", False)]
    assert chosen == ["in_person", "together"]
    assert page.one("select", name="kind").one("option", selected=None).attributes["value"] == "interview1"
    assert page.one("input", name="duration").attributes["value"] == "45"
    assert "value" not in page.one("input", name="date").attributes
    assert "value" not in page.one("input", name="time").attributes


def test_next_shows_the_letters_and_sends_nothing(bo, address):
    page = read(next_step(bo, address))

    assert step(page) == "Letter and reminder"
    assert tabs(page) == ["invitation-da", "invitation-nl", "reminder-da", "reminder-nl"]
    assert page.one("section", id="go").all("button", name="do").__next__().text == "Back"
    assert not Message.objects.filter(kind="invitation").exists()
    assert Run.objects.get().state == "draft"


def test_tabs_of_several_letters_say_which_letter_they_are(bo, address):
    written = read(next_step(bo, address)).one("section", id="written")

    assert [one.text for one in written.all("b", class_="switch-name")] == ["Invitation", "Reminder by e-mail"]
    assert written.one("legend").text == "Invitation: Danish"


def test_back_leads_to_the_interview_with_everything_kept(bo, address):
    next_step(bo, address, place="Rådhuset")

    page = read(second_step(bo, address, do="back", reminder="email", days_before="3"))

    assert step(page) == "Interview"
    assert page.one("input", name="place").attributes["value"] == "Rådhuset"
    assert Run.objects.get().answers["days_before"] == "3"


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("date", "2026-11-22", "This time has passed. Choose one that lies ahead."),
        ("date", "2026-02-30", "There is no such day. Write it as in 2026-11-24."),
        ("date", "", "Choose a date."),
        ("time", "25:00", "There is no such time. Write it as in 10:30."),
        ("time", "", "Choose a time."),
        ("duration", "forever", "Enter a whole number."),
        ("duration", "0", "Ensure this value is greater than or equal to 5."),
        ("recruiters", [], "Choose at least one recruiter who attends."),
        ("recruiters", ["nobody@example.com"], "There is no such colleague: nobody@example.com."),
    ],
)
def test_bad_answer_gets_its_sentence_at_its_field(bo, address, name, typed, words):
    response = next_step(bo, address, **{name: typed})
    page = read(response)

    assert response.status_code == 422
    assert step(page) == "Interview"
    assert fault(page, name) == words


@pytest.mark.parametrize(("name", "typed"), [("date", "2026-02-30"), ("time", "25:00"), ("duration", "forever")])
def test_bad_answer_is_still_there(bo, address, name, typed):
    page = read(next_step(bo, address, **{name: typed}))

    field = page.one("input", name=name).attributes
    assert field["value"] == typed
    # a control for days shows nothing that is no day
    assert field["type"] != name


def test_error_list_leads_to_the_field(bo, address):
    page = read(next_step(bo, address, recruiters=[], date=""))

    links = [(one.attributes["href"], one.text) for one in page.one("div", class_="errors").all("a")]
    assert links == [
        ("#id_date", "Date: Choose a date."),
        ("#id_recruiters_0", "Recruiters attending interview: Choose at least one recruiter who attends."),
    ]


# Who gets which time


def test_sequence_shows_who_gets_which_time(bo, address):
    who = read(next_step(bo, address, arrange="sequence", **{"break": "10"})).one("section", id="who")

    assert [one.text for one in who.one("table").all("tr")] == [
        "Time Person",
        "Monday 30 November",
        "10:00–10:45 Ida Ågård",
        "10:55–11:40 Maarten Groot",
    ]


def test_day_is_named_anew_after_midnight(bo, address):
    who = read(next_step(bo, address, arrange="sequence", time="23:30")).one("section", id="who")

    days = [one.text for one in who.all("tr", class_="times-day")]
    assert days == ["Monday 30 November", "Tuesday 1 December"]


def test_together_names_the_time_once(bo, address):
    who = read(next_step(bo, address)).one("section", id="who")

    assert who.one("p", class_="when-line").text == "Monday 30 November at 10:00 · 45 minutes"


def test_phone_shows_the_numbers(bo, two, address):
    two[0].candidate.mobile = "+45 20 12 34 56"
    two[0].candidate.save()

    who = read(next_step(bo, address, format="phone")).one("section", id="who")

    assert [one.text for one in who.all("li")] == ["Ida Ågård +45 20 12 34 56", "Maarten Groot no number"]


def test_slots_are_shown_as_they_are_understood(bo, address):
    typed = "tue 24 10:00-12:00 every 45\r\n\r\nwed 25 9-10 x2"

    who = read(next_step(bo, address, arrange="slots", slots=typed, date="", time="")).one("section", id="who")

    assert [one.text for one in who.one("dl", class_="offers").inside if not isinstance(one, str)] == [
        "Tuesday 24 November",
        "10:00–10:45 10:45–11:30",
        "Wednesday 25 November",
        "09:00–10:00 × 2",
    ]
    assert "4 places · 2 people" in who.text
    assert "Line 1: 11:30–12:00 is left over: there is no room for another 45 minutes." in who.text


def test_faulty_line_is_named_by_its_number(bo, address):
    typed = "tue 24 10-12\r\n\r\ntue 24 11-13\r\nsoon"

    page = read(next_step(bo, address, arrange="slots", slots=typed))

    assert fault(page, "slots") == (
        "Line 3: Tuesday 24 November 2026: 11:00–13:00 overlaps 10:00–12:00 (line 1). "
        "Line 4: “soon” is not understood. Write, for example: Tuesday 24 November 10:00-12:00 every 45"
    )
    assert page.one("textarea", name="slots").text == "tue 24 10-12 tue 24 11-13 soon"


def test_hints_stand_beside_time_and_person_and_block_nothing(bo, cast, two, address):
    answers = {"kind": "interview1", "format": "in_person", "date": "2026-11-30", "time": "10:30", "duration": 45}
    act("invite", cast.bo_acts, two[:1], answers=answers | {"recruiters": [cast.bo.email]})

    page = read(next_step(bo, address))

    who = page.one("section", id="who")
    assert [one.text for one in who.all("p", class_="hint")] == [
        "Bo Holm has another interview then (Monday 30 November at 10:30)."
    ]
    assert [one.text for one in who.all("li")] == ["Ida Ågård Already invited: First interview.", "Maarten Groot"]
    assert page.one("button", value="perform").text == "Send 2 invitations"


def test_offered_time_says_who_is_busy_then(bo, cast, two, address):
    answers = {"kind": "interview1", "format": "in_person", "date": "2026-11-24", "time": "11:00", "duration": 45}
    act("invite", cast.bo_acts, two[:1], answers=answers | {"recruiters": [cast.bo.email]})

    who = read(next_step(bo, address, arrange="slots", slots="tue 24 10-12 every 60")).one("section", id="who")

    offers = who.one("dl", class_="offers").all("li")
    assert [one.text for one in offers] == ["10:00–11:00", "11:00–12:00 Bo Holm has another interview then"]


# The button


def test_button_invites_once_and_the_result_says_who_comes_when(bo, cast, two, address):
    next_step(bo, address)

    page = read(second_step(bo, address, do="perform", reminder="email"))
    again = bo.post(address, {"do": "perform"})

    done = page.one("section", **{"aria-labelledby": "done-title"})
    assert page.one("h1").text == "2 applicants invited"
    assert [one.text for one in done.all("li")] == [
        "Ida Ågård First interview · Monday 30 November at 10:00",
        "Maarten Groot First interview · Monday 30 November at 10:00",
    ]
    assert "2 reminders wait; the first leaves on 29 Nov 2026, 09:00." in page.text
    assert again.status_code == 302
    assert Interview.objects.count() == 2
    assert set(Application.objects.values_list("status", flat=True)) == {Status.INVITED}


def test_without_letter_the_button_says_so(bo, address):
    next_step(bo, address)

    page = read(second_step(bo, address, mail="none"))

    assert page.one("button", value="perform").text == "Plan 2 interviews, without a letter"
    assert page.one("section", id="written").one("h2").text == "Nothing is sent"
    assert "the template says so" not in page.text


def test_slots_without_a_letter_are_refused_in_words(bo, address):
    next_step(bo, address, arrange="slots", slots="tue 24 10-12")

    response = second_step(bo, address, mail="none", do="perform")

    assert response.status_code == 422
    assert fault(read(response), "mail") == "Without a letter nobody could choose a time."
    assert not Interview.objects.exists()


def test_time_that_passed_meanwhile_leads_back_to_it(bo, address, frozen):
    next_step(bo, address)
    Run.objects.update(answers={**Run.objects.get().answers, "date": "2026-11-20"})

    response = second_step(bo, address, do="perform")

    assert response.status_code == 422
    assert step(read(response)) == "Interview"
    assert fault(read(response), "date") == "This time has passed. Choose one that lies ahead."


@pytest.mark.parametrize("torn", ["{confirm\nlink}", "%7Bconfirmlink%7D"])
def test_torn_link_is_named_and_the_text_is_kept(bo, address, torn):
    next_step(bo, address)
    text = {"shown": "invitation-da", "letter-body": f"Kom: {torn}", "letter-body-was": "x"}

    response = second_step(bo, address, do="perform", **text)

    page = read(response)
    faults = page.one("div", id="letter-body-error").text
    assert response.status_code == 422
    assert faults == "{confirmlink} is broken in the text. Write it in one piece, in braces."
    assert page.one("textarea", name="letter-body").text == f"Kom: {torn}".replace("\n", " ")
    assert not Interview.objects.exists()


def test_colleague_sees_the_draft_and_changes_nothing(client, bo, cast, address):
    next_step(bo, address)
    client.force_login(cast.anna)

    page = read(client.get(address))

    assert "Bo Holm is writing this." in page.text
    assert next_step(client, address, place="Elsewhere").status_code == 403
    assert Run.objects.get().answers["place"] == "Room 4"


def test_whoever_withdrew_meanwhile_is_named_and_the_rest_is_invited(bo, cast, two, address):
    next_step(bo, address)
    act("withdraw", cast.bo_acts, two[:1])

    page = read(second_step(bo, address, do="perform"))

    left = page.one("section", **{"aria-labelledby": "refused-title"})
    assert [one.text for one in left.all("li")] == ["Ida Ågård Not possible: Withdrawn."]
    assert [one.application_id for one in Interview.objects.all()] == [two[1].pk]


# SMS


def may_sms(cast):
    User.objects.filter(pk=cast.bo.pk).update(rights=[*cast.bo.rights, Right.SMS])


def test_sms_is_offered_only_with_the_right(bo, cast, address):
    without = read(next_step(bo, address)).one(id="id_reminder")
    may_sms(cast)
    with_it = read(bo.get(address + "?step=letter")).one(id="id_reminder")

    assert [one.text for one in without.all("label")] == ["No reminder", "Send email reminder"]
    assert len(list(with_it.all("label"))) == 4


def test_those_without_a_number_are_left_out_until_a_second_yes(bo, cast, two, address):
    may_sms(cast)
    two[0].candidate.mobile = "+45 20 12 34 56"
    two[0].candidate.save()
    next_step(bo, address)

    before = read(second_step(bo, address, reminder="both")).one("section", id="who")
    after = read(second_step(bo, address, reminder="both", rules="no-mobile ", accept="no-mobile"))
    second_step(bo, address, reminder="both", rules="no-mobile ", accept="no-mobile", do="perform")

    assert "Maarten Groot There is no mobile number for the SMS reminder." in before.text
    assert "checked" not in before.one("input", name="accept").attributes
    assert "checked" in after.one("input", name="accept").attributes
    assert after.one(id="accept-no-mobile-about").text == "1 person"
    assert Interview.objects.count() == 2
    kinds = Message.objects.filter(kind__startswith="reminder").values_list("kind", "to")
    assert sorted(kinds) == sorted(
        [
            ("reminder", two[0].candidate.email),
            ("reminder", two[1].candidate.email),
            ("reminder-sms", "+45 20 12 34 56"),
        ]
    )


def test_whoever_is_left_out_takes_nobodys_time(bo, cast, two, address):
    may_sms(cast)
    two[1].candidate.mobile = "+31 6 12345678"
    two[1].candidate.save()
    next_step(bo, address, arrange="sequence")

    left = read(second_step(bo, address, reminder="sms")).one("section", id="who").one("table")
    kept = read(second_step(bo, address, reminder="sms", rules="no-mobile", accept="no-mobile")).one("table")

    assert [one.text for one in left.all("tr")][2:] == ["10:00–10:45 Maarten Groot"]
    assert [one.text for one in kept.all("tr")][2:] == ["10:00–10:45 Ida Ågård", "10:45–11:30 Maarten Groot"]


def test_second_yes_can_be_taken_back(bo, cast, two, address):
    may_sms(cast)
    next_step(bo, address)
    second_step(bo, address, reminder="sms", rules="no-mobile ", accept="no-mobile")

    page = read(second_step(bo, address, reminder="sms", rules="no-mobile "))

    assert Run.objects.get().accept == []
    assert page.one("section", id="who").one("h2").text == "For 0 people"


# Whatever is posted, there is an answer

NONSENSE = [
    {"date": "\x00"},
    {"date": "9999-12-31", "time": "23:59"},
    {"date": "0001-01-01"},
    {"time": "24:00"},
    {"duration": "9" * 5000},
    {"duration": "-5"},
    {"break": "1e9", "arrange": "sequence"},
    {"cap": "0"},
    {"kind": "interview9"},
    {"format": "opera"},
    {"arrange": "never"},
    {"arrange": ["slots", "sequence"]},
    {"recruiters": ["\x00", "bo@havnsund.example", "x" * 5000]},
    {"link": "javascript:alert(1)"},
    {"place": "\x00\ud800 Room\n4"},
    {"slots": "x\n" * 2000, "arrange": "slots"},
    {"slots": "{confirmlink} %7B", "arrange": "slots"},
    {"kind_shown": "\x00"},
    {"answers": "kind \x00 date"},
    {"step": "moon"},
    {"rules": "no-mobile \x00 x", "accept": ["no-mobile", "\x00"]},
    {"confirm_link_shown": "2"},
    {"person": "9" * 30, "show": "invitation-xx", "shown": "reminder-sms-da", "letter-body": "x"},
]


@pytest.mark.parametrize("typed", NONSENSE)
@pytest.mark.parametrize("do", ["next", "perform", "save", "back", "fly"])
def test_nonsense_gets_a_page_and_never_a_fault_of_ours(bo, address, typed, do):
    response = next_step(bo, address, **{name: _posted(value) for name, value in typed.items()}, do=do)

    assert response.status_code in (200, 422)
    assert bo.get(address).status_code == 200


@pytest.mark.parametrize(
    "typed",
    [
        {"mail": "pigeon"},
        {"reminder": "smoke"},
        {"days_before": "4"},
        {"days_before": ""},
        {"short_notice": "\x00"},
        {"confirm_link_shown": "", "confirm_link": "\x00"},
        {"shown": "reminder-da", "letter-body": "{{{{{confirm\x00link}", "letter-body-was": ""},
    ],
)
@pytest.mark.parametrize("do", ["perform", "save"])
def test_nonsense_in_the_second_step_gets_a_page_too(bo, address, typed, do):
    next_step(bo, address)

    response = second_step(bo, address, **typed, do=do)

    assert response.status_code in (200, 422)
    assert bo.get(address).status_code == 200


def _posted(value):
    """As a browser would send it: no half of a letter."""
    if isinstance(value, list):
        return [_posted(one) for one in value]
    return value.encode("utf-8", "replace").decode()


def queries(bo, address):
    """How often a page asks the database."""
    with CaptureQueriesContext(connection) as found:
        assert bo.get(address).status_code == 200
    return len(found)


@pytest.mark.parametrize(
    "more", [{}, {"arrange": "sequence"}, {"arrange": "slots", "slots": "tue 24 8-16 every 30 x9"}, {"format": "phone"}]
)
def test_pages_ask_the_database_no_more_for_many(bo, cast, draft, more):
    few, many = ([applies(cast.teacher, f"Ida{n} Berg", "da") for n in range(count)] for count in (2, 9))
    addresses = [draft("invite", people) for people in (few, many)]
    for address in addresses:
        next_step(bo, address, **more)
        second_step(bo, address, reminder="email")

    first, second = ([queries(bo, f"{address}?step={step}") for step in STEPS] for address in addresses)

    assert first == second
