"""Whether a solution only says to call support: in any words, alone or beside “try again”."""

from __future__ import annotations

import re

_CONTACT = re.compile(
    r"\b(?:contact|call|consult|reach|ask|notify|inform|turn to)\b.*"
    r"\b(?:support|service|customer|administrator|provider|engineers?|personnel|hotline|help ?desk|us|team|o&m)\b"
    r"|\b(?:submit|open|create|file|raise)\b.*\b(?:ticket|case|service request)\b"
    r"|\b(?:kontaktieren|wenden sie sich|rufen sie)\b.*\b(?:support|kundendienst|kundenservice|administrator)"
    r"|\b(?:contacte[rz]|appele[rz])\b.*\b(?:support|assistance|service|administrateur)"
    r"|\b(?:contacte|póngase en contacto|comuníquese|llame)\b.*\b(?:soporte|servicio|asistencia|administrador)"
    r"|(?:联系|聯繫|咨询).*(?:支持|客服|服务|管理员|人员|支援)|提交工单|サポート.*(?:連絡|問い合わせ|お問い合わせ)",
    re.IGNORECASE | re.DOTALL,
)
_EMPTY = re.compile(
    r"(?:please |then |and |or |also )*(?:"
    r"(?:try|retry|do|perform)\b.{0,40}?(?:again|later|once more|retry|operation)?"
    r"|(?:for (?:more )?(?:details|information|help)|for further \w+|if (?:necessary|needed|required|so|not))"
    r"|(?:see|check|refer to|view|read|rectify the fault (?:based on|according to)) "
    r"(?:the |your )?(?:returned |specific |detailed |displayed )*(?:error )?(?:message|information|details?|code|log)s?\b.*"
    r"|if (?:the|this) (?:fault|problem|error|issue|retry|request|operation)\b.*"
    r"|wait\b.{0,40}"
    r"|versuchen sie es (?:später )?(?:erneut|noch einmal)|réessaye[rz].*|inténtelo.*|(?:请)?(?:稍后)?重试|n/?a|none|-"
    r")",
    re.IGNORECASE | re.DOTALL,
)
_STATEMENT = re.compile(
    r"(?:an?|the|this|internal|system|unknown|your)\b.*\b(?:error|occurred|timed out|failed|is|are|was|has)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST = 500
"""A longer solution says more."""
_SENTENCES = re.compile(r"(?<=[.!?;])\s+|\n+|[。；！]")
_CLAUSES = re.compile(r",?\s+(?:or|and|then|oder|und|ou|et|o|y)\s+|[,，、]\s*", re.IGNORECASE)


def only_support(solution: str) -> bool:
    """Whether *solution* sends its reader to support and says nothing else to do."""
    called = False
    if len(solution) > _LONGEST:
        return False
    for sentence in _SENTENCES.split(solution):
        plain = sentence.strip(" .!?;:-")
        if not plain or (
            not _CONTACT.search(plain) and (_EMPTY.fullmatch(plain) or _STATEMENT.fullmatch(plain))
        ):
            continue
        clauses = [clause.strip() for clause in _CLAUSES.split(plain) if clause.strip()]
        for number, clause in enumerate(clauses):
            if _CONTACT.search(clause):
                called = True
                break  # what follows says what to ask support for
            if not _EMPTY.fullmatch(clause) and not _CONTACT.match(" or ".join(clauses[number:])):
                return False
    return called
