"""No-show: the applicant did not come."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from besked.acts.interviews import Afterwards
from besked.calendar.stages import fall_back
from besked.models import Application, Interview, InterviewState, Run, Status, in_chunks


class NoShow(Afterwards):
    """They stay invited: a new time can be found, or the answer given."""

    slug = "no-show"
    label = _("Did not come")
    past = _("%(by)s noted that %(name)s did not come")
    becomes = InterviewState.NO_SHOW

    def prepare_letters(self, ready: Sequence[Application]) -> None:
        """Who was interviewed at another time."""
        self.met: set[int] = set()
        for chunk in in_chunks([row.pk for row in ready if row.status == Status.INTERVIEWED]):
            held = Interview.objects.standing().filter(application__in=chunk, state=InterviewState.HELD)
            others = held.exclude(pk__in=[one.pk for one in (self.before or {}).values()])
            self.met |= set(others.values_list("application", flat=True))

    def entering(self, application: Application) -> Status | None:
        """Invited again, where this was the interview that they were said to have had."""
        was_met = application.status == Status.INTERVIEWED and application.pk not in self.met
        return Status.INVITED if was_met else None

    def alter(self, ready: Sequence[Application], run: Run) -> None:
        """The interview's state; and they are no further than before."""
        super().alter(ready, run)
        fall_back([row.pk for row in ready], self.now)
