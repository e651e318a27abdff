"""Forms about people: somebody's access as an administrator sets it, and one's own profile."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from besked.access import Actor
from besked.desk.setup.fields import OWN_NAMES, LineField
from besked.desk.setup.pages import Place
from besked.desk.setup.stamps import Stamped
from besked.lib.addresses import BadAddress, clean_email
from besked.lib.phones import BadPhone, clean_phone
from besked.models import PRESETS, Country, Language, Level, Right, User
from besked.organisation.staff import Access, access_of

# How the single rights are grouped on the page; one that stands nowhere would not be offered (a test counts).
GROUPS: tuple[tuple[Any, tuple[Right, ...]], ...] = (
    (gettext_lazy("The whole"), (Right.ADMINISTER, Right.USERS, Right.TEMPLATES, Right.API, Right.REPORTS)),
    (gettext_lazy("Vacancies"), (Right.ALL_VACANCIES, Right.VACANCIES, Right.CLOSE)),
    (
        gettext_lazy("Applications"),
        (
            Right.HANDLE,
            Right.REJECT,
            Right.TRANSFER,
            Right.OFFER,
            Right.PANEL,
            Right.FORWARD,
            Right.ADD_CANDIDATES,
            Right.DELETE,
            Right.PURGE,
        ),
    ),
    (gettext_lazy("Interviews"), (Right.INVITE_INITIAL, Right.INVITE_INTERVIEW, Right.INVITE_FINAL)),
    (gettext_lazy("Letters and messages"), (Right.EMAIL, Right.SMS)),
    (gettext_lazy("People"), (Right.SEARCH, Right.OTHER_APPLICATIONS)),
)
LANGUAGE_CHOICES = [(code, OWN_NAMES[code]) for code in Language.values]


class OwnForm(Stamped):
    """What everybody may say about themselves."""

    given_name = LineField(label=gettext_lazy("Given name"), max_length=100)
    family_name = LineField(label=gettext_lazy("Family name"), max_length=100, required=False)
    title = LineField(
        label=gettext_lazy("Job title"), max_length=120, required=False, help_text=gettext_lazy("Stands in signatures.")
    )
    phone = LineField(
        label=gettext_lazy("Phone"),
        max_length=30,
        required=False,
        help_text=gettext_lazy("Applicants may call it: it stands in letters of your vacancies."),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=LANGUAGE_CHOICES)

    class Meta:
        model = User
        fields: tuple[str, ...] = ("given_name", "family_name", "title", "phone", "language")

    def clean_phone(self) -> str:
        """Kept as typed, once it is clear that it can be called."""
        typed = str(self.cleaned_data["phone"])
        if typed:
            try:
                clean_phone(typed, Country.DK)
            except BadPhone as fault:
                raise forms.ValidationError(
                    _("This number can't be called. Write it with its country code.")
                ) from fault
        return typed


class ProfileForm(OwnForm):
    """One's own page: the above, and how the desk behaves."""

    theme = forms.ChoiceField(
        label=gettext_lazy("Appearance"),
        choices=[
            ("auto", gettext_lazy("As the device")),
            ("light", gettext_lazy("Light")),
            ("dark", gettext_lazy("Dark")),
        ],
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Counts in this browser."),
    )
    keys_on = forms.BooleanField(
        label=gettext_lazy("Single-key shortcuts"),
        required=False,
        help_text=gettext_lazy("Move, tick and act with single keys; ? shows which."),
    )

    class Meta(OwnForm.Meta):
        fields = (*OwnForm.Meta.fields, "keys_on")


class PersonForm(OwnForm):
    """Somebody's name, address and access, as far as whoever edits may give it."""

    email = LineField(
        label=gettext_lazy("E-mail"),
        max_length=254,
        help_text=gettext_lazy("They sign in with it."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    level = forms.ChoiceField(label=gettext_lazy("Level"), widget=forms.RadioSelect)
    rights = forms.MultipleChoiceField(label=gettext_lazy("Rights"), required=False)
    places = forms.TypedMultipleChoiceField(label=gettext_lazy("Departments"), required=False, coerce=int)
    below = forms.TypedMultipleChoiceField(required=False, coerce=int)

    class Meta(OwnForm.Meta):
        fields = ("email", *OwnForm.Meta.fields)

    def __init__(self, *args: Any, actor: Actor, offered: list[Place], **kwargs: Any) -> None:
        """`offered` are the departments that whoever edits reaches."""
        super().__init__(*args, **kwargs)
        self.actor, self.offered = actor, offered
        self.levels = [level for level in Level if PRESETS[level] <= actor.rights]
        self._choices("level", [(level.value, level.label) for level in self.levels])
        self._choices("rights", [(right.value, right.label) for right in Right if right in actor.rights])
        ids = [(place.department.pk, place.department.name) for place in offered]
        self._choices("places", ids)
        self._choices("below", ids)
        access = access_of(self.instance) if self.instance.pk else self._usual()
        self.initial.update(level=access.level, rights=sorted(access.rights), places=list(access.places))
        self.initial["below"] = [pk for pk, below in access.places.items() if below]
        self._stamp_access()

    def _choices(self, name: str, choices: list[Any]) -> None:
        cast("forms.ChoiceField", self.fields[name]).choices = choices

    def _usual(self) -> Access:
        level = Level.MID if Level.MID in self.levels else (self.levels or [Level.READER])[-1]
        only = {self.offered[0].department.pk: True} if len(self.offered) == 1 else {}
        return Access(level, PRESETS[level] & self.actor.rights, only)

    def _stamp_access(self) -> None:
        loaded = {name: sorted(map(str, self.initial[name])) for name in ("rights", "places", "below")}
        self.restamp({**self.loaded, "level": self.initial["level"], **loaded})

    def clean_email(self) -> str:
        """One address, in the form in which it is compared, and nobody else's."""
        try:
            address = clean_email(self.cleaned_data["email"]).lower()
        except BadAddress as fault:
            raise forms.ValidationError(_("This is not a valid e-mail address.")) from fault
        if User.objects.filter(email=address).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Somebody else signs in with this address."))
        return address

    @property
    def access(self) -> Access:
        """The access that was chosen; a department without others under it counts with all that may come."""
        given, below = self.cleaned_data, set(self.cleaned_data["below"])
        places = {pk: pk in below or not self.has_below(pk) for pk in given["places"]}
        return Access(given["level"], frozenset(given["rights"]), places)

    def has_below(self, department_id: int) -> bool:
        """Whether departments stand under this one."""
        return any(place.department.parent_id == department_id for place in self.offered)

    def groups(self) -> list[dict[str, Any]]:
        """The rights as the page shows them: by group, each with its tick."""
        ticked = set(self["rights"].value() or [])
        shown = []
        for label, rights in GROUPS:
            offered = [right for right in rights if right in self.actor.rights]
            rows = [{"value": r.value, "label": r.label, "ticked": r.value in ticked} for r in offered]
            shown += [{"label": label, "rights": rows}] if rows else []
        return shown

    def department_rows(self) -> list[dict[str, Any]]:
        """The departments as the page shows them, each with its two ticks."""
        here, below = ({str(pk) for pk in self[name].value() or []} for name in ("places", "below"))
        return [
            {
                "place": place,
                "ticked": str(place.department.pk) in here,
                "below": str(place.department.pk) in below or str(place.department.pk) not in here,
                "has_below": self.has_below(place.department.pk),
            }
            for place in self.offered
        ]

    def level_rows(self) -> list[dict[str, Any]]:
        """The levels, each with the rights it ticks."""
        now = self["level"].value()
        return [
            {"value": it.value, "label": it.label, "rights": " ".join(sorted(PRESETS[it])), "ticked": it == now}
            for it in self.levels
        ]
