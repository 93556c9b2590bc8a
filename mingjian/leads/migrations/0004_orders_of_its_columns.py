from decimal import Decimal

import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("findings", "0002_orders_of_every_column"),
        ("leads", "0003_seed_deadlines"),
        ("offices", "0001_first"),
        ("orgs", "0002_no_circles"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(
                django.db.models.functions.comparison.Coalesce("amount", models.Value(Decimal(-1))),
                models.F("id"),
                name="leads_lead_by_amount",
            ),
        ),
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(
                models.Case(
                    models.When(state="received", then=models.Value(0)),
                    models.When(state="under_disposal", then=models.Value(1)),
                    models.When(state="held", then=models.Value(2)),
                    models.When(state="concluded", then=models.Value(3)),
                    models.When(state="unfounded", then=models.Value(4)),
                    default=models.Value(5),
                ),
                models.F("id"),
                name="leads_lead_by_state",
            ),
        ),
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(fields=["source", "id"], name="leads_lead_by_source"),
        ),
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(fields=["number", "id"], name="leads_lead_by_number"),
        ),
    ]
