"""Who signs a step: somebody does, last of all, and nobody twice (whoever performs does not verify, 21 CFR 211.188)."""

from cellpark.recipes.dialect import model
from cellpark.recipes.dialect.faults import Faults
from cellpark.recipes.dialect.reader import StepDraft, Unread


def check_signatures(faults: Faults, step: StepDraft) -> None:
    """Note what is wrong with the signatures of a step, and say in names whom each of them excludes."""
    signed: list[model.Sign] = []
    misread = False
    for name, each in step.fields.items():
        if type(each) is model.Sign:
            resolved = _resolved(faults, each, signed)
            step.fields[name] = resolved
            signed.append(resolved)
        elif signed:
            faults.of("after_signature", each.line, name, name=name)
        if type(each) is Unread:
            misread = misread or each.verb == "sign"
    if not signed and not misread:
        faults.of("sign_missing", step.line, step.id, id=step.id)


def _resolved(faults: Faults, sign: model.Sign, before: list[model.Sign]) -> model.Sign:
    if not before and not sign.not_by:
        return sign
    excluded: set[str] = set()
    known = True
    for word in sign.not_by:
        found = {each.name for each in before if each.name == word} or {
            each.name for each in before if each.role == word
        }
        if not found:
            known = False
            faults.of("not_unknown", sign.line, word, last=True, found=word)
        excluded |= found
    for each in before:
        if each.name not in excluded and known:
            faults.of("same_signer", sign.line, sign.name, name=sign.name, other=each.name)
    names = tuple([each.name for each in before if each.name in excluded])
    if names == sign.not_by:
        return sign
    return model.Sign(
        name=sign.name, title=sign.title, role=sign.role, not_by=names, meaning=sign.meaning, line=sign.line
    )
