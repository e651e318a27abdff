"""Addresses of careers: the list, a job, applying, and the thanks."""

from django.urls import URLPattern, URLResolver, path

from besked.careers import apply, job, jobs, thanks

urlpatterns: list[URLPattern | URLResolver] = [
    path("", jobs.jobs, name="careers-jobs"),
    path("<slug:slug>/", job.job, name="careers-job"),
    path("<slug:slug>/apply/", apply.apply, name="careers-apply"),
    path("<slug:slug>/thanks/", thanks.thanks, name="careers-thanks"),
]
