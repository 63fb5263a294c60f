"""Pictures from telephones: nothing but the picture is kept."""

from hashlib import sha256
from io import BytesIO

import pytest
from PIL import Image

from cellpark.base.scope import use_scope
from cellpark.facilities import photos
from cellpark.facilities import public as facilities
from cellpark.facilities.photos import read_photo
from cellpark.kernel.problem import Refused
from tests.facilities.park import Park, picture

ORIENTATION, GPS, MAKE = 0x0112, 0x8825, 0x010F


def from_a_phone(size: tuple[int, int] = (400, 300)) -> bytes:
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKE] = 6, "Example telephone"
    exif[GPS] = {1: "N", 2: (36.0, 40.0, 1.0)}
    return picture(size=size, exif=exif.tobytes(), comment=b"whose it is")


def test_where_and_whose_it_is_does_not_survive() -> None:
    sent = from_a_phone()
    assert b"Example telephone" in sent
    kept = read_photo(sent)
    assert b"Example telephone" not in kept.content
    with Image.open(BytesIO(kept.content)) as opened:
        assert dict(opened.getexif()) == {}
        assert "comment" not in opened.info
        assert "exif" not in opened.info


def test_it_stands_upright() -> None:
    """A camera held upright says so beside the dots; the dots are turned before that is lost."""
    kept = read_photo(from_a_phone((400, 300)))
    assert (kept.width, kept.height) == (300, 400)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_three_kinds_are_read_and_one_is_kept(form: str) -> None:
    assert read_photo(picture(form)).content.startswith(b"\xff\xd8\xff")


def test_what_is_large_is_made_smaller() -> None:
    kept = read_photo(picture(size=(4000, 1000)))
    assert (kept.width, kept.height) == (1600, 400)


def test_what_is_transparent_becomes_white() -> None:
    out = BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(out, "PNG")
    with Image.open(BytesIO(read_photo(out.getvalue()).content)) as opened:
        assert opened.getpixel((0, 0)) == (255, 255, 255)


@pytest.mark.parametrize(
    "content",
    [b"", b"GIF89a" + b"\0" * 40, b"<svg xmlns='http://www.w3.org/2000/svg'/>", picture("GIF"), b"\xff\xd8\xff"],
)
def test_what_is_no_picture_of_the_three_kinds_is_refused(content: bytes) -> None:
    with pytest.raises(Refused) as refusal:
        read_photo(content)
    assert refusal.value.problems[0].code == "facilities.photo.kind"


def test_a_picture_that_breaks_off_is_refused() -> None:
    whole = picture("PNG", size=(200, 200))
    with pytest.raises(Refused):
        read_photo(whole[: len(whole) // 2])


def test_what_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photos, "BYTES_MAX", 100)
    with pytest.raises(Refused) as refusal:
        read_photo(picture(size=(400, 400)))
    assert refusal.value.problems[0].code == "facilities.photo.size"


def test_too_many_dots_are_refused_before_they_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photos, "PIXELS_MAX", 100)
    with pytest.raises(Refused) as refusal:
        read_photo(picture())
    assert refusal.value.problems[0].code == "facilities.photo.pixels"


@pytest.mark.django_db
def test_the_same_picture_twice_is_one_and_ten_are_enough(park: Park, monkeypatch: pytest.MonkeyPatch) -> None:
    row = park.report(photos=[picture()])
    park.do(park.one, facilities.add_photo, order_id=row.id, content=picture())
    with use_scope(park.one.scope):
        (kept,) = facilities.photos_of(row)
        assert sha256(bytes(facilities.photo(kept.id).content)).hexdigest() == kept.sha256
    monkeypatch.setattr("cellpark.facilities.actions.add_photo.PHOTOS_MAX", 1)
    with pytest.raises(Refused) as refusal:
        park.do(park.one, facilities.add_photo, order_id=row.id, content=picture(size=(50, 50)))
    assert refusal.value.problems[0].code == "facilities.photo.many"


@pytest.mark.django_db
def test_another_tenant_sees_no_picture(park: Park) -> None:
    """T19."""
    row = park.report(photos=[picture()])
    with use_scope(park.one.scope):
        (kept,) = facilities.photos_of(row)
    with use_scope(park.two.scope), pytest.raises(facilities.OrderPhoto.DoesNotExist):
        facilities.photo(kept.id)
