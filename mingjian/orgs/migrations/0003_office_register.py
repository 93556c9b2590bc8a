"""Offices as rows of a ledger: a proxy, no table."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("offices", "0001_first"),
        ("orgs", "0002_no_circles"),
    ]

    operations = [
        migrations.CreateModel(
            name="RegisteredOffice",
            fields=[],
            options={"verbose_name": "office", "proxy": True, "indexes": [], "constraints": []},
            bases=("offices.office",),
        ),
    ]
