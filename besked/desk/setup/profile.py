"""One's own page: name, language, how the desk behaves, ways to sign in, tokens for the API."""

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from besked.desk.setup.pages import number_in, page
from besked.desk.setup.person_forms import ProfileForm
from besked.models import Right, User
from besked.organisation import Refused
from besked.organisation.tokens import make_token, revoke_token
from besked.web.http import StaffRequest

SECTION = "settings-profile"
THEME = "besked_theme"
YEAR = 365 * 24 * 60 * 60


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: StaffRequest) -> HttpResponse:
    """Shows and saves what somebody says about themselves."""
    theme = request.COOKIES.get(THEME, "auto")
    if request.method != "POST":
        return _show(request, ProfileForm(instance=request.user, initial={"theme": theme}))
    with transaction.atomic():
        row = User.objects.select_for_update().get(pk=request.user.pk)
        form = ProfileForm(request.POST, instance=row, initial={"theme": theme})
        if not form.is_valid():
            return _show(request, form)
        form.save()
    with translation.override(row.language):
        messages.success(request, _("Your profile is saved."))
    response = redirect(SECTION)
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(THEME, form.cleaned_data["theme"], max_age=YEAR, samesite="Lax", secure=secure)
    return response


@require_POST
@never_cache
def tokens(request: StaffRequest) -> HttpResponse:
    """Makes a token, which is shown now and never again, or ends one."""
    now = timezone.now()
    try:
        if request.POST.get("do") == "token":
            form = ProfileForm(instance=request.user, initial={"theme": request.COOKIES.get(THEME, "auto")})
            return _show(request, form, token=make_token(request.user, now))
        if not revoke_token(request.user, number_in(request, "token"), now):
            raise Refused(_("This token has ended already."))
        messages.success(request, _("The token has ended."))
    except Refused as fault:
        messages.error(request, str(fault))
    return redirect(SECTION)


def _show(request: StaffRequest, form: ProfileForm, token: str = "") -> HttpResponse:
    context = {
        "form": form,
        "token": token,
        "may_use_api": request.actor.has(Right.API),
        "tokens": request.user.api_tokens.filter(revoked_at=None).order_by("-created_at"),
        "email": request.user.email,
    }
    return page(request, "profile", context, section=SECTION, status=422 if form.errors else 200)
