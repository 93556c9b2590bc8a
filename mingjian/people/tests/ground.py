"""A bureau and a bank of one county with their people, for the tests of the rooms that name persons."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.test import Client

from mingjian.accounts.actions import NewUser, create_users, grant_many
from mingjian.accounts.models import User
from mingjian.lib.dates import PartialDate
from mingjian.offices.models import Office
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.orgs.models import Organisation
from mingjian.orgs.tests.ground import Ground, system
from mingjian.orgs.tests.ground import prepare as prepare_ground
from mingjian.people.actions import NewPerson, NewTenure, record_persons, record_tenures
from mingjian.people.models import Person

READ = frozenset({Right.READ_REGISTER, Right.READ_FINDINGS})


@dataclass
class People:
    """The ground with two bodies: a water bureau of the county's office, a bank of the sibling's."""

    ground: Ground
    bureau: Organisation
    bank: Organisation

    @property
    def scope(self) -> Scope:
        return self.ground.scope

    def reader(self, office: str, *rights: Right) -> Scope:
        """Somebody of one office with the rights to read and those named."""
        return system(self.ground.paths[office], rights=READ | frozenset(rights))

    def office(self, key: str) -> int:
        return self.ground.offices[key]

    def person(self, name: str, office: str = "county", **values: Any) -> Person:
        offices = [self.office(office)] if office else []
        ids = record_persons(rows=[NewPerson("one", name, office_ids=offices, **values)], scope=self.scope)
        return Person.objects.get(pk=ids["one"])

    def tenure(
        self,
        person: Person,
        org: Organisation,
        post: str,
        start: str,
        end: str | None = None,
        *,
        is_chief: bool = False,
    ) -> int:
        row = NewTenure(person.pk, org.pk, post, month(start), month(end), is_chief=is_chief)
        return record_tenures(rows=[row], scope=self.scope)[0]


def month(written: str | None) -> PartialDate | None:
    """`2011-02` as a partial date."""
    return PartialDate.parse(written) if written else None


def prepare() -> People:
    ground = prepare_ground()
    found = ground.record(
        ground.row("W1", name="云岭县水务局"),
        ground.row("B1", name="云岭农商银行", kind="finance", office_ids=[ground.offices["sibling"]]),
    )
    return People(ground, found["W1"], found["B1"])


def sign_in(people: People, client: Client, office: str, role: str) -> User:
    """A user of one office with one role over it, signed in."""
    seat = Office.objects.get(pk=people.office(office))
    name = f"{office}-{role}"
    user = create_users(rows=[NewUser(name, f"某{name}", seat.pk)], scope=people.scope)[name]
    grant_many(rows=[(user, seat, role)], since=date(2020, 1, 1), scope=people.scope)
    client.force_login(user)
    return user
