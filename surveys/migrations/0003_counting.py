"""Whoever may not read answers may have them counted."""

import django.db.models.deletion
from django.db import migrations, models

# Both run with the rights of their owner, which `manage.py grant_roles` makes the analyst. Every
# name is written out with its schema, so that nothing of the caller's stands in its place.
# An answer is a name, a list of names or a number. Of several in one category one is counted.
COUNTS = """
CREATE FUNCTION survey_counts(wave_ids uuid[], item_name text, categories jsonb)
RETURNS TABLE (n bigint, counts jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
WITH answered AS MATERIALIZED (
    SELECT response.id, response.answers -> item_name AS answer
    FROM {schema}.surveys_response response JOIN {schema}.surveys_wave wave ON wave.id = response.wave_id
    WHERE wave.id = ANY (wave_ids) AND (wave.state = 'closed' OR wave.closes_on IS NULL)
    AND response.answers ? item_name
), chosen AS (
    SELECT DISTINCT answered.id, coalesce(categories ->> choice, choice) AS category
    FROM answered CROSS JOIN jsonb_array_elements_text(
        CASE jsonb_typeof(answer) WHEN 'array' THEN answer ELSE jsonb_build_array(answer) END
    ) AS choice
), counted AS (
    SELECT category, count(*) AS number FROM chosen GROUP BY category
)
SELECT (SELECT count(*) FROM answered),
       (SELECT coalesce(jsonb_object_agg(category, number), '{{}}') FROM counted)
$$;
REVOKE ALL ON FUNCTION survey_counts FROM PUBLIC;
"""

# Ids are drawn at random, for each question anew: their order says nothing.
TEXTS = """
CREATE FUNCTION survey_texts(asked_wave uuid, item_name text) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
WITH said AS MATERIALIZED (
    SELECT free.id, free.text
    FROM {schema}.surveys_freetext free JOIN {schema}.surveys_wave wave ON wave.id = free.wave_id
    WHERE wave.id = asked_wave AND (wave.state = 'closed' OR wave.closes_on IS NULL)
    AND free.item = item_name
)
SELECT text FROM said WHERE (SELECT count(*) FROM said) >= 6 ORDER BY id
$$;
REVOKE ALL ON FUNCTION survey_texts FROM PUBLIC;
"""


def make(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(current_schema())")
        [schema] = cursor.fetchone()
        for function in (COUNTS, TEXTS):
            cursor.execute(function.format(schema=schema))


def forget(apps, schema_editor):
    schema_editor.execute("DROP FUNCTION survey_counts, survey_texts")


class Migration(migrations.Migration):

    dependencies = [
        ('surveys', '0002_sealed'),
    ]

    operations = [
        migrations.RunPython(make, forget),
        migrations.AlterField(
            model_name='freetext',
            name='wave',
            field=models.ForeignKey(on_delete=django.db.models.deletion.DO_NOTHING, related_name='free_texts', to='surveys.wave'),
        ),
        migrations.AlterField(
            model_name='response',
            name='wave',
            field=models.ForeignKey(on_delete=django.db.models.deletion.DO_NOTHING, related_name='responses', to='surveys.wave'),
        ),
    ]
