"""Addresses of the calendar: the list and the grids, one interview, what is done to many, the feed."""

from django.urls import URLPattern, URLResolver, path

from besked.desk.calendar import acting, feed, interview, pages, undoing

urlpatterns: list[URLPattern | URLResolver] = [
    path("calendar/", pages.calendar, name="calendar"),
    path("calendar/act/", acting.act, name="calendar-act"),
    path("calendar/runs/<int:pk>/undo/", undoing.undo, name="calendar-undo"),
    path("calendar/feed/", feed.renew, name="calendar-feed-renew"),
    path("calendar/feed/<str:secret>.ics", feed.feed, name="calendar-feed"),
    path("interviews/<int:pk>/", interview.interview, name="interview"),
    path("interviews/<int:pk>/act/", interview.act, name="interview-act"),
]
