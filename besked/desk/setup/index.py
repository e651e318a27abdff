"""The first page of the settings: what this person may change."""

from django.http import HttpResponse
from django.shortcuts import render

from besked.desk.setup.pages import sections
from besked.web.http import StaffRequest


def index(request: StaffRequest) -> HttpResponse:
    """A card for each section that is open to whoever asks."""
    return render(request, "desk/setup/index.html", {"sections": sections(request)})
