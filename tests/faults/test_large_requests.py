"""Nobody fills the memory or the disk of a served site with one request."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.running_site import RunningSite, site_copied_from

pytestmark = pytest.mark.faults
TWO_GB = 2 * 1024**3
BLOCK = b"x" * 1_000_000
SENT_MAX = 200
GROWTH_MAX = 120_000_000


@pytest.fixture(scope="module")
def site(prepared: Path) -> Iterator[RunningSite]:
    with site_copied_from(prepared) as running:
        yield running


def memory(site: RunningSite) -> int:
    return sum(process.memory_info().rss for process in site.processes("web"))


def sent(site: RunningSite, path: str, headers: str, block: bytes) -> str:
    """The answer to a request whose body goes on for 200 blocks, or until the server has had enough."""
    with socket.create_connection(("127.0.0.1", site.port), timeout=30) as connection:
        head = f"POST {path} HTTP/1.1\r\nHost: localhost:{site.port}\r\nConnection: close\r\n{headers}\r\n\r\n"
        connection.sendall(head.encode())
        try:
            for _ in range(SENT_MAX):
                connection.settimeout(2)
                connection.sendall(block)
        except OSError:
            pass  # the server does not read on
        connection.settimeout(30)
        answer = b""
        try:
            while part := connection.recv(65_536):
                answer += part
        except OSError:
            pass
    return answer.decode(errors="replace")


@pytest.mark.parametrize(
    "kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=b", "application/octet-stream"]
)
def test_a_request_of_two_gigabytes_is_413_in_words_and_takes_no_memory(site: RunningSite, kind: str) -> None:
    before = memory(site)
    answer = sent(site, "/account/login/", f"Content-Type: {kind}\r\nContent-Length: {TWO_GB}", BLOCK)
    assert answer.split("\r\n", 1)[0].split(" ")[1] == "413"
    assert "What you sent is too large." in answer
    assert memory(site) - before < GROWTH_MAX


def test_a_request_whose_end_got_lost_is_refused(site: RunningSite) -> None:
    """The server hands over what arrived when the line broke; the form is not acted on."""
    form = b"login=operator%40example.org&password=abc"
    head = f"Host: localhost:{site.port}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 90"
    head += f"\r\nCookie: csrftoken={'a' * 32}"  # without one nothing of the body is read
    with socket.create_connection(("127.0.0.1", site.port), timeout=30) as connection:
        connection.sendall(f"POST /account/login/ HTTP/1.1\r\n{head}\r\n\r\n".encode() + form)
        connection.shutdown(socket.SHUT_WR)
        assert connection.recv(100).split(b" ")[1] == b"400"


def test_a_request_without_a_length_takes_no_memory(site: RunningSite) -> None:
    """Chunked: the site answers without what comes behind the head."""
    before = memory(site)
    block = f"{len(BLOCK):x}\r\n".encode() + BLOCK + b"\r\n"
    kind = "Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked"
    answer = sent(site, "/account/login/", kind, block)
    assert answer.split("\r\n", 1)[0].split(" ")[1] in {"200", "400", "403", "413", "422"}
    assert memory(site) - before < GROWTH_MAX
