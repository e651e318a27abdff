"""Held: the interview took place."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from besked.acts.interviews import Afterwards
from besked.calendar.stages import go_on
from besked.models import Application, InterviewState, Run, Status


class Held(Afterwards):
    """From now on they count as interviewed, at the stage of this interview."""

    slug = "held"
    label = _("Held")
    past = _("%(by)s noted that %(name)s was interviewed")
    becomes = InterviewState.HELD

    def entering(self, application: Application) -> Status | None:
        """Interviewed; whoever has got further stays there."""
        return Status.INTERVIEWED if application.status == Status.INVITED else None

    def alter(self, ready: Sequence[Application], run: Run) -> None:
        """The interview's state, and the stage that was reached; whoever has got further stays there."""
        super().alter(ready, run)
        for kind in {self.after[row.pk].kind for row in ready}:
            go_on([row.pk for row in ready if self.after[row.pk].kind == kind], kind)
