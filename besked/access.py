"""Who may do what, and who sees what. Every door asks here; a stranger's thing is as if it did not exist."""

from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from besked.models import (
    About,
    ActorKind,
    Application,
    Candidate,
    Department,
    Document,
    Interview,
    Link,
    Message,
    Note,
    Right,
    Run,
    Tree,
    User,
    Vacancy,
)

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever acts: a user with rights in departments, an applicant or panel member by link, or Besked itself."""

    kind: ActorKind
    user: User | None = None
    rights: frozenset[str] = frozenset()
    departments: frozenset[int] | None = frozenset()  # None: all of them
    candidates: frozenset[int] = frozenset()  # an applicant's own persons
    reference: str = ""
    tree: Tree | None = field(default=None, compare=False)

    @property
    def key(self) -> str:
        """Names the actor in runs: user:5, applicant:12, system."""
        return f"user:{self.user.pk}" if self.user else self.reference or str(self.kind)

    @property
    def is_administrator(self) -> bool:
        """Whether everything is open to them."""
        return self.departments is None

    def has(self, right: Right) -> bool:
        """Whether a single right is theirs."""
        return right in self.rights


SYSTEM = Actor(ActorKind.SYSTEM, rights=frozenset(Right.values), departments=None)
NOBODY = Actor(ActorKind.APPLICANT)


def actor_for(user: User, tree: Tree | None = None) -> Actor:
    """The actor a signed-in user is: two queries (departments, memberships), none for an administrator's reach."""
    tree = tree or Tree()
    rights = frozenset(Right.values) if user.has(Right.ADMINISTER) else frozenset(user.rights)
    if not user.is_active:
        return NOBODY
    if Right.ADMINISTER in rights:
        return Actor(ActorKind.USER, user, rights, None, tree=tree)
    reach: set[int] = set()
    for membership in user.memberships.all():
        here = membership.department_id
        reach |= tree.below(here) if membership.with_below else {here}
    return Actor(ActorKind.USER, user, rights, frozenset(reach), tree=tree)


def applicant(candidates: frozenset[int], link: Link | None = None) -> Actor:
    """The actor that a person with a proven link is."""
    reference = f"applicant:{min(candidates, default=0)}"
    return Actor(ActorKind.APPLICANT, candidates=candidates, reference=reference)


def may(actor: Actor, right: Right, thing: Application | Vacancy | Department | None = None) -> bool:
    """Whether the actor has the right, here: a right counts only where the thing is visible."""
    return right in actor.rights and (thing is None or sees(actor, thing))


def sees(actor: Actor, thing: Application | Vacancy | Department) -> bool:
    """Whether a loaded thing is visible, without a query."""
    if isinstance(thing, Application):
        if actor.kind == ActorKind.APPLICANT:
            return thing.candidate_id in actor.candidates
        return sees(actor, thing.vacancy)
    if actor.departments is None:
        return True
    if isinstance(thing, Department):
        return thing.pk in actor.departments
    return thing.department_id in actor.departments and _whole_or_own(actor, thing)


def _whole_or_own(actor: Actor, vacancy: Vacancy) -> bool:
    own = actor.user is not None and vacancy.owner_id == actor.user.pk
    return own or Right.ALL_VACANCIES in actor.rights


def _through(actor: Actor, prefix: str) -> Q:
    """The condition on the vacancy at the end of a lookup path."""
    if actor.departments is None:
        return Q()
    if actor.kind != ActorKind.USER or actor.user is None:
        return Q(pk__in=[])
    condition = Q(**{f"{prefix}department__in": actor.departments})
    if Right.ALL_VACANCIES not in actor.rights:
        condition &= Q(**{f"{prefix}owner": actor.user})
    return condition


def _messages(actor: Actor) -> Q:
    """Asked message by message: whoever looks at the few unsent ones must not pay for a million sent."""
    about = About.objects.filter(_through(actor, "application__vacancy__"), message=OuterRef("pk"))
    own = Q(author=actor.user) if actor.user else Q()
    return Q(Exists(about)) | own


_PATHS: dict[type[Model], str] = {
    Vacancy: "",
    Application: "vacancy__",
    Document: "application__vacancy__",
    Note: "application__vacancy__",
    Interview: "application__vacancy__",
    Candidate: "applications__vacancy__",
}


def visible_to(actor: Actor, queryset: QuerySet[M]) -> QuerySet[M]:
    """The part of a queryset that the actor may know of. Raises KeyError for a model without a rule."""
    if actor.departments is None:
        return queryset
    model: type[Any] = queryset.model
    if actor.kind == ActorKind.APPLICANT and model is Application:
        return queryset.filter(candidate__in=actor.candidates)
    if model is Department:
        return queryset.filter(pk__in=actor.departments)
    if model is Run:
        return queryset.filter(actor=actor.key)
    if model is Message:
        return queryset.filter(_messages(actor))
    condition = _through(actor, _PATHS[model])
    if model is Candidate:
        return queryset.filter(pk__in=Candidate.objects.filter(condition).values("pk"))
    return queryset.filter(condition)
