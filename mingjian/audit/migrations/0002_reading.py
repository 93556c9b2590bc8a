"""Reading the record by user, verb, time and principal; and what each verification of its seals found."""

from django.db import migrations, models

# `at` leads and the id tells equal moments apart: a page is one walk along an index, whatever is asked.
INDEXES = """
CREATE INDEX audit_entry_at ON audit_entry (at DESC, id DESC);
CREATE INDEX audit_entry_verb ON audit_entry (verb, at DESC, id DESC);
CREATE INDEX audit_entry_by ON audit_entry (actor_id, at DESC, id DESC);
CREATE INDEX audit_entry_for ON audit_entry (((detail->>'for')::bigint), at DESC, id DESC) WHERE detail ? 'for';
DROP INDEX audit_entry_actor;
"""
BACK = """
CREATE INDEX audit_entry_actor ON audit_entry (actor_id, at DESC);
DROP INDEX audit_entry_at, audit_entry_verb, audit_entry_by, audit_entry_for;
"""
GRANTS = """
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'mingjian_desk') THEN
        REVOKE ALL ON audit_verification FROM mingjian_desk;
        GRANT SELECT, INSERT ON audit_verification TO mingjian_desk;
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_record")]

    operations = [
        migrations.RunSQL(INDEXES, BACK),
        migrations.CreateModel(
            name="Verification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("seals", models.BigIntegerField()),
                ("entries", models.BigIntegerField()),
                ("broken", models.TextField(default="")),
            ],
        ),
        migrations.RunSQL(GRANTS, migrations.RunSQL.noop),
    ]
