"""Every person gets the mention that bears its number; what joined further mentions becomes judgements."""

from django.db import migrations

OWN = """
INSERT INTO people_mention
    (person_id, home_id, kind, name, name_key, post, post_key, born, sex, ethnicity, native_place, managed_by, id_hash,
     cleared, basis, office_id, alleged, released, batch_id)
SELECT p.id, p.id, 'person', p.name, p.name_key, '', '', p.born, p.sex, p.ethnicity, p.native_place, p.managed_by,
    p.id_hash, '{}', 'new', p.office_ids[1], false, false, NULL
FROM people_person p
"""
KEYS = "UPDATE people_mention m SET name_key = p.name_key FROM people_person p WHERE p.id = m.person_id"
# Former rows keep their words; each has a number of its own from now on.
HOMES = "UPDATE people_mention SET home_id = nextval('people_person_id_seq') WHERE home_id IS NULL"
JUDGED = """
INSERT INTO people_judgement (one_id, other_id, verdict, rule, reason, levels, at, batch_id, undone_reason)
SELECT least(o.id, m.id), greatest(o.id, m.id), 'same', m.basis, '', '{}', now(), m.batch_id, ''
FROM people_mention m JOIN people_mention o ON o.home_id = m.person_id AND o.id <> m.id
"""
TENURES = "UPDATE people_tenure t SET mention_id = m.id FROM people_mention m WHERE m.home_id = t.person_id"
LINES = "UPDATE people_resumeline t SET mention_id = m.id FROM people_mention m WHERE m.home_id = t.person_id"


class Migration(migrations.Migration):
    dependencies = [("people", "0004_mentions_and_judgements")]
    operations = [migrations.RunSQL([OWN, KEYS, HOMES, JUDGED, TENURES, LINES], migrations.RunSQL.noop)]
