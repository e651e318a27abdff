"""Transfer: the person goes to another vacancy; what was written for this one stays here."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import forms
from django.db.models import Model, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from besked import undoing
from besked.access import visible_to
from besked.action import Action, AnswersForm, Words
from besked.calendar import letters, reading, rows
from besked.messaging.compose import Letter
from besked.models import (
    OPEN,
    Application,
    Document,
    DocumentKind,
    Event,
    Note,
    Right,
    Run,
    SearchDoc,
    Status,
    Transfer,
    Vacancy,
    in_chunks,
)
from besked.receive import birth_event, newborn
from besked.runs import Refusal
from besked.search import words


class TransferForm(AnswersForm):
    """Where to, and whether the original stays."""

    vacancy = forms.ModelChoiceField(
        label=_("Vacancy"),
        queryset=Vacancy.objects.none(),
        error_messages={
            "required": _("Choose a vacancy."),
            "invalid_choice": _("There is no such vacancy."),
        },
    )
    copy = forms.BooleanField(
        label=_("Copy, do not move"), required=False, help_text=_("The original application stays as it is.")
    )

    def __init__(self, data: Any = None, *, action: Action, **kwargs: Any) -> None:
        """Offers the vacancies that the actor sees and that still run."""
        super().__init__(data, action=action, **kwargs)
        running = Vacancy.objects.with_texts().filter(closed_at=None, closing_at=None)
        choice = cast("forms.ModelChoiceField[Vacancy]", self.fields["vacancy"])
        choice.queryset = visible_to(action.actor, running)


class TransferAction(Action):
    """A new application at the target: person, CV, language and day of arrival; never text, notes, rank or mail."""

    slug = "transfer"
    label = _("Transfer")
    past = _("%(by)s transferred %(name)s")
    description = _("Only the person moves, with the CV; never the application text or the vacancy's questions.")
    right = Right.TRANSFER
    leaves = OPEN | {Status.REJECTED, Status.WITHDRAWN}
    Form = TransferForm

    @property
    def is_copy(self) -> bool:
        """Whether the original stays."""
        return bool(self.answers.get("copy"))

    def entering(self, application: Application) -> Status | None:
        """Moved: transferred. Copied: the same."""
        return None if self.is_copy else Status.TRANSFERRED

    def objections(self, ready: Sequence[Application]) -> dict[int, Refusal]:
        """Those who already applied there, who are there now, and the decided ones unless copied."""
        target: Vacancy | None = self.answers.get("vacancy")
        if target is None:
            return {}
        there = self._already_there(ready, target)
        found = self._interviews_ahead(ready)
        for row in ready:
            if row.vacancy_id == target.pk:
                found[row.pk] = Refusal(row.pk, str(_("They are in this vacancy already.")))
            elif row.candidate_id in there or row.identity in there:
                found[row.pk] = Refusal(row.pk, str(_("They have applied to that vacancy already.")))
            elif row.status not in OPEN and not self.is_copy:
                words_ = _("%(status)s: only a copy can be made.") % {"status": row.status_word}
                found[row.pk] = Refusal(row.pk, str(words_))
        return found

    def letters(self, ready: Sequence[Application]) -> Iterable[Letter]:
        """Whoever moves and was invited to an interview ahead is told that it doesn't take place."""
        ahead = {} if self.is_copy else reading.ahead([row.pk for row in ready], self.now)
        known = rows.invited_already([interview.pk for interview in ahead.values()])
        for row in ready:
            if (interview := ahead.get(row.pk)) and interview.pk in known:
                yield letters.cancellation(self.letter, row, interview, undoing.window_end(self.now))

    def _interviews_ahead(self, ready: Sequence[Application]) -> dict[int, Refusal]:
        """Moving ends them, so that needs a second yes."""
        ahead = {} if self.is_copy else reading.ahead([row.pk for row in ready], self.now)
        words_ = str(_("They have an interview ahead, which would be cancelled."))
        return {pk: Refusal(pk, words_, rule="interview") for pk in ahead}

    def _already_there(self, ready: Sequence[Application], target: Vacancy) -> set[Any]:
        """Candidates and identities of the selection that the target has: one query a chunk."""
        found: set[Any] = set()
        for some in in_chunks(range(len(ready)), 1000):
            rows = [ready[place] for place in some]
            same = Q(candidate__in=[row.candidate_id for row in rows]) | Q(identity__in=[row.identity for row in rows])
            for candidate, marked in Application.objects.filter(same, vacancy=target).values_list(
                "candidate", "identity"
            ):
                found |= {candidate, marked}
        return found

    @cached_property
    def _births(self) -> dict[int, Application]:
        return {}

    def facts(self, ready: Sequence[Application]) -> Iterable[Model]:
        """The new applications first, then what belongs to them, then the transfers."""
        target = self.answers["vacancy"]
        self._births.update({row.pk: self._born(row, target) for row in ready})
        yield from self._births.values()
        for row in ready:
            new = self._births[row.pk]
            yield birth_event(new, self.actor, self.now, {"source": "transfer", "from": row.pk})
            yield SearchDoc(application=new, text=words(new))
            yield Transfer(application=row, target=new, is_copy=self.is_copy)
        yield from self._cvs(ready)

    def _born(self, row: Application, target: Vacancy) -> Application:
        born = newborn(
            target,
            row.candidate,
            row.language,
            row.received_at,
            self.tree,
            marked=row.identity,
            source="transfer",
        )
        born.answer_by = row.answer_by if not self.is_copy and row.answer_by else born.answer_by
        return born

    def _cvs(self, ready: Sequence[Application]) -> Iterable[Document]:
        """The CVs, as further rows of the same person's files: one query."""
        cvs = Document.objects.filter(application__in=[row.pk for row in ready], kind=DocumentKind.CV)
        for cv in cvs.order_by("pk"):
            new = self._births[cv.application_id or 0]
            cv.pk, cv.application = None, new
            cv._state.adding = True
            yield cv

    def particulars(self, application: Application) -> dict[str, Any]:
        """Where to."""
        return {"vacancy": self.answers["vacancy"].pk, "copy": self.is_copy}

    def unused(self, run: Run, ids: Sequence[int]) -> dict[int, Words]:
        """Where somebody has worked on the new application, the transfer stays."""
        made = Transfer.objects.filter(run=run, application__in=list(ids)).select_related("target")
        targets = {fact.target_id: fact.application_id for fact in made if fact.target_id}
        touched = {fact.target_id for fact in made if fact.target and (fact.target.version > 1 or fact.target.rank)}
        for model in (Note.objects, Event.objects.exclude(action="received")):
            touched |= set(model.filter(application__in=list(targets)).values_list("application", flat=True))
        words_ = _("Somebody has worked on the new application.")
        return {targets[pk]: words_ for pk in touched if pk in targets}

    def take_back(self, run: Run, ids: Sequence[int]) -> None:
        """The new applications go again; nobody has touched them."""
        made = Transfer.objects.filter(run=run, application__in=list(ids), target__isnull=False)
        born = sorted(made.values_list("target", flat=True))
        Document.objects.filter(application__in=born).delete()
        Application.objects.filter(pk__in=born).delete()
