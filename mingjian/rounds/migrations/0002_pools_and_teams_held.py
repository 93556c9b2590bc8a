"""The pools of cadres with their recusals; versions of terms, rounds, teams and targets; teams get an office."""

import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

import mingjian.offices.fields


class Migration(migrations.Migration):
    dependencies = [
        ("offices", "0001_first"),
        ("orgs", "0002_no_circles"),
        ("people", "0001_first"),
        ("rounds", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="PoolMember",
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
                ("pool", models.TextField(choices=[("leader", "team leaders' pool"), ("talent", "talent pool")])),
                ("unit", models.TextField(default="")),
                ("post", models.TextField(default="")),
                (
                    "rank",
                    models.SmallIntegerField(
                        choices=[
                            (3, "province, chief"),
                            (4, "province, deputy"),
                            (5, "bureau, chief"),
                            (6, "bureau, deputy"),
                            (7, "county, chief"),
                            (8, "county, deputy"),
                            (9, "township, chief"),
                            (10, "township, deputy"),
                            (11, "staff"),
                            (12, "village officer"),
                        ],
                        null=True,
                    ),
                ),
                ("political_status", models.TextField(default="")),
                ("education", models.TextField(default="")),
                (
                    "specialities",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(
                            choices=[
                                ("discipline", "discipline inspection"),
                                ("organisation", "organisation work"),
                                ("audit", "audit"),
                                ("finance", "finance and accounts"),
                                ("publicity", "publicity"),
                                ("law", "law and politics"),
                                ("petitions", "petitions"),
                                ("projects", "construction projects"),
                                ("education", "education and health"),
                                ("enterprises", "state-owned enterprises"),
                                ("information", "information technology"),
                                ("inspection", "inspection work"),
                            ]
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                ("awards", models.TextField(default="")),
                ("note", models.TextField(default="")),
                ("joined_on", models.DateField()),
                ("left_on", models.DateField(null=True)),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("available", "available"),
                            ("engaged", "on a task"),
                            ("unavailable", "not available for now"),
                            ("left", "left the pool"),
                        ],
                        default="available",
                    ),
                ),
                ("version", models.IntegerField(default=1)),
                ("batch_id", models.BigIntegerField(db_index=True, null=True)),
            ],
            options={
                "verbose_name": "pool member",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Recusal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ground",
                    models.TextField(
                        choices=[
                            ("post", "held a post there"),
                            ("place", "comes from the place"),
                            ("business", "official business with it"),
                            ("kinship", "a relative serves there"),
                            ("other", "another interest"),
                        ]
                    ),
                ),
                ("note", models.TextField(default="")),
                ("valid", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("declared_by", models.BigIntegerField(null=True)),
                ("lifted_by", models.BigIntegerField(null=True)),
            ],
        ),
        migrations.AlterModelOptions(
            name="team",
            options={"verbose_name": "team"},
        ),
        migrations.AddField(
            model_name="round",
            name="version",
            field=models.IntegerField(default=1),
        ),
        migrations.AddField(
            model_name="target",
            name="version",
            field=models.IntegerField(default=1),
        ),
        migrations.AddField(
            model_name="team",
            name="about_orgs",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="team",
            name="about_persons",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="team",
            name="office",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="offices.office"
            ),
        ),
        migrations.AddField(
            model_name="team",
            name="office_path",
            field=mingjian.offices.fields.LtreeField(null=True),
        ),
        migrations.AddField(
            model_name="team",
            name="version",
            field=models.IntegerField(default=1),
        ),
        migrations.AddField(
            model_name="term",
            name="version",
            field=models.IntegerField(default=1),
        ),
        migrations.AddIndex(
            model_name="team",
            index=models.Index(fields=["office_path"], name="rounds_team_path"),
        ),
        migrations.AddIndex(
            model_name="team",
            index=django.contrib.postgres.indexes.GinIndex(fields=["about_orgs"], name="rounds_team_aorgs"),
        ),
        migrations.AddIndex(
            model_name="team",
            index=django.contrib.postgres.indexes.GinIndex(fields=["about_persons"], name="rounds_team_apers"),
        ),
        migrations.AddField(
            model_name="poolmember",
            name="office",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="offices.office"),
        ),
        migrations.AddField(
            model_name="poolmember",
            name="org",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="orgs.organisation"
            ),
        ),
        migrations.AddField(
            model_name="poolmember",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="pool_places", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="recusal",
            name="member",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="recusals", to="rounds.poolmember"
            ),
        ),
        migrations.AddField(
            model_name="recusal",
            name="org",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="orgs.organisation"
            ),
        ),
        migrations.AddIndex(
            model_name="poolmember",
            index=models.Index(fields=["office_path"], name="rounds_poolmember_path"),
        ),
        migrations.AddIndex(
            model_name="poolmember",
            index=django.contrib.postgres.indexes.GinIndex(fields=["about_orgs"], name="rounds_poolmember_aorgs"),
        ),
        migrations.AddIndex(
            model_name="poolmember",
            index=django.contrib.postgres.indexes.GinIndex(fields=["about_persons"], name="rounds_poolmember_apers"),
        ),
        migrations.AddIndex(
            model_name="poolmember",
            index=models.Index(fields=["joined_on", "id"], name="rounds_pool_joined"),
        ),
        migrations.AddIndex(
            model_name="poolmember",
            index=django.contrib.postgres.indexes.GinIndex(fields=["specialities"], name="rounds_pool_specialities"),
        ),
        migrations.AddConstraint(
            model_name="poolmember",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "left"), _negated=True),
                fields=("office", "pool", "person"),
                name="rounds_pool_member_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="poolmember",
            constraint=models.CheckConstraint(
                condition=models.Q(("left_on", None), ("left_on__gte", models.F("joined_on")), _connector="OR"),
                name="rounds_pool_member_forward",
            ),
        ),
        migrations.AddIndex(
            model_name="recusal",
            index=models.Index(fields=["member", "org"], name="rounds_recusal_member"),
        ),
    ]
