"""The record: a table partitioned by year that the desk role may add to and read, and the seals over it."""

import django.contrib.postgres.fields
from django.db import migrations, models

TABLE = """
CREATE TABLE audit_entry (
    id bigint GENERATED ALWAYS AS IDENTITY,
    at timestamptz NOT NULL,
    xact bigint NOT NULL,
    actor_id bigint,
    system text NOT NULL,
    verb text NOT NULL,
    kind text NOT NULL,
    ids bigint[] NOT NULL,
    count integer NOT NULL,
    office_path text NOT NULL,
    detail jsonb NOT NULL,
    sealed_text bytea,
    PRIMARY KEY (id, at)
) PARTITION BY RANGE (at);
CREATE INDEX audit_entry_xact ON audit_entry (xact, id);
CREATE INDEX audit_entry_actor ON audit_entry (actor_id, at DESC);
CREATE INDEX audit_entry_ids ON audit_entry USING gin (ids);
CREATE TABLE audit_entry_other PARTITION OF audit_entry DEFAULT;

CREATE FUNCTION audit_add_year(year integer) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE name text := 'audit_entry_' || year;
BEGIN
    IF to_regclass(name) IS NULL THEN
        EXECUTE format('CREATE TABLE %I PARTITION OF audit_entry FOR VALUES FROM (%L) TO (%L)',
                       name, make_date(year, 1, 1), make_date(year + 1, 1, 1));
        IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'mingjian_desk') THEN
            EXECUTE format('REVOKE ALL ON %I FROM mingjian_desk', name);
        END IF;
    END IF;
END $$;
SELECT audit_add_year(y) FROM generate_series(2026, 2031) AS y;
REVOKE ALL ON FUNCTION audit_add_year(integer) FROM PUBLIC;
"""

GRANTS = """
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'mingjian_desk') THEN
        REVOKE ALL ON audit_entry, audit_entry_other, audit_seal FROM mingjian_desk;
        GRANT SELECT, INSERT ON audit_entry, audit_seal TO mingjian_desk;
        GRANT EXECUTE ON FUNCTION audit_add_year(integer) TO mingjian_desk;
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []

    operations = [
        migrations.RunSQL(TABLE, "DROP TABLE audit_entry CASCADE; DROP FUNCTION audit_add_year(integer)"),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("xact", models.BigIntegerField()),
                ("actor_id", models.BigIntegerField(null=True)),
                ("system", models.TextField(default="")),
                ("verb", models.TextField()),
                ("kind", models.TextField(default="")),
                (
                    "ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                ("count", models.IntegerField(default=0)),
                ("office_path", models.TextField(default="")),
                ("detail", models.JSONField(default=dict)),
                ("sealed_text", models.BinaryField(null=True)),
            ],
            options={"db_table": "audit_entry", "managed": False},
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_xact", models.BigIntegerField(unique=True)),
                ("to_xact", models.BigIntegerField(unique=True)),
                ("count", models.BigIntegerField()),
                ("previous", models.BinaryField()),
                ("digest", models.BinaryField()),
                ("signature", models.BinaryField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("from_xact__lt", models.F("to_xact"))), name="audit_seal_forward"
                    )
                ],
            },
        ),
        migrations.RunSQL(GRANTS, migrations.RunSQL.noop),
    ]
