import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

import mingjian.offices.fields


class Migration(migrations.Migration):
    dependencies = [
        ("ledgers", "0001_first"),
        ("offices", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="BulkEdit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ledger", models.TextField()),
                ("user_id", models.BigIntegerField()),
                ("column", models.TextField()),
                ("value", models.JSONField(null=True)),
                ("count", models.IntegerField()),
                ("at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "bulk edit",
                "indexes": [models.Index(fields=["user_id", "ledger", "-at"], name="ledgers_bulkedit_recent")],
            },
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ledger", models.TextField()),
                ("name", models.TextField()),
                ("user_id", models.BigIntegerField()),
                ("shared", models.BooleanField(default=False)),
                ("query", models.TextField(default="")),
                ("changed_at", models.DateTimeField()),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="offices.office"
                    ),
                ),
            ],
            options={
                "verbose_name": "saved view",
            },
        ),
        migrations.CreateModel(
            name="OpeningView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("user_id", models.BigIntegerField()),
                ("ledger", models.TextField()),
                (
                    "view",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="ledgers.savedview"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Edited",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("row_id", models.BigIntegerField()),
                ("version", models.IntegerField()),
                ("former", models.JSONField(null=True)),
                (
                    "edit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="ledgers.bulkedit"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("edit", "row_id"), name="ledgers_edited_once")],
            },
        ),
        migrations.CreateModel(
            name="Export",
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
                ("ledger", models.TextField()),
                ("form", models.TextField()),
                ("user_id", models.BigIntegerField(null=True)),
                ("year", models.SmallIntegerField()),
                ("number", models.IntegerField()),
                ("filters", models.JSONField(default=list)),
                ("columns", models.JSONField(default=list)),
                ("sort", models.TextField(default="")),
                ("count", models.IntegerField()),
                ("at", models.DateTimeField()),
                ("sha256", models.BinaryField(null=True)),
                ("size", models.BigIntegerField(null=True)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="offices.office"
                    ),
                ),
            ],
            options={
                "verbose_name": "export",
                "abstract": False,
                "indexes": [
                    models.Index(fields=["office_path"], name="ledgers_export_path"),
                    django.contrib.postgres.indexes.GinIndex(fields=["about_orgs"], name="ledgers_export_aorgs"),
                    django.contrib.postgres.indexes.GinIndex(fields=["about_persons"], name="ledgers_export_apers"),
                    models.Index(fields=["-at", "-id"], name="ledgers_export_recent"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("office", "year", "number"), name="ledgers_export_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="ExportNumber",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.SmallIntegerField()),
                ("last", models.IntegerField()),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="offices.office"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("office", "year"), name="ledgers_exportnumber_once")],
            },
        ),
        migrations.AddIndex(
            model_name="savedview",
            index=models.Index(fields=["office", "ledger"], name="ledgers_savedview_office"),
        ),
        migrations.AddConstraint(
            model_name="savedview",
            constraint=models.UniqueConstraint(fields=("user_id", "ledger", "name"), name="ledgers_savedview_name"),
        ),
        migrations.AddConstraint(
            model_name="openingview",
            constraint=models.UniqueConstraint(fields=("user_id", "ledger"), name="ledgers_openingview_once"),
        ),
    ]
