"""Making a folder a till: with a one-time code at a centre, or with the demo's own centre."""

from __future__ import annotations

from pos.base.errors import Code, Refused
from pos.bootstrap.assembly import app_version
from pos.store.files import Enrolment, Folder, public_bytes


def enrol(folder: Folder, centre: str, code: str, mode: str, *, embedded: bool = False) -> Enrolment:
    """Ask ``centre`` (address) with a one-time ``code`` and remember the answer. An ``embedded`` centre has another
    address at every start: remembered is an empty one, which means that the till starts its own.
    """
    # Loading an HTTP client takes longer than anything else at a start, and a till enrols once.
    from pos.sync import gateway

    if not centre:
        raise Refused(Code.CENTRE_UNREACHABLE, url="", reason="no address was given")
    folder.make()
    answer = gateway.enrol(centre, code, public_bytes(folder.device_key()), app_version())
    enrolment = Enrolment(answer.till, answer.store, answer.zone, answer.catalogue, "" if embedded else centre, mode)
    folder.save_enrolment(enrolment)
    return enrolment
