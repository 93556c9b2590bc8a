"""No team without an office."""

import django.db.models.deletion
from django.db import migrations, models

import mingjian.offices.fields


class Migration(migrations.Migration):
    dependencies = [("rounds", "0003_teams_take_their_rounds_office")]

    operations = [
        migrations.AlterField(
            model_name="team",
            name="office",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="offices.office"),
        ),
        migrations.AlterField(
            model_name="team",
            name="office_path",
            field=mingjian.offices.fields.LtreeField(),
        ),
    ]
