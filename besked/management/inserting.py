"""Rows by the million: one prepared statement per table, ids known beforehand, no model instance per row."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection
from django.db.models import Max, Model


def reserve(model: type[Model], count: int) -> list[int]:
    """Ids that nobody else gets. On SQLite only inside the transaction that inserts them."""
    if connection.vendor == "sqlite":
        last = model._default_manager.aggregate(last=Max("pk"))["last"] or 0
        return list(range(last + 1, last + 1 + count))
    with connection.cursor() as cursor:
        sequence = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
        cursor.execute(sequence, [model._meta.db_table, count])
        return [int(pk) for (pk,) in cursor.fetchall()]


class Table:
    """Where rows of one model go; what a row leaves out has the model's default."""

    def __init__(self, model: type[Model]) -> None:
        """Prepares statement and defaults once."""
        fields = [field for field in model._meta.concrete_fields if not field.generated]
        self.places = {field.attname: place for place, field in enumerate(fields)}
        self.prepared = [field.get_db_prep_save for field in fields]
        self.defaults = [field.get_db_prep_save(field.get_default(), connection) for field in fields]
        quoted = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
        marks = ", ".join(["%s"] * len(fields))
        table = connection.ops.quote_name(model._meta.db_table)
        self.statement = f"INSERT INTO {table} ({quoted}) VALUES ({marks})"  # noqa: S608 -- names of our own tables

    def insert(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Inserts rows given by the names of their columns, as in application_id."""
        with connection.cursor() as cursor:
            cursor.executemany(self.statement, [self._values(row) for row in rows])

    def _values(self, row: Mapping[str, Any]) -> list[Any]:
        values = self.defaults.copy()
        for name, value in row.items():
            place = self.places[name]
            values[place] = self.prepared[place](value, connection)
        return values


def columns(row: Model) -> dict[str, Any]:
    """An unsaved instance as a row."""
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.generated}
