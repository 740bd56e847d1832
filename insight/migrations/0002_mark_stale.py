from django.db import migrations

# Once for each statement, not for each row: an import of thousands marks each caseload once.
MARK = """
CREATE FUNCTION insight_mark_stale() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP IN ('INSERT', 'UPDATE') THEN
    INSERT INTO insight_stalecaseload (office_id, department_id, advisor_id)
    SELECT DISTINCT office_id, department_id, advisor_id FROM new_rows;
  END IF;
  IF TG_OP = 'DELETE' THEN
    INSERT INTO insight_stalecaseload (office_id, department_id, advisor_id)
    SELECT DISTINCT office_id, department_id, advisor_id FROM old_rows;
  ELSIF TG_OP = 'UPDATE' THEN
    INSERT INTO insight_stalecaseload (office_id, department_id, advisor_id)
    SELECT office_id, department_id, advisor_id FROM old_rows
    EXCEPT SELECT office_id, department_id, advisor_id FROM new_rows;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER insight_added AFTER INSERT ON caseload_participant
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION insight_mark_stale();
CREATE TRIGGER insight_changed AFTER UPDATE ON caseload_participant
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION insight_mark_stale();
CREATE TRIGGER insight_removed AFTER DELETE ON caseload_participant
  REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION insight_mark_stale();
"""
FORGET = """
DROP TRIGGER insight_added ON caseload_participant;
DROP TRIGGER insight_changed ON caseload_participant;
DROP TRIGGER insight_removed ON caseload_participant;
DROP FUNCTION insight_mark_stale();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('insight', '0001_counts'),
        ('caseload', '0015_meetings'),
    ]

    operations = [migrations.RunSQL(MARK, FORGET)]
