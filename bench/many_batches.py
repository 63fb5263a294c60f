"""Many batches out of a few that were really made: the rows of the story's patients, copied under new ids and numbers.

Each copy lies a day further back, so that the plant of 5,000 batches has made six a day. The copies have no events: a
page reads the stream of the one batch that it shows, and a long ledger is measured elsewhere.
"""

TABLES = (
    *("batches_batch", "batches_batchexception"),
    *("labels_label", "labels_labelcheck"),
    *("materials_container", "materials_operation", "materials_patient"),
    *("orders_hospitalpatient", "orders_treatmentorder", "orders_patientorder", "orders_orderstep"),
    *("quality_environmentresult", "quality_investigation", "quality_qualitysample", "quality_result", "quality_test"),
    *("release_batchdisposition", "release_supply", "shipments_shipment", "shipments_excursion"),
    "shipments_shipmentcontent",
)
AGAIN = """
CREATE OR REPLACE FUNCTION pg_temp.again(said jsonb, copy integer) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    made text := said::text;
    name text;
BEGIN
    FOR name IN
        SELECT DISTINCT m[1] FROM regexp_matches(made, '([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})', 'g') m
    LOOP
        IF EXISTS (SELECT FROM story_id WHERE id = name::uuid) THEN
            made := replace(made, name, (md5(name || copy)::uuid)::text);
        END IF;
    END LOOP;
    FOR name IN SELECT coi FROM story_coi WHERE position(coi IN made) > 0 LOOP
        made := replace(made, '"' || name, '"' || left(name, {kept}) || '-' || lpad(to_hex(copy), 4, '0'));
    END LOOP;
    RETURN made::jsonb;
END $$
"""
MARKED = ("coi", "number", "code", "scan_key", "batch_number", "shipment")
"""Columns of words that name one thing; a copy's names end with the copy's number."""


def multiply(cursor, copies):
    """Copy the rows of ``TABLES`` so many times. Guards rest meanwhile; foreign keys go: nobody reads them."""
    cursor.execute("SELECT set_config('cellpark.scope', '*', false)")
    for table in TABLES:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute("SELECT conname FROM pg_constraint WHERE contype = 'f' AND conrelid = %s::regclass", [table])
        for (name,) in cursor.fetchall():
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    ids = " UNION ".join(f"SELECT {_key(cursor, each)} AS id FROM {each}" for each in TABLES)
    cursor.execute(f"CREATE TEMPORARY TABLE story_id AS {ids}")
    cursor.execute("CREATE UNIQUE INDEX ON story_id (id)")
    cursor.execute("CREATE TEMPORARY TABLE story_coi AS SELECT coi FROM orders_treatmentorder WHERE coi <> ''")
    length = next(length for name, _kind, length in _columns(cursor, "orders_treatmentorder") if name == "coi")
    cursor.execute(AGAIN.replace("{kept}", str(length - 5)))
    for table in TABLES:
        columns = _columns(cursor, table)
        names = ", ".join(f'"{name}"' for name, _kind, _length in columns)
        copied = ", ".join(_copied(name, kind, length) for name, kind, length in columns)
        cursor.execute(f"INSERT INTO {table} ({names}) SELECT {copied} FROM {table} t, generate_series(1, {copies}) n")
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    cursor.execute("DROP TABLE story_id")
    cursor.execute("ANALYZE")


def _key(cursor, table):
    cursor.execute(
        "SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)"
        " WHERE i.indisprimary AND i.indrelid = %s::regclass",
        [table],
    )
    return cursor.fetchone()[0]


def _columns(cursor, table):
    cursor.execute(
        "SELECT column_name, udt_name, character_maximum_length FROM information_schema.columns"
        " WHERE table_name = %s AND is_generated = 'NEVER' ORDER BY ordinal_position",
        [table],
    )
    return cursor.fetchall()


def _copied(name, kind, length):
    if kind == "uuid":
        new = f"md5(t.{name}::text || n)::uuid"
        return f"CASE WHEN EXISTS (SELECT FROM story_id s WHERE s.id = t.{name}) THEN {new} ELSE t.{name} END"
    if kind in {"timestamptz", "date"}:
        return f"t.\"{name}\" - n * interval '1 day'"
    if kind == "jsonb":
        return f'pg_temp.again(t."{name}", n)'
    if kind in {"varchar", "text"} and name in MARKED:
        kept = f"left(t.{name}, {length - 5})" if length else f"t.{name}"
        return f"CASE WHEN t.{name} = '' THEN '' ELSE {kept} || '-' || lpad(to_hex(n), 4, '0') END"
    return f't."{name}"'
