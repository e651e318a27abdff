"""Forms that the desk and the API share."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from besked.access import Actor, may, visible_to
from besked.lib.text import clean_line, clean_text
from besked.models import LANGUAGES, Department, Language, Right, User, Vacancy
from besked.organisation.staff import staff_seen_by
from besked.vacancies import Announcement

_ROOM = 100_000  # cleaning never cuts; what is too long is refused with words


class Line(forms.CharField):
    """One line, without controls and line ends."""

    def to_python(self, value: Any) -> str:
        """The cleaned line."""
        return clean_line(str(value), _ROOM) if value not in self.empty_values else ""


class Prose(forms.CharField):
    """Several lines, every line end a newline."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        """The cleaned text."""
        return clean_text(str(value), _ROOM).strip() if value not in self.empty_values else ""


class Lines(Prose):
    """A list, one entry per line; a list as it is stored is taken too."""

    def to_python(self, value: Any) -> Any:
        """The entries that say something."""
        given = value if isinstance(value, list) else super().to_python(value).split("\n")
        return [line for entry in given if (line := clean_line(str(entry), 200))]

    def prepare_value(self, value: Any) -> Any:
        """The list as people edit it."""
        return "\n".join(map(str, value)) if isinstance(value, list) else value


class VacancyForm(forms.Form):
    """A vacancy: where, by whom, until when, and title and advert in each of its languages (`title_da`, `advert_da` …).

    `actor` decides which departments and owners are offered; `vacancy` is the one that is changed, if any.
    """

    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"),
        choices=Language,
        error_messages={"required": gettext_lazy("Choose a language.")},
    )
    department = forms.ModelChoiceField(label=gettext_lazy("Department"), queryset=Department.objects.none())
    owner = forms.ModelChoiceField(
        label=gettext_lazy("Owner"),
        queryset=User.objects.none(),
        help_text=gettext_lazy("Applicants find this person's name and address in their letters."),
    )
    reference = Line(label=gettext_lazy("Reference"), required=False, max_length=60)
    deadline = forms.DateField(
        label=gettext_lazy("Deadline"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("The last day on which people can apply. Left empty, they can until it is closed."),
    )
    promise_days = forms.IntegerField(
        label=gettext_lazy("Answer promised within (working days)"), min_value=1, max_value=250, initial=10
    )
    positions = forms.IntegerField(label=gettext_lazy("Positions"), min_value=1, max_value=999, initial=1)
    place = Line(label=gettext_lazy("Place of work"), required=False, max_length=200)
    zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        required=False,
        choices=lazy(lambda: [("", "–"), *((name, name) for name in sorted(available_timezones()))], list)(),
    )
    criteria = Lines(
        label=gettext_lazy("Criteria"),
        required=False,
        help_text=gettext_lazy("What the job asks for, one on each line."),
    )
    is_public = forms.BooleanField(label=gettext_lazy("Shown on the public job list"), required=False, initial=True)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, actor: Actor, vacancy: Vacancy | None = None, **kwargs: Any
    ) -> None:
        """Offers what the actor may choose; starts with what the vacancy says now."""
        self.actor, self.vacancy = actor, vacancy
        super().__init__(data, initial={**starting(actor, vacancy), **kwargs.pop("initial", {})}, **kwargs)
        here: Any = self.fields["department"]
        here.queryset = visible_to(actor, Department.objects.all()) if may(actor, Right.VACANCIES) else here.queryset
        owner: Any = self.fields["owner"]
        owner.queryset = owners(actor, vacancy)
        for code in LANGUAGES:
            name = Language(code).label
            self.fields[f"title_{code}"] = Line(label=_title_words(name), required=False, max_length=200)
            self.fields[f"advert_{code}"] = Prose(label=_advert_words(name), required=False, max_length=50_000)

    def clean_deadline(self) -> dt.date | None:
        """A year that calendars know: promises count working days from it."""
        day: dt.date | None = self.cleaned_data["deadline"]
        if day is not None and not 2000 <= day.year < 2100:
            raise ValidationError(_("Choose a day between 2000 and 2099."), code="range")
        return day

    def clean(self) -> dict[str, Any]:
        """Each chosen language needs a title."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for code in cleaned.get("languages", ()):
            if f"title_{code}" not in self.errors and not cleaned.get(f"title_{code}"):
                self.add_error(f"title_{code}", ValidationError(_("Give a title in each language."), code="required"))
        return cleaned

    def announcement(self) -> Announcement:
        """What was typed, as besked.vacancies takes it. Only for a valid form."""
        texts = {
            code: (self.cleaned_data[f"title_{code}"], self.cleaned_data[f"advert_{code}"])
            for code in self.cleaned_data["languages"]
        }
        plain = {name: value for name, value in self.cleaned_data.items() if name[-3:-2] != "_"}
        return Announcement({name: plain[name] for name in COLUMNS}, texts)


COLUMNS = tuple(VacancyForm.base_fields)


def _title_words(language: Any) -> Any:
    return lazy(lambda: _("Title in %(language)s") % {"language": language}, str)()


def _advert_words(language: Any) -> Any:
    return lazy(lambda: _("Advert in %(language)s") % {"language": language}, str)()


def owners(actor: Actor, vacancy: Vacancy | None) -> Any:
    """Who can own a vacancy: whoever the actor works with, the actor, and the owner it has."""
    kept = [pk for pk in (actor.user and actor.user.pk, vacancy and vacancy.owner_id) if pk]
    seen = User.objects.filter(pk__in=staff_seen_by(actor).values("pk")) | User.objects.filter(pk__in=kept)
    return seen.filter(is_active=True) | User.objects.filter(pk__in=kept)


def starting(actor: Actor, vacancy: Vacancy | None) -> dict[str, Any]:
    """The values a form starts with: the vacancy's (which must come with_texts()), else proposals."""
    if vacancy is None:
        memberships = actor.user.memberships.all() if actor.user else ()
        return {"owner": actor.user and actor.user.pk, "department": next((m.department_id for m in memberships), None)}
    texts = {text.language: text for text in vacancy.texts.all()}
    values = {name: getattr(vacancy, name) for name in COLUMNS if name not in ("owner", "department")}
    values |= {"owner": vacancy.owner_id, "department": vacancy.department_id}
    values |= {f"title_{code}": text.title for code, text in texts.items()}
    return values | {f"advert_{code}": text.advert for code, text in texts.items()}
