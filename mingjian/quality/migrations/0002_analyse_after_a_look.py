"""The desk may have the planner look at the faults after they changed by the thousand: the table is the owner's.

Without it, the first reading after the first look takes each of ten thousand faults for the only one, and walks a
whole register for each.
"""

from django.db import migrations

MAKE = """
CREATE FUNCTION quality_analyse() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    ANALYZE quality_fault;
END $$;
"""
DROP = "DROP FUNCTION quality_analyse();"


class Migration(migrations.Migration):
    dependencies = [("quality", "0001_faults_and_mutings")]

    operations = [migrations.RunSQL(MAKE, DROP)]
