"""The database itself refuses to change or drop what was logged; a detail may be emptied, once and wholly."""

from __future__ import annotations

from typing import Any

from django.db import migrations

MESSAGE = "the audit log is append-only"

SQLITE = (
    f"""CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_auditentry
        BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END""",
    f"""CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_auditentry
        BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END""",
    f"""CREATE TRIGGER audit_detail_no_update BEFORE UPDATE ON audit_auditdetail
        WHEN NOT (NEW.redacted_at IS NOT NULL AND NEW.entry_id = OLD.entry_id AND NEW.target_label = ''
                  AND NEW.before = '{{}}' AND NEW.after = '{{}}' AND NEW.subject IS NULL)
        BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END""",
    f"""CREATE TRIGGER audit_detail_no_delete BEFORE DELETE ON audit_auditdetail
        BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END""",
)

POSTGRESQL = (
    f"""CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$""",
    """CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON audit_auditentry
        FOR EACH ROW EXECUTE FUNCTION audit_refuse()""",
    """CREATE TRIGGER audit_detail_no_delete BEFORE DELETE ON audit_auditdetail
        FOR EACH ROW EXECUTE FUNCTION audit_refuse()""",
    """CREATE TRIGGER audit_detail_no_update BEFORE UPDATE ON audit_auditdetail FOR EACH ROW
        WHEN (NOT (NEW.redacted_at IS NOT NULL AND NEW.entry_id = OLD.entry_id AND NEW.target_label = ''
                   AND NEW.before = '{}'::jsonb AND NEW.after = '{}'::jsonb AND NEW.subject IS NULL))
        EXECUTE FUNCTION audit_refuse()""",
)


def guard(apps: Any, schema_editor: Any) -> None:
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(guard, elidable=False)]
