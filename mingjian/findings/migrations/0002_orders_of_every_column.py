from datetime import date

import django.db.models.functions.comparison
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("findings", "0001_first"),
        ("offices", "0001_first"),
        ("orgs", "0002_no_circles"),
        ("rounds", "0001_first"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(
                django.db.models.functions.comparison.Coalesce("feedback_on", models.Value(date(9999, 12, 31))),
                models.F("id"),
                name="findings_finding_by_feedback",
            ),
        ),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(
                models.Case(
                    models.When(finding_class="policy", then=models.Value(0)),
                    models.When(finding_class="governance", then=models.Value(1)),
                    models.When(finding_class="organisation", then=models.Value(2)),
                    models.When(finding_class="rectification", then=models.Value(3)),
                    models.When(finding_class="security", then=models.Value(4)),
                    default=models.Value(5),
                ),
                models.F("id"),
                name="findings_finding_by_class",
            ),
        ),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(
                models.Case(
                    models.When(subclass="policy.study", then=models.Value(0)),
                    models.When(subclass="policy.duties", then=models.Value(1)),
                    models.When(subclass="policy.ideology", then=models.Value(2)),
                    models.When(subclass="policy.risks", then=models.Value(3)),
                    models.When(subclass="governance.primary", then=models.Value(4)),
                    models.When(subclass="governance.supervisory", then=models.Value(5)),
                    models.When(subclass="governance.eight_rules", then=models.Value(6)),
                    models.When(subclass="governance.integrity", then=models.Value(7)),
                    models.When(subclass="governance.grassroots", then=models.Value(8)),
                    models.When(subclass="organisation.leadership", then=models.Value(9)),
                    models.When(subclass="organisation.selection", then=models.Value(10)),
                    models.When(subclass="organisation.branches", then=models.Value(11)),
                    models.When(subclass="organisation.talent", then=models.Value(12)),
                    models.When(subclass="rectification.last_round", then=models.Value(13)),
                    models.When(subclass="rectification.audit", then=models.Value(14)),
                    models.When(subclass="rectification.education", then=models.Value(15)),
                    models.When(subclass="security.safety", then=models.Value(16)),
                    default=models.Value(17),
                ),
                models.F("id"),
                name="findings_finding_by_subclass",
            ),
        ),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(
                models.Case(
                    models.When(discipline="political", then=models.Value(0)),
                    models.When(discipline="organisational", then=models.Value(1)),
                    models.When(discipline="integrity", then=models.Value(2)),
                    models.When(discipline="mass", then=models.Value(3)),
                    models.When(discipline="work", then=models.Value(4)),
                    models.When(discipline="life", then=models.Value(5)),
                    default=models.Value(6),
                ),
                models.F("id"),
                name="findings_finding_by_discipln",
            ),
        ),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(
                models.Case(
                    models.When(state="recorded", then=models.Value(0)),
                    models.When(state="rectifying", then=models.Value(1)),
                    models.When(state="basically_done", then=models.Value(2)),
                    models.When(state="done", then=models.Value(3)),
                    models.When(state="closed_out", then=models.Value(4)),
                    default=models.Value(5),
                ),
                models.F("id"),
                name="findings_finding_by_state",
            ),
        ),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(
                django.db.models.functions.comparison.Coalesce(
                    models.Func(models.F("conduct"), function="lower", output_field=models.DateField()),
                    models.Value(date(1, 1, 1)),
                ),
                models.F("id"),
                name="findings_finding_by_conduct",
            ),
        ),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(fields=["responsible", "id"], name="findings_finding_by_responsib"),
        ),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(fields=["handlers", "id"], name="findings_finding_by_handlers"),
        ),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(fields=["immediate_fix", "id"], name="findings_finding_by_immediate"),
        ),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(fields=["referred", "id"], name="findings_finding_by_referred"),
        ),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(fields=["org", "id"], name="findings_finding_by_org"),
        ),
    ]
