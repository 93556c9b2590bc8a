"""A child that ends when its parent does, however the parent ends (Linux)."""

import ctypes
import os
import signal
import sys
from collections.abc import Callable

PR_SET_PDEATHSIG = 1


def dies_with_parent(number: signal.Signals) -> Callable[[], None]:
    """A `preexec_fn` that has the kernel send `number` to the child when its parent dies.

    The kernel watches the *thread* that started the child, so call it from a thread that lives as long as the
    process: ours are single-threaded keepers and supervisors. The setting is lost when the user changes, so it must
    run after that, which `subprocess` does.
    """
    parent = os.getpid()
    prctl = ctypes.CDLL(None, use_errno=True).prctl if sys.platform == "linux" else None

    def in_the_child() -> None:
        if prctl is None:
            return
        if prctl(PR_SET_PDEATHSIG, int(number), 0, 0, 0) != 0 or os.getppid() != parent:
            os._exit(71)

    return in_the_child
