"""A finding is found by the name its body took later, and by the one it bore."""

from mingjian.findings.tests.sheets import committed, row, workbook
from mingjian.orgs.actions import rename, undo
from mingjian.orgs.tests.ground import day
from mingjian.people.tests.ground import People
from mingjian.search.models import Document


def test_a_renamed_body_s_findings_are_found_by_both_names(people: People) -> None:
    committed(people, workbook(row()))
    bureau = people.bureau
    change = rename(organisation=bureau, name="云岭县水利局", on=day("2021-03"), basis="改革", scope=people.scope)
    text = Document.objects.get(kind="finding").text
    assert "云岭县水利局" in text
    assert "云岭县水务局" in text
    undo(succession=change, scope=people.scope, reason="录错")
    assert "云岭县水利局" not in Document.objects.get(kind="finding").text
