"""What findings, leads and outcomes say: sentences by class, put together of varied parts, as such papers read."""

from dataclasses import dataclass
from random import Random

from mingjian.findings.classes import Subclass

YEARS = ("2012", "2013", "2014", "2015", "2016", "2017")
LEADERS = ("党委（党组）主要负责同志", "领导班子", "分管负责同志", "党委班子个别成员", "机关党总支")
OFFICES = (
    "办公室",
    "财务科",
    "组织人事科",
    "项目管理科",
    "机关党委",
    "纪检组",
    "后勤服务中心",
    "下属事业单位",
    "综合业务科",
)
PROJECTS = (
    "办公楼维修改造项目", "异地搬迁安置点建设项目", "村组道路硬化工程", "农田水利设施建设项目", "信息化平台采购项目",
    "职工食堂改造工程", "危房改造项目", "人畜饮水工程", "校舍加固工程", "标准化卫生室建设项目",
)  # fmt: skip
FUNDS = (
    "扶贫专项资金",
    "涉农整合资金",
    "工会经费",
    "项目管理费",
    "党建工作经费",
    "农村低保资金",
    "惠农补贴资金",
    "非税收入",
    "工程质保金",
)


@dataclass(frozen=True, slots=True)
class Kind:
    """What findings of one sub-class say: the opening, its ways of showing, its discipline and its areas."""

    openings: tuple[str, ...]
    shown: tuple[str, ...]
    discipline: str
    areas: tuple[str, ...]
    money: bool = False
    weight: int = 3


KINDS: dict[str, Kind] = {
    Subclass.STUDY: Kind(
        ("学习贯彻上级重大决策部署不够深入，{leader}存在以会议传达代替研究落实的现象", "理论学习中心组学习走过场，联系实际不紧密，学用脱节"),
        ("{year}年至{next}年，{n}次重大决策部署仅传达文件，未结合实际研究具体贯彻措施", "抽查{n}份中心组学习记录，其中{m}份无研讨发言，{m2}份发言提纲内容雷同", "贯彻落实实施方案照搬照抄上级文件，责任单位仍写有外单位名称"),
        "political", ("其他",), weight=4,
    ),
    Subclass.DUTIES: Kind(
        ("履行核心职能有差距，{leader}抓主责主业用力不够", "推进脱贫攻坚责任落实不到位，存在形式主义、官僚主义问题"),
        ("{project}应于{year}年底完工，至进驻时仍未组织竣工验收，滞后{n}个月", "{year}年以来上级督办的{n}件事项中有{m}件超期未办结", "扶贫对象动态管理不精准，抽查{n}户有{m}户信息与实际不符", "{office}对服务对象反映的{n}个问题只转办不跟踪，群众意见较大"),
        "work", ("乡村振兴", "行政审批"), weight=5,
    ),
    Subclass.IDEOLOGY: Kind(
        ("意识形态工作责任制落实不到位，阵地管理存在薄弱环节", "{leader}对意识形态工作研判分析不经常，责任压得不实"),
        ("{year}年全年未专题研究意识形态工作，年度述职报告未体现有关内容", "门户网站“要闻”栏目连续{n}个月未更新", "未建立讲座、论坛审批台账，{n}场活动无审批记录"),
        "political", ("其他",), weight=2,
    ),
    Subclass.RISKS: Kind(
        ("防范化解重大风险意识不强，{leader}对债务底数掌握不清", "风险管控流于形式，重大风险隐患排查整改不及时"),
        ("{year}年至{next}年新增债务{money}万元未按规定报批", "对外担保{n}笔共{money}万元未履行集体决策程序", "逾期款项{money}万元长期挂账，未采取有效追偿措施"),
        "work", ("金融", "国企"), money=True,
    ),
    Subclass.PRIMARY: Kind(
        ("落实全面从严治党主体责任不力，压力传导层层递减", "{leader}履行“一岗双责”不到位，管党治党失之于宽松软"),
        ("{year}年与{n}个下属单位签订的党风廉政建设责任书内容完全相同", "党委会全年研究党风廉政建设仅{m}次，且无具体措施", "对{n}名受处理干部未按要求开展警示教育和回访谈话", "廉政风险点排查{n}年未更新，防控措施千篇一律"),
        "political", ("其他",), weight=5,
    ),
    Subclass.SUPERVISORY: Kind(
        ("履行监督责任缺位，监督执纪偏松偏软", "纪检机构“三转”不到位，运用第一种形态不够精准"),
        ("{year}年至{next}年自办问题线索为零", "{n}件信访件由被反映单位自查自结，未开展核实", "纪检负责人分管{office}等{m}项业务工作，主业不突出"),
        "political", ("其他",), weight=3,
    ),
    Subclass.EIGHT_RULES: Kind(
        ("违反中央八项规定精神问题仍有发生，“四风”禁而不绝", "执行财经纪律和公务接待、公车管理规定不严"),
        ("{year}年至{next}年超范围发放津补贴{money}万元，涉及{n}人", "公务接待无公函、无清单报销{n}笔，共计{money}万元", "在{office}列支应由个人承担的费用{money}万元", "违规公务用车加油、维修支出{money}万元，派车记录缺失{n}次", "{leader}办公用房超标准面积{n}平方米，通过加装隔断规避检查"),
        "integrity", ("其他",), money=True, weight=7,
    ),
    Subclass.INTEGRITY: Kind(
        ("重点领域廉洁风险突出，工程建设和物资采购管理混乱", "资金管理使用不规范，存在套取、挪用{fund}问题"),
        ("{project}未经公开招标直接发包，合同金额{money}万元", "将{project}拆分为{n}个标段规避招标，共计{money}万元", "{office}以虚开发票、虚列支出方式套取{fund}{money}万元", "{year}年采购设备{n}批次，{m}批次由同一关联供应商中标，涉嫌围标串标", "国有资产出租{n}处未评估、未公开竞价，少收租金{money}万元"),
        "integrity", ("工程建设", "政府采购", "招投标"), money=True, weight=8,
    ),
    Subclass.GRASSROOTS: Kind(
        ("群众身边不正之风和腐败问题易发多发，惠民政策落实走样", "侵害群众利益问题查处不力，惠农补贴发放把关不严"),
        ("{n}户不符合条件的家庭享受农村低保，涉及资金{money}万元", "村组干部截留{fund}{money}万元，用于村组日常开支", "在办理危房改造补助中优亲厚友，{m}户与村组干部有亲属关系", "农村集体“三资”管理混乱，{n}份承包合同未经民主议定，收入{money}万元未入账"),
        "mass", ("惠农补贴", "农村“三资”"), money=True, weight=6,
    ),
    Subclass.LEADERSHIP: Kind(
        ("民主集中制执行不严格，“三重一大”决策制度落实不到位", "{leader}发挥领导核心作用不充分，班子议事规则不健全"),
        ("{year}年至{next}年{n}项大额资金支出未经集体研究，涉及{money}万元", "党委会与行政办公会混开，{n}次会议记录不完整，无表决情况", "主要负责人未落实末位表态，抽查{n}个议题中有{m}个首先定调"),
        "organisational", ("其他",), weight=6,
    ),
    Subclass.SELECTION: Kind(
        ("选人用人程序不规范，干部选拔任用工作把关不严", "干部监督管理失之于宽，档案审核和个人事项报告核查不到位"),
        ("{n}名干部任前未征求纪检机构意见", "{year}年超职数配备中层干部{m}名", "{n}份干部档案“三龄两历”存疑，未作认定", "{m}名干部违规在企业兼职，未按要求清理"),
        "organisational", ("选人用人",), weight=4,
    ),
    Subclass.BRANCHES: Kind(
        ("基层党组织软弱涣散，党内政治生活不严肃不规范", "党建工作与业务工作“两张皮”，支部战斗堡垒作用弱化"),
        ("{n}个党支部未按期换届，最长超期{m}年", "{year}年少收党费{money}元，{n}名党员未按月缴纳", "“三会一课”记录补记、代签，{n}次会议记录笔迹一致", "民主生活会批评意见以工作建议代替，辣味不足"),
        "organisational", ("其他",), weight=6,
    ),
    Subclass.TALENT: Kind(
        ("干部队伍建设缺乏长远规划，担当作为氛围不浓", "人才引进培养机制不健全，队伍结构老化"),
        ("{office}连续{n}年未补充人员，平均年龄超过50岁", "引进的{n}名专业人才中有{m}名已流失", "借调人员{n}名，最长借调{m}年未归"),
        "work", ("就业",), weight=2,
    ),
    Subclass.LAST_ROUND: Kind(
        ("上轮巡视巡察反馈问题整改不彻底，纠治不力、边改边犯", "巡察整改主体责任未压实，整改台账与实际不符"),
        ("上轮反馈的{n}个问题中有{m}个整改不到位，超标准发放的{money}万元仍未清退", "整改报告称已建立{n}项制度，实际仅印发{m}项", "{year}年销号的问题在本轮检查中再次出现"),
        "political", ("其他",), money=True, weight=3,
    ),
    Subclass.AUDIT: Kind(
        ("对审计查出问题整改不重视，屡审屡犯", "审计整改责任不落实，应收应缴资金长期未处理"),
        ("{year}年审计指出的{money}万元往来款至今未清理", "审计移送的{n}个事项有{m}个未反馈办理结果", "{fund}结余{money}万元未按审计要求上缴财政"),
        "work", ("其他",), money=True, weight=3,
    ),
    Subclass.EDUCATION: Kind(
        ("主题教育检视问题整改存在短板，长效机制未建立", "专题民主生活会查摆问题整改虎头蛇尾"),
        ("检视问题清单{n}项中有{m}项无整改时限和责任人", "{leader}个人整改措施与上年度重复{n}条"),
        "political", ("其他",), weight=1,
    ),
    Subclass.SAFETY: Kind(
        ("统筹发展和安全意识不强，安全生产责任悬空", "信访维稳风险排查不深入，积案化解不力"),
        ("{year}年检查发现的{n}处安全隐患有{m}处未按期整改", "{n}件信访积案超过一年未化解", "{project}施工现场未落实安全防护要求，监理记录缺失"),
        "work", ("安全生产",), weight=2,
    ),
}  # fmt: skip
BASES = (
    "《中国共产党纪律处分条例》", "《党政机关厉行节约反对浪费条例》", "《党政领导干部选拔任用工作条例》",
    "《中华人民共和国招标投标法》", "《行政事业单位内部控制规范（试行）》", "《中国共产党问责条例》",
)  # fmt: skip
EVIDENCE = (
    "查阅会议记录、财务凭证和合同档案",
    "个别谈话和实地走访核实",
    "调取银行流水与报销凭证比对",
    "抽查项目档案并与当事人核对",
    "受理来信来访后延伸核查",
)
SUGGESTIONS = (
    "责令限期整改，举一反三完善制度",
    "清退违规资金并追究有关人员责任",
    "移交纪检机构进一步核实",
    "对相关责任人批评教育，健全内部控制",
    "开展专项整治并报送整改情况",
)
CONSEQUENCES = (
    "，造成不良影响",
    "，干部群众反映强烈",
    "，制度执行“破窗效应”明显",
    "，监管责任未有效落实",
    "，至进驻时仍未纠正",
    "",
)
ACTS = (
    ("违规发放津补贴", "反映其在任期间以{office}名义违规发放津补贴{money}万元，并签批报销有关凭证"),
    ("插手工程建设", "反映其利用职务便利为他人承揽{project}提供帮助，收受财物，涉及金额{money}万元"),
    ("套取专项资金", "反映其安排有关人员以虚假合同套取{fund}{money}万元，资金去向不明"),
    ("优亲厚友", "反映其在低保、危房改造名额确定中优亲厚友，{n}户亲属违规享受补助"),
    ("收受礼品礼金", "反映其逢年过节多次收受管理服务对象礼品礼金，合计{money}万元"),
    ("失职失责", "反映其对{project}监管不力，验收把关不严，造成国有资金损失{money}万元"),
    ("违规选人用人", "反映其在干部选拔任用中任人唯亲，{n}名中层干部未经民主推荐"),
    ("作风问题", "反映其工作敷衍塞责，对群众诉求推诿扯皮，{n}件事项长期不予办理"),
    ("违规经商办企业", "反映其以亲属名义入股企业并承接本单位业务，金额{money}万元"),
    ("公款吃喝", "反映其组织公款吃喝并以会议费、培训费名义报销{n}次，共{money}万元"),
)
# Measures by form: outcome kind, measure, share.
MEASURES: dict[int, tuple[tuple[str, str, int], ...]] = {
    1: (("org_measure", "谈话提醒", 5), ("org_measure", "批评教育", 4), ("org_measure", "责令检查", 2), ("org_measure", "诫勉", 3)),
    2: (("party_sanction", "党内警告", 6), ("party_sanction", "党内严重警告", 4), ("admin_sanction", "政务记过", 2), ("org_measure", "调离岗位", 1)),
    3: (("party_sanction", "撤销党内职务", 3), ("party_sanction", "留党察看一年", 3), ("admin_sanction", "政务撤职", 3)),
    4: (("party_sanction", "开除党籍", 4), ("admin_sanction", "开除公职", 3), ("judicial_referral", "移送检察机关审查起诉", 3)),
}  # fmt: skip


class Words:
    """Fills the sentences. One draw per part, so that the same seed writes the same papers."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def fill(self, template: str, amount: str, year: int) -> str:
        pick = self.random.choice
        few = self.random.randrange(1, 7)
        return template.format(
            leader=pick(LEADERS), office=pick(OFFICES), project=pick(PROJECTS), fund=pick(FUNDS), money=amount,
            year=year, next=year + 1, n=few + self.random.randrange(2, 30), m=few, m2=self.random.randrange(1, few + 1),
        )  # fmt: skip

    def amount(self) -> int:
        """Yuan, most of them small."""
        return round(10 ** self.random.uniform(3.7, 6.6), -1).__int__()

    @staticmethod
    def in_ten_thousands(yuan: int) -> str:
        return f"{yuan / 10_000:.2f}".rstrip("0").rstrip(".")
