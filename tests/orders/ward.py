"""A hospital, two sponsors and a plant for tests of orders, made by the same acts as in life."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.identity.public import Organisation, OrganisationKind, Person, Role, grant_qualification
from cellpark.materials import public as materials
from cellpark.orders import public as orders
from cellpark.orders.public import CountryRule, Distances, HospitalPatient, Rule, RuleAt, Slots, Therapy, TreatmentOrder
from tests.batches.floor import Floor
from tests.materials.plant import q
from tests.people import HOUSE, acting, organisation, person
from tests.signing.device import Device

NAME, BORN, NUMBER = "Wang Xiaoming", date(1971, 5, 17), "MRN-4471823"
RULE = CountryRule(
    country="CN",
    eligibility=("cd19-positive", "infectious-tests"),
    consents=("consent-collection",),
    wash_outs={"steroids": 7},
    collect_within=60,
    rules=(
        Rule(
            at=RuleAt.ORDER,
            clause="EX-PROT 6.2",
            words="No more than 50 days from vein to vein",
            expression="infuse_at - collect_at <= 50 d",
        ),
        Rule(
            at=RuleAt.SHIPMENT,
            clause="EX-PROT 9.4",
            words="Shipped within three days of its end",
            expression="now - made_at <= 3 d",
        ),
    ),
)
DISTANCES = Distances(
    to_manufacture_min=q("0 h"),
    to_manufacture_max=q("72 h"),
    manufacture=q("9 d"),
    to_infusion_min=q("2 d"),
    to_infusion_max=q("30 d"),
    after_thaw_max=q("60 min"),
)
REFERENCES = {"cd19-positive": "PATH-2026-11", "infectious-tests": "SERO-2026-90", "consent-collection": "CON-2026-7"}
DIN, KIT = "A999926123456", "KIT-0007"


@dataclass
class Ward:
    floor: Floor
    hospital: Organisation
    sponsor: Organisation
    rival: Organisation
    physician: Actor
    nurse: Actor
    second_nurse: Actor
    sponsor_head: Actor
    rival_head: Actor
    therapy: Therapy
    rival_therapy: Therapy
    devices: dict[UUID, Device] = field(default_factory=dict)

    @property
    def planner(self) -> Actor:
        return self.floor.lead

    @property
    def quality(self) -> Actor:
        return self.floor.quality

    def patient(self, name: str = NAME, number: str = NUMBER) -> HospitalPatient:
        with use_scope(self.nurse.scope):
            return orders.register_patient(
                actor=self.nurse, hospital_id=self.hospital.id, name=name, born=BORN, number=number
            )

    def drafted(self, therapy: Therapy | None = None, patient: HospitalPatient | None = None) -> TreatmentOrder:
        whom = patient or self.patient()
        with use_scope(self.physician.scope):
            return orders.draft_order(
                actor=self.physician,
                hospital_id=self.hospital.id,
                therapy_id=(therapy or self.therapy).id,
                patient_id=whom.id,
                country="CN",
            )

    def slots(self, starts: datetime | None = None) -> Slots:
        return orders.suggested(starts or now() + timedelta(days=2), DISTANCES)

    def completed(self, therapy: Therapy | None = None, patient: HospitalPatient | None = None) -> TreatmentOrder:
        made = self.drafted(therapy, patient)
        with use_scope(self.physician.scope):
            return orders.complete_order(
                actor=self.physician, order_id=made.id, references=REFERENCES, last_doses={}, slots=self.slots()
            )

    def signed(self, order: TreatmentOrder) -> TreatmentOrder:
        with use_scope(self.physician.scope):
            prepared = orders.prepare_order_signature(actor=self.physician, order_id=order.id, why="treatment decided")
            proof = self.device(self.physician).sign(prepared.envelope.digest)
            return orders.submit_order(actor=self.physician, order_id=order.id, prepared_id=prepared.id, proof=proof)

    def accepted(self, therapy: Therapy | None = None, patient: HospitalPatient | None = None) -> TreatmentOrder:
        made = self.signed(self.completed(therapy, patient))
        return self.taken(made)

    def taken(self, order: TreatmentOrder) -> TreatmentOrder:
        with use_scope(self.planner.scope):
            prepared = orders.prepare_acceptance(actor=self.planner, order_id=order.id, why="a slot is free")
            proof = self.device(self.planner).sign(prepared.envelope.digest)
            return orders.accept_order(actor=self.planner, order_id=order.id, prepared_id=prepared.id, proof=proof)

    def collected(self, order: TreatmentOrder | None = None) -> TreatmentOrder:
        made = order or self.accepted()
        with use_scope(self.planner.scope):
            orders.send_kit(actor=self.planner, order_id=made.id, kit=KIT)
        self.floor.clock.advance(timedelta(days=2))
        with use_scope(self.nurse.scope):
            done = orders.collect_cells(
                actor=self.nurse,
                order_id=made.id,
                wristband=NUMBER,
                kit=KIT,
                din=DIN,
                volumes=[q("180 mL"), q("60 mL")],
            )
        assert done.ok, done.problems
        return done.order

    def receive(self, order: TreatmentOrder) -> None:
        store = self.floor.store
        with use_scope(store.operator.scope):
            for bag in order.bags:
                verdict = materials.receive_container(
                    actor=store.operator,
                    container_id=UUID(bag["container"]),
                    raw=bag["code"],
                    receipt=materials.Receipt(
                        source="Hospital | Hospital",
                        place="dock",
                        condition=materials.StorageCondition.REFRIGERATED,
                        checks=dict.fromkeys(materials.LOOKED_AT, True),
                        notes={},
                        temperature_min=q("3 degC"),
                        temperature_max=q("6 degC"),
                    ),
                )
                assert verdict.ok

    def device(self, actor: Actor) -> Device:
        assert actor.person_id is not None
        if actor.person_id not in self.devices:
            made = Device()
            made.register(Person.objects.get(id=actor.person_id))
            self.devices[actor.person_id] = made
        return self.devices[actor.person_id]

    def fresh(self, order: TreatmentOrder) -> TreatmentOrder:
        with use_scope(EVERYTHING):
            found: TreatmentOrder = TreatmentOrder.objects.get(id=order.id)
        return found


def staff(email: str, home: Organisation, role: Role, *subjects: str) -> Actor:
    who = person(email, role, within=home)
    with use_scope(EVERYTHING):
        for subject in subjects:
            grant_qualification(
                actor=HOUSE,
                organisation_id=home.id,
                person_id=who.id,
                subject=subject,
                title_zh="",
                title_en=subject,
                valid_from=date(2026, 1, 1),
                valid_until=date(2036, 1, 1),
                reason="test",
            )
    return acting(who, home)


def make_therapy(floor: Floor, sponsor: Organisation, head: Actor, hospital: Organisation, **more: Any) -> Therapy:
    values = {"code": "CART-019", "name_en": "Example CAR-T", "countries": [RULE], "distances": DISTANCES} | more
    with use_scope(floor.quality.scope):
        made = orders.describe_therapy(
            actor=floor.quality,
            organisation_id=floor.store.organisation.id,
            sponsor_id=sponsor.id,
            recipe=floor.recipe,
            starting_material=floor.store.bag.code,
            **values,
        )
    with use_scope(head.scope):
        orders.approve_therapy(actor=head, therapy_id=made.id)
    with use_scope(floor.quality.scope):
        orders.qualify_site(
            actor=floor.quality,
            therapy_id=made.id,
            hospital_id=hospital.id,
            assessment="AUDIT-2026-4",
            valid_until=date(2027, 12, 1),
            reason="audited on site",
        )
    with use_scope(EVERYTHING):
        found: Therapy = Therapy.objects.get(id=made.id)
    return found


def make_ward(floor: Floor) -> Ward:
    hospital = organisation("Ward", OrganisationKind.HOSPITAL)
    sponsor, rival = organisation("Sponsor"), organisation("Rival")
    head = staff("head@sponsor.example.org", sponsor, Role.QUALITY_HEAD)
    rival_head = staff("head@rival.example.org", rival, Role.QUALITY_HEAD)
    return Ward(
        floor=floor,
        hospital=hospital,
        sponsor=sponsor,
        rival=rival,
        physician=staff("doctor@ward.example.org", hospital, Role.HOSPITAL_STAFF, orders.PHYSICIAN),
        nurse=staff("nurse@ward.example.org", hospital, Role.HOSPITAL_STAFF, orders.COLLECTION, orders.INFUSION),
        second_nurse=staff("second@ward.example.org", hospital, Role.HOSPITAL_STAFF, orders.INFUSION),
        sponsor_head=head,
        rival_head=rival_head,
        therapy=make_therapy(floor, sponsor, head, hospital),
        rival_therapy=make_therapy(floor, rival, rival_head, hospital, code="RIVAL-7", name_en="Rival CAR-T"),
    )
