"""The nouns, and what is always true of them. `from besked.models import …` is how the floors above get them."""

from besked.models.application import CHUNK, Application, ApplicationQuerySet, in_chunks
from besked.models.candidate import Candidate
from besked.models.department import MONTHS_KEPT, Department, Tree
from besked.models.document import Document, DocumentKind, Doomed, TextState
from besked.models.enums import (
    LANGUAGES,
    OPEN,
    PRESETS,
    RELEASED,
    STOPPABLE,
    ActorKind,
    Blocker,
    Channel,
    Country,
    Language,
    Level,
    MessageState,
    Right,
    Stage,
    Status,
    Tell,
)
from besked.models.facts import Fact, Reason, Rejection, Saved, Transfer, Withdrawal
from besked.models.figures import SearchDoc, Tally
from besked.models.history import Event, Note
from besked.models.interview import (
    COMING,
    REMINDER_DAYS,
    Attendance,
    Interview,
    InterviewFormat,
    InterviewKind,
    InterviewQuerySet,
    InterviewState,
    Rating,
    Reminding,
    Reply,
    Slot,
    new_uid,
)
from besked.models.letters import LetterTemplate, SenderAddress, Signature
from besked.models.message import About, Link, Message, Worker
from besked.models.run import Run, RunState
from besked.models.user import ApiToken, Membership, User
from besked.models.vacancy import Vacancy, VacancyQuerySet, VacancyState, VacancyText

# Facts that undo marks as taken back.
FACTS: tuple[type[Fact], ...] = (Rejection, Withdrawal, Saved, Transfer, Interview, Rating)

__all__ = [
    "CHUNK",
    "COMING",
    "FACTS",
    "LANGUAGES",
    "MONTHS_KEPT",
    "OPEN",
    "PRESETS",
    "RELEASED",
    "REMINDER_DAYS",
    "STOPPABLE",
    "About",
    "ActorKind",
    "ApiToken",
    "Application",
    "ApplicationQuerySet",
    "Attendance",
    "Blocker",
    "Candidate",
    "Channel",
    "Country",
    "Department",
    "Document",
    "DocumentKind",
    "Doomed",
    "Event",
    "Fact",
    "Interview",
    "InterviewFormat",
    "InterviewKind",
    "InterviewQuerySet",
    "InterviewState",
    "Language",
    "LetterTemplate",
    "Level",
    "Link",
    "Membership",
    "Message",
    "MessageState",
    "Note",
    "Rating",
    "Reason",
    "Rejection",
    "Reminding",
    "Reply",
    "Right",
    "Run",
    "RunState",
    "Saved",
    "SearchDoc",
    "SenderAddress",
    "Signature",
    "Slot",
    "Stage",
    "Status",
    "Tally",
    "Tell",
    "TextState",
    "Transfer",
    "Tree",
    "User",
    "Vacancy",
    "VacancyQuerySet",
    "VacancyState",
    "VacancyText",
    "Withdrawal",
    "Worker",
    "in_chunks",
    "new_uid",
]
