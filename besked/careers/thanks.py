"""The thanks after applying: signed into its own address, so that it can be loaded again and tells nobody anything."""

import datetime as dt

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from besked.careers.page import Posted, page, posted
from besked.web.languages import spoken

SALT = "besked.careers.thanks"
LIVES = dt.timedelta(days=30)


def address(it: Posted, given_name: str) -> str:
    """The page that thanks somebody, whether it was their first application or the same once more."""
    said = {"to": given_name, "by": it.promise.isoformat()}
    token = signing.dumps(said, salt=f"{SALT}:{it.vacancy.slug}", compress=True)
    return f"{reverse('careers-thanks', args=[it.vacancy.slug])}?for={token}"


@require_safe
@never_cache
@spoken
def thanks(request: HttpRequest, slug: str) -> HttpResponse:
    """By name, with the day of the promise; without a true signature one is led back to the job."""
    it = posted(slug)
    try:
        said = signing.loads(request.GET.get("for", ""), salt=f"{SALT}:{slug}", max_age=LIVES)
    except signing.BadSignature:
        return redirect("careers-job", slug=slug)
    told = {"given_name": said["to"], "promise": dt.date.fromisoformat(said["by"])}
    return render(request, "careers/thanks.html", page(request, it) | told)
