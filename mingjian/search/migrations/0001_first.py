"""The index table, and how its owner lets the desk merge the list of entries that wait for the index."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models

import mingjian.offices.fields

# The pending list belongs to the owner of the index, so the desk merges it through a function of the owner's.
MERGE = """
CREATE FUNCTION search_merge_pending() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN gin_clean_pending_list('public.search_document_lexemes'::regclass);
END $$;
REVOKE ALL ON FUNCTION search_merge_pending() FROM PUBLIC;
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'mingjian_desk') THEN
        GRANT EXECUTE ON FUNCTION search_merge_pending() TO mingjian_desk;
    END IF;
END $$;
"""

# The planner knows how common each of the 5,000 commonest lexemes is. Nothing is compressed, and of a row that is too
# long for its page the lexemes, always the longest, go out of line first: what is asked of a row lies in the row. After
# a large batch the desk may ask for the statistics anew (MAINTAIN).
TUNING = """
ALTER TABLE search_document
    ALTER COLUMN lexemes SET STATISTICS 500,
    ALTER COLUMN lexemes SET STORAGE EXTERNAL, ALTER COLUMN title SET STORAGE EXTERNAL,
    ALTER COLUMN body SET STORAGE EXTERNAL, ALTER COLUMN text SET STORAGE EXTERNAL,
    ALTER COLUMN keys SET STORAGE EXTERNAL;
ALTER TABLE search_document SET (autovacuum_analyze_scale_factor = 0.05);
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'mingjian_desk') THEN
        GRANT MAINTAIN ON search_document TO mingjian_desk;
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.TextField()),
                ("row_id", models.BigIntegerField()),
                ("title", models.TextField()),
                ("body", models.TextField(default="")),
                ("text", models.TextField()),
                ("keys", models.TextField(default="")),
                ("lexemes", django.contrib.postgres.search.SearchVectorField()),
                ("on", models.DateField()),
                ("year", models.SmallIntegerField()),
                ("state", models.TextField(default="")),
                ("division_path", mingjian.offices.fields.LtreeField(default="")),
                ("org_id", models.BigIntegerField(null=True)),
                ("office_paths", mingjian.offices.fields.LtreeArrayField(size=None)),
                ("target_id", models.BigIntegerField(null=True)),
                (
                    "org_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                (
                    "about_orgs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                (
                    "about_persons",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["lexemes"], name="search_document_lexemes"),
                    models.Index(fields=["-on", "-id"], name="search_document_on"),
                ],
                "constraints": [models.UniqueConstraint(fields=("row_id", "kind"), name="search_document_row")],
            },
        ),
        migrations.RunSQL(MERGE, "DROP FUNCTION search_merge_pending()"),
        migrations.RunSQL(TUNING, migrations.RunSQL.noop),
    ]
