"""The example client of docs/webshop.md does what the page says, against a served demo centre."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from pos.domain.pickup_code import PREFIX
from tests.architecture.sources import ROOT
from tests.central.remote import Served
from tests.central.test_import import DEMO

CODE = re.compile(r"```python\n(.*?)```", re.DOTALL)


def test_the_example_reserves_orders_asks_and_cancels(tmp_path: Path) -> None:
    (example,) = CODE.findall((ROOT / "docs/webshop.md").read_text("utf-8"))
    served = Served(tmp_path, "--demo", str(DEMO))
    try:
        key = channel_key(served)
        env = {**os.environ, "CENTRE": served.ready.url, "KEY": key}
        ran = subprocess.run(
            [sys.executable, "-W", "error", "-c", example], env=env, capture_output=True, text=True, timeout=60
        )
        assert (ran.returncode, ran.stderr) == (0, "")
        said = ran.stdout.splitlines()
        available, lent, stood, asked = said
        assert available.endswith(" available") and int(available.split()[0]) > 0
        assert lent == "live" and asked == "cancel_requested"
        state, code, qr = stood.split()
        assert state == "reserved" and len(code) == 6 and len(PREFIX) < int(qr) <= 178
        again = subprocess.run(
            [sys.executable, "-c", example], env={**env, "KEY": "wrong"}, capture_output=True, text=True, timeout=60
        )
        assert again.returncode == 1 and "401" in again.stderr
    finally:
        assert served.stop() == 0
    assert served.log == ""


def channel_key(served: Served) -> str:
    ran = subprocess.run(
        [sys.executable, "-m", "pos.central.cli", "channel-key", "shop", "--json", "--database", served.database],
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    return str(json.loads(ran.stdout)["key"])
