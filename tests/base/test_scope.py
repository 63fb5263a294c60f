"""The border between organisations: scoped managers first, row-level security second (T19)."""

from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.test.utils import CaptureQueriesContext

from cellpark.base.scope import EVERYTHING, NOTHING, OutOfScope, Scope, Unscoped, use_scope
from cellpark.base.time import now
from cellpark.identity.public import Membership, Organisation, Role
from cellpark.ledger.models import Signature, SignedStream
from tests.people import organisation, person

pytestmark = pytest.mark.django_db

# What lies under no policy, and why that tells no organisation anything of another. A new table is named here with its
# reason, or has a policy.
HOUSE_KEEPING = "made by the framework: names of tables, rights and migrations, the same in every house"
NUMBERS = "hashes, sizes and signatures over the whole tree, which are published to everybody"
FACTS = "published facts about parks, the same for every reader"
JOBS = "the job queue: names of jobs and ids of events, read by the house's own processes"
OPEN_TABLES = {
    "account_emailaddress": "django-allauth's table of addresses; this house keeps them in identity_person and leaves it empty",
    "account_emailconfirmation": "as account_emailaddress",
    "auth_group": HOUSE_KEEPING,
    "auth_group_permissions": HOUSE_KEEPING,
    "auth_permission": HOUSE_KEEPING,
    "base_delivery": "which subscriber has had which event: ids alone",
    "base_performedact": "acts that ran once: keys, digests and ids, found by the caller's own key",
    "cellpark_cache": "counters of attempts, whose keys are digests",
    "django_content_type": HOUSE_KEEPING,
    "django_migrations": HOUSE_KEEPING,
    "django_session": "a session is found by its secret key before anybody is known",
    "identity_person": (
        "accounts are found before anybody is known and belong to no organisation; pages and the API find people through"
        " memberships, but SQL of one's own reads names and addresses of all of them"
    ),
    "ledger_checkpoint": NUMBERS,
    "ledger_cosignature": NUMBERS,
    "ledger_erasure_confirmation": "ids of people and reasons, kept by the house alone and of no organisation",
    "ledger_erasure_request": "ids of people and reasons, kept by the house alone and of no organisation",
    "ledger_leaf": NUMBERS,
    "ledger_personal_key": "wrapped keys by the id of a person, worthless without the site's key file",
    "ledger_seal_mark": NUMBERS,
    "ledger_signing_key": NUMBERS,
    "ledger_stream_head": (
        "an act locks a head before it knows whose it is, and heads of no organisation from any scope; it tells the"
        " names of streams, their versions, hashes and owners' ids, and nothing of what is in them"
    ),
    "ledger_tile": NUMBERS,
    "ledger_witness": NUMBERS,
    "mfa_authenticator": "found by the account that signs in; seeds of codes are encrypted",
}
OPEN_FAMILIES = {"space_": FACTS, "procrastinate_": JOBS}


def tables_under_policy() -> list[str]:
    return tables("relrowsecurity")


def tables(condition: str = "true") -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
            f' AND {condition} ORDER BY relname COLLATE "C"'
        )
        return [row[0] for row in cursor.fetchall()]


def seen(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{table}"')
        return int(cursor.fetchone()[0])


def test_every_table_is_under_a_policy_or_open_for_a_stated_reason() -> None:
    """T19: whoever adds a table decides who sees its rows."""
    undecided = {
        table
        for table in tables("NOT relrowsecurity")
        if table not in OPEN_TABLES and not table.startswith(tuple(OPEN_FAMILIES))
    }
    assert undecided == set()
    assert set(OPEN_TABLES) - set(tables()) == set()
    assert set(OPEN_TABLES) & set(tables_under_policy()) == set()
    assert tables_under_policy() == [
        "batches_batch",
        "batches_batchexception",
        "batches_runningtime",
        "billing_bill",
        "billing_billline",
        "billing_charge",
        "billing_claim",
        "billing_creditline",
        "billing_creditnote",
        "billing_run",
        "billing_series",
        "booking_booking",
        "booking_feed",
        "booking_refusal",
        "booking_resource",
        "booking_wait",
        "chain_introduction",
        "chain_marketfact",
        "chain_missedsearch",
        "chain_offer",
        "chain_purchase",
        "chain_recruitment",
        "chain_seat",
        "chain_want",
        "companies_application",
        "companies_company",
        "companies_contact",
        "companies_milestone",
        "companies_need",
        "companies_offer",
        "companies_passage",
        "companies_review",
        "companies_rule",
        "dossier_dossier",
        "dossier_file",
        "dossier_inspection_view",
        "dossier_leaving",
        "dossier_leavingpart",
        "equipment_equipment",
        "equipment_lineclearance",
        "equipment_logentry",
        "equipment_openwork",
        "equipment_parallelassessment",
        "equipment_placement",
        "equipment_presence",
        "equipment_reservation",
        "equipment_room",
        "equipment_suite",
        "facilities_alarm",
        "facilities_cost_line",
        "facilities_order_note",
        "facilities_order_photo",
        "facilities_own_rules",
        "facilities_permit",
        "facilities_permitlink",
        "facilities_workorder",
        "genealogy_edge",
        "genealogy_node",
        "genealogy_void",
        "identity_accesstoken",
        "identity_membership",
        "identity_organisation",
        "identity_preparedsignature",
        "identity_qualification",
        "instruments_raw_file",
        "instruments_stream",
        "instruments_stream_block",
        "labels_label",
        "labels_labelcheck",
        "labels_labeltemplate",
        "leases_askingrent",
        "leases_hold",
        "leases_indexvalue",
        "leases_lease",
        "leases_leaseroom",
        "leases_leaseversion",
        "ledger_event",
        "ledger_signature",
        "ledger_signed_stream",
        "materials_container",
        "materials_handover",
        "materials_lot",
        "materials_material",
        "materials_nearmiss",
        "materials_operation",
        "materials_patient",
        "materials_source",
        "orders_collectionsite",
        "orders_hospitalpatient",
        "orders_orderstep",
        "orders_patientorder",
        "orders_therapy",
        "orders_treatmentorder",
        "orders_wardlink",
        "plans_edition",
        "plans_file",
        "plans_hold",
        "plans_plan",
        "plans_work",
        "plays_telling",
        "premises_building",
        "premises_dryrun",
        "premises_missedplace",
        "premises_room",
        "quality_environmentresult",
        "quality_gating_strategy",
        "quality_investigation",
        "quality_qualitysample",
        "quality_result",
        "quality_specification",
        "quality_test",
        "quality_tuberun",
        "receivables_allocation",
        "receivables_payee",
        "receivables_payment",
        "receivables_payout",
        "receivables_reminder",
        "receivables_taxcode",
        "recipes_masterrecipe",
        "recipes_overlayedition",
        "recipes_recipedraft",
        "recipes_recipetext",
        "recipes_recipeversion",
        "recipes_stepcomment",
        "release_batchdisposition",
        "release_recallorder",
        "release_supply",
        "shipments_excursion",
        "shipments_handlink",
        "shipments_shipment",
        "shipments_shipmentcontent",
        "studies_study",
        "utilities_meter",
        "utilities_period",
        "utilities_point",
        "utilities_reading",
        "utilities_share",
        "utilities_tariff",
        "utilities_tariffprice",
    ]


def test_a_signed_record_is_named_only_to_whoever_sees_the_signature() -> None:
    """T19: the streams that a signature names lie under the policy of the signature itself."""
    mine = organisation("Mine")
    with use_scope(EVERYTHING):
        made = Signature.objects.create(
            id=uuid4(),
            organisation=mine.id,
            person=uuid4(),
            role="member",
            kind="webauthn",
            statement=b"x",
            digest=b"x",
            evidence={},
            signed_at=now(),
        )
        SignedStream.objects.create(signature=made, stream="lot/1", version=1, hash=b"x")
        assert (seen("ledger_signature"), seen("ledger_signed_stream")) == (1, 1)
    assert (seen("ledger_signature"), seen("ledger_signed_stream")) == (0, 0)
    with use_scope(Scope(frozenset({uuid4()}))):
        assert (seen("ledger_signature"), seen("ledger_signed_stream")) == (0, 0)
    with use_scope(Scope(frozenset({mine.id}))):
        assert (seen("ledger_signature"), seen("ledger_signed_stream")) == (1, 1)


def test_a_query_without_a_scope_raises() -> None:
    with pytest.raises(Unscoped):
        Membership.objects.count()


def test_a_raw_query_that_forgets_its_scope_returns_nothing() -> None:
    """T19: the second lock is PostgreSQL's own."""
    mine = organisation("Mine")
    person("one@example.org", Role.MEMBER, within=mine)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM identity_membership")
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT count(*) FROM identity_organisation")
        assert cursor.fetchone() == (0,)
    with use_scope(Scope(frozenset({mine.id}))), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM identity_membership")
        assert cursor.fetchone() == (1,)


def test_a_scope_shows_its_organisations_and_no_other() -> None:
    mine, theirs = organisation("Mine"), organisation("Theirs")
    person("one@example.org", Role.MEMBER, within=mine)
    person("two@example.org", Role.MEMBER, within=theirs)
    with use_scope(Scope(frozenset({mine.id}))):
        assert [m.organisation_id for m in Membership.objects.all()] == [mine.id]
        assert [o.id for o in Organisation.objects.all()] == [mine.id]
        assert [m.organisation_id for m in Membership._base_manager.all()] == [mine.id]
    with use_scope(EVERYTHING):
        assert Membership.objects.count() == 2


def test_scopes_nest_and_return() -> None:
    mine = organisation("Mine")
    with use_scope(Scope(frozenset({mine.id}))):
        with use_scope(NOTHING):
            assert Organisation.objects.count() == 0
        assert Organisation.objects.count() == 1


def test_nobody_sees_nothing_and_the_session_need_not_be_told_again() -> None:
    organisation("Mine")
    with use_scope(EVERYTHING):
        assert Organisation.objects.count() == 1
    with CaptureQueriesContext(connection) as asked, use_scope(NOTHING), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM identity_organisation")
        assert cursor.fetchone() == (0,)
        assert Organisation.objects.count() == 0
    assert [each for each in asked.captured_queries if "set_config" in each["sql"]] == []


def test_writing_for_another_organisation_is_refused_by_the_model() -> None:
    mine, theirs = organisation("Mine"), organisation("Theirs")
    with use_scope(Scope(frozenset({mine.id}))):
        theirs.name_en = "Taken over"
        with pytest.raises(OutOfScope):
            theirs.save()
    with use_scope(EVERYTHING):
        assert Organisation.objects.get(id=theirs.id).name_en == "Theirs"


def test_writing_for_another_organisation_is_refused_by_the_database() -> None:
    mine = organisation("Mine")
    with (
        use_scope(Scope(frozenset({mine.id}))),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "INSERT INTO identity_organisation (id, kind, state, credit_code, example, version, name_zh, name_en)"
            " VALUES (%s, 'tenant', 'active', '', false, 1, '', 'Smuggled')",
            [uuid4()],
        )


def test_the_scope_of_the_session_returns_after_a_failed_transaction() -> None:
    mine = organisation("Mine")
    with use_scope(Scope(frozenset({mine.id}))):
        with pytest.raises(ZeroDivisionError), transaction.atomic(), use_scope(EVERYTHING):
            _ = 1 / 0
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('cellpark.scope')")
            assert cursor.fetchone() == ("{" + str(mine.id) + "}",)
