"""No-show: the applicant did not come."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from besked.acts.interviews import InterviewAct
from besked.calendar.stages import fall_back
from besked.models import Application, Interview, InterviewState, Run


class NoShow(InterviewAct):
    """They stay invited: a new time can be found, or the answer given."""

    slug = "no-show"
    label = _("Did not come")
    past = _("%(by)s noted that %(name)s did not come")
    undoable = True
    columns = ("state", "ended_at", "ended_by")

    def objection(self, row: Application, interview: Interview) -> str:
        """Not before it has begun."""
        if interview.state == InterviewState.NO_SHOW:
            return str(_("This is noted already."))
        if interview.starts_at is None or interview.starts_at > self.now:
            return str(_("The interview has not begun yet."))
        return ""

    def changed(self, row: Application, interview: Interview) -> None:
        """They did not come."""
        interview.state, interview.ended_at = InterviewState.NO_SHOW, self.now

    def alter(self, ready: Sequence[Application], run: Run) -> None:
        """With the run, so that it can be taken back; and they are no further than before."""
        for row in ready:
            self.after[row.pk].ended_by_id = run.pk
        super().alter(ready, run)
        fall_back([row.pk for row in ready], self.now)

    def take_back(self, run: Run, ids: Sequence[int]) -> None:
        """As if nobody had said anything."""
        said = Interview.objects.filter(ended_by=run, application__in=list(ids))
        said.update(state=InterviewState.PLANNED, ended_by=None, ended_at=None)
