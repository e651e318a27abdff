"""The closed vocabulary of letters: each word in braces, what it means, and how its value is found."""

import calendar
import datetime as dt
from collections.abc import Mapping
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import formats, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from besked.models import Application, Tree, User, Vacancy

# word → (group, meaning); the order is the order of the insert buttons
VOCABULARY: dict[str, tuple[str | Promise, str | Promise]] = {
    "given_name": (_("Person"), _("Given name")),
    "family_name": (_("Person"), _("Family name")),
    "name": (_("Person"), _("Full name")),
    "vacancy": (_("Vacancy"), _("Title in the letter's language")),
    "reference": (_("Vacancy"), _("Reference")),
    "department": (_("Vacancy"), _("Department")),
    "organisation": (_("Vacancy"), _("Organisation")),
    "deadline": (_("Vacancy"), _("Deadline")),
    "applicants": (_("Answer"), _("How many applied")),
    "received": (_("Answer"), _("Day the application came")),
    "answer_by": (_("Answer"), _("Day by which an answer is promised")),
    "months_kept": (_("Answer"), _("Months that data is kept")),
    "kept_until": (_("Answer"), _("Day until which data is kept")),
    "contact": (_("Contact"), _("Whom to ask: name, e-mail, phone")),
    "contact_name": (_("Contact"), _("Whom to ask: name")),
    "contact_email": (_("Contact"), _("Whom to ask: e-mail")),
    "contact_phone": (_("Contact"), _("Whom to ask: phone")),
    "sender_name": (_("Sender"), _("Sender's name")),
    "sender_title": (_("Sender"), _("Sender's job title")),
    "today": (_("Sender"), _("Today's date")),
}
# Words that only letters about an interview know.
INTERVIEW_WORDS: dict[str, tuple[str | Promise, str | Promise]] = {
    "interviewdate": (_("Interview"), _("Date")),
    "interviewtime": (_("Interview"), _("Time")),
    "duration": (_("Interview"), _("Duration")),
    "address": (_("Interview"), _("Place, or how you meet")),
    "route": (_("Interview"), _("Directions")),
    "interviewer": (_("Interview"), _("Recruiters attending interview")),
    "interviewers": (_("Interview"), _("Recruiters attending interview")),
}
# Further words of single letters.
FURTHER_WORDS: dict[str, dict[str, tuple[str | Promise, str | Promise]]] = {
    "interview-cancelled": {"cancelreason": (_("Interview"), _("Why it is cancelled"))},
    "interview-answer": {
        "answer": (_("Interview"), _("What the applicant answered")),
        "answertext": (_("Interview"), _("What the applicant wrote")),
        "page": (_("Interview"), _("Address of the application's page")),
    },
}
ABOUT_INTERVIEWS = frozenset(
    {
        "invitation",
        "choose-time",
        "choose-time-reminder",
        "reminder",
        "reminder-sms",
        "interview-moved",
        "interview-cancelled",
        "time-chosen",
        "interview-answer",
    }
)
STAFF_LETTERS = frozenset({"interview-answer"})  # to colleagues; whoever takes a run back need not stop them
SHORT_MESSAGES = frozenset({"reminder-sms"})  # one text without subject and signature
CONFIRM_LINK = "link:reply"
LINKS: dict[str, str | Promise] = {
    "link:proof": _("Link to the applicant's own page, which proves the address"),
    CONFIRM_LINK: _("Confirmation link"),
}
ALLOWED = frozenset(VOCABULARY) | {"link:proof"}


def words_of(family: str) -> dict[str, tuple[str | Promise, str | Promise]]:
    """The words that a letter of this family can hold: word → (group, meaning)."""
    interview = INTERVIEW_WORDS if family in ABOUT_INTERVIEWS else {}
    return {**VOCABULARY, **interview, **FURTHER_WORDS.get(family, {})}


def links_of(family: str) -> dict[str, str | Promise]:
    """The personal links that a letter of this family can hold."""
    return {word: meaning for word, meaning in LINKS.items() if word != CONFIRM_LINK or family in ABOUT_INTERVIEWS}


def allowed_in(family: str) -> frozenset[str]:
    """Whatever may stand in braces in a letter of this family."""
    return frozenset(words_of(family)) | frozenset(links_of(family))


@lru_cache(maxsize=4096)
def day_in_words(day: dt.date, language: str) -> str:
    """A date as the language writes it in a letter, "24 November 2026"."""
    with translation.override(language):
        return formats.date_format(day, "j F Y" if language == "en" else "DATE_FORMAT")


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day some months on, or the month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def vacancy_values(vacancy: Vacancy, language: str, tree: Tree, *, now: dt.datetime) -> dict[str, str]:
    """The words that are the same for everybody of one vacancy and language, except the number of applicants.

    No queries after with_texts().
    """
    owner, top = vacancy.owner, tree.organisation(vacancy.department_id)
    today = now.astimezone(zone_of(vacancy, tree)).date()
    months = tree.months_kept(vacancy.department_id)
    contact = (owner.name, owner.email, owner.phone)
    return {
        "vacancy": vacancy.title(language),
        "reference": vacancy.reference,
        "department": vacancy.department.name,
        "organisation": top.name if top else "",
        "deadline": day_in_words(vacancy.deadline, language) if vacancy.deadline else "",
        "months_kept": str(months),
        "kept_until": day_in_words(months_later(today, months), language),
        "contact": ", ".join(dict.fromkeys(part for part in contact if part)),
        "contact_name": owner.name,
        "contact_email": owner.email,
        "contact_phone": owner.phone,
        "today": day_in_words(today, language),
    }


def zone_of(vacancy: Vacancy, tree: Tree) -> ZoneInfo:
    """The vacancy's zone, else its department's, else the setting's."""
    name = vacancy.zone or tree.inherited(vacancy.department_id, "zone")
    return ZoneInfo(name) if name else ZoneInfo(settings.TIME_ZONE)


def person_values(application: Application, language: str, zone: ZoneInfo) -> dict[str, str]:
    """The words that differ from person to person."""
    candidate = application.candidate
    received = application.received_at.astimezone(zone).date()
    return {
        "given_name": candidate.given_name or candidate.name,
        "family_name": candidate.family_name,
        "name": candidate.name,
        "received": day_in_words(received, language),
        "answer_by": day_in_words(application.answer_by or received, language),
    }


def sender_values(user: User | None, organisation: str) -> dict[str, str]:
    """The sender's words; Besked itself signs with the organisation's name."""
    return {"sender_name": user.name if user else organisation, "sender_title": user.title if user else ""}


def sample_values(language: str) -> Mapping[str, str]:
    """A made-up person with a long name, for previews where nobody has applied yet."""
    day = day_in_words(dt.date(2026, 11, 24), language)
    names = {"given_name": "Anne-Kathrine", "family_name": "van der Meer-Højgaard Sørensen"}
    dates = dict.fromkeys(("deadline", "received", "answer_by", "kept_until", "today"), day)
    words = [*VOCABULARY, *INTERVIEW_WORDS, *(word for more in FURTHER_WORDS.values() for word in more)]
    return {word: f"[{word}]" for word in words} | names | dates | {"name": " ".join(names.values())}
