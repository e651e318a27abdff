"""The form of a department: what is left empty is inherited, and the form says from where."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from besked.desk.setup.fields import OWN_NAMES, LineField, TextField
from besked.desk.setup.pages import Place, as_number
from besked.desk.setup.stamps import Stamped
from besked.models import MONTHS_KEPT, Country, Department, Language, Tree

# Where the five languages are spoken, and where their speakers live; a department may keep another one it has.
ZONES = (
    "Europe/Copenhagen", "Europe/Stockholm", "Europe/Oslo", "Europe/Amsterdam", "Atlantic/Faroe", "America/Nuuk",
    "Arctic/Longyearbyen", "America/Curacao", "America/Paramaribo", "Europe/Berlin", "Europe/Brussels",
    "Europe/Helsinki", "Europe/London", "Europe/Dublin", "Europe/Paris", "Europe/Madrid", "Europe/Warsaw",
    "Europe/Vilnius", "Atlantic/Reykjavik", "America/New_York", "Asia/Singapore", "UTC",
)  # fmt: skip
INHERITED = ("country", "language", "zone", "address", "about", "privacy")


class DepartmentForm(Stamped):
    """Name, place in the tree, what applicants read, how long data is kept, what the application form asks."""

    name = LineField(label=gettext_lazy("Name"), max_length=120)
    parent = forms.TypedChoiceField(label=gettext_lazy("Stands under"), required=False, empty_value=None)
    zone = forms.ChoiceField(label=gettext_lazy("Time zone"), required=False)
    address = TextField(label=gettext_lazy("Address"), rows=3, required=False)
    about = TextField(label=gettext_lazy("About us"), rows=4, required=False)
    privacy = TextField(label=gettext_lazy("Privacy text"), rows=4, required=False)
    months_kept = forms.IntegerField(
        label=gettext_lazy("Months that data is kept"), required=False, min_value=1, max_value=120
    )

    class Meta:
        model = Department
        fields = (
            "name", "parent", "country", "language", "zone", "address", "about", "privacy", "months_kept",
            "asks_address", "asks_birth_date",
        )  # fmt: skip

    def __init__(self, *args: Any, tree: Tree, places: list[Place], **kwargs: Any) -> None:
        """Needs the tree, for what is inherited and for the departments to stand under."""
        super().__init__(*args, **kwargs)
        self.tree = tree
        below = tree.below(self.instance.pk) if self.instance.pk else set()
        self._offer_parents([place for place in places if place.department.pk not in below])
        above = self._above()
        self._offer("country", Country.choices, above)
        self._offer("language", [(code, OWN_NAMES[code]) for code in Language.values], above)
        zones = list(dict.fromkeys([*ZONES, *([self.instance.zone] if self.instance.zone else [])]))
        self._offer("zone", [(zone, zone.replace("_", " ")) for zone in zones], above)
        for name in ("address", "about", "privacy"):
            self.fields[name].help_text = self._inherited_words(name, above)
        self.fields["months_kept"].help_text = self._months_words(above)

    def _above(self) -> int | None:
        """The department to inherit from, as chosen in the form, else as stored."""
        given = self.data.get(self.add_prefix("parent")) if self.is_bound else self.initial.get("parent")
        return as_number(str(given or "")) or None

    def _offer_parents(self, places: list[Place]) -> None:
        field = cast("forms.TypedChoiceField", self.fields["parent"])
        field.choices = [("", _("Nothing: it is an organisation")), *((p.department.pk, p.shown) for p in places)]
        field.coerce = lambda pk: self.tree.by_id[int(pk)]

    def _offer(self, name: str, choices: Any, above: int | None) -> None:
        field = cast("forms.ChoiceField", self.fields[name])
        words = {value: str(label) for value, label in choices}
        inherited = self.tree.inherited(above, name)
        if inherited:
            empty = _("As %(department)s: %(value)s") % {
                "department": self._source(name, above),
                "value": words.get(inherited, inherited),
            }
        else:
            empty = _("Not chosen")
        field.choices = [("", empty), *choices]

    def _source(self, name: str, above: int | None) -> str:
        return next((d.name for d in self.tree.chain(above) if getattr(d, name) not in ("", None)), "")

    def _inherited_words(self, name: str, above: int | None) -> str:
        text = self.tree.inherited(above, name)
        if not text:
            return _("Departments under it take it over where they have none.")
        shown = text if len(text) < 160 else text[:157].rstrip() + "…"
        return _("Left empty, this from %(department)s counts: “%(text)s”") % {
            "department": self._source(name, above),
            "text": " ".join(shown.split()),
        }

    def _months_words(self, above: int | None) -> str:
        months = next((d.months_kept for d in self.tree.chain(above) if d.months_kept is not None), None)
        if months is not None:
            told = ngettext("%(n)d month", "%(n)d months", months) % {"n": months}
            source = self._source("months_kept", above)
            return _("Left empty: %(months)s, as %(department)s.") % {"months": told, "department": source}
        given = str(self["country"].value() or "")
        country = Country(given if given in Country.values else self.tree.country(above))
        told = ngettext("%(n)d month", "%(n)d months", MONTHS_KEPT[country]) % {"n": MONTHS_KEPT[country]}
        words = _("Left empty: %(months)s, what is usual there (%(country)s).")
        return words % {"months": told, "country": country.label}
