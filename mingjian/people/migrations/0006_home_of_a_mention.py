"""The number of its own that every mention has."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0005_every_person_has_a_mention")]
    operations = [
        migrations.AlterField(model_name="mention", name="home_id", field=models.BigIntegerField(unique=True)),
    ]
