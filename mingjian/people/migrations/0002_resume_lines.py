"""Lines of résumés kept as text; the orders of the ledger of tenures by an index each."""

from datetime import date

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.comparison
from django.db import migrations, models

import mingjian.offices.fields


class Migration(migrations.Migration):
    dependencies = [
        ("offices", "0001_first"),
        ("orgs", "0002_no_circles"),
        ("people", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="ResumeLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("office_path", mingjian.offices.fields.LtreeField()),
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
                ("position", models.SmallIntegerField()),
                ("text", models.TextField()),
                ("source", models.TextField(default="")),
                ("batch_id", models.BigIntegerField(db_index=True, null=True)),
            ],
            options={
                "verbose_name": "line of a résumé",
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="tenure",
            index=models.Index(
                django.db.models.functions.comparison.Coalesce(
                    models.Func(models.F("during"), function="lower", output_field=models.DateField()),
                    models.Value(date(1, 1, 1)),
                ),
                models.F("id"),
                name="people_tenure_by_start",
            ),
        ),
        migrations.AddIndex(
            model_name="tenure",
            index=models.Index(
                django.db.models.functions.comparison.Coalesce("rank", models.Value(99)),
                models.F("id"),
                name="people_tenure_by_rank",
            ),
        ),
        migrations.AddField(
            model_name="resumeline",
            name="office",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="offices.office"),
        ),
        migrations.AddField(
            model_name="resumeline",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="resume_lines", to="people.person"
            ),
        ),
        migrations.AddIndex(
            model_name="resumeline",
            index=models.Index(fields=["office_path"], name="people_resumeline_path"),
        ),
        migrations.AddIndex(
            model_name="resumeline",
            index=django.contrib.postgres.indexes.GinIndex(fields=["about_orgs"], name="people_resumeline_aorgs"),
        ),
        migrations.AddIndex(
            model_name="resumeline",
            index=django.contrib.postgres.indexes.GinIndex(fields=["about_persons"], name="people_resumeline_apers"),
        ),
        migrations.AddIndex(
            model_name="resumeline",
            index=models.Index(fields=["person", "position"], name="people_resume_person"),
        ),
    ]
