"""The analysis in a real browser: both languages, light and dark, desk and tablet, and what axe says of it."""

from collections.abc import Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser

from cellpark.assays.flow.gatingml_write import write_strategy
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.identity.public import OrganisationKind, Person, Role
from cellpark.instruments.public import keep_file
from cellpark.quality.public import keep_strategy
from tests.assays.flow.test_gating import PANELS, six
from tests.assays.flow.test_reading import SHARED
from tests.assays.flow.test_strategies import EXAMPLES, everything
from tests.browser.looking import look, standing, visitor
from tests.people import acting, organisation, person

pytestmark = pytest.mark.browser


@pytest.fixture
def shown(durable: str) -> Iterator[tuple[str, str, str]]:
    """The site, the address of an analysis (a real panel where the collection is here), and the analyst's session."""
    home = organisation("Laboratory", OrganisationKind.PLATFORM_PROVIDER)
    analyst = acting(person("analyst@example.org", Role.ANALYST, within=home), home)
    example = EXAMPLES[-1]
    real = SHARED / PANELS[example.name]
    content = real.read_bytes() if real.exists() else six()
    document = example.read_bytes() if real.exists() else write_strategy(everything())
    with use_scope(EVERYTHING):
        tube = keep_file(actor=analyst, content=content, name="panel.fcs")
        strategy = keep_strategy(actor=analyst, code="FC-TCELL", content=document, name="panel.xml")
        client = Client()
        client.force_login(Person.objects.get(id=analyst.person_id))
        with standing() as site:
            yield site, f"/flow/{tube.id}/{strategy.id}", client.cookies["sessionid"].value


def test_the_analysis_is_readable_in_both_languages_and_both_lights(
    shown: tuple[str, str, str], chromium: Browser
) -> None:
    site, address, session = shown
    pages = {"flow": "/flow", "flow-analysis": address}
    for language, theme in (("en", "light"), ("zh-hans", "dark")):
        with visitor(chromium, site, sessionid=session, cellpark_language=language, cellpark_theme=theme) as context:
            assert look(context, site, pages, label=f"flow-{language}-{theme}") == []
