"""A log line tells where something failed, never what it was about."""

import logging
import sys

from mingjian.runtime.logs import OneLine


def test_an_exception_is_told_by_type_and_place_on_one_line() -> None:
    try:
        raise ValueError("张三丰\nsecond line")
    except ValueError:
        record = logging.LogRecord("leads", logging.ERROR, __file__, 1, "lead %s failed", (7,), sys.exc_info())
    line = OneLine().format(record)
    assert "ERROR leads lead 7 failed ValueError at runtime/test_logs.py:" in line
    assert "张三丰" not in line
    assert "\n" not in line
