"""Pictures from telephones: read once, turned upright, made smaller and written anew.

What a camera adds (where it was, whose it is, a preview) does not survive: only the colours of the dots are kept.
"""

import hashlib
import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from PIL import Image, ImageOps

from cellpark.kernel.problem import Problem, Refused

BYTES_MAX: Final = 12_000_000
"""Of a picture as a telephone sends it."""
PIXELS_MAX: Final = 60_000_000
SIDE_MAX: Final = 1600
"""The longer side of what is kept: enough to read a type plate."""
PHOTOS_MAX: Final = 10
KINDS: Final = ("JPEG", "PNG", "WEBP")
ACCEPT: Final = "image/jpeg,image/png,image/webp"
MEDIA_TYPE: Final = "image/jpeg"
_QUALITY: Final = 82


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture as it is kept: JPEG without anything beside the dots."""

    content: bytes
    width: int
    height: int

    @property
    def sha256(self) -> str:
        """The digest of what is kept."""
        return hashlib.sha256(self.content).hexdigest()


def read_photo(content: bytes, *, field: str = "photo") -> Photo:
    """The picture in some bytes. Raises ``Refused``: ``facilities.photo.size``, ``.kind``, ``.pixels``."""
    if len(content) > BYTES_MAX:
        raise Refused(Problem("facilities.photo.size", {"most": BYTES_MAX // 1_000_000}, field=field))
    try:
        with warnings.catch_warnings():
            # a picture of very many dots is refused below, in words
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=KINDS) as opened:
                if opened.width * opened.height > PIXELS_MAX:
                    raise Refused(Problem("facilities.photo.pixels", {"most": PIXELS_MAX // 1_000_000}, field=field))
                return _written(opened)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        # Pillow says in many ways that bytes are no picture
        raise Refused(Problem("facilities.photo.kind", field=field)) from None


def _written(opened: Image.Image) -> Photo:
    opened.draft("RGB", (SIDE_MAX, SIDE_MAX))  # a JPEG is read at about the size that is kept
    upright = ImageOps.exif_transpose(opened)
    if upright.has_transparency_data:
        ground = Image.new("RGBA", upright.size, "white")
        ground.alpha_composite(upright.convert("RGBA"))
        upright = ground
    plain = upright.convert("RGB")
    plain.thumbnail((SIDE_MAX, SIDE_MAX))
    bare = Image.new("RGB", plain.size)
    bare.paste(plain)
    out = BytesIO()
    bare.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return Photo(out.getvalue(), *bare.size)
