"""The kinds of value that the API speaks in: ids, days, moments, and words from a closed list."""

from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, StrictInt, StrictStr, WithJsonSchema

from besked.api.conformity import ADDRESS, TELEPHONE, VISIBLE, ZONE, unlike
from besked.models import LANGUAGES, MessageState, Stage, Status, VacancyState

_MOST = 2**63 - 1


def as_described(**schema: Any) -> Any:
    """Text as a schema describes it: the description and the judge can't disagree."""

    def check(value: str) -> str:
        if words := unlike(value, schema):
            raise ValueError(words)
        return value

    return Annotated[StrictStr, AfterValidator(check), WithJsonSchema({"type": "string", **schema})]


def one_of(values: Iterable[str], *, or_empty: bool = False) -> Any:
    """Text from a closed list, which stands in the description; `?status=` asks for all, as leaving it out does."""
    return as_described(enum=[*([""] if or_empty else []), *values])


def _whole(value: Any) -> Any:
    """1.0 is a whole number in JSON."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def whole(least: int, most: int) -> Any:
    """A whole number between the two."""
    return Annotated[StrictInt, Field(ge=least, le=most), BeforeValidator(_whole)]


Id = Annotated[int, Field(ge=1, le=_MOST)]  # in an address, where everything is text
BodyId: Any = whole(1, _MOST)
Day: Any = as_described(format="date")
# A deadline: promises count working days from it, so its year is one that calendars know.
Deadline: Any = as_described(format="date", pattern="^20[0-9][0-9]-")
Moment: Any = as_described(format="date-time")
Address: Any = Annotated[
    as_described(format="email", pattern=ADDRESS, maxLength=254),
    BeforeValidator(lambda given: given.strip() if isinstance(given, str) else given),
]
Telephone: Any = as_described(pattern=TELEPHONE, maxLength=40)
LanguageCode: Any = one_of(LANGUAGES)
ZoneName: Any = as_described(pattern=ZONE, maxLength=60)  # which zones there are, the form knows
AskedStatus: Any = one_of(Status.values, or_empty=True)
AskedStage: Any = one_of(Stage.values, or_empty=True)
AskedState: Any = one_of(VacancyState.values, or_empty=True)
AskedMessageState: Any = one_of(MessageState.values, or_empty=True)
AskedRank: Any = one_of(("1", "2", "3"), or_empty=True)
AskedYes: Any = one_of(("true", "false"), or_empty=True)


def shown(most: int) -> Any:
    """Text of at most so many characters that shows something."""
    return as_described(pattern=VISIBLE, maxLength=most)
