"""The parameters that every list takes."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

LIMIT = 200
After = Annotated[UUID | None, Field(description="the id of the last row that you have")]
Limit = Annotated[int, Field(ge=1, le=LIMIT, description="how many rows at most")]
