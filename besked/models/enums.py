"""The words that the whole house shares: statuses, stages, rights, states. Values never change once released."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

LANGUAGES = ("da", "sv", "nb", "nl", "en")


class Language(models.TextChoices):
    """The five languages of letters and screens."""

    DA = "da", _("Danish")
    SV = "sv", _("Swedish")
    NB = "nb", _("Norwegian")
    NL = "nl", _("Dutch")
    EN = "en", _("English")


class Country(models.TextChoices):
    """Where a department is; decides public holidays, phone numbers and how long data is kept."""

    DK = "DK", _("Denmark")
    SE = "SE", _("Sweden")
    NO = "NO", _("Norway")
    NL = "NL", _("Netherlands")


class Status(models.TextChoices):
    """Where an application stands, in the recruiter's word."""

    NEW = "new", pgettext_lazy("status", "New")
    INVITED = "invited", pgettext_lazy("status", "Invited to interview")
    INTERVIEWED = "interviewed", pgettext_lazy("status", "Interviewed")
    PANEL_REVIEW = "panel_review", pgettext_lazy("status", "Panel review")
    SAVED = "saved", pgettext_lazy("status", "Saved")
    OFFERED = "offered", pgettext_lazy("status", "Received job offer")
    HIRED = "hired", pgettext_lazy("status", "Hired")
    REJECTED = "rejected", pgettext_lazy("status", "Rejected")
    WITHDRAWN = "withdrawn", pgettext_lazy("status", "Withdrawn")
    TRANSFERRED = "transferred", pgettext_lazy("status", "Transferred")


OPEN = frozenset({Status.NEW, Status.INVITED, Status.INTERVIEWED, Status.PANEL_REVIEW, Status.SAVED, Status.OFFERED})

# What the applicant reads; a decision shows only once its letter was delivered (see Application.applicant_word).
APPLICANT_WORDS = {
    Status.NEW: _("We have your application and are reading it."),
    Status.INVITED: _("You are invited to an interview."),
    Status.INTERVIEWED: _("We have talked with you and are deciding."),
    Status.PANEL_REVIEW: _("We have your application and are reading it."),
    Status.SAVED: _("We have your application and are reading it."),
    Status.OFFERED: _("You have an offer from us."),
    Status.HIRED: _("You got the job."),
    Status.REJECTED: _("You were not chosen for this job."),
    Status.WITHDRAWN: _("You have withdrawn your application."),
    Status.TRANSFERRED: _("Your application is being considered for another job."),
}


class Stage(models.TextChoices):
    """How far someone came; the rejection type is the stage at which the rejection was given."""

    REVIEW = "review", _("After application review")
    TELEPHONE = "telephone", _("After initial meeting or telephone interview")
    INTERVIEW1 = "interview1", _("After 1st interview")
    INTERVIEW2 = "interview2", _("After 2nd interview")
    INTERVIEW3 = "interview3", _("After 3rd interview")


class ActorKind(models.TextChoices):
    """Who can act."""

    USER = "user", _("User")
    APPLICANT = "applicant", _("Applicant")
    PANELLIST = "panellist", _("Panel member")
    SYSTEM = "system", _("Besked")


class Blocker(models.TextChoices):
    """Who must move before a person gets an answer."""

    OWNER = "owner", _("Recruiter")
    PANEL = "panel", _("Panel")
    APPLICANT = "applicant", _("Applicant")


class Right(models.TextChoices):
    """Single rights; a level is only a preset of them."""

    ADMINISTER = "administer", _("Administrator: everything, everywhere")
    USERS = "users", _("Users and rights in own departments")
    ALL_VACANCIES = "all-vacancies", _("All vacancies of own departments, not only own vacancies")
    HANDLE = "handle", _("Handle applications: withdraw, save, rank, write notes")
    ADD_CANDIDATES = "add-candidates", _("Add candidates")
    REJECT = "reject", _("Reject applicants")
    INVITE_INITIAL = "invite-initial", _("Invite to initial meeting")
    INVITE_INTERVIEW = "invite-interview", _("Invite to 1st and 2nd interview")
    INVITE_FINAL = "invite-final", _("Invite to 3rd interview")
    TRANSFER = "transfer", _("Transfer applicants to other vacancies")
    OFFER = "offer", _("Make job offers and hire")
    DELETE = "delete", _("Delete applicants")
    PURGE = "purge", _("Delete permanently")
    EMAIL = "email", _("Send e-mail")
    SMS = "sms", _("Send SMS")
    FORWARD = "forward", _("Forward applications")
    PANEL = "panel", _("Send for panel review")
    VACANCIES = "vacancies", _("Publish and edit vacancies")
    CLOSE = "close", _("Close and delete vacancies")
    TEMPLATES = "templates", _("Edit letter templates")
    SEARCH = "search", _("Search the CV database")
    OTHER_APPLICATIONS = "other-applications", _("See a person's applications in other departments")
    REPORTS = "reports", _("Reports")
    API = "api", _("Use the API")


class Level(models.TextChoices):
    """Presets of rights, as users know them."""

    COMPLETE = "complete", _("Complete access")
    DEPARTMENT = "department", _("Department administrator")
    MID = "mid", _("Mid-level access")
    LIMITED = "limited", _("Limited access")
    READER = "reader", _("Read only")


_LIMITED = {Right.HANDLE, Right.ADD_CANDIDATES, Right.REJECT, Right.EMAIL, Right.VACANCIES}
_MID = _LIMITED | {
    Right.ALL_VACANCIES,
    Right.INVITE_INITIAL,
    Right.INVITE_INTERVIEW,
    Right.INVITE_FINAL,
    Right.TRANSFER,
    Right.DELETE,
    Right.FORWARD,
    Right.PANEL,
    Right.CLOSE,
    Right.SEARCH,
    Right.REPORTS,
    Right.API,
}
PRESETS: dict[str, frozenset[str]] = {
    Level.COMPLETE: frozenset(Right.values),
    Level.DEPARTMENT: frozenset(set(Right.values) - {Right.ADMINISTER}),
    Level.MID: frozenset(_MID),
    Level.LIMITED: frozenset(_LIMITED),
    Level.READER: frozenset({Right.ALL_VACANCIES}),
}


class MessageState(models.TextChoices):
    """The life of a message in the outbox."""

    DRAFT = "draft", pgettext_lazy("message", "Decided, not told yet")
    QUEUED = "queued", pgettext_lazy("message", "Waiting to leave")
    CLAIMED = "claimed", pgettext_lazy("message", "About to leave")
    SENDING = "sending", pgettext_lazy("message", "Leaving now")
    SENT = "sent", pgettext_lazy("message", "Sent")
    FAILED = "failed", pgettext_lazy("message", "Refused by the receiver")
    UNCERTAIN = "uncertain", pgettext_lazy("message", "Uncertain whether it left")
    HELD = "held", pgettext_lazy("message", "Held back")
    CANCELLED = "cancelled", pgettext_lazy("message", "Cancelled")
    BOUNCED = "bounced", pgettext_lazy("message", "Came back")
    MISSED = "missed", pgettext_lazy("message", "Too late to be useful")


# A message in one of these can still be stopped by a person.
STOPPABLE = frozenset({MessageState.DRAFT, MessageState.QUEUED, MessageState.HELD})
# In these states a `once` key may be used again: what it named never reached anybody.
RELEASED = frozenset({MessageState.CANCELLED, MessageState.FAILED, MessageState.BOUNCED})


class Channel(models.TextChoices):
    """How a message travels."""

    EMAIL = "email", _("E-mail")
    SMS = "sms", _("SMS")
    POST = "post", _("Letter by post")


class Tell(models.TextChoices):
    """When an applicant is told of a decision."""

    NOW = "now", _("Now")
    AT = "at", _("At a time you choose")
    LATER = "later", _("Later: decide now, tell later")
