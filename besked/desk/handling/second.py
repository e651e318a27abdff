"""The second yes: rules that keep people back, each with a tick that lets them through all the same."""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from besked.action import Action, Words
from besked.performing import Preview

WORDS: Mapping[str, Words] = {"no-mobile": gettext_lazy("Invite them anyway, without SMS")}


class Rule(NamedTuple):
    """A rule, for how many people it stands, and whether it was accepted."""

    slug: str
    words: str
    people: int
    is_accepted: bool

    @property
    def concerned(self) -> str:
        """How many people it is about."""
        return ngettext("%(count)d person", "%(count)d people", self.people) % {"count": self.people}


def rules(action: Action, seen: Preview) -> list[Rule]:
    """Those that stand in the way, and those that were accepted and still apply."""
    standing = Counter(refusal.rule for refusal in seen.refused if refusal.rule)
    accepted = Counter[str]()
    if action.accept:
        found = action.objections(seen.ready).values()
        accepted.update(refusal.rule for refusal in found if refusal.rule in action.accept)
    return [
        Rule(slug, str(WORDS.get(slug, _("Do it for them anyway"))), count, slug in action.accept)
        for slug, count in sorted((standing + accepted).items())
    ]
