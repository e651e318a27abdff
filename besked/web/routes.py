"""Every route of the house, and who may come in. A route that is not in this table opens for nobody."""

from besked.models import Right


class Who:
    """Who may come in at all; what they then see is decided by access.visible_to()."""

    EVERYBODY = "everybody"  # public pages and sign-in
    LINK = "link"  # whoever holds a link that was mailed to them
    TOKEN = "token"  # noqa: S105 -- no secret: a bearer of an API token; the API checks it itself
    STAFF = "staff"  # anybody signed in
    NOBODY = "nobody"  # part of an app we use, not of Besked


# route name → who: one of the above, or the right that a signed-in user must have
ROUTES: dict[str, str | Right] = {
    "healthz": Who.EVERYBODY,
    "set_language": Who.EVERYBODY,
    "preferences": Who.STAFF,
    # careers and portal
    "careers-jobs": Who.EVERYBODY,
    "careers-job": Who.EVERYBODY,
    "careers-apply": Who.EVERYBODY,
    "careers-thanks": Who.EVERYBODY,
    "portal-own": Who.LINK,
    "portal-address": Who.LINK,
    "portal-withdraw": Who.LINK,
    "portal-return": Who.LINK,
    "portal-interview": Who.LINK,
    "portal-interview-calendar": Who.LINK,
    "portal-reply": Who.LINK,
    "portal-reply-calendar": Who.LINK,
    "portal-reply-withdraw": Who.LINK,
    "portal-reply-return": Who.LINK,
    "portal-reply-broken": Who.LINK,
    "api-unknown": Who.EVERYBODY,
    "sms-report": Who.EVERYBODY,  # a gateway, with the address that it got with the message
    # desk: overview
    "start": Who.STAFF,
    "answer-next": Who.STAFF,
    "search": Who.STAFF,
    "vacancies": Who.STAFF,
    "vacancy": Who.STAFF,
    "vacancy-pane": Who.STAFF,
    # desk: handling
    "application": Who.STAFF,
    "application-note": Right.HANDLE,
    "application-rank": Right.HANDLE,
    "document": Who.STAFF,
    "document-page": Who.STAFF,
    "action": Who.STAFF,
    "runs": Who.STAFF,
    "run": Who.STAFF,
    "run-throw-away": Who.STAFF,
    "run-letter": Who.STAFF,
    "run-progress": Who.STAFF,
    "run-undo": Who.STAFF,
    "run-release": Who.STAFF,
    "outbox": Who.STAFF,
    "message": Who.STAFF,
    "message-act": Who.STAFF,
    # desk: calendar
    "calendar": Who.STAFF,
    "calendar-act": Who.STAFF,
    "calendar-undo": Who.STAFF,
    "calendar-feed-renew": Who.STAFF,
    "calendar-feed": Who.LINK,
    "interview": Who.STAFF,
    "interview-act": Who.STAFF,
    # desk: setup
    "settings": Who.STAFF,
    "settings-departments": Right.ADMINISTER,
    "settings-department-new": Right.ADMINISTER,
    "settings-department": Right.ADMINISTER,
    "settings-department-delete": Right.ADMINISTER,
    "settings-staff": Right.USERS,
    "settings-person-new": Right.USERS,
    "settings-person": Right.USERS,
    "settings-person-act": Right.USERS,
    "settings-letters": Right.TEMPLATES,
    "settings-letter": Right.TEMPLATES,
    "settings-letter-preview": Right.TEMPLATES,
    "settings-letter-act": Right.TEMPLATES,
    "settings-letter-version": Right.TEMPLATES,
    "settings-reasons": Right.TEMPLATES,
    "settings-reason-new": Right.TEMPLATES,
    "settings-reason": Right.TEMPLATES,
    "settings-reason-act": Right.TEMPLATES,
    "settings-senders": Right.TEMPLATES,
    "settings-sender": Right.TEMPLATES,
    "settings-sender-remove": Right.TEMPLATES,
    "settings-signatures": Right.TEMPLATES,
    "settings-profile": Who.STAFF,
    "settings-own-signatures": Who.STAFF,
    "settings-tokens": Right.API,
    "vacancy-new": Right.VACANCIES,
    "vacancy-edit": Right.VACANCIES,
    "vacancy-close": Right.CLOSE,
    "vacancy-reopen": Right.CLOSE,
}
# Route names of other people's apps: what we use of them; the rest is closed.
OTHERS: dict[str, str | Right] = {
    "account_first_sign_in": Who.LINK,
    "account_login": Who.EVERYBODY,
    "account_logout": Who.EVERYBODY,
    "account_inactive": Who.EVERYBODY,
    "account_request_login_code": Who.EVERYBODY,
    "account_confirm_login_code": Who.EVERYBODY,
    "account_reset_password": Who.EVERYBODY,
    "account_reset_password_done": Who.EVERYBODY,
    "account_reset_password_from_key": Who.LINK,
    "account_reset_password_from_key_done": Who.LINK,
    "account_reauthenticate": Who.STAFF,
    "account_change_password": Who.STAFF,
    "account_set_password": Who.STAFF,
    "account_signup": Who.NOBODY,
    "account_email": Who.NOBODY,
    "account_email_verification_sent": Who.NOBODY,
    "account_confirm_email": Who.NOBODY,
    "mfa_authenticate": Who.EVERYBODY,
    "mfa_reauthenticate": Who.STAFF,
    "mfa_index": Who.STAFF,
    "mfa_activate_totp": Who.STAFF,
    "mfa_deactivate_totp": Who.STAFF,
    "mfa_view_recovery_codes": Who.STAFF,
    "mfa_generate_recovery_codes": Who.STAFF,
    "mfa_download_recovery_codes": Who.STAFF,
}
API = "api-1.0.0:"


def who_may(name: str) -> str | Right | None:
    """Who may use a route; None for one that nobody has entered in the table."""
    if name.startswith(API):
        return Who.TOKEN
    return ROUTES.get(name) or OTHERS.get(name)
