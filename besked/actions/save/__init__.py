"""Save: marks a person as excellent for other vacancies and keeps them in the CV database."""

from collections.abc import Iterable, Sequence

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from besked.action import Action
from besked.models import OPEN, Application, Saved, Status


class Save(Action):
    """Open applications become *saved*; those already decided keep their status and get the fact beside it."""

    slug = "save"
    label = _("Save application")
    past = _("%(by)s saved %(name)s in the CV database")
    description = _("Marks the applicant as excellent for other vacancies. An answer is still owed.")
    leaves = OPEN | {Status.REJECTED, Status.WITHDRAWN, Status.TRANSFERRED}

    def entering(self, application: Application) -> Status | None:
        """Saved; whoever was rejected, withdrawn or transferred stays so."""
        return Status.SAVED if application.status in OPEN else None

    def facts(self, ready: Sequence[Application]) -> Iterable[Model]:
        """One saved fact each."""
        return [Saved(application=row) for row in ready]
