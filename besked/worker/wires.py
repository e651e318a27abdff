"""A row of the outbox becomes what goes over the wire: everything frozen, links and numbers real now."""

from besked.calendar import appointments
from besked.lib.phones import BadPhone, clean_phone
from besked.messaging import links, reports
from besked.messaging.transports import Wire
from besked.models import Channel, Message, Tree


def wire(row: Message) -> Wire:
    """The message as it leaves."""
    automatic, sms = row.author_id is None, row.channel == Channel.SMS
    return Wire(
        id=row.pk,
        message_id=row.message_id,
        sender=row.sender,
        sender_name=row.sender_name,
        reply_to=row.reply_to,
        return_path=row.sender,
        to=number(row) if sms else row.to,
        to_name=row.to_name,
        language=row.language,
        subject=row.subject,
        body=links.real(row),
        headers={"Auto-Submitted": "auto-generated"} if automatic else {},
        attachments=(),
        calendar=appointments.written(row) if row.calendar else "",
        report_url=reports.address(row.pk, row.message_id) if sms else "",
    )


def number(row: Message) -> str:
    """The recipient's number (E.164); one without a country belongs to the department's. Empty for none at all."""
    try:
        return clean_phone(row.to, "" if row.to.startswith("+") else Tree().country(row.department_id))
    except BadPhone:
        return ""
