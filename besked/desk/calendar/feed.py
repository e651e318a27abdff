"""A colleague's interviews for their own calendar: an address that nobody can guess, and that can be made anew."""

import datetime as dt
import hashlib

from django.conf import settings
from django.contrib import messages
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from besked.access import Actor, actor_for, sees
from besked.calendar import ical
from besked.calendar.reading import with_people
from besked.calendar.words import address as place
from besked.desk.overview.titles import titles_of
from besked.lib import tokens
from besked.models import Attendance, Interview, InterviewState, Reply, User
from besked.web.http import StaffRequest
from besked.web.limits import too_many, visitor

LOOK_BACK = dt.timedelta(days=30)
MOST = 2000  # appointments in a feed
VISITS = {"most": 120, "seconds": 3600}  # of one address: a whole office may come from one place
STRANGERS = {"most": 20, "seconds": 600}


def token(user: User) -> str:
    """Names the user, and proves that we gave it; a new version ends the old ones."""
    secret = tokens.derive(settings.SECRET_KEY, "calendar-feed", str(user.pk), str(user.feed_version))
    return f"{user.pk}-{secret}"


def address(user: User) -> str:
    """The whole address, to be pasted into a calendar."""
    return f"{settings.BASE_URL}{reverse('calendar-feed', args=[token(user)])}"


@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The appointments; without a sign-in, because calendars can't."""
    if visitor(request) and too_many("feed", secret, **VISITS):
        return render(request, "429.html", status=429)
    user = _owner(secret)
    if user is None:
        often = too_many("feed-unknown", visitor(request), **STRANGERS)
        return render(request, "429.html" if often else "404.html", status=429 if often else 404)
    now = timezone.now()
    with translation.override(user.language):
        text = written(user, now)
    return _answer(request, text)


@require_POST
def renew(request: StaffRequest) -> HttpResponse:
    """Another address; the old one is as if it had never been."""
    User.objects.filter(pk=request.user.pk).update(feed_version=F("feed_version") + 1)
    messages.success(request, _("The feed has a new address. The old one no longer works."))
    return redirect(reverse("calendar") + "#feed")


def written(user: User, now: dt.datetime) -> str:
    """The feed as iCalendar: the interviews that this person attends, in the language that is active."""
    attended = Attendance.objects.filter(user=user).values("interview")
    rows = Interview.objects.standing().filter(pk__in=attended, starts_at__gt=now - LOOK_BACK)
    found = with_people(
        rows.select_related("application__candidate", "application__vacancy").order_by("starts_at")[:MOST]
    )
    titles = titles_of({row.application.vacancy_id for row in found})
    actor = actor_for(user)
    return ical.feed(_("Interviews"), [_appointment(row, titles, actor) for row in found])


def _owner(secret: str) -> User | None:
    """Whose feed it is. The comparison takes as long for a wrong secret as for a right one."""
    number, _dash, _rest = secret.partition("-")
    known = number.isascii() and number.isdigit() and len(number) < 19
    user = User.objects.filter(pk=int(number), is_active=True).first() if known else None
    return user if tokens.same(secret, token(user) if user else f"0-{'x' * 43}") and user else None


def _answer(request: HttpRequest, text: str) -> HttpResponse:
    etag = quote_etag(hashlib.sha256(text.encode()).hexdigest()[:32])
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    found = get_conditional_response(request, etag=etag, response=response)
    return found if isinstance(found, HttpResponse) else response


def _appointment(row: Interview, titles: dict[int, str], actor: Actor) -> ical.Appointment:
    """The applicant is named to those who may see them."""
    application = row.application
    named = sees(actor, application)
    start, end = row.starts_at or row.at, row.ends_at or row.at
    title = titles.get(application.vacancy_id, "")
    words = {"kind": row.get_kind_display(), "name": application.candidate.name, "vacancy": title}
    changed = max(moment for moment in (row.at, row.replied_at, row.ended_at) if moment)
    return ical.Appointment(
        uid=row.uid,
        sequence=row.revision - 1,
        starts_at=start,
        ends_at=end,
        summary=_("%(kind)s: %(name)s, %(vacancy)s") % words if named else _("%(kind)s: %(vacancy)s") % words,
        description=_description(row, named=named),
        place=place(row, translation.get_language() or "en", application.candidate.mobile if named else ""),
        url=f"{settings.BASE_URL}/interviews/{row.pk}/" if named else "",
        stamp=changed,
        updated_at=changed,
        cancelled=row.state == InterviewState.CANCELLED,
    )


def _description(row: Interview, *, named: bool) -> str:
    """Who else attends, and what was answered."""
    lines = [", ".join(user.name for user in row.people)]
    if named:
        lines.append(f"{_('Acc. time')}: {Reply(row.reply).label}")
    return "\n".join([*lines, row.route])
