"""What all moves around one interview share: which interview is meant, and that nobody else moved it meanwhile."""

from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any, ClassVar

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from besked.access import Actor, may
from besked.action import Action, AnswersForm
from besked.calendar import reading
from besked.models import ActorKind, Application, Event, Interview, InterviewState, Right, Run, Status
from besked.runs import Refusal

INVITING = (Right.INVITE_INITIAL, Right.INVITE_INTERVIEW, Right.INVITE_FINAL)


class Numbers(forms.CharField):
    """Numbers with commas between; a list of numbers is taken too."""

    widget = forms.HiddenInput
    json_schema: Mapping[str, Any] = {"type": "array", "items": {"type": "integer"}}

    def to_python(self, value: Any) -> Any:
        """The numbers that are some."""
        given = value if isinstance(value, list | tuple) else str(value or "").split(",")
        words = [str(one).strip() for one in given]
        return [int(word) for word in words if word.isascii() and word.isdigit() and len(word) < 19]

    def prepare_value(self, value: Any) -> Any:
        """With commas."""
        return ",".join(map(str, value)) if isinstance(value, list | tuple) else value


class InterviewForm(AnswersForm):
    """Which interview, or which ones, one for each application; the newest, unless said otherwise."""

    interview = forms.IntegerField(
        label=gettext_lazy("Interview"), required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput
    )
    interviews = Numbers(label=gettext_lazy("Interviews"), required=False, max_length=None)


class InterviewAct(Action):
    """A move around an interview. Subclasses say what stands against it and how the interview changes."""

    menu = False
    undoable = False
    leaves = frozenset(Status)
    right = Right.HANDLE
    Form: ClassVar[type[AnswersForm]] = InterviewForm
    columns: ClassVar[tuple[str, ...]] = ("state",)
    before: dict[int, Interview] | None = None  # as they were when the letters were written
    after: dict[int, Interview] = {}

    def objection(self, row: Application, interview: Interview) -> str:
        """Why this can't be done with this interview, in words; nothing when it can."""
        return ""

    def changed(self, row: Application, interview: Interview) -> None:
        """Changes the interview, which is a copy."""

    def objections(self, ready: Sequence[Application]) -> dict[int, Refusal]:
        """Those without an interview, those that somebody changed meanwhile, and what the move itself says."""
        now = self._interviews([row.pk for row in ready])
        if self.before is None:
            self.before = now
            self.prepare_letters(ready)
        said = {row.pk: self._words(row, now.get(row.pk)) for row in ready}
        refused = {pk: Refusal(pk, words) for pk, words in said.items() if words}
        self.after = {row.pk: self._copy(row, now[row.pk]) for row in ready if row.pk not in refused}
        return refused

    def prepare_letters(self, ready: Sequence[Application]) -> None:
        """What the letters need to know, once."""

    def begin_again(self) -> None:
        """Looks at the interviews anew."""
        self.before = None

    def alter(self, ready: Sequence[Application], run: Run) -> None:
        """Writes the changed columns: one statement for all."""
        rows = [self.after[row.pk] for row in ready]
        Interview.objects.bulk_update(rows, self.columns, batch_size=500)

    def particulars(self, application: Application) -> dict[str, Any]:
        """Which interview."""
        interview = self.after[application.pk]
        when = {"starts_at": interview.starts_at, "zone": interview.zone}
        return {"interview": interview.pk, "kind": interview.kind, **when}

    @property
    def is_applicant(self) -> bool:
        """Whether the applicant acts, from their own page."""
        return self.actor.kind == ActorKind.APPLICANT

    def _interviews(self, ids: Sequence[int]) -> dict[int, Interview]:
        wanted = [*self.answers.get("interviews", ()), *filter(None, [self.answers.get("interview")])]
        return reading.named(ids, wanted) if wanted else reading.current(ids)

    def _words(self, row: Application, interview: Interview | None) -> str:
        if interview is None:
            return _("There is no interview.")
        if interview.state == InterviewState.CANCELLED:
            return _("This interview is cancelled.")
        seen = (self.before or {}).get(row.pk)
        if seen is None or _marks(seen) != _marks(interview):
            return _("Somebody has changed this interview meanwhile; look again before you decide.")
        return self.objection(row, interview)

    def _copy(self, row: Application, interview: Interview) -> Interview:
        after = copy(interview)
        self.changed(row, after)
        return after


class Afterwards(InterviewAct):
    """Says how it went, once it has begun. The last word counts; taken back, the one before it stands again."""

    undoable = True
    columns = ("state", "ended_at", "ended_by")
    becomes: ClassVar[InterviewState]

    def objection(self, row: Application, interview: Interview) -> str:
        """Not before it has begun."""
        if interview.state == self.becomes:
            return _("This is noted already.")
        if interview.starts_at is None or interview.starts_at > self.now:
            return _("The interview has not begun yet.")
        return ""

    def changed(self, row: Application, interview: Interview) -> None:
        """How it went."""
        interview.state, interview.ended_at = self.becomes, self.now

    def alter(self, ready: Sequence[Application], run: Run) -> None:
        """With the run, so that it can be taken back."""
        for row in ready:
            self.after[row.pk].ended_by_id = run.pk
        super().alter(ready, run)

    def particulars(self, application: Application) -> dict[str, Any]:
        """And what was said of it before."""
        before = (self.before or {})[application.pk]
        said = {"state": before.state, "run": before.ended_by_id, "at": before.ended_at}
        return super().particulars(application) | {"said": said}

    def take_back(self, run: Run, ids: Sequence[int]) -> None:
        """As if nobody had said it."""
        events = Event.objects.filter(run=run, application__in=list(ids), action=self.slug)
        told = dict(events.values_list("application", "particulars"))
        rows = list(Interview.objects.filter(ended_by=run, application__in=list(ids)))
        for row in rows:
            said = told.get(row.application_id, {}).get("said", {})
            row.state, row.ended_by_id = said.get("state", InterviewState.PLANNED), said.get("run")
            row.ended_at = parse_datetime(said.get("at") or "")
        Interview.objects.bulk_update(rows, self.columns, batch_size=500)


class RecruiterAct(InterviewAct):
    """For those who may invite."""

    @classmethod
    def allows(cls, actor: Actor) -> bool:
        """Whoever may invite to some kind of interview may also move and cancel."""
        return any(may(actor, right) for right in INVITING)


def _marks(interview: Interview) -> tuple[Any, ...]:
    """What a second person would have changed."""
    return interview.revision, interview.state, interview.reply, interview.replied_at, interview.slot_id
