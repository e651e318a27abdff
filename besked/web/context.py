"""What every page's template can rely on."""

from typing import Any

from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, Any]:
    """The nonce under the name that templates use, the theme, and whether single keys are on."""
    user: Any = getattr(request, "user", None)
    theme = request.COOKIES.get("besked_theme", "")
    return {
        "csp_nonce": getattr(request, "csp_nonce", ""),
        "theme": theme if theme in ("light", "dark") else "auto",
        "keys_on": bool(user and user.is_authenticated and user.keys_on),
    }
