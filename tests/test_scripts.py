"""The shell parts that people rely on."""

from __future__ import annotations

import os
import signal
import subprocess
import time

from tests.serving import ROOT

NOISE = "/x/site-packages/keras/a.py:1: DeprecationWarning: old\\n  its code"


def test_a_line_of_the_log_is_seen_at_once_and_without_the_noise_before_it() -> None:
    script = f". scripts/common; (printf '{NOISE}\\nTelegram is off.\\n'; exec sleep 30) | drop_noise"
    command = ["bash", "-c", script]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True) as shell:
        begun = time.monotonic()
        assert shell.stdout and shell.stdout.readline() == "Telegram is off.\n"
        assert time.monotonic() - begun < 20
        os.killpg(shell.pid, signal.SIGKILL)
