"""The tables of this app as folds of their streams."""

from cellpark.chain.folds import TABLES, fold_of
from cellpark.ledger.public import Projection

PROJECTIONS = tuple(
    Projection(
        table=kind._meta.db_table,  # noqa: SLF001 -- Django's documented model API
        streams=f"chain-{thing}/",
        columns=(
            "id",
            *(
                column.attname
                for column in kind._meta.concrete_fields  # noqa: SLF001 -- Django's documented model API
                if column.attname != "id"
            ),
        ),
        fold=fold_of(thing),
    )
    for thing, kind in TABLES.items()
)
