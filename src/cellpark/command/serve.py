"""``cellpark serve``: the whole site in one command."""

import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress

import click

from cellpark.base.translations import compile_catalogues
from cellpark.command.examples import ExampleSignIn, example_password
from cellpark.command.language import say
from cellpark.command.preparation import prepare, sign_ins
from cellpark.command.site import reach
from cellpark.command.spoken import SpokenCommand
from cellpark.command.statics import publish_statics
from cellpark.config.environment import Environment, load_environment
from cellpark.runtime.embedded import InUse, start
from cellpark.runtime.leftovers import end_leftovers
from cellpark.runtime.locks import FileLock
from cellpark.runtime.marking import gettext_noop as _
from cellpark.runtime.places import PRIVATE_UMASK, Places
from cellpark.runtime.ports import answers, check_port
from cellpark.runtime.postmaster import find_postmaster
from cellpark.runtime.preparing import preparing
from cellpark.runtime.problem import CannotStart
from cellpark.runtime.supervisor import Child, Supervisor

# the program is loaded first, which takes a busy machine minutes; a process that ends is noticed at once
FIRST_PAGE_SECONDS = 240.0
WEB_FAILURES_MAX = 3


@click.command(
    "serve", cls=SpokenCommand, help=_("Start the site: database, pages, jobs and sealer; Ctrl-C stops all.")
)
def command() -> None:
    """Prepare what is missing, start everything, print the address, and keep it running until a signal comes."""
    environment = load_environment()
    where = environment.places
    where.make()
    os.umask(PRIVATE_UMASK)
    with FileLock(where.run / "serve.lock") as lock:
        _take(lock, where)
        for name in end_leftovers(where.run):
            click.echo(say(_("Ended a process that an earlier start left behind: %(name)s.")) % {"name": name})
        check_port(environment.bind, environment.port)
        if environment.is_embedded:
            _serve_embedded(environment)
        else:
            _serve(environment, begin=lambda: reach(environment.application_url))


def _take(lock: FileLock, where: Places) -> None:
    holder = where.run / "serve.pid"
    if not lock.try_exclusive():
        pid = holder.read_text().strip() if holder.exists() else "?"
        raise CannotStart("already_running", folder=str(where.var), pid=pid)
    holder.write_text(str(os.getpid()))


def _serve_embedded(environment: Environment) -> None:
    where = environment.places
    share = InUse(where)
    try:
        _serve(environment, (share.descriptor,), begin=lambda: start(where), mend=lambda: _mend_database(where))
    finally:
        share.leave()


def _mend_database(where: Places) -> None:
    """Start the database again after it was killed; pages wait for it and go on."""
    if find_postmaster(where.data) is None:
        start(where)


def _serve(
    environment: Environment,
    descriptors: tuple[int, ...] = (),
    *,
    begin: Callable[[], object],
    mend: Callable[[], None] = lambda: None,
) -> None:
    """Load the program while ``begin`` brings the database up and the site is prepared; then serve until a signal."""
    publish_statics(environment)
    # glibc keeps what pages of many threads left behind in as many heaps as there are threads
    heaps = {"MALLOC_ARENA_MAX": "2", **os.environ}
    inherited = {**heaps, "CELLPARK_VAR": str(environment.var), "PYTHONUNBUFFERED": "1"}
    where = environment.places
    supervisor = Supervisor(where.run, where.log, inherited, descriptors=descriptors, mend=mend)
    web, *others = children()
    try:
        with preparing(where):
            supervisor.start(web)
            compile_catalogues()
            begin()
            prepare(environment)
        _keep_serving(environment, supervisor, others)
    finally:
        supervisor.stop()


def _keep_serving(environment: Environment, supervisor: Supervisor, others: list[Child]) -> None:
    supervisor.stop_on_signals()
    try:
        if _wait_for_first_page(supervisor, environment):
            click.echo(f"\n  Cellpark: {environment.address}")
            _introduce(environment, sign_ins(environment))  # not before: to load the program here delays the pages
            supervisor.start(*others)
            click.echo(say(_("Ctrl-C stops everything.")))
            supervisor.watch()
    finally:
        with suppress(OSError):  # whoever read our output may be gone; the children must end all the same
            click.echo(say(_("Stopping ...")))


def children() -> tuple[Child, ...]:
    """The processes of a site, in the order of their start and of their end: people are served, and let go, first."""
    ourselves = (sys.executable, "-m", "cellpark.command")
    return (
        Child("web", [sys.executable, "-m", "cellpark.config.web"]),
        Child("worker", [*ourselves, "worker"]),
        Child("sealer", [*ourselves, "sealer"]),
    )


def _wait_for_first_page(supervisor: Supervisor, environment: Environment) -> bool:
    until = time.monotonic() + FIRST_PAGE_SECONDS

    def ready() -> bool:
        if time.monotonic() > until or supervisor.restarts.get("web", 0) >= WEB_FAILURES_MAX:
            raise CannotStart("no_first_page", log=str(environment.places.log / "web.log"))
        return answers(environment.bind, environment.port, "/", environment.host)

    return supervisor.watch(ready)


def _introduce(environment: Environment, people: list[ExampleSignIn]) -> None:
    if people:
        from rich.console import Console
        from rich.table import Table

        title = say(_("Example sign-ins; the password of all is %(password)s"))
        password = example_password(environment.places)
        table = Table(title=title % {"password": password}, title_justify="left")
        table.add_column(say(_("E-mail")), no_wrap=True)
        table.add_column(say(_("Name")))
        table.add_column(say(_("Roles")))
        for person in people:
            table.add_row(person.email, person.name, person.roles)
        click.echo()
        Console().print(table)
        click.echo(say(_("The example stories stand on the first page after sign-in: twelve patients and their plan.")))
