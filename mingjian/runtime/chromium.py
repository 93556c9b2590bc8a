"""Finding Chromium: browser tests need it, nothing else does."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from mingjian.runtime.environment import refuse, text

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HOW_TO_GET = (
    "On Debian and Ubuntu: apt-get install chromium fonts-noto-cjk. Elsewhere set MINGJIAN_CHROMIUM to the program."
)


def find_chromium(environ: Mapping[str, str] = os.environ) -> str | None:
    """The program's path: `MINGJIAN_CHROMIUM`, else the first of the usual names; None when there is none."""
    chosen = text("MINGJIAN_CHROMIUM", "", environ)
    if chosen:
        if not (Path(chosen).is_file() and os.access(chosen, os.X_OK)):
            raise refuse("MINGJIAN_CHROMIUM", chosen, "the path of a Chromium program")
        return chosen
    for name in PROGRAMS:
        found = shutil.which(name)
        if found:
            return found
    return None
