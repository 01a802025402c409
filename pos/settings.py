"""Every setting of this till, declared once: name, type, default, choices, help. ``docs/settings.md`` lists them.

They live in ``settings.json`` in the till's folder; what a *store* allows (limits, float, lock time) is policy and
comes from the centre instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import msgspec
from msgspec import Struct

from pos.base.errors import Code, Refused


class Setting(Struct, frozen=True):
    """``choices`` empty: any value of the default's type; for whole numbers ``low`` and ``high`` bound it."""

    name: str
    default: str | int | bool
    help: str
    choices: tuple[str, ...] = ()
    low: int = 0
    high: int = 2**31


DECLARED: Final = (
    Setting("language", "de", "Language of the screens.", ("de", "en", "nl")),
    Setting("theme", "light", "Look of the screens.", ("light", "dark")),
    Setting("scale_percent", 100, "Size of everything on the screen.", low=100, high=150),
    Setting("centre", "", "Address of the centre, for example https://centre.example; set by enrolment."),
    Setting(
        "mode",
        "demo",
        "demo: no legal receipts; live: needs a signer where the law asks for one.",
        ("demo", "training", "live"),
    ),
    Setting("newest_on_top", True, "The line touched last stands on top of the basket."),
    Setting("scanner_gap_ms", 35, "Keys closer together than this come from a scanner.", low=10, high=200),
    Setting("scanner_prefix", "", "Character the scanner sends before each code; empty: told by speed alone."),
    Setting("scanner_suffix", "", "Character the scanner sends after each code, if it has a prefix; Enter needs none."),
    Setting("poll_ms", 2_000, "How often the till asks the centre for news.", low=200, high=60_000),
    Setting("request_timeout_ms", 10_000, "How long one request to the centre may take.", low=500, high=60_000),
    Setting(
        "offline_after_ms", 5_000, "Without an answer for this long the screen says offline.", low=1_000, high=60_000
    ),
    Setting(
        "ballast_mb", 16, "Reserve on the disk, given up when it is full so that the sale goes on.", low=0, high=1_024
    ),
    Setting("sounds", True, "Tones for scans and payments."),
    Setting(
        "customer_display",
        "auto",
        "The window turned to the customer: auto = on a second screen if there is one, window = an ordinary window.",
        ("off", "auto", "window"),
    ),
    Setting(
        "customer_days",
        400,
        "The till drops customers whom nobody has seen for so many days, also without the centre.",
        low=1,
        high=3_650,
    ),
    Setting(
        "replica_cipher",
        False,
        "The copy of the centre's data on this machine is encrypted; needs the optional package sqlcipher3.",
    ),
)


class Settings(Struct, frozen=True):
    """Values by name, complete and valid."""

    values: dict[str, str | int | bool]

    def text(self, name: str) -> str:
        return str(self.values[name])

    def number(self, name: str) -> int:
        return int(self.values[name])

    def flag(self, name: str) -> bool:
        return bool(self.values[name])

    def with_value(self, name: str, value: str | int | bool) -> Settings:
        return Settings(_checked({**self.values, name: value}))


def defaults() -> Settings:
    return Settings({setting.name: setting.default for setting in DECLARED})


def read_settings(text: bytes) -> Settings:
    """Settings from a JSON object; missing names take their default.

    Raises Refused(SETTING_INVALID) naming the setting: an unknown name or a value out of range is never guessed.
    """
    try:
        given = msgspec.json.decode(text, type=dict[str, Any])
    except msgspec.MsgspecError as error:
        raise Refused(Code.SETTING_INVALID, name="settings.json", reason=str(error)) from error
    return Settings(_checked({**defaults().values, **given}))


def write_settings(settings: Settings) -> bytes:
    return msgspec.json.format(msgspec.json.encode(settings.values), indent=2)


def _checked(values: Mapping[str, Any]) -> dict[str, str | int | bool]:
    by_name = {setting.name: setting for setting in DECLARED}
    for name, value in values.items():
        setting = by_name.get(name)
        if setting is None:
            raise Refused(Code.SETTING_INVALID, name=name, reason="unknown")
        if type(value) is not type(setting.default):
            raise Refused(Code.SETTING_INVALID, name=name, reason=f"not a {type(setting.default).__name__}")
        if setting.choices and value not in setting.choices:
            raise Refused(Code.SETTING_INVALID, name=name, reason="one of " + ", ".join(setting.choices))
        if type(value) is int and not setting.low <= value <= setting.high:
            raise Refused(Code.SETTING_INVALID, name=name, reason=f"{setting.low} to {setting.high}")
    return dict(values)
