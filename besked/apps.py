"""The one Django app: its models live in besked.models, its migrations beside them."""

from django.apps import AppConfig


class BeskedConfig(AppConfig):
    """Besked as Django sees it."""

    name = "besked"
    label = "besked"
    default_auto_field = "django.db.models.BigAutoField"
