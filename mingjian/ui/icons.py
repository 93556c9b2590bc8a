"""Icons as inline SVG from the lucide set, rendered once per name and size."""

from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString
from lucide.templatetags.lucide import lucide


@lru_cache(maxsize=512)
def icon_svg(name: str, size: int = 16) -> SafeString:
    """Return the lucide icon `name` as decoration, `size` pixels wide. Raises IconDoesNotExist."""
    attributes = {"class": "icon", "aria-hidden": "true", "focusable": "false"}
    return SafeString(lucide(name, size=size, **attributes))


def icon_with_label(name: str, label: object, size: int = 16) -> SafeString:
    """Return the icon with words that only a screen reader hears."""
    return format_html('{}<span class="visually-hidden">{}</span>', icon_svg(name, size), label)
