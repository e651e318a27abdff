"""Addresses of overview: start, search, vacancies, one vacancy."""

from django.urls import URLPattern, URLResolver, path

from besked.desk.overview import pane, searching, start, vacancies, vacancy

urlpatterns: list[URLPattern | URLResolver] = [
    path("", start.start, name="start"),
    path("next/", start.answer_next, name="answer-next"),
    path("search/", searching.find, name="search"),
    path("vacancies/", vacancies.vacancies, name="vacancies"),
    path("vacancies/<int:pk>/", vacancy.vacancy, name="vacancy"),
    path("vacancies/<int:pk>/pane/<int:application>/", pane.pane, name="vacancy-pane"),
]
