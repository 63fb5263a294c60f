"""Whether a condition can only gain by more points: then the fewest and the most points settle it."""

from cellpark.kernel.expression.syntax import Chain, Comparison, Logic, Name, Node, walk
from cellpark.recognition.judge import POINTS

_MORE, _LESS = (">", ">="), ("<", "<=")


def rises(node: Node) -> bool:
    """Whether points stand in it only as what has to be more than something else, joined by ``and`` and ``or``."""
    if _free(node):
        return True
    match node:
        case Logic(items=items):
            return all(map(rises, items))
        case Comparison(sign=sign, left=left, right=right) if sign in _MORE:
            return _sum_of_points(left) and _free(right)
        case Comparison(sign=sign, left=left, right=right) if sign in _LESS:
            return _free(left) and _sum_of_points(right)
    return False


def _free(node: Node) -> bool:
    """Nothing in it is of points."""
    return not any(isinstance(each, Name) and each.name.startswith(POINTS) for each in walk(node))


def _sum_of_points(node: Node) -> bool:
    match node:
        case Name():
            return True
        case Chain(first=first, rest=rest):
            parts = [each for _sign, each in rest]
            return _sum_of_points(first) and all(sign == "+" for sign, _ in rest) and all(map(_sum_of_points, parts))
    return _free(node)
