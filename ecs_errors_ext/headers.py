"""The words that stand at the head of the columns of error-code tables.

Of each role there are *tiers*, apart by a blank line: names that are equally sure, the
surest first. They are compared without regard to case, plural, hyphens and
parentheses, and also found at the end of a longer header (*API error code*) and before
a preposition (*cause of the error*). ``…`` stands for any words. One language more is
a few names more in each tier.

A name may stand under several roles: *Error* is the code unless another column is,
and then it is the message.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ecs_errors_ext.model import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

VOCABULARY: Mapping[Role, str] = {
    Role.CODE: """
        error code; error id; error number; error no; err code; errcode; errorcode; fault code; failure code;
        exception code; error message code; business error code; fehlercode; fehlernummer; fehlerkennung;
        fehler code; fehler id; code d'erreur; code erreur; numéro d'erreur; identifiant d'erreur;
        código de error; código error; número de error; código de erro; código do erro; codice errore;
        codice di errore; codice d'errore; foutcode; felkod; kod błędu; код ошибки; 错误码; 错误代码; 异常码;
        错误编码; 错误编号; 錯誤碼; 錯誤代碼; エラーコード; エラー番号; 오류 코드; 에러 코드; код помилки;
        номер помилки; hata kodu; hata numarası; kód chyby; číslo chyby; رمز الخطأ; كود الخطأ; sqlstate

        return code; exit code; exit status; result code; reason code; sub code; subcode; diagnostic code; message code;
        message id; returned code; rückgabecode; code retour; code de retour; código de retorno;
        código de salida; 返回码; 返回代码; 退出码; 退出代码; 业务码; 结果码; 終了コード; リターンコード;
        戻り値; код возврата

        code; kode; código; codice; 代码; 编码; 编号; コード; 코드; код

        error type; error name; exception; exception name; exception type; error identifier; error class;
        fehlertyp; type d'erreur; tipo de error; 错误类型; 错误名称; エラータイプ; エラー名

        error; fehler; erreur; errore; erro; 错误; エラー; ошибка
    """,
    Role.STATUS: """
        http status code; status code; http response code; response code; response status code; http status;
        http code; http error code; http response status code; http return code; normal response code;
        http response; response status; statuscode; httpcode; http statuscode; http antwortcode; antwortcode;
        code d'état http; code d'état; code de statut; code de statut http; code statut; code http;
        statut http; code de réponse; code de réponse http; código de estado; código de estado http;
        código http; estado http; código de respuesta; código de resposta; código de status; codice di stato;
        codice stato; codice http; 状态码; http状态码; http 状态码; 响应码; 响应状态码; http响应码; 狀態碼;
        http狀態碼; http返回码; http错误码; ステータスコード; httpステータスコード; httpステータス;
        상태 코드; http 상태 코드; код состояния; код статуса; http код; код http; код стану; код стану http;
        durum kodu; http durum kodu; stavový kód; stavový kód http; رمز الحالة

        http; status; return code; returned code; code; 返回码; 返回代码; 代码; statut; estado; stato;
        статус; ステータス
    """,
    Role.MESSAGE: """
        error message; message; error msg; msg; error text; message text; response message; returned message;
        return message; status message; fehlermeldung; fehlertext; meldung; meldungstext; nachricht;
        message d'erreur; texte du message; libellé; mensaje de error; mensaje; mensagem de erro; mensagem;
        messaggio di errore; messaggio d'errore; messaggio; foutmelding; felmeddelande; komunikat;
        komunikat błędu; сообщение; сообщение об ошибке; текст ошибки; 错误信息; 错误消息; 错误提示;
        提示信息; 报错信息; 返回信息; 返回消息; 消息; 错误文本; 錯誤訊息; 錯誤信息; エラーメッセージ;
        メッセージ; 오류 메시지; 메시지; повідомлення; повідомлення про помилку; mesaj; hata mesajı; ileti;
        hata iletisi; zpráva; chybová zpráva; chybové hlášení; الرسالة; رسالة الخطأ

        error information; error info; error prompt; prompt; prompt message; example message; error content;
        log message; error string; text; output; 信息

        error; fehler; erreur; errore; erro; 错误; エラー; ошибка; title; error title
    """,
    Role.DESCRIPTION: """
        description; error description; error code description; meaning; explanation; definition;
        beschreibung; fehlerbeschreibung; bedeutung; erläuterung; erklärung; description de l'erreur;
        signification; explication; descripción; descripción del error; significado; explicación; descrição;
        descrição do erro; descrizione; beschrijving; betekenis; beskrivning; opis; znaczenie; описание;
        описание ошибки; значение; 描述; 说明; 错误描述; 错误说明; 含义; 错误码描述; 描述信息; 說明;
        錯誤描述; 説明; 意味; エラーの説明; 설명; опис; опис помилки; значення; açıklama; hata açıklaması; anlamı;
        popis; popis chyby; význam; الوصف; وصف الخطأ; المعنى

        possible cause; failure cause; cause; error cause; root cause; reason; error reason; failure reason;
        possible reason; cause description; ursache; mögliche ursache; fehlerursache; ursachen;
        mögliche ursachen; fehlerursachen; possibili cause; grund; cause possible; cause probable; raison;
        causa; causa posible; posible causa; causa possibile; possível causa; motivo; razón; oorzaak; orsak;
        przyczyna; причина; возможная причина; 原因; 可能原因; 错误原因; 失败原因; 原因分析; 考えられる原因;
        원인; можлива причина; neden; olası neden; příčina; možná příčina; السبب; السبب المحتمل

        detail; details; error detail; error details; information; error information; error info; scenario;
        summary; what it means…; what does it mean…; what this means…; what happened…; why…; when…;
        was es bedeutet…; was bedeutet…; qué significa…; que signifie…; ce que cela signifie…
    """,
    Role.SOLUTION: """
        solution; suggested solution; solution suggestion; handling measure; measure; handling method;
        handling suggestion; troubleshooting; troubleshooting method; troubleshooting suggestion; suggestion;
        recommended action; recommended solution; corrective action; user action; suggested action;
        resolution; remedy; workaround; countermeasure; recommendation; processing method; rectification;
        rectification measure; handling procedure; handling; solution method; fix; lösung; lösungsvorschlag;
        maßnahme; abhilfe; behebung; fehlerbehebung; empfehlung; empfohlene maßnahme; lösungsansatz;
        lösungen; maßnahmen; empfehlungen; empfohlene maßnahmen; solution proposée; action corrective;
        mesure corrective; résolution; remède; action recommandée; dépannage; correctif; solución;
        solución sugerida; acción; acción correctiva; acción recomendada; resolución; medida; remedio;
        sugerencia; soluciones; acciones; soluções; ações; soluzioni; azioni; solução; ação;
        ação recomendada; soluzione; azione; azione consigliata; rimedio; oplossing; lösning; åtgärd;
        rozwiązanie; решение; действие; рекомендации; 解决方案; 解决办法; 解决方法; 处理措施; 处理方法;
        处理建议; 处理方式; 解决措施; 建议; 修复建议; 解決方案; 處理措施; 対処; 対処方法; 対処法; 対応;
        対応方法; 解決策; 解決方法; 해결 방법; 조치; рішення; вирішення; дія; çözüm; eylem; řešení; opatření;
        الحل; الإجراء

        action; actions; procedure; example scenario; next step; what to do…; what you can do…;
        what should i do…; how to…; how do…; how can…; how should…; was tun…; was zu tun ist…; que faire…;
        qué hacer…; wie …
    """,
}

CODES_OR_STATUSES = """
    http; status; code; return code; returned code; 返回码; 返回代码; 代码; statut; estado; stato; статус;
    ステータス
"""
"""Names that are taken for the status only where the cells are statuses."""

CARRIED = """
    module; module name; category; service; service name; type; error type; component; group;
    subsystem; modul; kategorie; dienst; typ; fehlertyp; komponente; gruppe; bereich; catégorie;
    composant; groupe; módulo; categoría; servicio; tipo; componente; grupo; categoria; serviço;
    servizio; modulo; модуль; категория; сервис; тип; 模块; 模块名称; 所属模块; 类别; 分类; 服务; 服务名称; 类型; 错误类型; 模組;
    類別; 類型; モジュール; カテゴリ; カテゴリー; サービス; タイプ; 種類
"""
"""Names of columns whose blank cells mean what stands above them."""


def names_in(text: str) -> list[str]:
    """The names of a tier or list."""
    return [name for name in re.split(r"\s*[;\n]\s*", text) if name]
