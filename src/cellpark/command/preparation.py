"""What a site needs before its first page: the schema, its keys, and examples in an empty database."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from cellpark.command.examples import EXAMPLES, ExampleSignIn, example_password, example_sign_ins
from cellpark.command.fingerprint import is_prepared, note_prepared
from cellpark.command.language import current_language, say
from cellpark.command.site import set_up_django
from cellpark.command.told import queue_example
from cellpark.config.environment import Environment
from cellpark.runtime.marking import gettext_noop as _
from cellpark.runtime.problem import CannotStart


def prepare(environment: Environment) -> None:
    """Do what is missing and nothing twice; a database that this very program prepared before costs no time."""
    if environment.is_embedded:
        from cellpark.runtime.provision import provision

        provision(environment.var)
    if is_prepared(environment.application_url):
        return
    set_up_django()
    from django.db import connections

    try:
        _schema(environment)
        _keys()
        if environment.examples:
            _examples(environment)
        if environment.owner_url:
            note_prepared(environment.owner_url)
    finally:
        connections.close_all()


def sign_ins(environment: Environment) -> list[ExampleSignIn]:
    """The example sign-ins that exist."""
    if not environment.examples:
        return []
    set_up_django()
    from django.db import connections

    try:
        return example_sign_ins(current_language())
    finally:
        connections.close_all()


def _schema(environment: Environment) -> None:
    from cellpark.command.schema import bring_up_to_date, refuse_other_schema, schema_state

    if schema_state("default").is_current:
        return
    if not environment.owner_url:
        refuse_other_schema()
        raise CannotStart("owner_missing")
    with _step(_("Preparing the database ...")):
        bring_up_to_date(environment)


def _keys() -> None:
    from cellpark.base.actor import Actor
    from cellpark.ledger.public import make_site_keys

    make_site_keys(actor=Actor.system("keys"))


def _examples(environment: Environment) -> None:
    from django.db import transaction

    from cellpark.base.scope import EVERYTHING, use_scope
    from cellpark.booking.public import load_example_booking
    from cellpark.chain.public import load_example_chain
    from cellpark.companies.public import load_example_companies
    from cellpark.equipment.public import load_example_plant
    from cellpark.facilities.public import load_example_facilities
    from cellpark.identity.public import Organisation, load_example_people
    from cellpark.labels.public import load_example_templates
    from cellpark.leases.public import load_example_leases
    from cellpark.materials.public import load_example_materials
    from cellpark.orders.public import load_example_orders
    from cellpark.plans.public import load_example_plans
    from cellpark.premises.public import load_example_premises
    from cellpark.quality.public import load_example_quality
    from cellpark.receivables.public import load_example_money
    from cellpark.recipes.public import load_example_recipes
    from cellpark.space.public import load_example_parks, park_summaries
    from cellpark.utilities.public import close_example_months, load_example_utilities

    with use_scope(EVERYTHING):
        if not EXAMPLES.is_dir() or park_summaries() or Organisation.objects.exists():
            return
        with _step(_("Loading the example parks and people ...")):
            password = example_password(environment.places)
            with transaction.atomic():  # a start that is killed here leaves nothing, and the next one begins anew
                load_example_parks(EXAMPLES / "parks")
                load_example_people(path=EXAMPLES / "people.yaml", password=password)
                load_example_premises(EXAMPLES / "premises")
                load_example_utilities(EXAMPLES / "utilities")
                load_example_leases(path=EXAMPLES / "leases" / "leases.yaml", password=password)
                load_example_money(EXAMPLES / "billing" / "money.yaml", month_begins=close_example_months)
                load_example_facilities(EXAMPLES / "facilities" / "facilities.yaml")
                load_example_plant(EXAMPLES / "plant" / "plant.yaml")
                load_example_materials(EXAMPLES / "plant" / "materials.yaml")
                load_example_templates(EXAMPLES / "plant" / "labels.yaml", password=password)
                load_example_recipes(folder=EXAMPLES / "recipes", password=password)
                load_example_orders(path=EXAMPLES / "orders" / "therapies.yaml")
                load_example_quality(folder=EXAMPLES / "quality", password=password)
                load_example_plans(
                    times=EXAMPLES / "recipes" / "cart-cd19.plant.yaml",
                    policy=EXAMPLES / "plans" / "replanning.policy.yaml",
                    password=password,
                )
                load_example_companies(folder=EXAMPLES / "companies", recognitions=EXAMPLES / "recognitions")
                load_example_booking(path=EXAMPLES / "booking" / "booking.yaml")
                load_example_chain(folder=EXAMPLES / "chain")
                queue_example()


@contextmanager
def _step(text: str) -> Iterator[None]:
    """A line that says what takes a while, with a moving sign where somebody watches."""
    from rich.console import Console

    console = Console(stderr=True)
    if console.is_terminal:
        with console.status(say(text)):
            yield
    else:
        click.echo(say(text), err=True)
        yield
