"""The desk's addresses, by corner of the room."""

from besked.desk.calendar.urls import urlpatterns as calendar
from besked.desk.handling.urls import urlpatterns as handling
from besked.desk.overview.urls import urlpatterns as overview
from besked.desk.setup.urls import urlpatterns as setup

urlpatterns = [*overview, *handling, *calendar, *setup]
