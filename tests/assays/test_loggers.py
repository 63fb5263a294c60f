"""Temperature loggers: readings, limits and alarms as the device wrote them, and what happened on the way (CN-4b)."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed, decode_dss_signature
from hypothesis import given, settings
from hypothesis import strategies as st

from cellpark.assays.loggers import Side, Signature, Window, evaluate, mean_kinetic_temperature, read
from cellpark.base.messages import sentence
from cellpark.kernel.problem import Refused

FILES = Path(__file__).resolve().parents[2] / ".." / "shared/data/coldchain/msupply-foundation__temperature-sensor"
real = pytest.mark.skipif(not FILES.is_dir(), reason="the loggers' files are not on this machine")
FRESH = Window(low=Decimal(2), high=Decimal(8), allowed=timedelta(minutes=30))
MAKER, DEVICE = ec.derive_private_key(7, ec.SECP256R1()), ec.derive_private_key(11, ec.SECP256R1())


def little(*numbers: int) -> str:
    return b"".join(each.to_bytes(32, "little") for each in numbers).hex()


def key_of(private: ec.EllipticCurvePrivateKey) -> str:
    numbers = private.public_key().public_numbers()
    return little(numbers.x, numbers.y)


def signed(private: ec.EllipticCurvePrivateKey, text: bytes) -> str:
    digest = sha256(text).digest()[::-1]
    return little(*decode_dss_signature(private.sign(digest, ec.ECDSA(Prehashed(hashes.SHA256())))))


def logger_file(*temperatures: str, maker: ec.EllipticCurvePrivateKey = MAKER, zone: str = "8.00") -> bytes:
    """A file as a Q-tag writes it: one reading each ten minutes from 09:00, signed."""
    lines = [
        *("Device: Q-tag CLm doc LR", "Vers: 1.9", "Fw Vers: 4.7.04o", "Conf:", " Serial: RCPJ00099", f" Zone: {zone}"),
        *(" Logging Interval: 10", " MKT Energy: 83.0", " Alarm:", "  1:", "   Type: 2, T AL: 8.0, t AL: 30"),
        *("  2:", "   Type: 0", "Res:", " TS Start: 2026-11-22 09:00", " Alarm:", "  1:"),
        *(
            "   TS S: 2026-11-22 09:10, t A: 40, TS A: 2026-11-22 09:40, TS E:",
            "Data:",
            "\tyyyy-MM-dd hh:mm\tT\tOut of limits",
        ),
        *(f"\t2026-11-22 {9 + n // 6:02}:{n % 6}0\t{each}\t" for n, each in enumerate(temperatures)),
    ]
    text = "".join(f"{each}\r\n" for each in lines).encode()
    certificate = (
        "Cert:\r\n Vers: 1.0\r\n Lot: 1\r\n Issuer: Example Loggers\r\n"
        f" Valid from: 2020-01-01 00:00\r\n Owner: Example Loggers\r\n Public Key: {key_of(DEVICE)}\r\n"
    ).encode()
    text += certificate + f"Sig Cert: {signed(maker, certificate)}\r\n".encode()
    return text + f"Sig: {signed(DEVICE, text)}\r\n".encode()


def code_of(content: bytes, name: str = "file.txt") -> str:
    with pytest.raises(Refused) as refused:
        read(content, name)
    assert sentence(refused.value.problems[0])
    return refused.value.problems[0].code


def at(hour: int, minute: int) -> datetime:
    return datetime(2026, 11, 22, hour, minute, tzinfo=UTC)


def test_a_file_is_read_as_the_device_wrote_it():
    file = read(logger_file("5.0", "8.5", "9.1"), issuers=[key_of(MAKER)])
    assert (file.device, file.serial, file.signed_by) == ("Q-tag CLm doc LR", "RCPJ00099", "Example Loggers, 1")
    assert [str(each.celsius) for each in file.readings] == ["5.0", "8.5", "9.1"]
    assert file.readings[0].at == at(1, 0)  # nine o'clock in the zone of the device
    limit, alarm = file.limits[0], file.alarms[0]
    assert (len(file.limits), limit.side, limit.celsius, limit.in_sum) == (1, Side.ABOVE, Decimal("8.0"), False)
    assert (alarm.at, alarm.lasted) == (at(1, 40), timedelta(minutes=40))


def test_the_signature_holds_until_one_byte_changes():
    content = logger_file("5.0", "8.5")
    trusted = [key_of(MAKER)]
    assert read(content, issuers=trusted).signature_ok is True
    for wrong in (
        content.replace(b"\t8.5", b"\t7.5"),
        content.replace(b"\r\n", b"\n"),
        content.replace(b"RCPJ00099", b"RCPJ00098"),
        content + b"\t2026-11-22 09:30\t5.0\t\r\n",
        content.replace(b"Sig Cert: ", b"Sig Cert: 0", 1),
        content[: content.index(b"Sig: ")],
    ):
        found = read(wrong, issuers=trusted)
        assert (found.signature, found.signature_ok) == (Signature.BROKEN, False)


def test_a_key_for_which_nobody_known_vouches_proves_nothing():
    content = logger_file("5.0", maker=ec.derive_private_key(99, ec.SECP256R1()))
    found = read(content, issuers=[key_of(MAKER)])
    assert (found.signature, found.signature_ok) == (Signature.UNKNOWN_ISSUER, None)
    unsigned = content[: content.index(b"Cert:")]
    assert (read(unsigned).signature, read(unsigned).signature_ok) == (Signature.ABSENT, None)


@real
@pytest.mark.parametrize(
    ("name", "readings", "days", "alarms"),
    [
        ("130400191544_202304201514.txt", 0, 4, 0),
        ("130500109088_202206081014.txt", 10653, 38, 30),
        ("RCPJ00010_02_202211090128.txt", 124, 0, 6),
    ],
)
def test_the_signatures_of_real_devices_hold_and_break(name: str, readings: int, days: int, alarms: int):
    content = (FILES / name).read_bytes()
    file = read(content, name)
    assert file.signature is Signature.VALID
    assert (len(file.readings), len(file.days), len(file.alarms)) == (readings, days, alarms)
    middle = content.index(b"T: +4") if b"T: +4" in content else content.index(b"\t4.4")
    changed = content[:middle] + content[middle:].replace(b"4", b"5", 1)
    assert read(changed, name).signature is Signature.BROKEN


@real
def test_a_real_transport_is_judged_as_its_device_judged_it():
    """The Q-tag wrote: lowest 0.9 (of each minute), mean 5.4, mean kinetic temperature 10.5 with 83 kJ/mol."""
    file = read((FILES / "RCPJ00010_02_202211090128.txt").read_bytes())
    found = evaluate(file, FRESH, activation_energy=Decimal("83.0"))
    assert (found.lowest, found.highest, file.stated_kinetic) == (Decimal("0.9"), Decimal("24.3"), Decimal("10.5"))
    assert abs(found.kinetic - Decimal("10.5")) < Decimal("0.1")
    assert abs(found.mean - Decimal("5.4")) < Decimal("0.1")
    warm = [each for each in found.breaches if each.side is Side.ABOVE]
    assert [(each.starts_at.hour, each.peak) for each in warm] == [(21, Decimal("24.3"))]
    assert file.alarms[0].lasted == timedelta(minutes=219)
    assert abs(warm[0].lasted - timedelta(minutes=210)) <= timedelta(minutes=20)


@real
def test_days_without_single_values_are_judged_by_the_day():
    file = read((FILES / "130400191544_202304201514.txt").read_bytes())
    found = evaluate(file, FRESH)
    assert (found.kinetic, {each.by_day for each in found.excursions}) == (None, {True})
    assert [str(each.peak) for each in found.breaches] == ["20.8", "1.9", "8.5", "1.5"]


def test_the_mean_kinetic_temperature_of_a_worked_example():
    """Half the time at 20 and half at 30 degC: exp(-10000/293.15) and exp(-10000/303.15) average to 26.26 degC."""
    found = mean_kinetic_temperature([Decimal(20), Decimal(30)])
    assert round(found, 2) == Decimal("26.26")
    assert mean_kinetic_temperature([Decimal(25)] * 7) == Decimal(25)


@given(st.lists(st.decimals(-196, 60, places=1), min_size=1, max_size=40))
@settings(max_examples=80, deadline=None)
def test_the_kinetic_mean_lies_between_mean_and_highest(values: list[Decimal]):
    found = mean_kinetic_temperature(values)
    assert sum(values) / len(values) - Decimal("1E-6") <= found <= max(values) + Decimal("1E-6")


def test_times_outside_are_intervals_and_short_ones_are_within_the_allowance():
    """A reading stands until the next: three readings too warm are thirty minutes, which is allowed; four are not."""
    short = read(logger_file("5.0", "8.1", "9.0", "8.2", "5.0", "1.9"))
    found = evaluate(short, FRESH)
    assert [(each.side, each.starts_at, each.ends_at, str(each.peak)) for each in found.excursions] == [
        (Side.ABOVE, at(1, 10), at(1, 40), "9.0"),
        (Side.BELOW, at(1, 50), at(2, 0), "1.9"),
    ]
    assert found.breaches == ()
    long = evaluate(read(logger_file("5.0", "8.1", "9.0", "8.2", "8.1", "5.0")), FRESH)
    assert [each.lasted for each in long.breaches] == [timedelta(minutes=40)]
    assert evaluate(read(logger_file("-151")), Window(low=None, high=Decimal(-150))).excursions == ()


def test_only_the_time_of_the_transport_counts_and_a_hole_in_it_is_seen():
    file = read(logger_file("22.0", "5.0", "5.0", "5.0", "22.0"))
    inside = evaluate(file, FRESH, since=at(1, 5), until=at(1, 35))
    assert (inside.highest, inside.gaps) == (Decimal("5.0"), ())
    holed = read(logger_file("5.0", "5.0", "", "", "5.0"))
    assert [(each.starts_at, each.ends_at) for each in evaluate(holed, FRESH).gaps] == [(at(1, 10), at(1, 40))]
    stopped = evaluate(file, FRESH, since=at(1, 5), until=at(5, 0))
    assert stopped.gaps[-1].ends_at == at(5, 0)
    with pytest.raises(Refused) as refused:
        evaluate(file, FRESH, since=at(20, 0))
    assert refused.value.problems[0].code == "assays.logger.not_of_this_time"


def test_a_plain_table_of_any_logger():
    table = b"time;temperature;serial\n2026-11-22T09:00+08:00;5.1;TT-1\n2026-11-22T09:10+08:00;5.2;TT-1\n"
    file = read(table)
    assert (file.serial, file.signature, file.interval) == ("TT-1", Signature.ABSENT, timedelta(minutes=10))
    assert file.readings[1].at == at(1, 10)
    local = read(b"\xef\xbb\xbftime,temperature\n2026-11-22 09:00,5\n", zone="Asia/Shanghai")
    assert local.readings[0].at == at(1, 0)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"%PDF-1.3", "pdf"),
        (b"hello", "unknown"),
        (b"time,temperature\n", "empty"),
        (b"time,temperature\nyesterday,5\n", "time"),
        (b"time,temperature\n2026-11-22T09:00Z,warm\n", "number"),
        (b"time,temperature\n2026-11-22T09:00Z,NaN\n", "number"),
        (b"time,temperature\n2026-11-22T09:00Z,-300\n", "number"),
        (b"time,temperature\n2026-11-22T09:00Z,5,6\n", "line"),
        (b"time,temperature\n2026-11-22T09:00Z," + b"5" * 200_000, "line"),
        (b"x" * 200_000, "unknown"),
        (b"time,temperature\n2026-11-22T09:10Z,5\n2026-11-22T09:00Z,5\n", "order"),
        (b"time,temperature,serial\n2026-11-22T09:00Z,5,A\n2026-11-22T09:10Z,5,B\n", "several"),
        (b"time,temperature\n\xff", "text"),
        (b"Device: Q-tag X\xff", "text"),
        (b"Device: Q-tag X\r\nConf:\r\n Serial: 1\r\n", "empty"),
        (b"Device: Q-tag X\r\nHist:\r\n", "missing"),
        (b"Device: Q-tag X\r\nConf:\r\n ?!\r\n", "line"),
        (b"Device: Q-tag X\r\nConf:\r\n Temp unit: F\r\n", "unit"),
        (b"Device: Q-tag X\r\nConf:\r\n Zone: 99\r\n", "time"),
        (logger_file("5.0").replace(b"\t5.0", b"\thot"), "number"),
        (logger_file("5.0").replace(b"\t2026-11-22 09:00", b"\tnoon"), "time"),
        (logger_file("5.0", "6.0").replace(b"09:10\t", b"08:10\t"), "order"),
    ],
)
def test_a_damaged_file_is_refused_in_a_sentence(content: bytes, code: str):
    assert code_of(content) == f"assays.logger.{code}"
