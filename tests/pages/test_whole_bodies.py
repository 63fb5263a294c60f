"""What a broken line left of a request is not acted on."""

from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import BadRequest
from django.core.handlers.wsgi import WSGIRequest

from cellpark.web.pages.whole_bodies import whole_bodies

FORM = b"csrfmiddlewaretoken=abc&amount=100"
FILE = (
    b'--X\r\nContent-Disposition: form-data; name="key"\r\n\r\nabc\r\n--X\r\nContent-Disposition: form-data; name="file"; '
    b'filename="a.csv"\r\nContent-Type: text/csv\r\n\r\n' + b"1;2;3\r\n" * 40_000 + b"\r\n--X--\r\n"
)
KINDS = {"application/x-www-form-urlencoded": FORM, "multipart/form-data; boundary=X": FILE}


class Trickle(BytesIO):
    """A line that gives a little at a time, as lines do."""

    def read(self, size: int | None = -1) -> bytes:
        return super().read(min(1_000, size) if size is not None and size >= 0 else 1_000)


def request(kind: str, body: bytes, length: int) -> WSGIRequest:
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "8000",
        "CONTENT_TYPE": kind,
        "CONTENT_LENGTH": str(length),
        "wsgi.input": Trickle(body),
    }
    made: list[WSGIRequest] = []
    whole_bodies(lambda environ, _start: made.append(WSGIRequest(environ)) or [])(environ, lambda *_: None)
    return made[0]


@pytest.mark.parametrize("kind", KINDS)
def test_a_whole_request_is_read_as_ever(kind: str) -> None:
    body = KINDS[kind]
    asked = request(kind, body, len(body))
    sent = {**asked.POST.dict(), **{name: file.size for name, file in asked.FILES.items()}}
    assert sent in ({"csrfmiddlewaretoken": "abc", "amount": "100"}, {"key": "abc", "file": 280_000})
    assert request(kind, body, len(body)).body == body


@pytest.mark.parametrize("lost", [1, 2, 20])
@pytest.mark.parametrize("kind", KINDS)
def test_a_request_without_its_end_is_refused(kind: str, lost: int) -> None:
    """An amount of 100 whose last figures were lost is none of 1 or 10."""
    body = KINDS[kind]
    for read in (lambda asked: asked.POST, lambda asked: asked.body, list):
        with pytest.raises(BadRequest):
            read(request(kind, body[:-lost], len(body)))


def test_a_request_without_a_length_is_left_to_the_server() -> None:
    assert request("text/plain", b"abc", 0).body == b""
