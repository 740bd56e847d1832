"""The audit log is sealed in a chain, and nobody changes a seal."""

from django.db import migrations, models

# Whoever writes lines shares a lock until her transaction ends, so that the sealer, who tries for
# it alone, knows that no line with a lower number is still to come.
MAKE = """
CREATE FUNCTION accounts_audit_shares_lock() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(hashtext('audit log'));
    RETURN NULL;
END $$;
CREATE TRIGGER audit_shares_lock BEFORE INSERT ON accounts_auditentry
    FOR EACH STATEMENT EXECUTE FUNCTION accounts_audit_shares_lock();
CREATE TRIGGER seal_refuses_change BEFORE UPDATE OR DELETE ON accounts_auditseal
    FOR EACH ROW EXECUTE FUNCTION accounts_audit_refuses();
CREATE TRIGGER seal_refuses_truncate BEFORE TRUNCATE ON accounts_auditseal
    FOR EACH STATEMENT EXECUTE FUNCTION accounts_audit_refuses();
"""
FORGET = """
DROP TRIGGER seal_refuses_truncate ON accounts_auditseal;
DROP TRIGGER seal_refuses_change ON accounts_auditseal;
DROP TRIGGER audit_shares_lock ON accounts_auditentry;
DROP FUNCTION accounts_audit_shares_lock();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0006_private_prompt'),
    ]

    operations = [
        migrations.CreateModel(
            name='AuditSeal',
            fields=[
                ('number', models.PositiveIntegerField(primary_key=True, serialize=False)),
                ('first', models.PositiveBigIntegerField()),
                ('last', models.PositiveBigIntegerField()),
                ('lines', models.PositiveIntegerField()),
                ('chain', models.CharField(max_length=64)),
                ('at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.RunSQL(MAKE, FORGET),
    ]
