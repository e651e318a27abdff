"""Addresses for the browser tests of the look alone: the style guide, and a list with a reading pane."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import Context, RequestContext, Template
from django.urls import path

from besked.ui.rows import Row
from besked.ui.styleguide import samples

LIST = Template(
    """{% extends "besked/desk.html" %}{% block title %}List{% endblock %}
{% block main_class %}{% endblock %}{% block main %}<h1>List</h1>
<div class="workspace with-pane"><nav class="rail" id="rail" popover aria-label="Groups"><a href="#">All</a></nav>
<section class="list" data-select aria-label="Applications"><div class="list-head">
<label class="tick"><input type="checkbox" data-select-page aria-label="Tick this page"></label></div>
<ul>{% rows people %}</ul>
<form class="dock" id="dock" method="post" action="/sent/">{% csrf_token %}
<span class="dock-count" data-select-count data-one="{n} person" data-many="{n} people" role="status"></span>
<label><input type="checkbox" name="all" value="1" data-select-all="182">All 182</label>
<button class="link-button" type="button" data-select-none>None</button>
{% button "Reject" kind="primary" key="r" name="slug" value="reject" %}</form></section>
<section class="pane" data-pane tabindex="0" aria-label="Application"></section></div>{% endblock %}"""
)
PEOPLE = [Row(n, f"/person/{n}/", f"Person {n}", "new", "New", "4 days", new=True) for n in range(1, 6)]


def guide(request: HttpRequest) -> HttpResponse:
    """One of each."""
    nav = [{"label": "Start", "url": "/guide/"}, {"label": "Vacancies", "url": "/list/", "current": True}]
    return render(request, "besked/styleguide.html", {**samples(), "nav": nav})


def people(request: HttpRequest) -> HttpResponse:
    """A list of five with a pane and a dock."""
    return HttpResponse(LIST.render(RequestContext(request, {"people": PEOPLE})))


def person(request: HttpRequest, number: int) -> HttpResponse:
    """A part for the pane, or a page of its own."""
    part = Template("<h2>Application {{ number }}</h2>").render(Context({"number": number}))
    return HttpResponse(part if request.headers.get("HX-Request") else f"<title>Whole</title>{part}")


def sent(request: HttpRequest) -> HttpResponse:
    """What was posted, in words."""
    ids = ",".join(request.POST.getlist("application"))
    return HttpResponse(f"<title>Sent</title>{request.POST.get('slug')} {ids} {request.POST.get('all', '')}")


# Named as a public page is: a route that the table of routes doesn't know opens for nobody.
urlpatterns = [
    path("guide/", guide, name="careers-jobs"),
    path("list/", people, name="careers-jobs"),
    path("person/<int:number>/", person, name="careers-jobs"),
    path("sent/", sent, name="careers-jobs"),
]
