"""Signed out in the middle of writing: back to the page the form stood on, not to an address that only takes forms."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("referer", "back"),
    [
        ("http://testserver/applications/7/?list=a", "/applications/7/%3Flist%3Da"),
        ("https://elsewhere.example/applications/7/", "/applications/7/"),
        ("https://elsewhere.example//evil.example/", "//evil.example/"),
        ("", "/"),
    ],
)
def test_form_after_the_session_leads_back_to_its_page(client, referer: str, back: str) -> None:
    response = client.post("/applications/7/note/", {"text": "Good"}, headers={"Referer": referer})

    assert (response.status_code, response.url) == (302, f"/accounts/login/?next={back}")
