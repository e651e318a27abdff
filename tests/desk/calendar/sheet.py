"""Reads the page of one interview, and fills in its forms as a browser would."""

from besked.models import Interview
from tests.desk.handling.reading import read


def page_of(client, interview):
    response = client.get(f"/interviews/{interview.pk}/")
    assert response.status_code == 200
    return read(response)


def fields(client, interview, action):
    """What the form of an action holds, as a browser would send it."""
    form = next(
        one for one in page_of(client, interview).all("form") if one.attributes.get("action", "").startswith(action)
    )
    found = {
        one.attributes["name"]: one.attributes.get("value", "")
        for one in form.all("input")
        if one.attributes.get("type") not in ("checkbox", "radio") or "checked" in one.attributes
    }
    for select in form.all("select"):
        chosen = [one.attributes["value"] for one in select.all("option") if "selected" in one.attributes]
        found[select.attributes["name"]] = chosen[0] if chosen else ""
    return found | {one.attributes["name"]: one.text for one in form.all("textarea")}


def fresh(interview):
    return Interview.objects.get(pk=interview.pk)


def notices(response):
    return [one.text for one in read(response).all("div", class_="errors")]
