"""Documents that do harm, and a worker that lets them: what a broken reader would do to a run."""

from __future__ import annotations

import ctypes
import os
import signal
import threading
from pathlib import Path

from jixiao.archive.model import Outcome, Task
from jixiao.archive.worker import process

HANG, CRASH, EAT, BUG = b"plant: hang", b"plant: crash", b"plant: eat memory", b"plant: bug"
LATE = b"plant: crash a little later"
LARGE = 16 << 20


def job(task: Task) -> Outcome:
    """`process`, but for planted documents."""
    data = task.data if task.data is not None or task.json is not None else Path(task.path).read_bytes()
    if data == HANG:
        # PyDLL keeps the interpreter's lock: nothing in the worker can end it, as in an endless loop in C.
        ctypes.PyDLL(None).sleep(600)
    elif data == CRASH:
        os.kill(os.getpid(), signal.SIGSEGV)
    elif data == EAT:
        held = []
        while True:
            held.append(bytearray(os.urandom(1) * LARGE))
    elif data == BUG:
        raise ZeroDivisionError("planted")
    outcome = process(task)
    if data == LATE:  # its own result is on its way by then, however slow the machine
        threading.Timer(0.3, os._exit, (1,)).start()
    return outcome
