"""The reply page: an invitation to an interview, and four answers of which none is chosen beforehand."""

from collections.abc import Callable, Mapping
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from besked.portal import invitations, withdrawals
from besked.portal.answering import MOST, Typed, record
from besked.portal.appointment import Appointment, calendar_file
from besked.portal.invitations import WITHDRAW, Invitation, Standing
from besked.portal.visits import TOKEN_LENGTH, Visit, by_link, context, token_in, unknown, unseen
from besked.portal.withdraw import asked
from besked.web.limits import too_many

View = Callable[[HttpRequest, Invitation], HttpResponse]
NO_FAULTS: Mapping[str, str] = {}
MINDS = {"most": 20, "seconds": 600}  # how often one can be changed: each time, a colleague gets a letter


def by_reply(*methods: str) -> Callable[[View], Callable[..., HttpResponse]]:
    """A view behind the link of an invitation, called with it. A day after the interview, the page has closed."""

    def decorated(view: View) -> Callable[..., HttpResponse]:
        @by_link(*methods, purpose="reply")
        @wraps(view)
        def wrapped(request: HttpRequest, visit: Visit) -> HttpResponse:
            return _within(request, invitations.mailed(visit), view)

        return wrapped

    return decorated


def _within(request: HttpRequest, found: Invitation | None, view: View) -> HttpResponse:
    if found is None:
        raise Http404
    if found.is_over:
        return render(request, "portal/closed.html", _page(request, found), status=410)
    return view(request, found)


@by_reply("GET", "HEAD", "POST")
def reply(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Looking changes nothing, whoever or whatever looks; only a chosen answer on a sent form does."""
    return _answered(request, invitation)


@by_link("GET", "HEAD", "POST")
def own_interview(request: HttpRequest, visit: Visit, pk: int) -> HttpResponse:
    """The same below an applicant's own page."""
    return _within(request, invitations.own(visit, pk), _answered)


@by_reply("GET", "HEAD")
def calendar(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """The appointment as a file for a calendar."""
    return _file(request, invitation)


@by_link("GET", "HEAD")
def own_calendar(request: HttpRequest, visit: Visit, pk: int) -> HttpResponse:
    """The same below an applicant's own page."""
    return _within(request, invitations.own(visit, pk), _file)


@by_reply("GET", "HEAD", "POST")
def withdraw(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Asks once more, on a page of its own."""
    return asked(request, invitation.visit, invitation.application, lambda words: show(request, invitation, words, 409))


@by_reply("POST")
def take_back(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """The withdrawal never was; with the interview, where its time is free and ahead."""
    visit, row = invitation.visit, invitation.application
    if not visit.is_sealed(request):
        return show(request, invitation, _waited(), 403)
    if not withdrawals.take_back(visit, row) and not row.is_open:
        words = _("This can’t be taken back any more. Write to the person named below; they can help you.")
        return show(request, invitation, words, 409)
    return redirect(visit.address)


@csrf_exempt
@never_cache
def broken(request: HttpRequest, rest: str = "") -> HttpResponse:
    """An address with a whole token and something behind it still leads to the page; any other is not complete."""
    token = token_in(rest)
    if request.method in ("GET", "HEAD") and len(token) == TOKEN_LENGTH:
        return unseen(redirect(reverse("portal-reply", args=[token])))
    return unseen(unknown(request))


def show(
    request: HttpRequest,
    invitation: Invitation,
    words: str = "",
    status: int = 200,
    typed: Typed | None = None,
    faults: Mapping[str, str] = NO_FAULTS,
) -> HttpResponse:
    """The page as the invitation stands; with a sentence on top, and what was typed, where something didn't work."""
    standing = invitation.standing
    more = {
        "standing": standing,
        "is_open": standing == Standing.OPEN,
        "trouble": words,
        "typed": typed,
        "most": MOST,
        "faults": [{"words": fault, "id": f"field-{name}", "label": _label(name)} for name, fault in faults.items()],
        "wrong": faults,
    }
    return render(request, "portal/reply.html", _page(request, invitation) | more, status=status)


def _answered(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    if request.method != "POST":
        return show(request, invitation)
    typed = Typed.of(request.POST)
    if not invitation.visit.is_sealed(request):
        return show(request, invitation, _waited(), 403, typed)
    if invitation.standing != Standing.OPEN:
        return show(request, invitation, _("Your answer was not recorded."), 409)
    if faults := typed.faults(invitation):
        return show(request, invitation, "", 400, typed, faults)
    if typed.answer == WITHDRAW:
        return redirect(invitation.withdrawing)
    if too_many("answer", invitation.visit.token, **MINDS):
        return show(request, invitation, _("Please wait a few minutes, then try again."), 429, typed)
    if words := record(invitation, typed):
        return show(request, invitation.anew(), words, 409, typed)
    return redirect(invitation.address)


def _file(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    if not (text := calendar_file(invitation)):
        raise Http404
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="interview.ics"'
    return response


def _waited() -> str:
    return _("This page has waited for long. Please choose and send once more.")


def _label(name: str) -> str:
    return {"answer": _("Your answer"), "text": _("A few words")}[name]


def _page(request: HttpRequest, invitation: Invitation) -> dict[str, object]:
    """What every page about an invitation shows."""
    row = invitation.application
    return context(request, invitation.visit) | {
        "application": row,
        "candidate": row.candidate,
        "vacancy": row.vacancy,
        "contact": invitation.contact,
        "invitation": invitation,
        "interview": invitation.interview,
        "appointment": Appointment(invitation),
    }
