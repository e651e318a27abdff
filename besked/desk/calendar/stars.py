"""Stars that colleagues gave an applicant: the newest of each counts, and the average of those."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from besked.acts.rate import STARS
from besked.models import Rating


class Given(NamedTuple):
    """What one colleague gave."""

    by: str
    user: int | None
    stars: int
    comment: str
    kind: str

    @property
    def drawn(self) -> str:
        """For the eye; the words say the same."""
        return drawn(self.stars)

    @property
    def words(self) -> str:
        """5 of 7 stars."""
        return _("%(stars)d of %(most)d stars") % {"stars": self.stars, "most": STARS}


class Stars(NamedTuple):
    """All of them, and their average."""

    given: Sequence[Given]

    @property
    def words(self) -> str:
        """5.5 of 7 stars, by 2 colleagues."""
        if not self.given:
            return ""
        count = len(self.given)
        average = sum(one.stars for one in self.given) / count
        shown = {"average": f"{average:.1f}".removesuffix(".0"), "most": STARS, "count": count}
        words = ngettext(
            "%(average)s of %(most)d stars, by one colleague",
            "%(average)s of %(most)d stars, by %(count)d colleagues",
            count,
        )
        return words % shown

    @property
    def drawn(self) -> str:
        """The average, rounded."""
        return drawn(round(sum(one.stars for one in self.given) / len(self.given))) if self.given else ""


def drawn(stars: int) -> str:
    """As many stars as given, and the rest hollow."""
    return "★" * stars + "☆" * (STARS - stars)


def stars(application: int) -> Stars:
    """Of one application: one query."""
    rows = (
        Rating.objects.filter(application=application, undone_at=None).select_related("by", "interview").order_by("pk")
    )
    newest = {row.by_id: row for row in rows}
    return Stars([_given(row) for row in newest.values()])


def _given(row: Rating) -> Given:
    kind = row.interview.get_kind_display() if row.interview else ""
    return Given(row.by.name if row.by else "", row.by_id, row.stars, row.comment, kind)
