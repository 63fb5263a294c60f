"""What must hold of files and streams. Pure: values in, problems out."""

import re
from collections.abc import Sequence

from cellpark.base.text import text_problems
from cellpark.instruments.events import StreamNode
from cellpark.kernel.problem import Problem, Refused
from cellpark.kernel.units import unit

RAW_FILE_BYTES_MAX = 64 * 1024 * 1024
"""Of one raw file: the tube of a cytometer has 5 to 60 megabytes."""
FILE_BYTES_MAX = 3_000_000
"""Of a file that travels within a call: it fits into a request of four megabytes as base64."""
NAME_LIMIT = 200
NODES_MAX = 200
_NODE_NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")
_ENDPOINT = re.compile(r"opc\.tcp://[A-Za-z0-9.\-\[\]:]{1,200}(?:/[A-Za-z0-9._/\-]{0,80})?")


def file_problems(*, content: bytes, name: str) -> list[Problem]:
    """A file that is there, fits, and has a name."""
    problems = [] if content else [Problem("instruments.file.empty", field="file")]
    if len(content) > RAW_FILE_BYTES_MAX:
        problems.append(Problem("instruments.file.too_large", {"limit": RAW_FILE_BYTES_MAX}, field="file"))
    return [*problems, *_named(name=name)]


def stream_problems(*, title: str, device: str, endpoint: str, nodes: Sequence[StreamNode]) -> list[Problem]:
    """A stream of named values with units, from an address that OPC UA understands (OPC 10000-6, 7.2)."""
    problems = _named(title=title, device=device)
    if not _ENDPOINT.fullmatch(endpoint):
        problems.append(Problem("instruments.endpoint.malformed", {"value": endpoint[:80]}, field="endpoint"))
    if not 0 < len(nodes) <= NODES_MAX or len({node.name for node in nodes}) != len(nodes):
        problems.append(Problem("instruments.nodes.count", {"limit": NODES_MAX}, field="nodes"))
    for node in nodes:
        problems += _node_problems(node)
    return problems


def _named(**fields: str) -> list[Problem]:
    missing = [Problem("base.required", field=field) for field, value in fields.items() if not value.strip()]
    too_long = [
        Problem("base.too_long", {"limit": NAME_LIMIT}, field=field)
        for field, value in fields.items()
        if len(value) > NAME_LIMIT
    ]
    return [*missing, *too_long, *text_problems(**fields)]


def _node_problems(node: StreamNode) -> list[Problem]:
    if not _NODE_NAME.fullmatch(node.name):
        return [Problem("instruments.nodes.name", {"value": node.name[:80]}, field="nodes")]
    if not 0 < len(node.node.strip()) <= NAME_LIMIT or text_problems(nodes=node.node):
        return [Problem("instruments.nodes.address", {"value": node.name}, field="nodes")]
    try:
        unit(node.unit)
    except Refused as refusal:
        return list(refusal.problems)
    return []
