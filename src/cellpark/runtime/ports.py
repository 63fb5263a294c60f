"""Is the port free, and does the site answer?"""

import errno
import http.client
import socket

import psutil

from cellpark.runtime.problem import CannotStart


def check_port(address: str, port: int) -> None:
    """Raise ``CannotStart`` when somebody listens there; the sentence names the process where the system tells us."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise CannotStart("port_taken", port=port, owner=_listener(port)) from error
            raise CannotStart("port_refused", port=port, address=address, reason=error.strerror or "") from error


def _listener(port: int) -> str:
    try:
        for connection in psutil.net_connections("tcp"):
            local = connection.laddr
            if connection.status == psutil.CONN_LISTEN and local and local.port == port and connection.pid:
                return f"{psutil.Process(connection.pid).name()} ({connection.pid})"
    except (psutil.Error, OSError):
        pass  # macOS and containers may hide other users' processes
    return "?"


def answers(address: str, port: int, path: str, host: str) -> bool:
    """Whether a page can be fetched (any status below 500)."""
    target = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(address, address)  # noqa: S104 -- read, not bound
    connection = http.client.HTTPConnection(target, port, timeout=5)
    try:
        connection.request("GET", path, headers={"Host": f"{host}:{port}"})
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
