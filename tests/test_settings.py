import pytest

from pos.base.errors import Code, Refused
from pos.settings import DECLARED, defaults, read_settings, write_settings


def test_defaults_are_valid_and_survive_the_file() -> None:
    assert read_settings(write_settings(defaults())) == defaults()
    assert defaults().text("language") == "de"
    assert defaults().number("scanner_gap_ms") == 35
    assert defaults().flag("newest_on_top") is True


def test_a_name_is_declared_once_and_helped() -> None:
    assert len({setting.name for setting in DECLARED}) == len(DECLARED)
    assert all(setting.help.endswith(".") for setting in DECLARED)


def test_a_change_is_checked() -> None:
    assert defaults().with_value("theme", "dark").text("theme") == "dark"


@pytest.mark.parametrize(
    "text",
    [
        b"no json",
        b"[]",
        b'{"colour":"red"}',
        b'{"theme":"pink"}',
        b'{"sounds":1}',
        b'{"poll_ms":1}',
        b'{"poll_ms":true}',
    ],
)
def test_a_wrong_file_is_refused_by_name(text: bytes) -> None:
    with pytest.raises(Refused) as refused:
        read_settings(text)
    assert refused.value.code is Code.SETTING_INVALID
    assert refused.value.facts["name"]
