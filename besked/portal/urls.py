"""Addresses of the portal: an applicant's own page behind the link in a letter, and what can be done there."""

from django.urls import URLPattern, URLResolver, path

from besked.portal import own, proof, reply, withdraw

urlpatterns: list[URLPattern | URLResolver] = [
    path("<str:token>/", own.own, name="portal-own"),
    path("<str:token>/address/", proof.prove_address, name="portal-address"),
    path("<str:token>/<int:pk>/withdraw/", withdraw.withdraw, name="portal-withdraw"),
    path("<str:token>/<int:pk>/return/", withdraw.take_back, name="portal-return"),
    path("<str:token>/interview/<int:pk>/", reply.own_interview, name="portal-interview"),
    path("<str:token>/interview/<int:pk>/interview.ics", reply.own_calendar, name="portal-interview-calendar"),
]
