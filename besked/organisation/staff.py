"""Rules about staff: nobody gives more than they have, an administrator always remains, leaving ends at once."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from allauth.account.models import EmailAddress
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from besked.access import Actor
from besked.models import Membership, Right, Tree, User
from besked.organisation import Refused
from besked.organisation.tokens import revoke_tokens


@dataclass(frozen=True, slots=True)
class Access:
    """What somebody may do and where: single rights, and departments with whether all under them count too."""

    level: str
    rights: frozenset[str] = frozenset()
    places: Mapping[int, bool] = field(default_factory=dict)

    def reach(self, tree: Tree) -> set[int]:
        """The departments that the places cover."""
        covered = (tree.below(pk) if with_below else {pk} for pk, with_below in self.places.items())
        return set().union(*covered)


def access_of(user: User) -> Access:
    """What a user has now: one query unless memberships were prefetched."""
    places = {membership.department_id: membership.with_below for membership in user.memberships.all()}
    return Access(user.level, frozenset(user.rights), places)


def staff_seen_by(actor: Actor) -> QuerySet[User]:
    """The users an actor may know of: everybody for an administrator, else those of the departments reached."""
    if actor.departments is None:
        return User.objects.all()
    here = Membership.objects.filter(department__in=actor.departments)
    return User.objects.filter(pk__in=here.values("user"))


def colleagues_of(actor: Actor) -> QuerySet[User]:
    """Whoever may attend an interview: those the actor knows of, and those above them whose reach covers them."""
    if actor.departments is None:
        return User.objects.filter(is_active=True)
    tree = actor.tree or Tree()
    above = {department.pk for own in actor.departments for department in tree.chain(own)}
    here = Q(department__in=actor.departments) | Q(department__in=above, with_below=True)
    return User.objects.filter(is_active=True, pk__in=Membership.objects.filter(here).values("user"))


def beyond(actor: Actor, access: Access, tree: Tree) -> str:
    """Why an actor may not give, or take, this access: a sentence, or nothing."""
    if not access.rights <= actor.rights:
        names = ", ".join(str(Right(right).label) for right in Right.values if right in access.rights - actor.rights)
        return _("Only somebody who has these rights can give them: %(rights)s.") % {"rights": names}
    if actor.departments is not None and not access.reach(tree) <= actor.departments:
        return _("You can only give access to departments that you reach yourself.")
    return ""


def obstacle(actor: Actor, person: User, tree: Tree) -> str:
    """Why an actor may not change a person: a sentence, or nothing."""
    if beyond(actor, access_of(person), tree):
        return _("%(name)s has rights or departments that you don't have. An administrator can make changes here.") % {
            "name": person.name
        }
    return ""


def save_person(actor: Actor, person: User, access: Access, tree: Tree) -> User:
    """Saves somebody new or changed, with their access; it counts from their next click on. Raises Refused."""
    with transaction.atomic():
        others = _everybody_else(person)
        before = User.objects.filter(pk=person.pk).first() if person.pk else None
        if words := (obstacle(actor, before, tree) if before else "") or beyond(actor, access, tree):
            raise Refused(words)
        if not access.places and Right.ADMINISTER not in access.rights:
            raise Refused(_("Choose at least one department."))
        person.level, person.rights = access.level, sorted(access.rights)
        _keep_an_administrator(person, others)
        person.save()
        # An address that somebody had before must not open their door any more.
        EmailAddress.objects.filter(user=person).exclude(email__iexact=person.email).delete()
        _keep_places(person, access.places)
    return person


def _everybody_else(person: User) -> list[User]:
    """Locks all users, in order of id: two administrators can't remove each other in the same moment."""
    return [user for user in User.objects.select_for_update().order_by("pk") if user.pk != person.pk]


def _keep_an_administrator(person: User, others: list[User]) -> None:
    if not any(user.is_active and user.has(Right.ADMINISTER) for user in (person, *others)):
        raise Refused(_("At least one administrator must remain. Make somebody else an administrator first."))


def _keep_places(person: User, places: Mapping[int, bool]) -> None:
    Membership.objects.filter(user=person).exclude(department__in=places).delete()
    rows = [Membership(user=person, department_id=pk, with_below=below) for pk, below in places.items()]
    Membership.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["user", "department"], update_fields=["with_below"]
    )


def deactivate(actor: Actor, person: User, tree: Tree, now: dt.datetime) -> None:
    """Ends somebody's access: sign-in, sessions and API tokens, at once. Raises Refused."""
    with transaction.atomic():
        others = _everybody_else(person)
        if words := obstacle(actor, person, tree):
            raise Refused(words)
        if actor.user == person:
            raise Refused(_("You can't end your own access. Ask a colleague to do it."))
        person.is_active = False
        _keep_an_administrator(person, others)
        User.objects.filter(pk=person.pk).update(is_active=False)
        revoke_tokens(person, now)
        _end_sessions(person, now)


def _end_sessions(person: User, now: dt.datetime) -> None:
    """Sessions don't know their user in a column, so each is read; somebody leaves rarely."""
    live = Session.objects.filter(expire_date__gt=now).iterator(chunk_size=500)
    theirs = [session.pk for session in live if session.get_decoded().get(SESSION_KEY) == str(person.pk)]
    Session.objects.filter(pk__in=theirs).delete()


def reactivate(actor: Actor, person: User, tree: Tree) -> None:
    """Lets somebody sign in again, with the access they had. Raises Refused."""
    if words := obstacle(actor, person, tree):
        raise Refused(words)
    User.objects.filter(pk=person.pk).update(is_active=True)
