"""The file for a calendar: the event of the letters, and nothing that opens doors."""

from icalendar import Calendar

from tests.cast import act


def event(client, one):
    response = client.get(f"{one.page}interview.ics")
    (found,) = Calendar.from_ical(response.content).walk("VEVENT")
    return response, found


def test_file_holds_the_interview_as_the_letter_does(client, guest):
    response, found = event(client, guest)

    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="interview.ics"'
    assert (str(found["uid"]), found["sequence"], str(found["status"])) == (guest.interview.uid, 0, "CONFIRMED")
    assert (found.decoded("dtstart"), found.decoded("dtend")) == (guest.interview.starts_at, guest.interview.ends_at)
    assert (str(found["summary"]), str(found["location"])) == ("First interview: Teacher", "Skolegade 1")
    assert str(found["organizer"]) == "mailto:job@havnsund.example"
    assert ("METHOD:PUBLISH" in response.text, guest.token in response.text, "attendee" in found) == (
        True,
        False,
        False,
    )


def test_file_follows_a_move(client, cast, guest):
    act("move", cast.bo_acts, [guest.application], answers={"time": "13:00"})

    _response, found = event(client, guest)

    assert (found["sequence"], found.decoded("dtstart").hour) == (1, 12)


def test_file_of_a_cancelled_interview_takes_it_out(client, cast, guest):
    act("cancel-interview", cast.bo_acts, [guest.application])

    assert str(event(client, guest)[1]["status"]) == "CANCELLED"


def test_there_is_no_file_before_a_time_is_chosen(client, chooser):
    assert client.get(f"{chooser.page}interview.ics").status_code == 404


def test_file_is_in_the_language_of_the_page(client, guest):
    response = client.get(f"{guest.page}interview.ics?language=nl")

    assert "Leraar" in response.text
