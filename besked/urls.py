"""All addresses: each door brings its own; who may use them stands in besked.web.routes."""

from django.urls import URLPattern, URLResolver, include, path

from besked.web.accounts import first_sign_in
from besked.web.health import healthz
from besked.web.preferences import preferences

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("preferences/", preferences, name="preferences"),
    path("i18n/", include("django.conf.urls.i18n")),
    path("accounts/first/<str:token>/", first_sign_in, name="account_first_sign_in"),
    path("accounts/", include("allauth.urls")),
    path("jobs/", include("besked.careers.urls")),
    path("me/", include("besked.portal.urls")),
    path("reply/", include("besked.portal.reply_urls")),
    path("api/v1/", include("besked.api.urls")),
    path("", include("besked.desk.urls")),
]
