"""What callers send: the form of bodies and of the parameters of lists. What they mean is judged by Django's forms."""

from typing import Annotated, Any

from ninja import Schema
from pydantic import AfterValidator, BaseModel, Field, StrictBool, StrictStr

from besked.api.kinds import (
    Address,
    AskedMessageState,
    AskedRank,
    AskedStage,
    AskedState,
    AskedStatus,
    AskedYes,
    BodyId,
    Deadline,
    LanguageCode,
    Moment,
    Telephone,
    ZoneName,
    shown,
    whole,
)
from besked.web.person import LONGEST_LETTER

Text = Annotated[StrictStr, Field(max_length=50_000)]
Line = Annotated[StrictStr, Field(max_length=200)]
PromiseDays: Any = whole(1, 250)
Positions: Any = whole(1, 999)
Rank: Any = whole(1, 3)
Texts = dict[str, dict[str, dict[str, StrictStr]]]  # of a letter by language, or of a person by letter: each part
Title: Any = shown(200)
GivenName: Any = shown(100)
Languages = Annotated[
    list[LanguageCode], Field(min_length=1, max_length=5), AfterValidator(lambda given: list(dict.fromkeys(given)))
]
Ids = Annotated[list[BodyId], Field(min_length=1, max_length=10_000)]


class PageAsked(Schema):
    """Which part of a list."""

    cursor: str = ""
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class VacanciesAsked(PageAsked):
    """Vacancies in one state."""

    state: AskedState = ""


class ApplicationsAsked(PageAsked):
    """Applications of a vacancy, filtered as on the vacancy page."""

    status: AskedStatus = ""
    stage: AskedStage = ""
    q: str = ""  # whatever its length: the search reads as much as a line holds
    rank: AskedRank = ""
    owed: AskedYes = ""


class CandidatesAsked(PageAsked):
    """People by the words of their applications and CVs."""

    q: str = ""  # whatever its length: the search reads as much as a line holds


class MessagesAsked(PageAsked):
    """Messages in one state."""

    state: AskedMessageState = ""


class PreviewBody(BaseModel):
    """A further action, and to whom."""

    applications: Ids
    answers: dict[str, Any] = {}
    letters: Texts = {}
    people: Texts = {}
    accept: list[Line] = []


class ActBody(PreviewBody):
    """The same, to be done: letters as edited, for all and for single people, and the warnings that are accepted."""


class VacancyBody(BaseModel):
    """A new vacancy. `title` stands for every language without one in `titles`."""

    title: Title
    languages: Languages
    deadline: Deadline | None = None
    titles: dict[LanguageCode, Title] = {}
    text: dict[LanguageCode, Text] = {}
    reference: Annotated[StrictStr, Field(max_length=60)] = ""
    department: BodyId | None = None
    owner: BodyId | None = None
    promise_days: PromiseDays = 10
    positions: Positions = 1
    zone: ZoneName = ""
    place: Line = ""
    criteria: list[Line] = []
    is_public: StrictBool = True


class VacancyChange(BaseModel):
    """Whatever is given changes; the rest stays."""

    title: Title | None = None
    languages: Languages | None = None
    deadline: Deadline | None = None
    titles: dict[LanguageCode, Title] = {}
    text: dict[LanguageCode, Text] = {}
    reference: Annotated[StrictStr, Field(max_length=60)] | None = None
    department: BodyId | None = None
    owner: BodyId | None = None
    promise_days: PromiseDays | None = None
    positions: Positions | None = None
    zone: ZoneName | None = None
    place: Line | None = None
    criteria: list[Line] | None = None
    is_public: StrictBool | None = None


class ApplicationBody(BaseModel):
    """Somebody applies."""

    given_name: GivenName
    family_name: Annotated[StrictStr, Field(max_length=100)]
    email: Address
    language: LanguageCode
    mobile: Telephone = ""
    letter: Annotated[StrictStr, Field(max_length=LONGEST_LETTER)] = ""
    address: Annotated[StrictStr, Field(max_length=500)] = ""
    received_at: Moment | None = None


class ApplicationChange(BaseModel):
    """The ranking: 1, 2, 3 or none."""

    rank: Rank | None


class NoteBody(BaseModel):
    """A note for colleagues. The applicant may ask to see it."""

    text: Annotated[StrictStr, Field(min_length=1, max_length=20_000)]
