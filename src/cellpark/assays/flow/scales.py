"""The transformations of one channel, there and back (Gating-ML 2.0, section 6), computed by flowutils."""

import numpy as np
from flowutils import transforms

from cellpark.assays.flow.fcs import Floats
from cellpark.assays.flow.strategy import Scale


def scaled(values: Floats, scale: Scale | None) -> Floats:
    """Values on the transformed scale. Where a logarithm has no value (at or below 0) the result is no number."""
    if scale is None:
        return values
    get = scale.parameters
    with np.errstate(divide="ignore", invalid="ignore"):
        match scale.kind:
            case "flin":
                result = (values + get["A"]) / (get["T"] + get["A"])
            case "flog":
                result = transforms.log(values, None, t=get["T"], m=get["M"])
            case "fasinh":
                result = transforms.asinh(values, None, t=get["T"], m=get["M"], a=get["A"])
            case "logicle":
                result = transforms.logicle(values, None, t=get["T"], m=get["M"], w=get["W"], a=get["A"])
            case "hyperlog":
                result = transforms.hyperlog(values, None, t=get["T"], m=get["M"], w=get["W"], a=get["A"])
    return np.asarray(result, dtype=np.float64)


def unscaled(values: Floats, scale: Scale | None) -> Floats:
    """The inverse of ``scaled``: back to the linear units of the instrument."""
    if scale is None:
        return values
    get = scale.parameters
    match scale.kind:
        case "flin":
            result = values * (get["T"] + get["A"]) - get["A"]
        case "flog":
            result = transforms.log_inverse(values, None, t=get["T"], m=get["M"])
        case "fasinh":
            result = transforms.asinh_inverse(values, None, t=get["T"], m=get["M"], a=get["A"])
        case "logicle":
            result = transforms.logicle_inverse(values, None, t=get["T"], m=get["M"], w=get["W"], a=get["A"])
        case "hyperlog":
            result = transforms.hyperlog_inverse(values, None, t=get["T"], m=get["M"], w=get["W"], a=get["A"])
    return np.asarray(result, dtype=np.float64)
