"""The audit log takes INSERT only; the database itself refuses everything else."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION accounts_audit_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The audit log is append-only: % refused', TG_OP;
END $$;
CREATE TRIGGER audit_refuses_change BEFORE UPDATE OR DELETE ON accounts_auditentry
    FOR EACH ROW EXECUTE FUNCTION accounts_audit_refuses();
CREATE TRIGGER audit_refuses_truncate BEFORE TRUNCATE ON accounts_auditentry
    FOR EACH STATEMENT EXECUTE FUNCTION accounts_audit_refuses();
"""

ALLOW = """
DROP TRIGGER audit_refuses_truncate ON accounts_auditentry;
DROP TRIGGER audit_refuses_change ON accounts_auditentry;
DROP FUNCTION accounts_audit_refuses();
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunSQL(REFUSE, ALLOW)]
