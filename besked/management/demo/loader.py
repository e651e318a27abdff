"""Loads the demo: the story becomes rows, by the roads that everything else takes."""

import datetime as dt

from django.db import transaction

from besked.answers.closing import close
from besked.answers.tally import recount
from besked.management.demo import mail
from besked.management.demo.arrivals import keep_cvs, read_cvs, take_in
from besked.management.demo.history import applications
from besked.management.demo.replay import replay
from besked.management.demo.stage import Stage, set_stage
from besked.management.demo.story import STAFF, VACANCIES
from besked.management.demo.times import moment
from besked.models import User


def is_loaded() -> bool:
    """Whether the story's staff works here already."""
    return User.objects.filter(email__in=[one.email for one in STAFF.values()]).exists()


def load(now: dt.datetime) -> bool:
    """Load the story as it stands at `now`; return False, and change nothing, where it is there already."""
    if is_loaded():
        return False
    told = applications()
    uploads = keep_cvs(told, now)
    with transaction.atomic():
        stage = set_stage(now)
        ids = take_in(stage, told, uploads, now)
        read_cvs()
        mail.send_receipts()
        replay(stage, told, ids, now)
        _close(stage, now)
    recount(now)
    return True


def _close(stage: Stage, now: dt.datetime) -> None:
    for key, opening in VACANCIES.items():
        if opening.closed is not None:
            close(stage.vacancies[key], moment(key, now, opening.closed, "15:00"))
