"""Titles of vacancies without their adverts: lists show hundreds of titles and never an advert."""

from django.db.models import Prefetch

from besked.models import VacancyText

TITLES = Prefetch("texts", VacancyText.objects.defer("advert"))
