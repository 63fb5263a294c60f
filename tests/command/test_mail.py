"""Letters leave through a mail server where one is named, and stay in a closed folder where none is."""

import os
import socketserver
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from cellpark.config.mail import MailServer, mail_server

SEND = """
import django
django.setup()
from django.core.mail import send_mail
send_mail("Your link", "https://park.example/once/42", None, ["somebody@example.org"])
"""


@dataclass
class Received:
    """What the server was told, and the letter."""

    commands: list[str] = field(default_factory=list)
    letter: list[str] = field(default_factory=list)


class SmtpServer(socketserver.TCPServer):
    """As much of RFC 5321 as one letter needs."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.received = Received()


class Conversation(socketserver.StreamRequestHandler):
    server: SmtpServer

    def handle(self) -> None:
        self.say("220 mail.example")
        while line := self.rfile.readline().decode().strip():
            self.server.received.commands.append(line)
            if line.upper() == "DATA":
                self.say("354 go on")
                while (text := self.rfile.readline().decode().rstrip()) != ".":
                    self.server.received.letter.append(text)
            self.say("221 bye" if line.upper() == "QUIT" else "250 mail.example")
            if line.upper() == "QUIT":
                return

    def say(self, answer: str) -> None:
        self.wfile.write(f"{answer}\r\n".encode())


@pytest.fixture
def server() -> Iterator[SmtpServer]:
    with SmtpServer() as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def send(var: Path, **settings: str) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CELLPARK_", "DJANGO_"))}
    own = {"CELLPARK_VAR": str(var), "DJANGO_SETTINGS_MODULE": "cellpark.config.settings", **settings}
    subprocess.run([sys.executable, "-c", SEND], check=True, env=kept | own, timeout=120)


def test_a_letter_leaves_through_the_named_server(server: SmtpServer, tmp_path: Path) -> None:
    address = f"smtp://127.0.0.1:{server.server_address[1]}"
    send(tmp_path / "var", CELLPARK_MAIL_URL=address, CELLPARK_MAIL_FROM="park@example.org")
    received = server.received
    assert [line.split(" SIZE")[0].lower() for line in received.commands if line.startswith(("mail", "rcpt"))] == [
        "mail from:<park@example.org>",
        "rcpt to:<somebody@example.org>",
    ]
    assert {"From: park@example.org", "Subject: Your link", "https://park.example/once/42"} <= set(received.letter)
    assert list((tmp_path / "var" / "mail").glob("*")) == []


def test_without_a_server_a_letter_stays_where_nobody_else_reads_it(tmp_path: Path) -> None:
    """A letter holds a link that opens an account once."""
    send(tmp_path / "var")
    folder = tmp_path / "var" / "mail"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert ["https://park.example/once/42" in letter.read_text() for letter in folder.iterdir()] == [True]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://mail.example", MailServer("mail.example", 25, "", "", tls=False, ssl=False)),
        ("smtp://me:p%40ss@mail.example?tls=1", MailServer("mail.example", 587, "me", "p@ss", tls=True, ssl=False)),
        ("smtps://me:pass@mail.example", MailServer("mail.example", 465, "me", "pass", tls=False, ssl=True)),
    ],
)
def test_an_address_says_how_letters_are_sent(url: str, expected: MailServer) -> None:
    assert mail_server(url) == expected
