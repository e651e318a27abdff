"""The tree of departments: moving without cycles, paths that follow, deleting only what is empty."""

from collections.abc import Iterator

from django.db import transaction
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from besked.lib.sortkeys import sort_key
from besked.models import Department, Membership, Message, Tree, Vacancy
from besked.organisation import Refused

DEEPEST = 12


def in_order(tree: Tree) -> Iterator[tuple[int, Department]]:
    """All departments as a reader expects them: (depth, department), siblings by name. No queries."""
    language = (get_language() or "en")[:2]
    below: dict[int | None, list[Department]] = {}
    for department in tree.by_id.values():
        below.setdefault(department.parent_id, []).append(department)

    def walk(parent: int | None, depth: int) -> Iterator[tuple[int, Department]]:
        for department in sorted(below.get(parent, []), key=lambda d: (sort_key(d.name, language), d.pk)):
            yield depth, department
            yield from walk(department.pk, depth + 1)

    return walk(None, 0)


def save_department(department: Department) -> Department:
    """Saves a new or changed department with its place in the tree. Raises Refused.

    All departments are locked (they are few), so that two moves at once can't make a cycle.
    """
    with transaction.atomic():
        tree = Tree(list(Department.objects.select_for_update().order_by("pk")))
        _check_place(department, tree)
        department.save()
        tree.by_id[department.pk] = department
        _renew_paths(tree)
    return department


def _check_place(department: Department, tree: Tree) -> None:
    above = tree.chain(department.parent_id)
    if department.pk and department.pk in {d.pk for d in above}:
        raise Refused(_("%(name)s can't stand under itself.") % {"name": department.name})
    height = _height(department.pk, tree) if department.pk else 1
    if len(above) + height > DEEPEST:
        words = _("A tree of departments has at most %(most)d levels; this would be deeper.")
        raise Refused(words % {"most": DEEPEST})


def _height(department_id: int, tree: Tree) -> int:
    depth = len(tree.chain(department_id))
    return 1 + max(len(tree.chain(pk)) - depth for pk in tree.below(department_id))


def _renew_paths(tree: Tree) -> None:
    changed = []
    for department in tree.by_id.values():
        path = "/" + "".join(f"{d.pk}/" for d in reversed(tree.chain(department.pk)))
        if department.path != path:
            department.path = path
            changed.append(department)
    Department.objects.bulk_update(changed, ["path"])


def delete_department(department: Department) -> None:
    """Deletes an empty department with its letters, senders and signatures. Raises Refused where it is not empty."""
    with transaction.atomic():
        locked = Department.objects.select_for_update().get(pk=department.pk)
        if words := what_it_holds(locked):
            raise Refused(" ".join(words))
        locked.delete()


def what_it_holds(department: Department) -> list[str]:
    """Why a department can't be deleted, a sentence each; empty when it can. Five queries."""
    under = Department.objects.filter(parent=department).count()
    vacancies = Vacancy.objects.filter(department=department).count()
    members = Membership.objects.filter(department=department).count()
    letters = Message.objects.filter(department=department).count()
    last = department.parent_id is None and not Department.objects.exclude(pk=department.pk).exists()
    counted = [
        (under, ngettext("%(n)d department stands under it.", "%(n)d departments stand under it.", under)),
        (vacancies, ngettext("%(n)d vacancy belongs to it.", "%(n)d vacancies belong to it.", vacancies)),
        (members, ngettext("%(n)d member of staff works in it.", "%(n)d members of staff work in it.", members)),
        (letters, ngettext("%(n)d letter left in its name.", "%(n)d letters left in its name.", letters)),
    ]
    words = [text % {"n": n} for n, text in counted if n]
    return [*words, _("It is the only department.")] if last else words
