"""Vacancies: listed, made, changed, closed."""

from typing import Any

from django.utils import timezone
from django.utils.translation import ngettext
from ninja import Query, Router, Schema, Status

from besked.access import visible_to
from besked.answers.closing import StillOwed, close
from besked.api.bodies import VacanciesAsked, VacancyBody, VacancyChange
from besked.api.kinds import Id
from besked.api.lists import demand, fetch, listed
from besked.api.shapes import VacancyShape, vacancy_shape
from besked.models import LANGUAGES, Right, Tree, Vacancy
from besked.vacancies import change_vacancy, create_vacancy
from besked.web.forms import VacancyForm, starting
from besked.web.http import StaffRequest
from besked.web.problems import ProblemError, of_form

router = Router(tags=["Vacancies"])
# fields of the form by the names that callers know them by
OUTSIDE = {f"title_{code}": f"titles.{code}" for code in LANGUAGES} | {
    f"advert_{code}": f"text.{code}" for code in LANGUAGES
}


class Vacancies(Schema):
    """A page of vacancies."""

    items: list[VacancyShape]
    next: str | None


@router.get("/vacancies", response=Vacancies, summary="Vacancies, the newest first")
def vacancies(request: StaffRequest, asked: Query[VacanciesAsked]) -> dict[str, Any]:
    """Those the caller may see."""
    today = timezone.localdate()
    rows = visible_to(request.actor, Vacancy.objects.with_texts())
    if asked.state:
        rows = rows.filter(pk__in=Vacancy.objects.in_state(asked.state, today).values("pk"))
    return listed(request, rows, ("-id",), lambda row: vacancy_shape(row, today), asked)


@router.post("/vacancies", response={201: VacancyShape}, summary="A new vacancy")
def create(request: StaffRequest, body: VacancyBody) -> Status[Any]:
    """Without a department it belongs to the caller's first; without an owner, to the caller."""
    demand(request.actor, Right.VACANCIES)
    given = starting(request.actor, None) | _typed(body.model_dump(), body.languages)
    form = VacancyForm(given, actor=request.actor)
    if not form.is_valid():
        raise of_form(form, OUTSIDE)
    made = create_vacancy(form.announcement(), request.actor, timezone.now())
    return Status(201, vacancy_shape(made, timezone.localdate()))


@router.get("/vacancies/{id}", response=VacancyShape, summary="A vacancy")
def vacancy(request: StaffRequest, id: Id) -> dict[str, Any]:
    """With titles and adverts in its languages."""
    return vacancy_shape(fetch(request.actor, Vacancy.objects.with_texts(), id), timezone.localdate())


@router.patch("/vacancies/{id}", response=VacancyShape, summary="Change a vacancy")
def change(request: StaffRequest, id: Id, body: VacancyChange) -> dict[str, Any]:
    """A new deadline or promise renews the day by which those who wait are promised an answer."""
    row = fetch(request.actor, Vacancy.objects.with_texts(), id)
    demand(request.actor, Right.VACANCIES)
    given = body.model_dump(exclude_unset=True)
    languages = given.get("languages") or row.languages
    form = VacancyForm(starting(request.actor, row) | _typed(given, languages, row), actor=request.actor, vacancy=row)
    if not form.is_valid():
        raise of_form(form, OUTSIDE)
    changed = change_vacancy(row, form.announcement(), request.actor.tree or Tree())
    return vacancy_shape(changed, timezone.localdate())


@router.post("/vacancies/{id}/close", response=VacancyShape, summary="Close a vacancy")
def shut(request: StaffRequest, id: Id) -> dict[str, Any]:
    """Not while somebody is owed an answer with none on its way: 409, and `owed` names their applications."""
    row = fetch(request.actor, Vacancy.objects.all(), id)
    demand(request.actor, Right.CLOSE)
    try:
        closed = close(row, timezone.now())
    except StillOwed as fault:
        count = len(fault.ids)
        words = ngettext(
            "%(count)d person is owed an answer, and none is on its way.",
            "%(count)d people are owed an answer, and none is on its way.",
            count,
        )
        raise ProblemError(409, words % {"count": count}, owed=fault.ids) from fault
    return vacancy_shape(closed, timezone.localdate())


def _typed(given: dict[str, Any], languages: list[str], row: Vacancy | None = None) -> dict[str, Any]:
    """What was sent under the names of the form; a single `title` goes to each language that has none."""
    titles: dict[str, str] = given.pop("titles", {})
    texts: dict[str, str] = given.pop("text", {})
    title = given.pop("title", None)
    known = {text.language: text.title for text in row.texts.all()} if row else {}
    # A new single title replaces the first language's; the others keep theirs.
    shared = {code: title for code in languages if title and (code not in known or code == languages[0])}
    fields = {f"title_{code}": text for code, text in (shared | titles).items()}
    fields |= {f"advert_{code}": text for code, text in texts.items()}
    return fields | {name: value for name, value in given.items() if value is not None or name == "deadline"}
