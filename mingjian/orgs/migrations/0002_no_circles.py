"""What Django cannot say of the tree: no circle on any day, and a path that ends with its own row."""

from django.db import migrations

# Whoever changes superiors waits for whoever did so before, and then sees what the other wrote: of two moves that
# would close a circle together, the second is refused. One walk for all rows of a statement, so a batch stays cheap.
ACYCLIC = """
CREATE FUNCTION orgs_superior_acyclic() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(7402);
    IF EXISTS (
        WITH RECURSIVE up(start, at, during) AS (
            SELECT organisation_id, superior_id, during FROM written
            UNION
            SELECT up.start, s.superior_id, up.during * s.during FROM up
            JOIN orgs_superior s ON s.organisation_id = up.at AND s.during && up.during
            WHERE up.at <> up.start
        )
        SELECT FROM up WHERE at = start
    ) THEN
        RAISE EXCEPTION 'orgs_superior_acyclic: a body would stand below itself'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'orgs_superior_acyclic';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER orgs_superior_acyclic_added AFTER INSERT ON orgs_superior
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION orgs_superior_acyclic();
CREATE TRIGGER orgs_superior_acyclic_changed AFTER UPDATE ON orgs_superior
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION orgs_superior_acyclic();
ALTER TABLE orgs_organisation ADD CONSTRAINT orgs_organisation_path_ends
    CHECK (subpath(path, -1, 1) = id::text::ltree);
"""
NOT_ACYCLIC = """
ALTER TABLE orgs_organisation DROP CONSTRAINT orgs_organisation_path_ends;
DROP TRIGGER orgs_superior_acyclic_changed ON orgs_superior;
DROP TRIGGER orgs_superior_acyclic_added ON orgs_superior;
DROP FUNCTION orgs_superior_acyclic();
"""


class Migration(migrations.Migration):
    dependencies = [("orgs", "0001_first")]

    operations = [migrations.RunSQL(ACYCLIC, NOT_ACYCLIC)]
