"""Passwords chosen before their day was kept count from the day of this change."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_second_factor_passwords_and_sign_ins")]

    operations = [
        migrations.RunSQL(
            "UPDATE accounts_user SET password_set_at = now() WHERE password LIKE 'argon2%'",
            migrations.RunSQL.noop,
        )
    ]
