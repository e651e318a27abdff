"""Addresses of the reply page, and of what mail programs and link scanners make of them."""

from django.urls import URLPattern, URLResolver, path, re_path

from besked.portal import reply

urlpatterns: list[URLPattern | URLResolver] = [
    path("<str:token>/", reply.reply, name="portal-reply"),
    path("<str:token>/interview.ics", reply.calendar, name="portal-reply-calendar"),
    path("<str:token>/withdraw/", reply.withdraw, name="portal-reply-withdraw"),
    path("<str:token>/return/", reply.take_back, name="portal-reply-return"),
    re_path(r"^(?P<rest>[\s\S]*)$", reply.broken, name="portal-reply-broken"),
]
