"""The worker reads rows for a release, people settle answers in own words, the ledger stays."""

from django.db import migrations

# As in 0004: with the rights of the analyst, and every name with its schema.
ROWS = """
CREATE FUNCTION survey_rows(wave_ids uuid[]) RETURNS TABLE (wave_id uuid, part smallint, answers jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
SELECT response.wave_id, response.part, response.answers
FROM {schema}.surveys_response response JOIN {schema}.surveys_wave wave ON wave.id = response.wave_id
WHERE wave.id = ANY (wave_ids) AND (wave.state = 'closed' OR wave.closes_on IS NULL)
ORDER BY response.id
$$;
REVOKE ALL ON FUNCTION survey_rows FROM PUBLIC;
"""
PARTS = """
CREATE FUNCTION survey_parts(wave_ids uuid[]) RETURNS TABLE (wave_id uuid, part smallint, number bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
SELECT response.wave_id, response.part, count(*)
FROM {schema}.surveys_response response JOIN {schema}.surveys_wave wave ON wave.id = response.wave_id
WHERE wave.id = ANY (wave_ids) AND (wave.state = 'closed' OR wave.closes_on IS NULL)
GROUP BY response.wave_id, response.part ORDER BY response.wave_id, response.part
$$;
REVOKE ALL ON FUNCTION survey_parts FROM PUBLIC;
"""
# Nothing of a question that fewer than six answered, as in survey_texts.
TO_REVIEW = """
CREATE FUNCTION survey_texts_to_review(asked_wave uuid, item_name text)
RETURNS TABLE (text_id uuid, said text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
WITH said AS MATERIALIZED (
    SELECT free.id, free.text
    FROM {schema}.surveys_freetext free JOIN {schema}.surveys_wave wave ON wave.id = free.wave_id
    WHERE wave.id = asked_wave AND (wave.state = 'closed' OR wave.closes_on IS NULL)
    AND free.item = item_name
)
SELECT id, text FROM said WHERE (SELECT count(*) FROM said) >= 6 ORDER BY id
$$;
REVOKE ALL ON FUNCTION survey_texts_to_review FROM PUBLIC;
"""
# What was taken out is gone for good. Only of what a second person has approved.
SETTLE = """
CREATE FUNCTION survey_settle_text(settled uuid) RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
WITH changed AS (
    UPDATE {schema}.surveys_freetext free SET text = decision.text
    FROM {schema}.surveys_textdecision decision
    WHERE decision.text_id = settled AND free.id = settled AND decision.approved_by_id IS NOT NULL
    AND decision.wave_id = free.wave_id AND decision.item = free.item
    RETURNING free.id
)
SELECT EXISTS (SELECT FROM changed)
$$;
REVOKE ALL ON FUNCTION survey_settle_text FROM PUBLIC;
"""
STAYS = """
CREATE FUNCTION ledger_refuses_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The ledger is append-only: % refused', TG_OP;
END $$;
CREATE TRIGGER ledger_refuses_change BEFORE UPDATE OR DELETE ON surveys_ledgerentry
FOR EACH ROW EXECUTE FUNCTION ledger_refuses_change();
CREATE TRIGGER ledger_refuses_truncate BEFORE TRUNCATE ON surveys_ledgerentry
FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuses_change();
"""


def make(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(current_schema())")
        [schema] = cursor.fetchone()
        for function in (ROWS, PARTS, TO_REVIEW, SETTLE):
            cursor.execute(function.format(schema=schema))
        cursor.execute(STAYS)


def forget(apps, schema_editor):
    schema_editor.execute(
        "DROP FUNCTION survey_rows, survey_parts, survey_texts_to_review, survey_settle_text;"
        "DROP FUNCTION ledger_refuses_change CASCADE"
    )


class Migration(migrations.Migration):

    dependencies = [
        ('surveys', '0008_releases'),
    ]

    operations = [migrations.RunPython(make, forget)]
