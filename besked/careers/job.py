"""The page of one job: the advert, the facts, the promise, and the way to apply."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from besked.careers.adverts import as_html, blocks
from besked.careers.page import Posted, page, posted
from besked.careers.postings import posting
from besked.ui.tags import OWN_LANGUAGES
from besked.web.languages import spoken


@require_safe
@spoken
def job(request: HttpRequest, slug: str) -> HttpResponse:
    """An open job, or words about why one can't apply any more; an unpublished one is a 404."""
    it = posted(slug)
    return render(request, "careers/job.html", page(request, it) | _advert(it))


def _advert(it: Posted) -> dict[str, Any]:
    text = it.vacancy.text()
    if text is None:
        return {}
    address = settings.BASE_URL + reverse("careers-job", args=[it.vacancy.slug])
    return {
        "advert": as_html(blocks(text.advert)),
        "advert_language": dict(OWN_LANGUAGES).get(text.language, text.language),
        "posting": posting(it.vacancy, text, it.tree, address) if it.is_open else "",
    }
