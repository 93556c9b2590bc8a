"""A team is held by the office of its round."""

from django.db import migrations

FILL = """
UPDATE rounds_team t SET office_id = r.office_id, office_path = r.office_path
FROM rounds_round r WHERE r.id = t.round_id AND t.office_id IS NULL
"""


class Migration(migrations.Migration):
    dependencies = [("rounds", "0002_pools_and_teams_held")]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
