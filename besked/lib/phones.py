"""Telephone numbers as people type them, kept in the international form."""

import re
from typing import Literal

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberType, ValidationResult

from besked.lib.text import clean_line

Code = Literal["empty", "malformed", "short", "long", "premium"]

_TYPED = re.compile(r"[+＋]?[\d\s().\-–/]+")
_PREMIUM = frozenset({PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST})
# Satellite and international premium services cost the sender a fortune per message.
_COSTLY_CODES = frozenset({870, 878, 881, 882, 883, 979})
_WRONG_LENGTH: dict[int, Code] = {
    ValidationResult.TOO_SHORT: "short",
    ValidationResult.TOO_LONG: "long",
    ValidationResult.IS_POSSIBLE_LOCAL_ONLY: "short",
}


class BadPhone(ValueError):
    """A number that can't be called; `code` says why: empty, malformed, short, long, premium."""

    def __init__(self, code: Code) -> None:
        super().__init__(code)
        self.code: Code = code


def clean_phone(raw: str, country: str) -> str:
    """Return `raw` as E.164; a number without a country code belongs to `country` ("DK"). Raises BadPhone.

    The length must be possible, but a range that we don't know is not the applicant's mistake, and no type is demanded.
    """
    text = clean_line(raw)
    if not text:
        raise BadPhone("empty")
    if not _TYPED.fullmatch(text):
        raise BadPhone("malformed")
    number = _parsed(text, country)
    reason = phonenumbers.is_possible_number_with_reason(number)
    if reason != ValidationResult.IS_POSSIBLE:
        raise BadPhone(_WRONG_LENGTH.get(reason, "malformed"))
    if number.country_code in _COSTLY_CODES or phonenumbers.number_type(number) in _PREMIUM:
        raise BadPhone("premium")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _parsed(text: str, country: str) -> phonenumbers.PhoneNumber:
    # 00 is how most of Europe dials abroad, also where the form doesn't know the country.
    international = re.sub(r"^00\s*", "+", text)
    try:
        return phonenumbers.parse(international, country or None)
    except NumberParseException as error:
        long = error.error_type == NumberParseException.TOO_LONG
        short = error.error_type in {NumberParseException.TOO_SHORT_NSN, NumberParseException.TOO_SHORT_AFTER_IDD}
        raise BadPhone("long" if long else "short" if short else "malformed") from error
