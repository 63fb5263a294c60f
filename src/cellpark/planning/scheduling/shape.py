"""What kind of plant facts describe, where a solver is better at one than at another."""

from cellpark.planning.facts import Facts


def loose(facts: Facts) -> bool:
    """Whether nothing holds the operations of a job together but what has to come first: then each can go alone."""
    operations = (operation for job in facts.jobs for operation in job.operations)
    return not (
        facts.objective.moved
        or any(each.segregated for each in facts.resources)
        or any(job.holds or any(lag.most is not None for lag in job.lags) for job in facts.jobs)
        or any(operation.frozen for operation in operations)
    )


def operations_of(facts: Facts) -> int:
    """How many operations there are."""
    return sum(len(job.operations) for job in facts.jobs)
