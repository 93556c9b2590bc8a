"""Posts as they are written, made comparable: the titles in them, the body written before a title, who is the chief."""

import re
from dataclasses import dataclass
from functools import lru_cache

from mingjian.lib.text import normalise

_BETWEEN = re.compile(r"[、,，;；/和及与]|兼任?(?!职)")
_BRACKETS = re.compile(r"[(（\[【].*?[)）\]】]")
_BEFORE = re.compile(r"^(?:原|前|时任|现任|曾任|任|拟任|历任)")
_CHIEF = (
    "第一书记|书记|局长|厅长|部长|主任|主席|县长|市长|州长|省长|区长|旗长|盟长|镇长|乡长|校长|院长|行长|台长|社长|馆长|检察长|"
    "董事长|总经理|理事长|会长|站长|所长|支队长|大队长"
)
_OTHER = (
    "副书记|常委|委员|党组成员|党委委员|成员|秘书长|处长|科长|股长|组长|队长|庭长|主任科员|调研员|巡视员|科员|干部|职员|办事员|干事|"
    "监事长|监事|董事|经理|总工程师|总会计师|总经济师|工程师|会计师|经济师|教授|教师|医师|督学|法官|检察官|会计|出纳|秘书|助理|文书|"
    "政委|政治委员|主任委员|村长|支书|社工|书记员"
)
_PARTY = "党委|党组|党工委|党总支|党支部|总支|支部|党委会|纪委|纪检组|机关党委|工会|团委|行政"
_RANK = "常务|第一|副|代理|代|执行|名誉|正|候任|[一二三四]级"
_TITLE = re.compile(f"(?P<party>{_PARTY})?(?P<rank>(?:{_RANK})*)(?P<title>{_OTHER}|{_CHIEF})$")
_INSIDE = re.compile("办公室|科$|处$|股$|室$|部$|中心$|队$|组$")


@dataclass(frozen=True, slots=True)
class Post:
    """`titles` as they are compared, sorted. `body` as written before the first title. `chief` of that body or not."""

    titles: tuple[str, ...] = ()
    body: str = ""
    chief: bool = False


@lru_cache(maxsize=200_000)
def read_post(written: str) -> Post:
    """The titles of a post. What holds no known title is one title as it stands."""
    text = _BEFORE.sub("", re.sub(r"\s+", "", _BRACKETS.sub("", normalise(written))))
    titles: set[str] = set()
    body = ""
    chief = False
    for part in filter(None, _BETWEEN.split(text)):
        found = _TITLE.search(part)
        if found is None:
            titles.add(part)
            continue
        before = part[: found.start()]
        rank = found["rank"].replace("代理", "").replace("代", "").replace("正", "")
        inside = _inner_unit(before)
        titles.add(f"{inside}{found['party'] or ''}{rank}{found['title']}")
        body = body or ("" if inside else before)
        chief = chief or (not inside and _leads(rank, found["title"]))
    return Post(tuple(sorted(titles)), body, chief)


def _leads(rank: str, title: str) -> bool:
    return "副" not in rank and re.fullmatch(_CHIEF, title) is not None


def _inner_unit(before: str) -> str:
    """办公室 of 办公室主任: part of the title, not a body of its own, when nothing else stands before it."""
    return before if len(before) <= 5 and _INSIDE.search(before) and not re.search("[省市州县区镇乡]", before) else ""
