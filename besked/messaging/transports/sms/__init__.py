"""SMS: three ways to a telephone, behind the same protocol as the mail server."""

from besked.messaging.transports.sms.address import check_sms_url, sms_transport_for

__all__ = ["check_sms_url", "sms_transport_for"]
