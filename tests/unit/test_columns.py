from __future__ import annotations

import pytest

from ecs_errors_ext.columns import (
    assign_roles,
    is_carried,
    is_error_table,
    normalize_header,
    unnamed_codes,
    why_not,
)
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


def test_an_override_takes_a_role_away():
    assert assign_roles(["Error Code", "Code", "Meaning"], {"Error Code": None}) == [None, C, D]


@pytest.mark.parametrize(
    ("header", "roles"),
    [
        (["HTTP-Statuscode", "Fehlercode", "Fehlermeldung", "Beschreibung", "Lösung"], [S, C, M, D, A]),
        (["Code d’erreur", "Message d'erreur", "Signification", "Que faire ?"], [C, M, D, A]),
        (["Código de error", "Código de estado HTTP", "Mensaje", "Causa", "Solución"], [C, S, M, D, A]),
        (["状态码", "错误码", "错误信息", "可能的错误原因", "处理措施"], [S, C, M, D, A]),
        (["エラーコード", "メッセージ", "原因", "対処方法"], [C, M, D, A]),
        (["Код ошибки", "Описание", "Решение"], [C, D, A]),
        (["Код помилки", "Повідомлення", "Код стану", "Рішення"], [C, M, S, A]),
        (["Hata kodu", "Mesaj", "Açıklama", "Çözüm"], [C, M, D, A]),
        (["Kód chyby", "Popis", "Řešení"], [C, D, A]),
        (["رمز الخطأ", "الرسالة", "السبب", "الحل"], [C, M, D, A]),
        (["SQLSTATE", "Condition Name", "Description"], [C, None, D]),
        (["Exit status", "Meaning"], [C, D]),
    ],
    ids="German French Spanish Chinese Japanese Russian Ukrainian Turkish Czech Arabic SQL Shell".split(),
)
def test_translated_headers(header, roles):
    assert assign_roles(header) == roles


@pytest.mark.parametrize(
    ("header", "roles"),
    [
        (["Error Code", "What it means", "How to fix it"], [C, D, A]),
        (["API Error Code", "Cause of the error", "What should I do?"], [C, D, A]),
        (["Error", "Code", "Description & Solution"], [M, C, D]),
        (["ErrorCode", "ErrorMessage", "When does it occur?", "How do I resolve it?"], [C, M, D, A]),
        (["error_code", "error_msg", "Recommended Actions"], [C, M, A]),
        (["Fehler-ID", "Fehlertext", "Mögliche Ursachen", "Empfohlene Maßnahmen"], [C, M, D, A]),
        (["Error code (HTTP)", "Error message returned by the API"], [C, M]),
        (["Error Code", "Error Type", "Error Information", "Error Message"], [C, None, D, M]),
    ],
)
def test_headers_in_longer_words(header, roles):
    assert assign_roles(header) == roles


@pytest.mark.parametrize(
    ("header", "columns", "roles"),
    [
        (["Code", "Description"], [["200 OK", "404"], ["", ""]], [S, D]),
        (["Code", "Description"], [["501", "512", "513", "550"], [""] * 4], [C, D]),
        (["Error Code", "Description"], [["403 Forbidden", "404 FlavorNotFound"], ["", ""]], [C, D]),
        (["Return Code", "Error Code", "Cause"], [["400", "404"], ["A.1", "A.2"], ["", ""]], [S, C, D]),
        (["Return Code", "Error Code", "Cause"], [["-1", "-2"], ["A.1", "A.2"], ["", ""]], [None, C, D]),
        (["Error Type", "Return Code", "Cause"], [["Bad", "Gone"], ["400", "410"], ["", ""]], [C, S, D]),
        (["Response Code", "Cause"], [["APIG.0001", "APIG.0002"], ["", ""]], [C, D]),
    ],
)
def test_cells_tell_codes_from_statuses_where_the_header_does_not(header, columns, roles):
    assert assign_roles(header, columns=columns) == roles


@pytest.mark.parametrize("header", [["Source Code", "Description"], ["Error Code Prefix", "Description"]])
def test_the_last_word_says_what_a_column_holds(header):
    assert not is_error_table(assign_roles(header))


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        (["Error Message", "Description", "Solution"], "no column holds the codes"),
        (["Message", "Solution"], "no column holds the codes"),
        (["Error Code", "Owner"], "no column says what the codes under “Error Code” mean"),
        (["Status Code", "Message", "Description"], ""),
        (["Parameter", "Description"], ""),
    ],
)
def test_a_table_that_is_nearly_one_is_told_why_it_is_none(header, reason):
    assert why_not(header, assign_roles(header)) == reason


@pytest.mark.parametrize(
    ("header", "columns", "named"),
    [
        (["errno", "Name"], [["ERR-0001", "ERR-0002"], ["a", "b"]], "errno"),
        (["Ref", "Nr."], [["a", "b"], ["E001", "E002"]], "Nr."),
        (["Nr.", "Text"], [["ERR-0001"], ["a"]], "Nr."),
        (["Nr.", "Text"], [["ERR-0001", ""], ["a", "b"]], "Nr."),
        (["Digest", "Text"], [["SHA-256", "SHA-384"], ["a", "b"]], ""),
        (["Nr.", "Text"], [["ERR-0001", "ERR-0001"], ["a", "b"]], ""),
        (["Nr.", "Text"], [["ERR-0001", "see below"], ["a", "b"]], ""),
        (["Nr.", "Text"], [["ERR-0001", "ABC-0001"], ["a", "b"]], ""),
        (["Nr.", "Text"], [["0001", "0002"], ["a", "b"]], ""),
        (["Nr.", "Text"], [[], []], ""),
        (["Nr."], [["ERR-0001", "ERR-0002"]], ""),
    ],
)
def test_codes_beyond_doubt_are_seen_under_any_header(header, columns, named):
    assert unnamed_codes(header, columns) == named
    assert not unnamed_codes(header, columns, dict.fromkeys(header))


def test_columns_whose_blank_cells_mean_as_above():
    assert all(map(is_carried, ["Module", "Category", "Service", "Types", "Modul", "模块"]))
    assert not any(map(is_carried, ["Name", "Remarks", "Description"]))


def test_headers_are_compared_in_the_singular():
    assert normalize_header("Error Codes") == "error code"
    assert normalize_header("HTTP Status") == "http status"
