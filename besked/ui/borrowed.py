"""Sentences that libraries say on our pages: named here, so that our catalogues translate them in our own words."""

from django.utils.translation import gettext_noop, ngettext_lazy

# What a library translates itself speaks of another “password” than the page around it, or says “u” where the page
# says “je”. Our catalogues come last and win.
SENTENCES = (
    gettext_noop("Your password can’t be too similar to your other personal information."),
    gettext_noop("Your password can’t be a commonly used password."),
    gettext_noop("Email address"),
)
LENGTH = ngettext_lazy(
    "Your password must contain at least %(min_length)d character.",
    "Your password must contain at least %(min_length)d characters.",
    "min_length",
)
