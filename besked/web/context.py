"""What every page's template can rely on."""

from typing import Any

from django.http import HttpRequest

from besked.web.navigation import MAIN, PERSON, ways


def page(request: HttpRequest) -> dict[str, Any]:
    """The nonce under the name that templates use, the theme, whether single keys are on, and where one can go."""
    user: Any = getattr(request, "user", None)
    theme = request.COOKIES.get("besked_theme", "")
    inside = bool(user and user.is_authenticated)
    return {
        "csp_nonce": getattr(request, "csp_nonce", ""),
        "theme": theme if theme in ("light", "dark") else "auto",
        "keys_on": inside and bool(user and user.keys_on),
        "nav": ways(MAIN, request) if inside else [],
        "person_nav": ways(PERSON, request) if inside else [],
    }
