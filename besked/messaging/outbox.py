"""The outbox: letters become rows in the transaction of their decision; people see, edit, hold, cancel and settle them.

Every change of state is a compare-and-swap: who comes second changes nothing and is told so.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence

from besked.messaging import statements
from besked.messaging.compose import Composer, Letter, Rendered
from besked.messaging.faults import link_fault
from besked.models import STOPPABLE, About, Application, Message, MessageState, Run, User, in_chunks


class StrayLink(ValueError):
    """A personal link would go to somebody else; the message is a sentence for the person who writes."""


def queue(
    letters: Iterable[Rendered],
    composer: Composer,
    *,
    run: Run | None,
    not_before: dt.datetime,
    state: MessageState = MessageState.QUEUED,
    rounds: dict[int, int] | None = None,
) -> list[Message]:
    """Writes letters as rows, inside the caller's transaction: two inserts per chunk, whatever their number."""
    rendered, rounds = list(letters), rounds or {}
    rows = [_row(letter, composer, run, not_before, state, rounds) for letter in rendered]
    Message.objects.bulk_create(rows)
    About.objects.bulk_create(
        About(message_id=row.pk, application_id=application.pk, answers=_round(one, application, rounds))
        for row, one in zip(rows, rendered, strict=True)
        for application in one.letter.about
    )
    return rows


def _round(rendered: Rendered, application: Application, rounds: dict[int, int]) -> int | None:
    """The round of the decision that this letter tells; None for a letter that tells none."""
    return rounds.get(application.pk) if rendered.letter.answers else None


def _row(
    rendered: Rendered,
    composer: Composer,
    run: Run | None,
    not_before: dt.datetime,
    state: MessageState,
    rounds: dict[int, int],
) -> Message:
    letter, text = rendered.letter, rendered.text
    first = letter.about[0] if letter.about else None
    vacancy = composer.vacancies[first.vacancy_id] if first else None
    decided = _round(rendered, first, rounds) if first else None
    return Message(
        run_id=run.pk if run else None,  # ids: setting the thing itself costs more than all the rest of a row
        department_id=vacancy.department_id if vacancy else None,
        author_id=composer.user.pk if composer.user else None,
        interview_id=letter.interview.pk if letter.interview else None,
        calendar=letter.calendar,
        kind=letter.family,
        state=state,
        once=answer_key(first.pk, decided) if first and decided else _once(letter),
        channel=letter.channel,
        to=letter.to,
        to_name=letter.to_name[:200],
        sender=text.sender,
        sender_name=composer.senders.name_of(vacancy, text.sender)[:200] if vacancy else "",
        reply_to=composer.user.email if composer.user else (vacancy.owner.email if vacancy else ""),
        language=letter.language,
        subject=rendered.subject[:250],
        body=rendered.body,
        message_id=new_message_id(text.sender),
        queued_at=composer.now,
        not_before=letter.leaves_at or not_before,
        not_after=letter.not_after,
    )


def _once(letter: Letter) -> str | None:
    """The letter's own key; `{interview}` in it is the interview's number, known only now that it is stored."""
    if letter.once and letter.interview:
        return letter.once.replace("{interview}", str(letter.interview.pk))
    return letter.once


def answer_key(application_id: int, round_: int) -> str:
    """The once-key of the letter that tells a decision: a second one for the same round can't exist."""
    return f"answer:{application_id}:{round_}"


def new_message_id(sender: str) -> str:
    """A Message-ID that stays through every retry."""
    return f"<{uuid.uuid4().hex}@{sender.rpartition('@')[2] or 'besked.invalid'}>"


def taken_keys(keys: Sequence[str]) -> set[str]:
    """Which of these once-keys are held by a live row."""
    found: set[str] = set()
    for chunk in in_chunks(range(len(keys))):
        found |= statements.taken([keys[place] for place in chunk])
    return found


def _swap(message_id: int, come_from: Iterable[str], to: MessageState, **changes: object) -> bool:
    """Moves one row from any of these states to another; False when somebody was first."""
    waiting = Message.objects.filter(pk=message_id, state__in=sorted(come_from))
    return waiting.update(state=to, worker="", **changes) == 1


def hold(message_id: int, why: str) -> bool:
    """Keeps a waiting message back until somebody releases it."""
    return _swap(message_id, {MessageState.DRAFT, MessageState.QUEUED}, MessageState.HELD, reply=why)


def cancel(message_id: int, why: str) -> bool:
    """Stops a message that has not been claimed. Whoever it would have told stays owed."""
    return _swap(message_id, STOPPABLE, MessageState.CANCELLED, reply=why)


def release(message_id: int, now: dt.datetime) -> bool:
    """Lets a draft or held message leave at its time (at once, where that has passed)."""
    return _swap(message_id, {MessageState.DRAFT, MessageState.HELD}, MessageState.QUEUED, reply="", queued_at=now)


def release_run(run_id: int, now: dt.datetime, not_before: dt.datetime) -> int:
    """Lets the drafts of a whole run leave from `not_before` on; returns how many there were."""
    drafts = Message.objects.filter(run=run_id, state=MessageState.DRAFT)
    return drafts.update(state=MessageState.QUEUED, worker="", reply="", queued_at=now, not_before=not_before)


def send_now(message_id: int, now: dt.datetime) -> bool:
    """Lets a waiting message leave now; there is no undo afterwards."""
    return _swap(message_id, STOPPABLE, MessageState.QUEUED, reply="", not_before=now)


def retry(message_id: int, now: dt.datetime) -> bool:
    """Tries a refused message again, with the same Message-ID; only where no newer answer took its place."""
    message = Message.objects.filter(pk=message_id).first()
    if message is None or (message.once and taken_keys([message.once])):
        return False
    return _swap(
        message_id, {MessageState.FAILED}, MessageState.QUEUED, reply="", not_before=now, attempts=0, first_try_at=None
    )


def settle_as_queued(message_id: int, now: dt.datetime) -> bool:
    """A person says that an uncertain message did not arrive: it is sent again, under the same Message-ID."""
    return _swap(message_id, {MessageState.UNCERTAIN}, MessageState.QUEUED, not_before=now, reply="")


def edit(message: Message, *, subject: str, body: str, to: str) -> bool:
    """Changes what a waiting message says; False when it was claimed meanwhile. Raises StrayLink."""
    about = About.objects.filter(message=message).select_related("application__candidate").order_by("pk").first()
    if fault := link_fault(body, to, about.application.candidate.email if about else ""):
        raise StrayLink(str(fault.words))
    waiting = Message.objects.filter(pk=message.pk, state__in=sorted(STOPPABLE))
    return waiting.update(subject=subject, body=body, to=to) == 1


def queue_plain(
    *, to: str, subject: str, body: str, kind: str, language: str, sender: str, now: dt.datetime, author: User | None
) -> Message:
    """Queues a sign-in mail and the like: about no application, sensitive, without waiting."""
    return Message.objects.create(
        to=to,
        subject=subject[:250],
        body=body,
        kind=kind,
        language=language,
        sender=sender,
        author=author,
        message_id=new_message_id(sender),
        is_sensitive=True,
        queued_at=now,
        not_before=now,
    )
