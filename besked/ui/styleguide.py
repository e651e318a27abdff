"""What the style guide shows: one of each, with the longest and the strangest that real life brings."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone

from besked.models.enums import MessageState, Stage, Status
from besked.ui.marks import TONES
from besked.ui.rows import Row

_NAMES = (
    ("Søren Ågård Nielsen", Status.INVITED, 23, False),
    ("Élise van der Meer-Østergaard de la Torre y Fernández", Status.INTERVIEWED, 26, True),
    ("Oskar Lindqvist", Status.NEW, 4, False),
    ("Fatima Al-Masri", Status.PANEL_REVIEW, 19, False),
    ("Jens-Peter Højgaard", Status.REJECTED, 0, False),
    ("Åsa Öberg", Status.NEW, 24, True),
    (
        "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaftschaferswessenschafe",
        Status.OFFERED,
        12,
        False,
    ),
    ("李小龍 <b>x</b>", Status.WITHDRAWN, 0, False),
)


class SampleForm(forms.Form):
    """Every kind of field once."""

    name = forms.CharField(label="Name", help_text="As it should stand in the letter.", max_length=40)
    email = forms.EmailField(label="E-mail", required=False)
    deadline = forms.DateField(label="Deadline", widget=forms.DateInput(attrs={"type": "date"}))
    stage = forms.ChoiceField(label="Rejection type", choices=Stage.choices)
    kind = forms.ChoiceField(
        label="Tell", choices=[("now", "Now"), ("at", "At a time"), ("later", "Later")], widget=forms.RadioSelect
    )
    languages = forms.MultipleChoiceField(
        label="Languages",
        choices=[("da", "Dansk"), ("nl", "Nederlands")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    body = forms.CharField(label="Letter", widget=forms.Textarea(attrs={"rows": 4, "data-insertable": ""}))
    cv = forms.FileField(label="CV", required=False, help_text="PDF, DOCX, ODT, RTF, TXT, JPG or PNG, at most 10 MB.")
    agree = forms.BooleanField(label="Offer a place in the CV database, if the applicant says yes", required=False)


def samples(now: dt.datetime | None = None) -> dict[str, Any]:
    """The context of the style guide."""
    now = now or timezone.now()
    return {
        "now": now,
        "tones": [tone for tone in TONES if tone],
        "statuses": Status.values,
        "states": MessageState.values,
        "sample_rows": [_row(number, *person) for number, person in enumerate(_NAMES, start=1)],
        "form": SampleForm(initial={"name": "Åsa", "stage": "review", "kind": "now", "body": "Hej {first_name},\n\n"}),
        "faulty": SampleForm({"name": "x" * 41, "email": "not an address"}, prefix="faulty"),
        "crumbs": [{"url": "#", "label": "Vacancies"}, {"url": "#", "label": "Children & schools"}],
    }


def _row(number: int, name: str, status: Status, days: int, late: bool) -> Row:
    """One person of the list."""
    return Row(
        id=number,
        url=f"#person-{number}",
        name=name,
        status=status,
        word=str(status.label),
        wait=f"{days} d" if days else "answered",
        late=late,
        rank="Rank 1" if number % 2 else "Unranked",
        stars="★★★★★★☆" if number % 3 == 1 else "",
        language="Dansk",
        marks="3 notes" if number % 3 == 0 else "",
        new=status == Status.NEW,
        current=number == 1,
        ticked=number in (3, 6),
    )
