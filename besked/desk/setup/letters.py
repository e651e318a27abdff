"""Letters: which text counts for each letter and language, and a page where it is edited."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from besked.desk.setup.fields import OWN_NAMES
from besked.desk.setup.letter_forms import LetterForm, insert_groups
from besked.desk.setup.pages import as_number, chosen_department, department_or_404, number_in, page, tree_of
from besked.desk.setup.preview import Preview, Previewer, recent_people
from besked.messaging import templates
from besked.messaging.catalogue import Letterhead, letterheads
from besked.messaging.names import name_of, ordered_letterheads, purpose_of
from besked.messaging.templates import Overtaken, Standing, Standings
from besked.models import LANGUAGES, Application
from besked.web.http import StaffRequest

SECTION = "settings-letters"


def letters(request: StaffRequest) -> HttpResponse:
    """The matrix of a department: letters down, languages across."""
    department, seen = chosen_department(request)
    standings = Standings(department, tree_of(request))
    rows = [
        {"name": name_of(head), "words": purpose_of(head), "cells": [cell(standings.of(head, c)) for c in LANGUAGES]}
        for head in ordered_letterheads()
    ]
    context = {
        "department": department,
        "places": seen,
        "rows": rows,
        "languages": [OWN_NAMES[code] for code in LANGUAGES],
    }
    return page(request, "letters", context, section=SECTION)


def cell(standing: Standing) -> dict[str, Any]:
    """A place in the matrix: where it leads, and whose text counts."""
    return {
        "url": address(standing),
        "language": OWN_NAMES[standing.language],
        "words": source_words(standing),
        "tone": "ok" if standing.is_own else "info" if not standing.is_ours else "done",
        "silent": standing.is_silent,
    }


def source_words(standing: Standing) -> str:
    """Ours, own, or from which department."""
    if standing.is_ours:
        return _("Ours")
    if standing.is_own:
        return _("Own")
    return _("From %(department)s") % {"department": standing.source}


def address(standing: Standing, route: str = "settings-letter", *more: object) -> str:
    """The address of a letter's page, or of something on it."""
    return reverse(route, args=[standing.department.pk, standing.head.slug, standing.language, *more])


@dataclass(frozen=True, slots=True)
class Desk:
    """What all pages about one letter need: what counts, what would count without it, and the page's frame."""

    request: StaffRequest
    standing: Standing
    above: Standing

    def show(self, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
        """A page about this letter."""
        it = self.standing
        listed = f"{reverse(SECTION)}?department={it.department.pk}"
        frame = {
            "standing": it,
            "above": self.above,
            "source": source_words(it),
            "above_words": source_words(self.above),
            "name": name_of(it.head),
            "purpose": purpose_of(it.head),
            "language": OWN_NAMES[it.language],
            "tabs": [{"url": _elsewhere(it, code), "code": code, "label": OWN_NAMES[code]} for code in LANGUAGES],
            "letter_url": address(it),
            "preview_url": address(it, "settings-letter-preview"),
            "act_url": address(it, "settings-letter-act"),
            "list_url": listed,
        }
        crumbs = [(reverse(SECTION), _("Letters")), (listed, it.department.name)]
        return page(self.request, template, {**frame, **context}, section=SECTION, crumbs=crumbs, status=status)


def _elsewhere(standing: Standing, language: str) -> str:
    return reverse("settings-letter", args=[standing.department.pk, standing.head.slug, language])


def desk(request: StaffRequest, department: int, letter: str, language: str) -> Desk:
    """The letter that an address names. Raises Http404 for a stranger's department and for what there is not."""
    where = department_or_404(request, department)
    head = next((head for head in letterheads() if head.slug == letter), None)
    if head is None or language not in LANGUAGES:
        raise Http404
    standings = Standings(where, tree_of(request))
    return Desk(request, standings.of(head, language), standings.above(head, language))


@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: StaffRequest, department: int, letter: str, language: str) -> HttpResponse:
    """Shows the text that counts, and saves a new version."""
    it = desk(request, department, letter, language)
    standing = it.standing
    subject, body = standing.text
    initial = {"subject": subject, "body": body, "is_silent": standing.is_silent}
    data = request.POST if request.method == "POST" else None
    form = LetterForm(data, head=standing.head, language=language, initial=initial)
    if data is None:
        return edit_page(it, form, subject, body)
    if not form.is_valid():
        return edit_page(it, form, *_typed(form), status=422)
    based_on, now = number_in(request, "version"), timezone.now()
    try:
        saved = templates.save_version(standing, **form.cleaned_data, based_on=based_on, by=request.user, now=now)
    except Overtaken as other:
        return _overtaken(it, form, other)
    if saved:
        _say_saved(request, standing.head, language, form)
    else:
        messages.info(request, _("Nothing was changed."))
    return redirect(address(standing))


def _typed(form: LetterForm) -> tuple[str, str]:
    return str(form["subject"].value() or ""), str(form["body"].value() or "")


def _overtaken(it: Desk, form: LetterForm, other: Overtaken) -> HttpResponse:
    """Both texts on one page: the colleague's beside what was typed."""
    who = other.current.by.name if other.current and other.current.by else _("Somebody")
    fresh = desk(it.request, it.standing.department.pk, it.standing.head.slug, it.standing.language)
    context = {"who": who, "theirs": fresh.standing.text, "theirs_at": other.current.at if other.current else None}
    return edit_page(fresh, form, *_typed(form), status=409, more=context)


def _say_saved(request: StaffRequest, head: Letterhead, language: str, form: LetterForm) -> None:
    messages.success(request, _("The letter is saved. It counts from the next one on; letters already written stay."))
    body = form.cleaned_data["body"]
    for purpose in templates.lost_links(head, language, body) if body else []:
        words = _("Our letter has {link:%(purpose)s}, yours does not: nobody can prove their address from it.")
        messages.warning(request, words % {"purpose": purpose})


def edit_page(
    it: Desk, form: LetterForm, subject: str, body: str, *, status: int = 200, more: Any = None
) -> HttpResponse:
    """The editor with its preview and versions."""
    people, chosen = _people(it.request, it.standing)
    context = {
        "form": form,
        "version": it.standing.version,
        "groups": insert_groups(it.standing.head),
        "people": people,
        "person": chosen.pk if chosen else 0,
        "preview": shown(it, subject, body, chosen),
        "versions": templates.versions(it.standing.department, it.standing.head, it.standing.language),
    }
    return it.show("letter", {**context, **(more or {})}, status=status)


def _people(request: StaffRequest, standing: Standing) -> tuple[list[Application], Application | None]:
    """Whom the letter can be shown with, and who is chosen: nobody is the made-up person."""
    people = recent_people(request.actor, tree_of(request).below(standing.department.pk))
    wanted = as_number(request.POST.get("person", ""))
    return people, next((application for application in people if application.pk == wanted), None)


def shown(it: Desk, subject: str, body: str, application: Application | None) -> Preview:
    """The letter as this person would read it."""
    where = it.standing.department
    previewer = Previewer(
        it.standing.head.family, it.standing.language, where, tree_of(it.request), it.request.user, timezone.now()
    )
    return previewer.show(subject, body, application)


@require_POST
def letter_preview(request: StaffRequest, department: int, letter: str, language: str) -> HttpResponse:
    """The preview alone; without scripts the whole page, with everything typed still there."""
    it = desk(request, department, letter, language)
    form = LetterForm(request.POST, head=it.standing.head, language=language)
    form.is_valid()
    subject, body = _typed(form)
    if not request.htmx:
        return edit_page(it, form, subject, body)
    _rows, chosen = _people(request, it.standing)
    context = {"preview": shown(it, subject, body, chosen), "standing": it.standing, "form": form}
    return render(request, "desk/setup/letter_preview.html", context)
