"""``python -m tests.faults.prepare``: a manager with a token, and people to give roles to; printed as JSON."""

import json
import sys
from datetime import timedelta

from cellpark.command.site import site


def main(people: int) -> None:
    with site(migrated=False):
        from cellpark.base.scope import use_scope
        from cellpark.base.time import now
        from cellpark.identity.public import OrganisationKind, Role, issue_token
        from tests.people import acting, organisation, person

        operator = organisation("Fault Park Operator", OrganisationKind.OPERATOR)
        manager = person("manager@example.org", Role.PARK_MANAGER, Role.ORGANISATION_ADMINISTRATOR, within=operator)
        others = [str(person(f"person{n}@example.org").id) for n in range(people)]
        actor = acting(manager, operator)
        with use_scope(actor.scope):
            tomorrow = now().date() + timedelta(days=1)
            token = issue_token(actor=actor, title="faults", scopes=actor.permissions, expires_on=tomorrow)
        sys.stdout.write(json.dumps({"token": token.secret, "operator": str(operator.id), "people": others}) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]))
