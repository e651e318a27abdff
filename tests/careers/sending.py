"""Sending the application form as a browser does."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from besked.models import Vacancy
from tests.documents.made import pdf

PERSON = {"given_name": "Ida", "family_name": "Ågård", "email": "ida@example.com", "language": "da"}
WORDS = "Jeg vil gerne undervise."


def address(vacancy: Vacancy) -> str:
    return f"/jobs/{vacancy.slug}/apply/"


def cv(name: str = "cv.pdf", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdf() if content is None else content)


def send(client: Client, vacancy: Vacancy, **more: Any):
    """Posts the form of somebody who has filled in what must be; `more` changes or adds fields, None removes one."""
    data = {**PERSON, "letter": WORDS, **more}
    return client.post(address(vacancy), {name: value for name, value in data.items() if value is not None})


def faults(response) -> dict[str, list[str]]:
    """What the form complains about."""
    return {name: list(sentences) for name, sentences in response.context["form"].errors.items()}
