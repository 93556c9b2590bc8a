"""The family of a browser and of its system, and the name of a network: as much as tells one's own sign-ins apart."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

# Each names itself beside those it descends from, so the order matters.
BROWSERS = (
    ("MicroMessenger", "WeChat"),
    ("QQBrowser", "QQ"),
    ("QIHU", "360"),
    ("360SE", "360"),
    ("UOS Browser", "UOS"),
    ("UBrowser", "UC"),
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrom", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("OpenHarmony", "HarmonyOS"),
    ("HarmonyOS", "HarmonyOS"),
    ("Android", "Android"),
    ("iPhone", "iOS"),
    ("iPad", "iOS"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Kylin", "Kylin"),
    ("UOS", "UOS"),
    ("Linux", "Linux"),
)


def browser_of(user_agent: str) -> str:
    """`Firefox`, `Chrome`, `360` …; "" for one that is not known. Versions are not kept."""
    return next((name for sign, name in BROWSERS if sign in user_agent), "")


def system_of(user_agent: str) -> str:
    """`Windows`, `Kylin`, `Android` …; "" for one that is not known."""
    return next((name for sign, name in SYSTEMS if sign in user_agent), "")


def network_of(request: HttpRequest) -> str:
    """The name that `MINGJIAN_NETWORKS` gives to where the request came from; "" elsewhere. The address is not kept."""
    try:
        address = ipaddress.ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return ""
    return next((name for name, network in settings.NETWORKS if address in network), "")
