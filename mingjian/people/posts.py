"""When two written posts are one post. A title alone ("局长") is nobody's in particular."""

import re

from mingjian.lib.text import normalise

# What a title is made of. A post from which nothing but these is left names no body.
_TITLE = re.compile(
    r"党委|党组|党工委|党总支|党支部|总支|支部|纪委|纪检|监委|监察|省委|州委|市委|县委|区委|镇党委|乡党委|机关|行政|"
    r"常务|第一|原|前任|前|时任|现任|兼任|兼|代理|代|正|副|总|首席|主要|负责人|委员会|委员|常委|成员|班子|"
    r"书记|局长|厅长|部长|主任|主席|县长|市长|州长|省长|区长|镇长|乡长|村长|处长|科长|股长|所长|站长|院长|校长|行长|社长|"
    r"队长|组长|会长|馆长|台长|庭长|经理|董事长|董事|监事长|监事|秘书长|秘书|会计|出纳|干事|科员|干部|职员|工作人员|"
    r"调研员|巡视员|督学|法官|检察官|检察长|专职|政委|政治委员|支书|工程师|会计师|经济师|教授|教师|医师|护士长"
)
_SPACE = re.compile(r"[\s、，,;；/和及与·（）()]+")


def post_key(post: str) -> str:
    """The key by which two written posts are compared: normalised, without separators."""
    return _SPACE.sub("", normalise(post))


def names_a_body(key: str) -> bool:
    """Whether the post says where it is held (县水务局局长), rather than being a bare title (党组书记、局长)."""
    return len(_TITLE.sub("", key)) >= 2
