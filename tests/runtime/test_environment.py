"""Bad values of the environment are refused by name, with what is allowed."""

import subprocess
import sys
from pathlib import Path

import pytest

from mingjian.runtime import environment
from mingjian.runtime.addresses import Address, from_environment, parse
from mingjian.runtime.chromium import find_chromium
from mingjian.runtime.home import find_home
from mingjian.runtime.problems import BadSetting

URLS = {
    "MINGJIAN_OWNER_URL": "postgresql://owner:o@db.example:5433/mingjian",
    "MINGJIAN_DESK_URL": "postgresql://desk:d%40@db.example:5433/mingjian",
    "MINGJIAN_PORTAL_URL": "postgresql://portal:p@db.example:5433/mingjian",
}


@pytest.mark.parametrize(("written", "meant"), [("1", True), ("Yes", True), ("off", False), ("", True)])
def test_it_reads_a_yes_or_a_no(written: str, meant: bool) -> None:
    assert environment.flag("MINGJIAN_X", True, {"MINGJIAN_X": written}) is meant


def test_it_names_the_variable_the_value_and_what_is_allowed() -> None:
    with pytest.raises(BadSetting) as refusal:
        environment.flag("MINGJIAN_DEMO", False, {"MINGJIAN_DEMO": "perhaps"})
    assert str(refusal.value) == (
        "MINGJIAN_DEMO is 'perhaps', which is not allowed. Allowed: 1, true, yes, on for yes; 0, false, no, off for no."
    )


@pytest.mark.parametrize("written", ["0", "481", "ten", "1.5"])
def test_it_refuses_a_number_out_of_bounds(written: str) -> None:
    with pytest.raises(BadSetting, match="a whole number from 1 to 480"):
        environment.integer(
            "MINGJIAN_SESSION_IDLE_MINUTES", 30, least=1, most=480, environ={"MINGJIAN_SESSION_IDLE_MINUTES": written}
        )


@pytest.mark.parametrize("written", ["Mars/Olympus", "../../etc/passwd", "Asia"])
def test_it_refuses_a_zone_that_does_not_exist(written: str) -> None:
    with pytest.raises(BadSetting, match="Asia/Shanghai"):
        environment.time_zone("MINGJIAN_TIME_ZONE", "UTC", {"MINGJIAN_TIME_ZONE": written})


@pytest.mark.parametrize("written", ["*", "http://a.example", "a.example/x", ","])
def test_it_refuses_hosts_that_let_everybody_in(written: str) -> None:
    with pytest.raises(BadSetting, match="host names"):
        environment.names("MINGJIAN_HOSTS", ("localhost",), {"MINGJIAN_HOSTS": written})


@pytest.mark.parametrize("written", ["a.example", "ftp://a.example", "https://a.example/x"])
def test_it_refuses_what_is_no_origin(written: str) -> None:
    with pytest.raises(BadSetting, match="origins such as"):
        environment.origins("MINGJIAN_ORIGINS", {"MINGJIAN_ORIGINS": written})


def test_it_reads_the_three_addresses() -> None:
    found = from_environment(URLS)
    assert found is not None
    assert (found.desk.user, found.desk.password, found.desk.host, found.desk.port) == (
        "desk",
        "d@",
        "db.example",
        5433,
    )
    assert found.environ() == URLS


def test_it_uses_the_embedded_server_when_none_is_set() -> None:
    assert from_environment({}) is None


def test_it_wants_all_three_addresses_or_none() -> None:
    with pytest.raises(BadSetting, match=r"^MINGJIAN_PORTAL_URL missing\. Set all three"):
        from_environment({name: url for name, url in URLS.items() if name != "MINGJIAN_PORTAL_URL"})


def test_it_wants_three_different_roles() -> None:
    with pytest.raises(BadSetting, match="three different roles"):
        from_environment({**URLS, "MINGJIAN_DESK_URL": URLS["MINGJIAN_OWNER_URL"]})


def test_it_wants_one_database() -> None:
    with pytest.raises(BadSetting, match="the same database"):
        from_environment({**URLS, "MINGJIAN_DESK_URL": "postgresql://desk:d@db.example/other"})


@pytest.mark.parametrize(
    "url", ["mysql://u:secret@h/d", "postgresql://h/d", "postgresql://u:secret@h:port/d", "secret"]
)
def test_it_never_repeats_a_password_in_a_refusal(url: str) -> None:
    with pytest.raises(BadSetting, match="MINGJIAN_DESK_URL") as refusal:
        parse("MINGJIAN_DESK_URL", url)
    assert "secret" not in str(refusal.value)


def test_it_writes_and_reads_the_address_of_a_socket() -> None:
    address = Address("mingjian_desk", "p/w:@", "/run/folder", 5544, "mingjian", (("sslmode", "disable"),))
    assert parse("MINGJIAN_DESK_URL", address.url) == address


def test_it_never_shows_a_password_when_printed() -> None:
    assert "p/w" not in repr(Address("u", "p/w", "h", 1, "d"))


def test_it_refuses_a_home_that_is_a_file_or_relative(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    for written in (str(file), "relative/folder"):
        with pytest.raises(BadSetting, match="MINGJIAN_HOME"):
            find_home({"MINGJIAN_HOME": written})


def test_it_reads_names_of_networks() -> None:
    read = environment.networks("MINGJIAN_NETWORKS", {"MINGJIAN_NETWORKS": "county=10.3.0.0/16, county=10.4.0.0/24"})
    assert [(name, str(network)) for name, network in read] == [("county", "10.3.0.0/16"), ("county", "10.4.0.0/24")]
    assert environment.networks("MINGJIAN_NETWORKS", {}) == []


@pytest.mark.parametrize("written", ["10.3.0.0/16", "county=10.3.0.1/16", "county=anywhere", "=10.3.0.0/16"])
def test_it_refuses_what_names_no_network(written: str) -> None:
    with pytest.raises(BadSetting, match="county=10"):
        environment.networks("MINGJIAN_NETWORKS", {"MINGJIAN_NETWORKS": written})


def test_it_refuses_a_chromium_that_is_not_there() -> None:
    with pytest.raises(BadSetting, match="MINGJIAN_CHROMIUM"):
        find_chromium({"MINGJIAN_CHROMIUM": "/nonexistent/chromium"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MINGJIAN_TIME_ZONE", "Nowhere/Here"),
        ("MINGJIAN_LOG_LEVEL", "LOUD"),
        ("MINGJIAN_HOSTS", "*"),
        ("MINGJIAN_SESSION_HOURS", "100"),
        ("MINGJIAN_OWNER_URL", "postgresql://u:secret@h/d"),
        ("MINGJIAN_HOME", "relative"),
        # A demo may leave the second factor to each user; an installation may not.
        ("MINGJIAN_SECOND_FACTOR", "optional"),
        ("MINGJIAN_PASSWORD_LENGTH", "8"),
        ("MINGJIAN_NETWORKS", "10.3.0.0/16"),
    ],
)
def test_the_command_says_it_in_one_sentence(name: str, value: str, clean_environ: dict[str, str]) -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "mingjian", "doctor", "--json"],
        env={**clean_environ, name: value},
        capture_output=True,
        text=True,
        check=False,
    )
    said = answer.stdout + answer.stderr
    assert answer.returncode == 1
    assert name.replace("OWNER", "DESK") in said or name in said
    assert "Traceback" not in said
    assert "secret" not in said
