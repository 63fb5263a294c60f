"""Small networks that several tests use."""

from cellpark.planning.simulation.distribution import constant, empirical, exponential, lognormal, triangular
from cellpark.planning.simulation.model import (
    At,
    Calendar,
    Choice,
    Faults,
    Interrupted,
    Lag,
    Need,
    Network,
    Opening,
    Operation,
    Resource,
    Rounds,
    Source,
    Work,
)

DAY, WEEK = 24.0, 168.0
SHIFTS = Calendar(WEEK, tuple(Opening(day * DAY + 6, day * DAY + 22, 3 if day < 5 else 2) for day in range(7)))
OFFICE = Calendar(WEEK, tuple(Opening(day * DAY + 8, day * DAY + 16, 1) for day in range(5)))


def station(servers: int, load: float) -> Network:
    """One queue before ``servers`` equal servers, one hour of work each on average."""
    return Network(
        (Resource("server", servers),),
        (Operation("serve", exponential(1.0), (Need("server"),)),),
        (Source("customer", "serve", exponential(1 / load)),),
    )


def tandem(servers: tuple[int, ...], arrivals: float, rates: tuple[float, ...]) -> Network:
    """Stations in a row."""
    return Network(
        tuple(Resource(f"r{place}", each) for place, each in enumerate(servers)),
        tuple(Operation(f"o{place}", exponential(1 / rate), (Need(f"r{place}"),)) for place, rate in enumerate(rates)),
        (Source("customer", "o0", exponential(1 / arrivals)),),
    )


def at_times(
    *operations: Operation, times: tuple[float, ...] = (0.0,), resources: tuple[Resource, ...] = (), **more: object
) -> Network:
    """Patients who come at known times."""
    return Network(resources, operations, (Source("patient", operations[0].name, times=times),), **more)


def small_plant() -> Network:
    """A plant with everything that a CAR-T plant has: shifts, a reactor kept for days, rounds, tests at the same time."""
    people, suite = Need("operator", 2), Need("suite", clearance=2.0)
    return Network(
        resources=(
            Resource("suite", 2),
            Resource("operator", 3, SHIFTS),
            Resource("reactor", 4, faults=Faults(exponential(400.0), lognormal(6.0, 0.5), Interrupted.RESUMES)),
            Resource("washer", 1, faults=Faults(exponential(90.0), exponential(5.0), Interrupted.RESTARTS)),
            Resource("qc", 3),
            Resource("qa", 1, OFFICE),
        ),
        operations=(
            Operation("receive", triangular(1.0, 1.5, 3.0), (suite, Need("operator", 1))),
            Operation("activate", triangular(4.0, 5.0, 7.0), (suite, people, Need("reactor", until="harvest"))),
            Operation("hold", lognormal(18.0, 0.1)),
            Operation(
                "count",
                triangular(0.3, 0.5, 1.0),
                (Need("operator", 1),),
                lags=(Lag("count", 23.7, counts_from=At.START),),
                rounds=Rounds("count", empirical((3.0, 4.0, 5.0, 7.0), (2.0, 4.0, 3.0, 1.0))),
            ),
            Operation(
                "harvest",
                triangular(2.0, 3.0, 5.0),
                (suite, people, Need("washer")),
                lags=(Lag("count", 0, 36, flag="late harvest"),),
                open_for=4.0,
            ),
            Operation(
                "freeze",
                triangular(1.5, 2.0, 3.0),
                (Need("operator", 1),),
                mode=Work.RUNS_ON,
                choices=(Choice("receive", 0.08, empty_hands=True, at_most=1, otherwise="lost", flag="again"),),
            ),
            Operation("sample", branches=("potency", "pcr", "sterility"), meet="review"),
            Operation(
                "potency",
                exponential(24.0),
                (Need("qc"),),
                then="review",
                choices=(Choice("review", 0.16, flag="oos"),),
            ),
            Operation("pcr", lognormal(8.0, 0.3), (Need("qc"),), then="review"),
            Operation("sterility", constant(168.0), then="review"),
            Operation(
                "review",
                triangular(2.0, 4.0, 12.0),
                (Need("qa"),),
                mode=Work.PAUSES,
                then="released",
                choices=(Choice("infused out of specification", when="oos"),),
            ),
        ),
        sources=(
            Source("patient", "receive", exponential(20.0), rank=empirical((0.0, 1.0, 2.0)), due=constant(600.0)),
        ),
        ends=("released", "infused out of specification", "lost"),
        flags=("oos", "late harvest", "again"),
    )
