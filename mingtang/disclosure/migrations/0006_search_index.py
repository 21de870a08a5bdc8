"""The search index. Its full-text part is each database's own: see `queries/search.py`."""

from django.db import migrations

SQLITE = [
    # Non-ASCII characters always belong to a token, those of later Unicode versions too.
    """CREATE VIRTUAL TABLE disclosure_search USING fts5(
        tokens, content='disclosure_searchentry', content_rowid='id', tokenize='ascii',
        columnsize=0)""",
    """CREATE TRIGGER disclosure_search_add AFTER INSERT ON disclosure_searchentry BEGIN
        INSERT INTO disclosure_search (rowid, tokens) VALUES (new.id, new.tokens);
    END""",
    """CREATE TRIGGER disclosure_search_remove AFTER DELETE ON disclosure_searchentry BEGIN
        INSERT INTO disclosure_search (disclosure_search, rowid, tokens)
            VALUES ('delete', old.id, old.tokens);
    END""",
    """CREATE TRIGGER disclosure_search_change AFTER UPDATE ON disclosure_searchentry BEGIN
        INSERT INTO disclosure_search (disclosure_search, rowid, tokens)
            VALUES ('delete', old.id, old.tokens);
        INSERT INTO disclosure_search (rowid, tokens) VALUES (new.id, new.tokens);
    END""",
    # Entries that were there before the index are read in.
    "INSERT INTO disclosure_search (disclosure_search) VALUES ('rebuild')",
]
SQLITE_UNDO = [
    "DROP TRIGGER disclosure_search_change",
    "DROP TRIGGER disclosure_search_remove",
    "DROP TRIGGER disclosure_search_add",
    "DROP TABLE disclosure_search",
]
POSTGRESQL = ["CREATE INDEX disclosure_search ON disclosure_searchentry USING gin (tokens)"]
POSTGRESQL_UNDO = ["DROP INDEX disclosure_search"]


def make_index(apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in SQLITE if is_sqlite else POSTGRESQL:
        schema_editor.execute(statement)


def drop_index(apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in SQLITE_UNDO if is_sqlite else POSTGRESQL_UNDO:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0005_searchentry")]

    operations = [migrations.RunPython(make_index, drop_index)]
