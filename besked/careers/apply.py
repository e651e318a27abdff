"""Applying: one form, one transaction, and a page that says thanks. Whatever goes wrong, what was typed stays."""

import logging

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from besked.careers.files import Files, collect
from besked.careers.forms import ApplicationForm
from besked.careers.objections import Objection, objection, too_often
from besked.careers.page import Posted, page, posted
from besked.careers.privacy import privacy
from besked.careers.thanks import address
from besked.documents.faults import MAX_SIZE
from besked.receive import receive
from besked.web.languages import spoken
from besked.web.uploads import bound, is_readable

log = logging.getLogger("besked.careers")


@csrf_exempt  # the view asks by itself: a page in between would throw away what was typed
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@spoken
def apply(request: HttpRequest, slug: str) -> HttpResponse:
    """The form of an open vacancy; the page of a closed one says so instead."""
    it = posted(slug)
    if request.method == "POST":
        return _sent(request, it)
    if not it.is_open:
        return redirect("careers-job", slug=slug)
    return _form(request, it, ApplicationForm(it=it), Files(slug))


def _sent(request: HttpRequest, it: Posted) -> HttpResponse:
    bound(request, MAX_SIZE)
    if not is_readable(request):
        return render(request, "413.html", status=413)
    refused = too_often(request)
    files = collect(request, it.vacancy.slug, unseen=refused is not None)
    form = ApplicationForm(request.POST, it=it, sent=files)
    if not form.is_valid():
        return _again(request, it, form, files, refused)
    if refused := refused or objection(request, it, form):
        return _again(request, it, form, files, refused)
    try:
        person, letter = form.person(), form.cleaned_data["letter"]
        receive(it.vacancy, person, letter=letter, uploads=files.uploads(), tree=it.tree, now=it.now)
    except (OSError, DatabaseError):
        log.exception("An application could not be stored.")
        words = _("We could not store your application just now. Please send it once more in a moment.")
        return _again(request, it, form, files, Objection(503, words))
    return redirect(address(it, person.given_name))


def _again(
    request: HttpRequest, it: Posted, form: ApplicationForm, files: Files, refused: Objection | None
) -> HttpResponse:
    """The form with everything typed and every good file still in it."""
    if refused:
        form.add_error(None, refused.words)
    try:
        files.keep()
    except OSError:
        log.exception("The files of a form could not be kept.")
        form.add_error("documents", _("We could not keep your files. Please choose them once more."))
    return _form(request, it, form, files, refused.status if refused else 400)


def _form(request: HttpRequest, it: Posted, form: ApplicationForm, files: Files, status: int = 200) -> HttpResponse:
    context = {"form": form, "kept": files.kept, "privacy": privacy(it)}
    return render(request, "careers/apply.html", page(request, it) | context, status=status)
