"""Keyset pages: page forty costs what page one costs, and nobody is skipped or shown twice while rows arrive.

A cursor is opaque to whoever holds it: it names the order's values of the last row shown.
"""

import base64
import binascii
import datetime as dt
import json
from collections.abc import Sequence
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils.dateparse import parse_datetime

M = TypeVar("M", bound=Model)


class BadCursor(ValueError):
    """A cursor that we did not make, or made for another order."""


def page(queryset: QuerySet[M], order: Sequence[str], cursor: str | None, size: int) -> tuple[list[M], str | None]:
    """At most `size` rows after the cursor, and the cursor of the next page; None at the end. Raises BadCursor.

    `order` are field names, with "-" for falling ones; together they must tell any two rows apart, none may be null,
    and an index should begin with them.
    """
    rows = queryset.order_by(*order)
    if cursor:
        rows = rows.filter(_after(order, _read(queryset.model, order, cursor)))
    found = list(rows[: size + 1])
    shown = found[:size]
    return shown, _write(order, shown[-1]) if len(found) > size else None


def _after(order: Sequence[str], values: Sequence[Any]) -> Q:
    """Rows behind the one with these values. The first column's bound stands alone, so that an index can be used."""
    first, value = order[0], values[0]
    condition = Q()
    for place, (name, here) in enumerate(zip(order, values, strict=True)):
        same = {field.lstrip("-"): given for field, given in zip(order[:place], values[:place], strict=True)}
        condition |= Q(**same) & Q(**{_beyond(name): here})
    return Q(**{_beyond(first) + "e": value}) & condition if len(order) > 1 else condition


def _beyond(name: str) -> str:
    return f"{name[1:]}__lt" if name.startswith("-") else f"{name}__gt"


def _write(order: Sequence[str], row: Model) -> str:
    values = [_plain(getattr(row, name.lstrip("-"))) for name in order]
    text = json.dumps(values, separators=(",", ":"), ensure_ascii=False)
    return base64.urlsafe_b64encode(text.encode()).rstrip(b"=").decode()


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


def _read(model: type[Model], order: Sequence[str], cursor: str) -> list[Any]:
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
        values = json.loads(text)
        if not isinstance(values, list) or len(values) != len(order):
            raise BadCursor
        return [_value(model, name.lstrip("-"), value) for name, value in zip(order, values, strict=True)]
    except (binascii.Error, UnicodeError, ValueError, TypeError, RecursionError) as fault:
        raise BadCursor from fault


def _value(model: type[Model], name: str, value: Any) -> Any:
    """The value as the field has it; whatever a field of that kind can't hold is no cursor of ours."""
    field = model._meta.pk if name == "pk" else model._meta.get_field(name)
    kind = field.get_internal_type() if field is not None else ""
    if kind == "DateTimeField":
        return _aware(value)
    if kind == "DateField":
        return dt.date.fromisoformat(value)
    if kind.endswith(("AutoField", "IntegerField")) or kind == "ForeignKey":
        fits = type(value) is int and abs(value) < 2**63
    else:
        fits = type(value) is str and "\x00" not in value
    if not fits:
        raise BadCursor
    return value


def _aware(value: str) -> dt.datetime:
    moment = parse_datetime(value)
    if moment is None or moment.tzinfo is None:
        raise BadCursor
    return moment
