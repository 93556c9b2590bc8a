"""Conflicts say their kind, their reason and their end; a colleague stands in during leave."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_three_hands"),
    ]

    operations = [
        migrations.CreateModel(
            name="Substitution",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rights", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("valid", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("reason", models.TextField(default="")),
                ("given_at", models.DateTimeField()),
                ("ended_by", models.BigIntegerField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "substitution",
            },
        ),
        migrations.AddField(
            model_name="exclusion",
            name="declared_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="exclusion",
            name="declared_by",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="exclusion",
            name="kind",
            field=models.TextField(
                choices=[
                    ("kinship", "kinship"),
                    ("interest", "interest in the matter"),
                    ("worked_there", "worked there or under them"),
                    ("handled_before", "handled the matter before or is a witness of it"),
                    ("other", "other ground that may sway the handling"),
                ],
                default="",
            ),
        ),
        migrations.AddField(
            model_name="exclusion",
            name="reason",
            field=models.TextField(default=""),
        ),
        migrations.AddField(
            model_name="exclusion",
            name="withdrawn_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="exclusion",
            name="withdrawn_by",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddConstraint(
            model_name="exclusion",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("basis", "self")),
                expressions=[("user", "="), ("valid", "&&")],
                name="accounts_link_one_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="exclusion",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("basis", "self")),
                expressions=[("person_id", "="), ("valid", "&&")],
                name="accounts_link_one_user",
            ),
        ),
        migrations.AddField(
            model_name="substitution",
            name="grants",
            field=models.ManyToManyField(related_name="lent", to="accounts.grant"),
        ),
        migrations.AddField(
            model_name="substitution",
            name="principal",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="substitutions_given",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="substitution",
            name="substitute",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="substitutions_held",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="substitution",
            constraint=models.CheckConstraint(
                condition=models.Q(("principal", models.F("substitute")), _negated=True),
                name="accounts_substitution_two_users",
            ),
        ),
        migrations.AddConstraint(
            model_name="substitution",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("ended_at", None)),
                expressions=[("principal", "="), ("substitute", "="), ("valid", "&&")],
                name="accounts_substitution_once",
            ),
        ),
    ]
