"""One more round with what nobody here wrote: files and odd strings from the folder that BESKED_REAL_FILES names."""

import json
import os
from pathlib import Path

from besked.models import Document
from tests.careers.sending import cv, send

FOLDER = os.environ.get("BESKED_REAL_FILES", "")
FOUND = sorted(path for path in Path(FOLDER).rglob("*") if path.is_file()) if FOLDER else []
STRINGS = [text for path in FOUND if path.name == "blns.json" for text in json.loads(path.read_text(encoding="utf-8"))]
TAKEN = {".pdf", ".docx", ".odt", ".rtf", ".txt", ".jpg", ".jpeg", ".png"}
FIELDS = ("given_name", "family_name", "email", "mobile", "letter", "language", "kept", "drop")


def outcome(client, cast, text):
    """What a string in every field leads to: never a broken page, and never a lost word."""
    refused = send(client, cast.teacher, **dict.fromkeys(FIELDS, text))
    shown = [refused.context["form"][name].value() == text for name in ("given_name", "family_name", "letter")]
    taken = send(client, cast.teacher, given_name="Ida", letter=f"Ja: {text}", family_name="")
    listed = client.get("/jobs/", {"q": text, "department": text, "page": text, "language": text})
    return refused.status_code, all(shown), taken.status_code, listed.status_code


def test_odd_strings_break_nothing(client, cast):
    found = {text: outcome(client, cast, text) for text in STRINGS}

    assert {text: what for text, what in found.items() if what != (400, True, 302, 200)} == {}


def test_real_documents_come_in_and_others_are_named(client, cast):
    for number, path in enumerate(FOUND):
        response = send(client, cast.teacher, email=f"n{number}@example.com", cv=cv(path.name, path.read_bytes()))
        assert (path.name, response.status_code) == (path.name, 302 if path.suffix in TAKEN else 400)

    assert Document.objects.count() == sum(path.suffix in TAKEN for path in FOUND)
