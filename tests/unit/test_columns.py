from __future__ import annotations

import pytest

from ecs_errors_ext.columns import assign_roles, is_error_table, lacks_only_code, normalize_header
from ecs_errors_ext.model import Role

S, C, M, D, A = Role.STATUS, Role.CODE, Role.MESSAGE, Role.DESCRIPTION, Role.SOLUTION


@pytest.mark.parametrize(
    ("header", "roles"),
    [
        (["HTTP Status Code", "Error Code", "Error Message", "Description", "Solution"], [S, C, M, D, A]),
        (["Status Code", "Error Codes", "Message", "Error Description", "Handling Measure"], [S, C, M, D, A]),
        (["Error Code", "Description", "HTTP Response Code"], [C, D, S]),
        (["Error Type", "Response Code", "Description"], [C, S, D]),
        (["Module", "Error Code", "Error", "Possible Cause"], [None, C, M, D]),
        (["Error", "Description"], [C, D]),
        (["Code", "Error"], [C, M]),
        (["Error Code", "Description", "Cause"], [C, D, None]),
        (["ERROR  CODE(S):", "Meaning"], [C, D]),
    ],
)
def test_roles_come_from_the_whole_header(header, roles):
    assert assign_roles(header) == roles
    assert is_error_table(roles)


@pytest.mark.parametrize(
    "header",
    [["Parameter", "Type", "Description"], ["Status Code", "Description"], ["Error Code"], [], ["", ""]],
)
def test_look_alikes_are_no_error_tables(header):
    assert not is_error_table(assign_roles(header))


def test_an_override_goes_first():
    assert assign_roles(["Nr", "Text"], {"nr": C, "TEXT": M}) == [C, M]


def test_a_table_without_codes_is_recognised():
    assert lacks_only_code(assign_roles(["Error Message", "Description", "Solution"]))
    assert not lacks_only_code(assign_roles(["Status Code", "Message", "Description"]))


def test_headers_are_compared_in_the_singular():
    assert normalize_header("Error Codes") == "error code"
    assert normalize_header("HTTP Status") == "http status"
