"""The kinds of value that the API speaks in: ids, days, moments, and words from a closed list."""

import datetime as dt
from collections.abc import Iterable
from typing import Annotated, Any
from zoneinfo import available_timezones

from pydantic import AfterValidator, Field, StrictInt, WithJsonSchema

from besked.models import LANGUAGES, MessageState, Stage, Status, VacancyState

_MOST = 2**63 - 1

Id = Annotated[int, Field(ge=1, le=_MOST)]  # in an address, where everything is text
BodyId = Annotated[StrictInt, Field(ge=1, le=_MOST)]


def one_of(values: Iterable[str], *, or_empty: bool = False) -> Any:
    """Text from a closed list, which stands in the description; `?status=` asks for all, as leaving it out does."""
    allowed = [*([""] if or_empty else []), *values]

    def check(value: str) -> str:
        if value not in allowed:
            raise ValueError(f"Choose one of these: {', '.join(one for one in allowed[:20] if one)}.")
        return value

    return Annotated[str, AfterValidator(check), WithJsonSchema({"type": "string", "enum": allowed})]


def _day(value: str) -> str:
    try:
        dt.date.fromisoformat(value)
    except ValueError as fault:
        raise ValueError("This must be a day, as in 2027-01-31.") from fault
    return value


def _moment(value: str) -> str:
    try:
        dt.datetime.fromisoformat(value)
    except ValueError as fault:
        raise ValueError("This must be a moment, as in 2027-01-31T09:00:00+01:00.") from fault
    return value


Day = Annotated[str, AfterValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Moment = Annotated[str, AfterValidator(_moment), WithJsonSchema({"type": "string", "format": "date-time"})]
LanguageCode: Any = one_of(LANGUAGES)
ZoneName: Any = one_of(sorted(available_timezones()), or_empty=True)
AskedStatus: Any = one_of(Status.values, or_empty=True)
AskedStage: Any = one_of(Stage.values, or_empty=True)
AskedState: Any = one_of(VacancyState.values, or_empty=True)
AskedMessageState: Any = one_of(MessageState.values, or_empty=True)
AskedRank: Any = one_of(("1", "2", "3"), or_empty=True)
AskedYes: Any = one_of(("true", "false"), or_empty=True)
