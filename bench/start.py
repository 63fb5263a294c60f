"""`make run`, second start to the first page, beside the bare import of Django and the first start of the same site."""

import http.client
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TARGET_S = 6.0
ROUNDS = 5
ROOT = Path(__file__).resolve().parent.parent


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/account/login/", headers={"Host": f"localhost:{port}"})
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def start_to_first_page(var, port):
    """Seconds from the command to the first whole page, then the site is stopped."""
    settings = {"CELLPARK_VAR": str(var), "CELLPARK_PORT": str(port)}
    environment = {**os.environ, **settings}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    before = time.perf_counter()
    command = [sys.executable, "-m", "cellpark.command", "serve"]
    site = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    while not answers(port):
        assert site.poll() is None, site.stdout.read().decode()
        time.sleep(0.01)
    seconds = time.perf_counter() - before
    site.send_signal(signal.SIGINT)
    site.communicate(timeout=60)
    return seconds


def bare_django():
    before = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import django.core.wsgi, django.db.models"], check=True)
    return time.perf_counter() - before


def main():
    with tempfile.TemporaryDirectory(prefix="cellpark-bench-", dir="/tmp") as folder:
        var, port = Path(folder) / "var", free_port()
        first = start_to_first_page(var, port)
        again = sorted(start_to_first_page(var, port) for _ in range(ROUNDS))
    bare = statistics.median(bare_django() for _ in range(ROUNDS))
    median = statistics.median(again)
    print("| start to the first page | s | against the target of 6 s | against importing Django alone |")
    print("|---|---|---|---|")
    print(f"| first start (database, schema, examples) | {first:.1f} | | {first / bare:.1f}x |")
    print(f"| second start, median of {ROUNDS} | {median:.2f} | {median / TARGET_S:.2f}x | {median / bare:.1f}x |")
    print(f"| second start, slowest | {again[-1]:.2f} | {again[-1] / TARGET_S:.2f}x | {again[-1] / bare:.1f}x |")
    print(f"| importing Django alone, median of {ROUNDS} | {bare:.2f} | | 1.0x |")
    print(f"\nLoad of the machine while measuring: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.")


if __name__ == "__main__":
    main()
