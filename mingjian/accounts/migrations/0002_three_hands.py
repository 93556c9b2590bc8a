"""Three administrators whose grants exclude each other's and all business grants, held by the database."""

from typing import Any

import django.contrib.postgres.constraints
from django.db import migrations, models


def rename(before: str, after: str) -> Any:
    def run(apps: Any, schema_editor: Any) -> None:
        apps.get_model("accounts", "Grant").objects.filter(role=before).update(role=after)

    return run


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_first")]

    operations = [
        migrations.RunPython(
            rename("grants_administrator", "security_administrator"),
            rename("security_administrator", "grants_administrator"),
        ),
        migrations.AddField(
            model_name="grant",
            name="hand",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Case(
                    models.When(role="system_administrator", then=models.Value("system")),
                    models.When(role="security_administrator", then=models.Value("security")),
                    models.When(role="audit_administrator", then=models.Value("audit")),
                    default=models.Value("business"),
                ),
                output_field=models.TextField(),
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                name="accounts_grant_hand",
                expressions=[("user", "="), ("hand", "<>"), ("valid", "&&")],
                condition=models.Q(("revoked_at", None)),
            ),
        ),
    ]
