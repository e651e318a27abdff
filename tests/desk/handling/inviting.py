"""What a browser posts from the two steps of inviting."""

INTERVIEW = {
    "step": "interview",
    "answers": "kind format arrange date time duration break slots cap place route link recruiters",
    "kind_shown": "interview1",
    "kind": "interview1",
    "format": "in_person",
    "arrange": "together",
    "date": "2026-11-30",
    "time": "10:00",
    "duration": "45",
    "break": "",
    "slots": "",
    "cap": "",
    "place": "Room 4",
    "route": "",
    "link": "",
    "recruiters": ["bo@havnsund.example"],
}
LETTER = {
    "step": "letter",
    "answers": "mail reminder days_before short_notice",
    "mail": "send",
    "reminder": "none",
    "days_before": "1",
}


def next_step(client, address, **more):
    """The first step done, with some answers of one's own: the page that comes then."""
    return client.post(address, INTERVIEW | {"do": "next"} | more, follow=True)


def second_step(client, address, **more):
    """The second step, kept or performed."""
    return client.post(address, LETTER | more, follow=True)
