"""Codes count once and not for long, keys sign, tokens run out, and a till can be shut out."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable

import msgspec
import pytest
from sqlalchemy import text

from pos import contract
from pos.central.centre import Centre
from pos.central.database import Database
from pos.central.refusal import Refusal
from tests.central.actors import HandClock, Till

MINUTE = 60_000


def refused(call: Callable[[], object]) -> tuple[int, str]:
    with pytest.raises(Refusal) as error:
        call()
    return error.value.status, error.value.code


def request(till: Till, code: str) -> contract.EnrolRequest:
    return contract.EnrolRequest(code, b64encode(till.public).decode(), "test")


def test_a_code_makes_a_till(centre: Centre, clock: HandClock) -> None:
    till = Till(centre, clock)
    assert till.enrol() == contract.EnrolAnswer("T03", "S0042", "Europe/Berlin", "catalog:main", clock.now)
    assert till.hello().state == "ok"


def test_a_code_is_typed_by_people(centre: Centre, clock: HandClock) -> None:
    code = centre.new_code("S0042", "T03")
    assert len(code) == 14
    assert code.replace("-", "").isalnum()
    assert centre.enrol(request(Till(centre, clock), f" {code.lower().replace('-', '')} ")).till == "T03"


def test_wrong_used_and_expired_codes(centre: Centre, clock: HandClock) -> None:
    one, two = Till(centre, clock, seed=1), Till(centre, clock, seed=2)
    assert refused(lambda: centre.enrol(request(one, "AAAA-BBBB-CCCC"))) == (403, "enrolment-code-wrong")
    code = centre.new_code("S0042", "T03")
    answer = centre.enrol(request(one, code))
    assert centre.enrol(request(one, code)) == answer  # the answer was lost, the same device asks again
    assert refused(lambda: centre.enrol(request(two, code))) == (403, "enrolment-code-used")
    late = centre.new_code("S0042", "T04")
    clock.now += 15 * MINUTE + 1
    assert refused(lambda: centre.enrol(request(two, late))) == (403, "enrolment-code-wrong")
    assert refused(lambda: centre.new_code("S9999", "T01")) == (404, "store-unknown")


@pytest.mark.parametrize("key", ["", "AAAA", "not base64!", b64encode(b"x" * 31).decode()])
def test_a_key_that_is_none(centre: Centre, key: str) -> None:
    code = centre.new_code("S0042", "T03")
    assert refused(lambda: centre.enrol(contract.EnrolRequest(code, key, "test"))) == (400, "message-unreadable")


def test_a_token_needs_the_device_key(till: Till, centre: Centre, clock: HandClock) -> None:
    stranger = Till(centre, clock, seed=5)
    assert refused(lambda: centre.token(stranger.assertion())) == (401, "signature-wrong")
    altered = msgspec.structs.replace(till.assertion(), at=clock.now + 1)
    assert refused(lambda: centre.token(altered)) == (401, "signature-wrong")
    garbled = msgspec.structs.replace(till.assertion(), signature="??")
    assert refused(lambda: centre.token(garbled)) == (401, "signature-wrong")


@pytest.mark.parametrize(("skew", "fits"), [(5 * MINUTE, True), (5 * MINUTE + 1, False), (-6 * MINUTE, False)])
def test_a_clock_far_off_is_told(till: Till, centre: Centre, clock: HandClock, skew: int, fits: bool) -> None:
    request = till.assertion(at=clock.now + skew)
    if fits:
        assert centre.token(request).expires_in_s == 3600
    else:
        assert refused(lambda: centre.token(request)) == (401, "clock_skew")


def test_an_assertion_counts_once(till: Till, centre: Centre) -> None:
    request = till.assertion()
    centre.token(request)
    assert refused(lambda: centre.token(request)) == (401, "assertion-used")


def test_a_token_runs_out(till: Till, centre: Centre, clock: HandClock) -> None:
    clock.now += 60 * MINUTE
    till.hello()
    clock.now += 1
    assert refused(till.hello) == (401, "token-expired")
    till.sign_in()
    till.hello()


@pytest.mark.parametrize("bearer", [None, "", "nonsense"])
def test_a_stranger_gets_nowhere(till: Till, centre: Centre, bearer: str | None) -> None:
    till.opened()
    till.token = bearer or ""
    for call in (till.hello, till.push, lambda: centre.page(bearer, "catalog:main", None, 1)):
        assert refused(call)[0] == 401
    assert refused(lambda: centre.quarantine(bearer, "", 0, b""))[0] == 401
    assert refused(lambda: centre.read_back(bearer, till.journal, 0, 1))[0] == 401


def test_a_revoked_till_is_out_at_once_and_a_new_code_lets_it_in(till: Till, centre: Centre) -> None:
    centre.revoke("S0042", "T03")
    assert refused(till.hello) == (403, "revoked")
    assert refused(till.sign_in) == (403, "revoked")
    till.enrol()
    till.hello()
    assert refused(lambda: centre.revoke("S0042", "T99")) == (404, "till-unknown")


def test_a_device_that_was_replaced_is_fenced(till: Till, centre: Centre, clock: HandClock) -> None:
    successor = Till(centre, clock, seed=8)
    successor.enrol()
    assert refused(till.hello) == (401, "token-unknown")
    assert refused(till.sign_in) == (403, "fenced")


def test_tills_of_two_stores_may_share_a_name(till: Till, centre: Centre, clock: HandClock) -> None:
    other = Till(centre, clock, store="S0043", seed=6)
    other.enrol()
    unnamed = msgspec.structs.replace(other.assertion(), store="")
    assert centre.token(unnamed).token
    till.hello()


def test_no_secret_lies_in_the_database(till: Till, centre: Centre, database: Database) -> None:
    code = centre.new_code("S0042", "T04")
    with database.transaction() as db:
        kept = str(db.execute(text("SELECT * FROM enrol_code")).all() + db.execute(text("SELECT * FROM token")).all())
    assert till.token not in kept
    assert code not in kept
    assert code.replace("-", "") not in kept
