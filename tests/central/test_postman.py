"""Letters are carried away: into a folder, or through a mail server that may be gone, or refuse."""

from __future__ import annotations

import logging
import socketserver
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from pos.central import letters, outbox, postman
from pos.central.centre import Centre
from pos.central.outbox import Folder, Message
from tests.central.actors import HandClock


class Server(socketserver.ThreadingTCPServer):
    """A mail server that keeps what it is told. ``refuses``: recipient it does not take, and its answer."""

    allow_reuse_address = True
    daemon_threads = False

    def __init__(self, refuses: dict[str, str]) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.refuses = refuses
        self.said: list[str] = []
        self.letters: list[str] = []


class Conversation(socketserver.StreamRequestHandler):
    server: Server

    def handle(self) -> None:
        self.say("220 test")
        for line in self.rfile:
            word = line.decode().strip()
            self.server.said.append(word)
            if word.upper() == "DATA":
                self.say("354 go on")
                self.take_letter()
            elif word.upper() == "QUIT":
                return self.say("221 bye")
            elif word.lower().startswith("rcpt"):
                self.say(next((answer for who, answer in self.server.refuses.items() if who in word), "250 ok"))
            elif word.lower().startswith("auth"):
                self.say("235 ok")
            else:
                self.say("250-test\r\n250 AUTH PLAIN" if word.lower().startswith("ehlo") else "250 ok")
        return None

    def take_letter(self) -> None:
        text = ""
        for line in self.rfile:
            if line == b".\r\n":
                self.server.letters.append(text)
                answer = next((a for who, a in self.server.refuses.items() if f"Subject: {who}" in text), "250 ok")
                return self.say(answer)
            text += line.decode()
        return None

    def say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@pytest.fixture
def server() -> Iterator[Server]:
    with Server({"gone@": "550 no such user", "busy@": "451 later", "Spam": "554 no"}) as one:
        thread = threading.Thread(target=one.serve_forever, name="mail")
        thread.start()
        yield one
        one.shutdown()
        thread.join()


def carrier(server: Server, user: str = "") -> postman.Smtp:
    return postman.smtp(f"smtp://{user}127.0.0.1:{server.server_address[1]}?from=shop@retailer.example")


def write(centre: Centre, clock: HandClock, name: str, recipient: str, subject: str = "Ihre Bestellung") -> None:
    clock.now += 1
    centre.run(lambda db: outbox.put(db, Message(name, clock.now, recipient, subject, "Grüße\n")))


def test_a_letter_goes_through_the_server_once(centre: Centre, clock: HandClock, server: Server) -> None:
    write(centre, clock, "m1", "lena@mail.example")
    assert postman.deliver(centre, carrier(server)) == 1
    assert postman.deliver(centre, carrier(server)) == 0
    (letter,) = server.letters
    for part in (
        "From: shop@retailer.example", "To: lena@mail.example", "Message-ID: <m1@retailer.example>",
        "Auto-Submitted: auto-generated",
    ):  # fmt: skip
        assert part in letter, part


def test_it_signs_in_with_the_password_of_the_environment(
    centre: Centre, clock: HandClock, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(postman.PASSWORD, "secret")
    write(centre, clock, "m1", "lena@mail.example")
    assert postman.deliver(centre, carrier(server, "us%40er@")) == 1
    assert any(word.startswith("AUTH PLAIN ") for word in server.said)


@pytest.mark.noise("message m1 is given up")
def test_a_recipient_that_never_takes_it_does_not_stop_the_others(
    centre: Centre, clock: HandClock, server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    write(centre, clock, "m1", "gone@mail.example")
    write(centre, clock, "m2", "lena@mail.example")
    with caplog.at_level(logging.WARNING):
        assert postman.deliver(centre, carrier(server)) == 1
    assert "gone@mail.example" not in caplog.text, "who it was for is nobody's business"
    assert centre.run(lambda db: outbox.waiting(db, clock.now)) == []


@pytest.mark.noise("message m[12] is given up")
def test_a_letter_that_is_none_is_given_up(centre: Centre, clock: HandClock, server: Server, tmp_path: Path) -> None:
    write(centre, clock, "m1", "lena@mail.example", "Spam")
    write(centre, clock, "m2", "lena@mail.example", "two\nlines")
    assert postman.deliver(centre, carrier(server)) == 0
    write(centre, clock, "m3", "lena@mail.example", "two\nlines")
    with pytest.raises(outbox.Undeliverable):
        Folder(tmp_path).carry(centre.run(lambda db: outbox.waiting(db, clock.now))[0])


@pytest.mark.noise("message m1 waits")
def test_what_the_server_does_not_take_now_waits_and_so_do_those_behind_it(
    centre: Centre, clock: HandClock, server: Server
) -> None:
    write(centre, clock, "m1", "busy@mail.example")
    write(centre, clock, "m2", "lena@mail.example")
    assert postman.deliver(centre, carrier(server)) == 0
    server.refuses.clear()
    assert postman.deliver(centre, carrier(server)) == 2


@pytest.mark.noise("message m1 waits")
def test_without_a_server_everything_waits(centre: Centre, clock: HandClock, server: Server) -> None:
    write(centre, clock, "m1", "lena@mail.example")
    nobody = carrier(server)
    server.shutdown()
    server.server_close()
    assert postman.deliver(centre, nobody) == 0
    assert [one.id for one in centre.run(lambda db: outbox.waiting(db, clock.now))] == ["m1"]


@pytest.mark.noise("message m1 waits")
def test_nothing_leaves_this_machine_in_the_clear(
    centre: Centre, clock: HandClock, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postman, "LOOPBACK", ())
    write(centre, clock, "m1", "lena@mail.example")
    assert postman.deliver(centre, carrier(server)) == 0
    assert server.letters == [] and not any(word.startswith("mail") for word in server.said)


@pytest.mark.parametrize(
    "url",
    ["http://mail.example?from=a@b", "smtp://mail.example", "smtp://?from=a@b", "smtp://u:p@mail.example?from=a@b"],
)
def test_an_address_of_a_server_that_is_none(url: str) -> None:
    with pytest.raises(ValueError, match="the password in TRESEN_SMTP_PASSWORD"):
        postman.smtp(url)


def test_ports_are_the_usual_ones() -> None:
    assert postman.smtp("smtp://mail.example?from=a@b.example").port == 587
    assert postman.smtp("smtps://mail.example?from=a@b.example").port == 465


def test_what_a_till_calls_its_entry_names_no_file(centre: Centre, clock: HandClock, tmp_path: Path) -> None:
    words = letters.WORDS["de"][letters.BACK]
    said = {"text": "Toaster\nBcc: x@y.example", "store": "Berlin"}
    centre.run(lambda db: letters.put(db, "../../x", "lena@mail.example", words, said, clock.now))
    assert postman.deliver(centre, Folder(tmp_path / "letters")) == 1
    (file,) = tmp_path.rglob("*.eml")
    assert file.parent == tmp_path / "letters"
    assert "\nBcc:" not in file.read_text()
