"""The further actions for one application, in the order users know, each with the reason where it isn't possible."""

from collections.abc import Iterable
from typing import NamedTuple

from besked.access import Actor
from besked.action import Action, Words
from besked.actions import MENU
from besked.models import Application

# `g` (ranking), `n` (note) and `u` (undo) are taken elsewhere.
KEYS = {"invite": "i", "reject": "r", "email": "e", "save": "s"}
ICONS = {
    "withdraw": "arrow-uturn-left",
    "email": "envelope",
    "invite": "calendar-days",
    "reject": "x-circle",
    "save": "bookmark",
    "transfer": "arrow-right-circle",
}
FIRST = ("reject", "invite", "email", "save")  # the buttons beside the menu


class Item(NamedTuple):
    """One line of the menu; `refusal` is empty when the action is possible."""

    slug: str
    label: Words
    description: Words
    refusal: str
    key: str
    icon: str


def menu(application: Application, actor: Actor) -> list[Item]:
    """The whole menu. No queries."""
    return [_item(action, application, actor) for action in MENU if action.menu]


def first(items: Iterable[Item]) -> list[Item]:
    """What is done most often, for buttons of their own."""
    found = {item.slug: item for item in items}
    return [found[slug] for slug in FIRST if slug in found]


def _item(action: type[Action], application: Application, actor: Actor) -> Item:
    words = action.refusal(application, actor)
    key, icon = KEYS.get(action.slug, ""), ICONS.get(action.slug, "chevron-right")
    return Item(action.slug, action.label, action.description, str(words or ""), key, icon)
