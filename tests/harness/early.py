"""Loaded by `-p` before Django's settings are: tests have a data home of their own, never the user's.

It is kept between runs, so that the template database is migrated again only when a migration changes. Several test
runs may use it at once: they share its server as all processes do.
"""

import os
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
os.environ["MINGJIAN_HOME"] = os.environ.get("MINGJIAN_TEST_HOME") or str(PROJECT / ".mingjian-tests")
for name in ("MINGJIAN_DEMO", "MINGJIAN_DEBUG", "MINGJIAN_POOL", "MINGJIAN_HTTPS"):
    os.environ.pop(name, None)
