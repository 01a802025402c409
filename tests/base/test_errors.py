from pos.base.errors import Bug, Code, Refused, Unavailable


def test_an_error_says_its_code_and_facts() -> None:
    assert (
        str(Refused(Code.CASH_TOO_LITTLE, due_minor=5, given_minor=4)) == "cash-too-little: due_minor=5, given_minor=4"
    )
    assert str(Unavailable(Code.DISK_FULL)) == "disk-full"
    assert Bug("sum").facts == {"what": "sum"}


def test_codes_are_unique_and_stable_words() -> None:
    assert all(code.value == code.name.lower().replace("_", "-") for code in Code)
