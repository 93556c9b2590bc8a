"""The deadlines this room keeps, with their legal basis. `verified` is False where the text in force was not read."""

from django.db import migrations

RULES = "中国共产党纪律检查机关监督执纪工作规则"
REPORTS = "纪检监察机关处理检举控告工作规则"
DISCIPLINE = "中国共产党纪律处分条例"
SANCTIONS = "中华人民共和国公职人员政务处分法"
SUPERVISION = "中华人民共和国监察法实施条例"

# Each as: its code, how much of which unit, by which article, whether that was checked, and what may be added to it.
SEEDS = [
    ("lead_opinion", 1, "months", f"《{RULES}》第二十一条", True, None),
    ("lead_reply", 15, "workdays", f"《{SUPERVISION}》第一百七十四条", True, None),
    ("lead_report", 1, "months", f"《{RULES}》第五章", False, None),
    ("lead_assigned", 3, "months", f"《{REPORTS}》第二十一条", True, (3, "months", "本机关主要负责人批准，并报告上级")),
    ("outcome_party_announce", 1, "months", f"《{DISCIPLINE}》关于处分决定宣布的规定", True, None),
    ("outcome_admin_serve", 1, "months", f"《{SUPERVISION}》第二百零三条", True, None),
    ("outcome_accountability", 1, "months", "《中国共产党问责条例》（2016）第九条", False, None),
    ("influence_party_warning", 12, "months", f"《{DISCIPLINE}》关于影响期的规定", True, None),
    ("influence_serious_warning", 18, "months", f"《{DISCIPLINE}》关于影响期的规定", True, None),
    ("influence_party_removal", 24, "months", f"《{DISCIPLINE}》关于影响期的规定", True, None),
    ("influence_party_probation", 48, "months", f"《{DISCIPLINE}》：察看期最长二年，恢复党员权利后二年", True, None),
    ("influence_party_expulsion", 60, "months", f"《{DISCIPLINE}》：开除党籍五年内不得重新入党", True, None),
    ("influence_admin_warning", 6, "months", f"《{SANCTIONS}》第八条", True, None),
    ("influence_demerit", 12, "months", f"《{SANCTIONS}》第八条", True, None),
    ("influence_serious_demerit", 18, "months", f"《{SANCTIONS}》第八条", True, None),
    ("influence_downgrade", 24, "months", f"《{SANCTIONS}》第八条", True, None),
    ("influence_post_dismissal", 24, "months", f"《{SANCTIONS}》第八条", True, None),
]


def seed(apps, schema_editor):
    rule = apps.get_model("flow", "DeadlineRule")
    for code, amount, unit, basis, verified, extension in SEEDS:
        more, more_unit, approver = extension or (0, "months", "")
        rule.objects.get_or_create(
            code=code,
            defaults={
                "amount": amount,
                "unit": unit,
                "legal_basis": basis,
                "verified": verified,
                "extension_amount": more,
                "extension_unit": more_unit,
                "approver": approver,
            },
        )


def unseed(apps, schema_editor):
    apps.get_model("flow", "DeadlineRule").objects.filter(code__in=[seed[0] for seed in SEEDS]).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("leads", "0002_disposal_and_standing"),
        ("flow", "0002_deadline_rules_and_changes"),
    ]

    operations = [migrations.RunPython(seed, unseed)]
