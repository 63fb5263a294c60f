"""What every EPCIS 2.0 event must say, as a JSON schema of our own, tried on GS1's and OpenEPCIS's files in tests."""

from typing import Any

BIZ_STEPS = (
    *("accepting", "arriving", "assembling", "collecting", "commissioning", "consigning", "creating_class_instance"),
    *("cycle_counting", "decommissioning", "departing", "destroying", "disassembling", "dispensing", "encoding"),
    *("entering_exiting", "holding", "inspecting", "installing", "killing", "loading", "other", "packing", "picking"),
    *("receiving", "removing", "repackaging", "repairing", "replacing", "reserving", "retail_selling", "sampling"),
    *("sensor_reporting", "shipping", "staging_outbound", "stock_taking", "stocking", "storing", "transporting"),
    *("unloading", "unpacking", "void_shipping"),
)
DISPOSITIONS = (
    *("active", "available", "completeness_inferred", "completeness_verified", "conformant", "container_closed"),
    *("container_open", "damaged", "destroyed", "dispensed", "disposed", "encoded", "expired", "in_progress"),
    *("in_transit", "inactive", "mismatch_class", "mismatch_instance", "mismatch_quantity", "needs_replacement"),
    *("no_pedigree_match", "non_conformant", "non_sellable_other", "partially_dispensed", "recalled", "reserved"),
    *("retail_sold", "returned", "sellable_accessible", "sellable_not_accessible", "stolen", "unavailable", "unknown"),
)
TIME = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$"
URI = {"type": "string", "pattern": r"^[a-z][a-z0-9+.-]*:\S+$"}
ACTION = {"enum": ["ADD", "OBSERVE", "DELETE"]}
QUANTITIES = {"type": "array", "minItems": 1, "items": {"type": "object", "required": ["epcClass"]}}
URIS = {"type": "array", "items": URI}
REPORT = {
    "type": "object",
    "properties": {
        "type": {"type": "string"},
        "uom": {"pattern": r"^[A-Z0-9]{2,3}$"},
        **{key: {"type": "number"} for key in ("minValue", "maxValue", "meanValue")},
    },
}
COMMON: dict[str, Any] = {
    "type": {
        "enum": ["ObjectEvent", "AggregationEvent", "TransformationEvent", "AssociationEvent", "TransactionEvent"]
    },
    "eventTime": {"pattern": TIME},
    "eventTimeZoneOffset": {"pattern": r"^([+]|[-])((0[0-9]|1[0-3]):[0-5][0-9]|14:00)$"},
    "bizStep": {"enum": list(BIZ_STEPS)},
    "disposition": {"enum": list(DISPOSITIONS)},
    "eventID": URI,
    # EPCIS 2.0, section 7.4.1.3, with the reasons of CBV 2.0, section 7.5
    "errorDeclaration": {
        "type": "object",
        "required": ["declarationTime", "reason"],
        "additionalProperties": False,
        "properties": {
            "declarationTime": {"pattern": TIME},
            "reason": {"enum": ["did_not_occur", "incorrect_data"]},
            "correctiveEventIDs": {**URIS, "minItems": 1},
        },
    },
    "readPoint": {"type": "object", "required": ["id"], "properties": {"id": URI}},
    "sensorElementList": {
        "type": "array",
        "minItems": 1,
        "items": {
            "type": "object",
            "required": ["sensorReport"],
            "properties": {
                "sensorMetadata": {
                    "properties": {
                        **{key: {"pattern": TIME} for key in ("time", "startTime", "endTime")},
                        **dict.fromkeys(("deviceID", "rawData"), URI),
                    }
                },
                "sensorReport": {"type": "array", "minItems": 1, "items": REPORT},
            },
        },
    },
    **dict.fromkeys(("epcList", "childEPCs", "inputEPCList", "outputEPCList"), URIS),
    **dict.fromkeys(("quantityList", "childQuantityList", "inputQuantityList", "outputQuantityList"), QUANTITIES),
    **dict.fromkeys(("parentID", "transformationID"), URI),
    "action": ACTION,
    "ilmd": {"type": "object", "propertyNames": {"pattern": ":"}},
    "recordTime": {"pattern": TIME},
    **{key: {"type": "array", "minItems": 1} for key in ("sourceList", "destinationList", "bizTransactionList")},
    **{key: {"type": "object", "required": ["id"]} for key in ("bizLocation",)},
}


def _kind(name: str, required: list[str], *one_of: str) -> dict[str, Any]:
    return {
        "if": {"properties": {"type": {"const": name}}},
        "then": {"required": required, "anyOf": [{"required": [key]} for key in one_of]},
    }


EVENT: dict[str, Any] = {
    "type": "object",
    "required": ["type", "eventTime", "eventTimeZoneOffset"],
    "properties": COMMON,
    # what the standard has no word for stands in a namespace
    "patternProperties": {"^[a-z0-9]+:": {}},
    "additionalProperties": False,
    "allOf": [
        _kind("ObjectEvent", ["action"], "epcList", "quantityList"),
        _kind("AggregationEvent", ["action", "parentID"], "childEPCs", "childQuantityList"),
        _kind("AssociationEvent", ["action", "parentID"], "childEPCs", "childQuantityList"),
        _kind("TransactionEvent", ["action", "bizTransactionList"], "epcList", "quantityList"),
        _kind("TransformationEvent", [], "inputEPCList", "inputQuantityList"),
    ],
}
DOCUMENT: dict[str, Any] = {
    "type": "object",
    "required": ["@context", "type", "schemaVersion", "creationDate", "epcisBody"],
    "properties": {
        "type": {"const": "EPCISDocument"},
        "schemaVersion": {"const": "2.0"},
        "creationDate": {"pattern": TIME},
        "epcisBody": {
            "type": "object",
            "required": ["eventList"],
            "properties": {"eventList": {"type": "array", "minItems": 1, "items": EVENT}},
        },
    },
}
