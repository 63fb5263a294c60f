"""Files that calls carry."""

import base64
import binascii
from typing import Annotated

from pydantic import Field

from cellpark.instruments.public import FILE_BYTES_MAX
from cellpark.kernel.problem import Problem, Refused
from cellpark.web.api.values import Body, Text


class FileIn(Body):
    """A file to keep: its bytes in base64."""

    name: Text
    media_type: Annotated[Text, Field(max_length=100)] = ""
    content: Annotated[str, Field(max_length=FILE_BYTES_MAX * 4 // 3 + 4)]

    @property
    def raw(self) -> bytes:
        """The file itself. Raises ``Refused(instruments.file.not_base64)``."""
        try:
            return base64.b64decode(self.content, validate=True)
        except (binascii.Error, ValueError):
            raise Refused(Problem("instruments.file.not_base64", field="content")) from None
