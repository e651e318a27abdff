"""Held: the interview took place."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from besked.acts.interviews import InterviewAct
from besked.calendar.stages import go_on
from besked.models import Application, Interview, InterviewState, Run, Status


class Held(InterviewAct):
    """From now on they count as interviewed, at the stage of this interview."""

    slug = "held"
    label = _("Held")
    past = _("%(by)s noted that %(name)s was interviewed")
    undoable = True
    columns = ("state", "ended_at", "ended_by")

    def objection(self, row: Application, interview: Interview) -> str:
        """Not before it has begun."""
        if interview.state == InterviewState.HELD:
            return str(_("This is noted already."))
        if interview.starts_at is None or interview.starts_at > self.now:
            return str(_("The interview has not begun yet."))
        return ""

    def changed(self, row: Application, interview: Interview) -> None:
        """It took place."""
        interview.state, interview.ended_at = InterviewState.HELD, self.now

    def entering(self, application: Application) -> Status | None:
        """Interviewed; whoever has got further stays there."""
        return Status.INTERVIEWED if application.status == Status.INVITED else None

    def alter(self, ready: Sequence[Application], run: Run) -> None:
        """The interview's state, and the stage that was reached; whoever has got further stays there."""
        for row in ready:
            self.after[row.pk].ended_by_id = run.pk
        super().alter(ready, run)
        for kind in {self.after[row.pk].kind for row in ready}:
            go_on([row.pk for row in ready if self.after[row.pk].kind == kind], kind)

    def take_back(self, run: Run, ids: Sequence[int]) -> None:
        """As if nobody had said anything."""
        said = Interview.objects.filter(ended_by=run, application__in=list(ids))
        said.update(state=InterviewState.PLANNED, ended_by=None, ended_at=None)
