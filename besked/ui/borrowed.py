"""Sentences that libraries say on our pages: named here, so that our catalogues translate them in our own words."""

from django.utils.translation import gettext_noop, ngettext_lazy

# What a library translates itself speaks of another “password” than the page around it, or says “u” where the page
# says “je”. Our catalogues come last and win.
SENTENCES = (
    gettext_noop("Your password can’t be too similar to your other personal information."),
    gettext_noop("Your password can’t be a commonly used password."),
    gettext_noop("Email"),
    gettext_noop("Email address"),
    gettext_noop("The email address and/or password you specified are not correct."),
    gettext_noop("You must type the same password each time."),
    gettext_noop("Please type your current password."),
    gettext_noop("Use authenticator app or code"),
)
LENGTH = ngettext_lazy(
    "Your password must contain at least %(min_length)d character.",
    "Your password must contain at least %(min_length)d characters.",
    "min_length",
)
