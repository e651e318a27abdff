"""The full-text index: it follows the search documents by database means, so that no writer can forget it."""

from django.db import migrations

SQLITE = """
CREATE VIRTUAL TABLE besked_searchindex USING fts5(
    text, content='besked_searchdoc', content_rowid='application_id',
    tokenize='unicode61 remove_diacritics 0', prefix='2 3');
CREATE TRIGGER besked_searchdoc_added AFTER INSERT ON besked_searchdoc BEGIN
    INSERT INTO besked_searchindex(rowid, text) VALUES (new.application_id, new.text);
END;
CREATE TRIGGER besked_searchdoc_removed AFTER DELETE ON besked_searchdoc BEGIN
    INSERT INTO besked_searchindex(besked_searchindex, rowid, text) VALUES ('delete', old.application_id, old.text);
END;
CREATE TRIGGER besked_searchdoc_changed AFTER UPDATE ON besked_searchdoc BEGIN
    INSERT INTO besked_searchindex(besked_searchindex, rowid, text) VALUES ('delete', old.application_id, old.text);
    INSERT INTO besked_searchindex(rowid, text) VALUES (new.application_id, new.text);
END;
"""
POSTGRESQL = """
ALTER TABLE besked_searchdoc ADD COLUMN tokens tsvector GENERATED ALWAYS AS (to_tsvector('simple', text)) STORED;
CREATE INDEX besked_searchdoc_tokens ON besked_searchdoc USING gin (tokens);
"""
UNDO = {
    "sqlite": "DROP TABLE besked_searchindex; DROP TRIGGER besked_searchdoc_added; "
    "DROP TRIGGER besked_searchdoc_removed; DROP TRIGGER besked_searchdoc_changed;",
    "postgresql": "ALTER TABLE besked_searchdoc DROP COLUMN tokens;",
}


def forwards(apps, schema_editor):
    """Makes the index in the database's own way."""
    if schema_editor.connection.vendor == "sqlite":
        with schema_editor.connection.cursor() as cursor:
            cursor.connection.executescript(SQLITE)
    else:
        schema_editor.execute(POSTGRESQL)


def backwards(apps, schema_editor):
    """Takes the index away."""
    if schema_editor.connection.vendor == "sqlite":
        with schema_editor.connection.cursor() as cursor:
            cursor.connection.executescript(UNDO["sqlite"])
    else:
        schema_editor.execute(UNDO["postgresql"])


class Migration(migrations.Migration):
    """After the tables stand."""

    atomic = False
    dependencies = [("besked", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
