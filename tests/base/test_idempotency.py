"""Double clicks, retries and stale tabs act once."""

import threading
from uuid import uuid4

import pytest
from django.db import connection

from cellpark.base.actor import Actor
from cellpark.base.idempotency import once
from cellpark.kernel.problem import Refused

ACTOR = Actor.system("tests")


@pytest.mark.django_db
def test_the_second_sending_gets_the_first_answer_and_does_nothing() -> None:
    done: list[int] = []

    def act() -> dict[str, int]:
        done.append(1)
        return {"made": len(done)}

    key = uuid4()
    assert once(key=key, actor=ACTOR, request=b"form", act=act) == {"made": 1}
    assert once(key=key, actor=ACTOR, request=b"form", act=act) == {"made": 1}
    assert done == [1]


@pytest.mark.django_db
def test_the_same_key_with_other_contents_is_refused() -> None:
    key = uuid4()
    once(key=key, actor=ACTOR, request=b"form", act=dict)
    with pytest.raises(Refused) as refused:
        once(key=key, actor=ACTOR, request=b"other", act=dict)
    assert [problem.code for problem in refused.value.problems] == ["base.idempotency.reused"]


@pytest.mark.django_db
def test_a_refused_act_is_not_remembered() -> None:
    key = uuid4()
    with pytest.raises(ZeroDivisionError):
        once(key=key, actor=ACTOR, request=b"form", act=lambda: {"never": 1 // 0})
    assert once(key=key, actor=ACTOR, request=b"form", act=lambda: {"made": 1}) == {"made": 1}


def test_two_simultaneous_clicks_act_once(durable: str) -> None:
    key, done, answers = uuid4(), [], []
    start = threading.Barrier(4)

    def act() -> dict[str, int]:
        done.append(1)
        return {"made": len(done)}

    def click() -> None:
        start.wait()
        answers.append(once(key=key, actor=ACTOR, request=b"form", act=act))
        connection.close()

    threads = [threading.Thread(target=click) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert done == [1]
    assert answers == [{"made": 1}] * 4
