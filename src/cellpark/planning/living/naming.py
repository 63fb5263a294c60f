"""What the tests of a recipe are called: a recipe names them by their codes alone."""

from collections import Counter
from collections.abc import Mapping
from uuid import UUID

from cellpark.quality.public import SpecificationState, specifications
from cellpark.recipes.dialect.model import Bilingual, Sample
from cellpark.recipes.dialect.plan import LABORATORY
from cellpark.recipes.public import Recipe


def names_of_tests(organisation_id: UUID, recipe: Recipe) -> Mapping[str, Bilingual]:
    """Code -> name, as the specifications in force of the product say it, in the scope that is open.

    What none of them names is called after its sample, as the recipe calls that, where it is taken from one alone;
    other tests have no name but their code, and are left out.
    """
    named = dict(_by_sample(recipe))
    rows = specifications().filter(
        organisation_id=organisation_id, product=recipe.product or recipe.mbr, state=SpecificationState.APPROVED
    )
    for each in rows:
        named |= {one.code: Bilingual(one.name.zh, one.name.en) for one in each.document.attributes}
    return named


def _by_sample(recipe: Recipe) -> Mapping[str, Bilingual]:
    fields = (each for _unit, step in recipe.steps() for each in step.fields)
    samples = [each for each in fields if isinstance(each, Sample) and each.to == LABORATORY]
    often = Counter(test for each in samples for test in each.tests)
    return {
        test: Bilingual(f"{each.title.zh} ({test})", f"{each.title.en} ({test})")
        for each in samples
        if each.title is not None
        for test in each.tests
        if often[test] == 1
    }
