"""Every problem of the kernel has its sentences, in English and in Chinese, and its parameters fill them."""

import re
from pathlib import Path

import polib
import pytest
from django.utils import translation

from cellpark.base.expression_messages import MESSAGES as EXPRESSION
from cellpark.base.kernel_messages import MESSAGES as KERNEL
from cellpark.base.messages import Message
from cellpark.kernel.expression import TEXT, TRUTH, compile_expression, number
from cellpark.kernel.problem import Refused

SOURCE = Path(__file__).parents[2] / "src" / "cellpark"
ALL = {**EXPRESSION, **KERNEL}
# Codes that the source composes from a reason: canonical.<reason>, and the three sorts of unexpected words.
REASONS = re.compile(r'(?:Unfit|BadNumber|NotCanonical)\((?:"\$", )?"([a-z_]+)"')
COMPOSED = {"expression.value_wanted", "expression.operator_wanted"}


def codes_in_the_source() -> set[str]:
    found = set(COMPOSED)
    for path in (SOURCE / "kernel").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        found |= set(re.findall(r'Problem\(\s*"([a-z_.]+)"', text)) - {"lifecycle.step"}
        if path.parent.name == "expression":
            call = r'(?:refused_at|problem_at|fault|Mismatch|Undefined)\(\s*"([a-z_]+)"'
            found |= {f"expression.{code}" for code in re.findall(call, text)}
            found |= {
                f"expression.{code}"
                for code in re.findall(r'"([a-z_]+)" if wanted is|else "([a-z_]+)", found', text)
                for code in code
                if code
            }
    found |= {"expression.number_out_of_range"}
    reasons = {"canonical.float", "canonical.type", "canonical.naive_time"}
    for name in ("unfit", "canonical", "plain", "decimals"):
        reasons |= {f"canonical.{code}" for code in REASONS.findall((SOURCE / "kernel" / f"{name}.py").read_text())}
    return found | reasons - {"canonical.not_a_number"}


def test_every_code_has_words_and_every_word_has_a_code() -> None:
    assert codes_in_the_source() == set(ALL)


@pytest.mark.parametrize("code", sorted(ALL))
def test_all_three_sentences_have_chinese_with_the_same_parameters(code: str) -> None:
    catalogue = polib.pofile(str(SOURCE / "base/locale/zh_Hans/LC_MESSAGES/django.po"))
    chinese = {entry.msgid: entry.msgstr for entry in catalogue}
    message: Message = ALL[code]
    with translation.override(None):
        for sentence in map(str, (message.what, message.why, message.remedy)):
            names = re.compile(r"%\([a-z]+\)s|%%")
            assert chinese[sentence]
            assert sorted(names.findall(chinese[sentence])) == sorted(names.findall(sentence))


NAMES = {"viab": number("%"), "state": TEXT, "hold": number("h")}


@pytest.mark.parametrize(
    "text",
    [
        *["", "a b", "f(a b)", "* 1", "a = b", "#", '"a', "2026-13-13", "2026-01-01T00:00", "1e100", "1 < 2 < 3"],
        *["1 == 1..2", "1 in ..", "a" * 4001, "1+" * 600 + "1", "(" * 99, "[" + "1," * 201 + "1]", "vaib > 1", "zz"],
        *["1 foo", "f(1)", "min()", "known(1)", "1 h + 1 mL", "state < state", "1 degC + 1 degC", "-state", "not 1"],
        *["1 in 1", "[[1]]", "1 m^9 * 1 m^9", "hold", "1 / 0 > 1", "round(1, 0) > 1", "max([]) > 1"],
        "2026-01-01 + 1 h == 2026-01-01",
    ],
)
def test_the_parameters_of_every_problem_fill_its_sentences(text: str) -> None:
    with pytest.raises(Refused) as refused:
        compile_expression(text, NAMES, TRUTH).decide({})
    for problem in refused.value.problems:
        words = ALL[problem.code]
        with translation.override(None):
            filled = [str(each) % dict(problem.params) for each in (words.what, words.why, words.remedy)]
        assert all(filled)
        assert filled[0].startswith(f"Line {problem.params['line']}, column {problem.params['column']}: ")
