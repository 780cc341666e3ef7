"""The database itself refuses to change or delete an entry, to change a payload, or to insert out of order."""

from __future__ import annotations

from typing import Any

from django.db import migrations

_REFUSE = "BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END"

_LAST = "(SELECT COALESCE(MAX(number), 0) FROM ledger_entry)"

SQLITE = (
    f"CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry {_REFUSE}",
    f"CREATE TRIGGER ledger_entry_no_delete BEFORE DELETE ON ledger_entry {_REFUSE}",
    f"CREATE TRIGGER ledger_entry_in_order BEFORE INSERT ON ledger_entry WHEN NEW.number <> {_LAST} + 1 {_REFUSE}",
    f"CREATE TRIGGER ledger_payload_no_update BEFORE UPDATE ON ledger_payload {_REFUSE}",
    f"CREATE TRIGGER ledger_payload_new BEFORE INSERT ON ledger_payload WHEN NEW.entry <> {_LAST} {_REFUSE}",
)

POSTGRESQL = (
    """CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the log is append-only'; END $$""",
    """CREATE FUNCTION ledger_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.number <> (SELECT COALESCE(MAX(number), 0) + 1 FROM ledger_entry) THEN
        RAISE EXCEPTION 'the log is append-only';
      END IF;
      RETURN NEW;
    END $$""",
    """CREATE FUNCTION ledger_new_payload() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.entry <> (SELECT COALESCE(MAX(number), 0) FROM ledger_entry) THEN
        RAISE EXCEPTION 'the log is append-only';
      END IF;
      RETURN NEW;
    END $$""",
    """CREATE TRIGGER ledger_entry_kept BEFORE UPDATE OR DELETE ON ledger_entry
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse()""",
    """CREATE TRIGGER ledger_entry_not_truncated BEFORE TRUNCATE ON ledger_entry
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()""",
    """CREATE TRIGGER ledger_entry_in_order BEFORE INSERT ON ledger_entry
    FOR EACH ROW EXECUTE FUNCTION ledger_in_order()""",
    """CREATE TRIGGER ledger_payload_kept BEFORE UPDATE ON ledger_payload
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse()""",
    """CREATE TRIGGER ledger_payload_new BEFORE INSERT ON ledger_payload
    FOR EACH ROW EXECUTE FUNCTION ledger_new_payload()""",
)

# The planner's statistics of a column are copies of its values, which no expunging would reach.
_NO_STATISTICS = """SELECT table_name, column_name FROM information_schema.columns
    WHERE table_schema = current_schema() AND table_name LIKE 'ledger%' AND data_type = 'text'"""


def add_triggers(_apps: Any, editor: Any) -> None:
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)
    if editor.connection.vendor == "postgresql":
        with editor.connection.cursor() as cursor:
            cursor.execute(_NO_STATISTICS)
            for table, column in cursor.fetchall():
                cursor.execute(f'ALTER TABLE {table} ALTER COLUMN "{column}" SET STATISTICS 0')


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(add_triggers, migrations.RunPython.noop)]
