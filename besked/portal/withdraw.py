"""Withdrawing on a page of its own, with an answer that nobody has chosen beforehand; and taking it back."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from besked.models import Application
from besked.portal import invitations, withdrawals
from besked.portal.own import show
from besked.portal.visits import Visit, by_link, context


@by_link("GET", "HEAD", "POST")
def withdraw(request: HttpRequest, visit: Visit, pk: int) -> HttpResponse:
    """Asks; only a chosen answer on a sent form withdraws."""
    return asked(request, visit, visit.one(pk), lambda words: show(request, visit, words, status=409))


def asked(
    request: HttpRequest, visit: Visit, application: Application, busy: Callable[[str], HttpResponse]
) -> HttpResponse:
    """The question and its answer, under whichever link; `busy` is the page for a withdrawal that can't be made."""
    if request.method != "POST":
        if not withdrawals.may_withdraw(application):
            return redirect(visit.address)
        return _ask(request, visit, application)
    if not visit.is_sealed(request):
        words = _("This page has waited for long. Please choose and send once more.")
        return _ask(request, visit, application, words, status=403)
    answer = request.POST.get("answer", "")
    if answer not in ("withdraw", "keep"):
        return _ask(request, visit, application, _("Choose one of the two answers."), status=400)
    if answer == "withdraw" and not withdrawals.withdraw(visit, application):
        return busy(_busy())
    return redirect(visit.address)


@by_link("POST")
def take_back(request: HttpRequest, visit: Visit, pk: int) -> HttpResponse:
    """The withdrawal never was; the recruiter sees both. Where the interview's time is gone, its page says so."""
    application = visit.one(pk)
    if not visit.is_sealed(request):
        return show(request, visit, _("This page has waited for long. Please press the button once more."), status=403)
    if not withdrawals.take_back(visit, application) and not application.is_open:
        words = _("This can’t be taken back any more. Write to the person named below; they can help you.")
        return show(request, visit, words, status=409)
    lost = invitations.lost(visit, application)
    return redirect(lost.address if lost else visit.address)


def _busy() -> str:
    """Says nothing of a decision that the applicant hasn't been told yet."""
    return _(
        "Your application is being worked on at this moment, so this was not recorded. Try again in a while, or write "
        "to the person named below."
    )


def _ask(
    request: HttpRequest, visit: Visit, application: Application, fault: str = "", status: int = 200
) -> HttpResponse:
    asked = {"asked": application, "title": application.vacancy.title(), "fault": fault}
    return render(request, "portal/withdraw.html", context(request, visit) | asked, status=status)
