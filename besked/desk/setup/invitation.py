"""The invitation of a new colleague: a link to choose a password, never a password."""

import datetime as dt

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from besked.messaging.backend import system_sender
from besked.messaging.outbox import queue_plain
from besked.models import Tree, User


def invitation_link(person: User) -> str:
    """Where somebody chooses a password; it works once, and only until PASSWORD_RESET_TIMEOUT has passed."""
    key = default_token_generator.make_token(person)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(person), "key": key})
    return f"{settings.BASE_URL}{path}"


def invite(person: User, *, by: User, now: dt.datetime) -> None:
    """Queues the invitation in the invited one's language."""
    membership = person.memberships.first()
    top = Tree().organisation(membership.department_id if membership else None)
    with translation.override(person.language):
        context = {
            "person": person,
            "by": by,
            "organisation": top,
            "link": invitation_link(person),
            "days": settings.PASSWORD_RESET_TIMEOUT // 86_400,
            "sign_in": f"{settings.BASE_URL}{reverse('account_login')}",
        }
        subject = _("Your access to Besked at %(organisation)s") % {"organisation": top.name if top else "Besked"}
        body = render_to_string("desk/setup/invitation.txt", context)
    queue_plain(
        to=person.email,
        subject=subject,
        body=body.strip(),
        kind="invitation",
        language=person.language,
        sender=system_sender(),
        now=now,
        author=by,
    )
