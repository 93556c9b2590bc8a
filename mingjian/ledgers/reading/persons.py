"""Persons as sheets write them: 张三（县水务局局长，1970.05）；李四."""

import re

from django.utils.translation import gettext as _

from mingjian.lib.dates import DateNotUnderstood, PartialDate
from mingjian.lib.hashing import read_chinese_id
from mingjian.lib.text import normalise

_BETWEEN = re.compile(r"[；;\n、，,]+(?![^（(]*[）)])")
_WITHIN = re.compile(r"[，,；;、\s]+")
_PERSON = re.compile(r"^([^（()）]+?)\s*(?:[（(](.*)[）)])?$", re.DOTALL)
_IDENTITY = re.compile(r"^\d{14,17}[\dxX]$")
_SEXES = {"男": "male", "女": "female", "male": "male", "female": "female"}
_BORN = re.compile(r"^(?:出生|生于)?[:：]?(\d{4}(?:[.\-/年]\d{1,2}(?:[.\-/月]\d{1,2}日?)?)?月?)(?:出?生)?$")
_CHARACTER = r"[\u3400-\u9fff\U00020000-\U0003134f]"
_NAME = re.compile(rf"^(?:{_CHARACTER}{{2,4}}|{_CHARACTER}+(?:[·•・.]{_CHARACTER}+)+|[A-Za-z][A-Za-z .'-]+)$")
LONGEST_NAME = 40


class NotUnderstood(ValueError):
    """A complete sentence for the person who wrote the cell."""


def read_persons(text: str) -> list[dict[str, str]]:
    """The persons of a cell: name, and where written post, born (ISO, as far as known), sex, id_number.

    Raises NotUnderstood for what is no name, and for an identity number whose check digit or birthday is wrong.
    """
    parts = (part.strip() for part in _BETWEEN.split(text))
    persons = [_read_one(part) for part in parts if part]
    unique = {(person["name"], person.get("post", ""), person.get("id_number", "")): person for person in persons}
    return list(unique.values())


def _read_one(text: str) -> dict[str, str]:
    found = _PERSON.match(text)
    name = re.sub(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])", "", found[1].strip()) if found else ""
    name = name.removesuffix("同志")
    if not found or not _NAME.match(name) or len(name) > LONGEST_NAME:
        sentence = _("“%(text)s” is not read as a person. Write: name (post, month of birth); next name.")
        raise NotUnderstood(sentence % {"text": text[:40]})
    person = {"name": name}
    posts: list[str] = []
    for word in _WITHIN.split(found[2] or ""):
        _read_word(word, person, posts)
    if posts:
        person["post"] = "、".join(posts)
    return person


def _read_word(word: str, person: dict[str, str], posts: list[str]) -> None:
    plain = normalise(word)
    if not plain:
        return
    if plain in _SEXES:
        person["sex"] = _SEXES[plain]
    elif _IDENTITY.match(plain.removeprefix("身份证").removeprefix("号").lstrip(":")):
        person["id_number"] = _identity(plain.removeprefix("身份证").removeprefix("号").lstrip(":").upper())
    elif born := _BORN.match(plain):
        try:
            date = PartialDate.parse(born[1])
        except DateNotUnderstood:
            posts.append(word)
        else:
            person["born"] = str(date) if date else ""
    else:
        posts.append(word)


def _identity(number: str) -> str:
    if read_chinese_id(number) is None:
        raise NotUnderstood(_("The identity number ending in %(end)s is not valid.") % {"end": number[-4:]})
    return number
