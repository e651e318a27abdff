"""What all settings pages share: the sections somebody may open, the frame of a page, choosing a department."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from besked.access import sees
from besked.models import Department, Right, Tree
from besked.organisation.departments import in_order
from besked.web.http import StaffRequest


class Section(NamedTuple):
    """A part of the settings: its route, and the right that opens it (None: everybody)."""

    route: str
    label: str | Promise
    words: str | Promise
    icon: str
    right: Right | None


SECTIONS = (
    Section(
        "settings-profile",
        gettext_lazy("Your profile"),
        gettext_lazy("Your name, language and signatures, how you sign in."),
        "user-circle",
        None,
    ),
    Section(
        "settings-departments",
        gettext_lazy("Departments"),
        gettext_lazy("The tree of departments, their countries, addresses and how long data is kept."),
        "building-office-2",
        Right.ADMINISTER,
    ),
    Section(
        "settings-staff",
        gettext_lazy("Staff"),
        gettext_lazy("Who works here, what they may do, and where."),
        "users",
        Right.USERS,
    ),
    Section(
        "settings-letters",
        gettext_lazy("Letters"),
        gettext_lazy("What applicants read, in five languages: ours, or your own."),
        "envelope",
        Right.TEMPLATES,
    ),
    Section(
        "settings-reasons",
        gettext_lazy("Reasons"),
        gettext_lazy("Why somebody is rejected. Only recruiters see it."),
        "list-bullet",
        Right.TEMPLATES,
    ),
    Section(
        "settings-senders",
        gettext_lazy("Sender addresses"),
        gettext_lazy("The addresses that letters come from."),
        "at-symbol",
        Right.TEMPLATES,
    ),
    Section(
        "settings-signatures",
        gettext_lazy("Signatures"),
        gettext_lazy("What stands under the letters of a department."),
        "pencil",
        Right.TEMPLATES,
    ),
)


def sections(request: StaffRequest, current: str = "") -> list[dict[str, Any]]:
    """The sections that are open to whoever asks."""
    return [
        {**it._asdict(), "url": reverse(it.route), "current": it.route == current}
        for it in SECTIONS
        if it.right is None or request.actor.has(it.right)
    ]


def page(
    request: StaffRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    section: str = "",
    crumbs: Sequence[tuple[str, object]] = (),
    status: int = 200,
) -> HttpResponse:
    """A settings page in its frame; the crumbs start at the settings and lead to the page before this one."""
    trail = [(reverse("settings"), _("Settings")), *crumbs]
    frame = {
        "sections": sections(request, section),
        "crumbs": [{"url": url, "label": label} for url, label in trail],
    }
    return render(request, f"desk/setup/{template}.html", {**frame, **context}, status=status)


def tree_of(request: StaffRequest) -> Tree:
    """All departments, loaded once per request."""
    return request.actor.tree or Tree()


class Place(NamedTuple):
    """A department in a list that shows the tree."""

    department: Department
    depth: int

    @property
    def shown(self) -> str:
        """The name, set in by its depth (non-breaking, because lists of choices drop spaces)."""
        return "\u00a0\u00a0\u00a0" * self.depth + self.department.name


def places(request: StaffRequest) -> list[Place]:
    """The departments that whoever asks can see, in the order of the tree."""
    return [Place(d, depth) for depth, d in in_order(tree_of(request)) if sees(request.actor, d)]


def department_or_404(request: StaffRequest, department_id: int) -> Department:
    """A visible department, from the tree that is loaded anyway."""
    department = tree_of(request).by_id.get(department_id)
    if department is None or not sees(request.actor, department):
        raise Http404
    return department


def chosen_department(request: StaffRequest) -> tuple[Department, list[Place]]:
    """The department named by ?department=, else the first one visible, and all to choose from."""
    seen = places(request)
    if not seen:
        raise PermissionDenied(_("You don't work in any department yet."))
    wanted = request.GET.get("department", "")
    return (department_or_404(request, as_number(wanted)) if wanted else seen[0].department), seen


def as_number(text: str) -> int:
    """A number that somebody sent; 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else 0


def number_in(request: HttpRequest, name: str) -> int:
    """A number from a hidden field; -1, which is never right, for anything else."""
    text = request.POST.get(name, "")
    return 0 if text == "0" else as_number(text) or -1
