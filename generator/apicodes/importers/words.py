"""What people write above the columns of tables, in the languages of real pages."""

import re
from collections.abc import Mapping


def _pattern(words: str) -> str:
    return "|".join(word.strip() for word in words.split(","))


def _whole(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{_pattern(words)})$", re.IGNORECASE)


def _part(words: str) -> re.Pattern[str]:
    return re.compile(_pattern(words), re.IGNORECASE)


WHOLE: Mapping[str, re.Pattern[str]] = {
    "http_status": _whole("""
      http, (http|rest) ?(response |status |error )*(status|codes?|responses?|errors?),
      statuscode, (http )?(status|response|result) codes?,
      http ?(状态码?|狀態碼?|返回码|响应码|ステータス(コード)?), 状态码, 狀態碼, 响应码,
      ステータスコード, http[- ]?statuscode, antwortcode, code http, statut http, estado http,
      (http )?c[óo]digo( http| de (estado|status|resposta|respuesta|retorno))+,
      (http )?code( d[e'’] ?)?(statut|réponse|état),
      (http[- ]?)?статус([- ]код)?, код (http|ответа|состояния), (http )?(상태|응답) ?코드
    """),
    "code": _whole("""
      (error|result|response|reason|api|return|business|internal)?[ ._-]?codes?( name)?, errno,
      error (id|key|name|number|no\\.?), (错误|錯誤|返回|业务|响应)?(代码|代碼|码|碼),
      (エラー|結果|レスポンス)?コード, c[óo]digo( (de|do) (erro|error|retorno|resultado))?,
      code[- ]?(d['’]|de )?(erreur|retour), fehler-?code, fehlernummer,
      код( ошибки)?, (오류|에러) ?코드, 코드
    """),
    "status": _whole("""
      (api |response |json )?status, state, result, outcome, 状态, 狀態, ステータス, 状態, estado,
      situação, statut, état, zustand
    """),
    "number": _whole("""
      (error )?(number|no\\.?|num|value|numeric( value| code)?|int(eger)?), 值, 数值, 編號, 编号,
      番号, 値, nummer, wert, numéro, valeur, número, valor
    """),
    "title": _whole("""
      title, name, summary, text, short( description)?,
      (error |reason |http )?(phrase|name|title|type), error, 标题, 標題, 名称, 名稱, 错误, 名前,
      タイトル, エラー, título, nome, nombre, erro, titel, kurzbeschreibung, fehler, titre, nom,
      erreur,
      название, ошибка, 이름
    """),
    "description": _whole("""
      (error |short |long )?(descriptions?|meanings?|explanations?|details?), definition,
      information, info,
      what it means, 描述, 说明, 說明, 含义, 含義, 解释, 意味, 説明, 内容, 詳細, descrição,
      descricao, significado, detalhes?, descripci[óo]n, explicación, detalles?, beschreibung,
      bedeutung, erklärung, erläuterung, signification, explication, détails?,
      описание, значение, 설명, 의미
    """),
    "message": _whole("""
      (error |response |default )?messages?( template| text)?, msg, 消息, 错误(信息|消息),
      提示(信息)?, 返回信息, 信息, (エラー)?メッセージ, mensagem( de erro)?,
      (fehler)?(meldung|nachricht), mensaje( de error)?, message d['’]erreur,
      сообщение( об ошибке)?, (오류 )?메시지
    """),
    "causes": _whole("""
      (possible |common |probable |likely )?(causes?|reasons?|scenarios?), when, 原因, 可能原因,
      理由, causas?, motivos?, razón, razões, ursachen?, gründe?, grund, raisons?, motifs?,
      причина, 원인
    """),
    "solutions": _whole("""
      (possible |suggested |recommended )?(solutions?|resolutions?|actions?|fix(es)?|remed(y|ies)),
      how to (fix|resolve|handle)( it)?, what to do, recommendations?, handling,
      解决(方案|办法|方法), 处理(建议|方法|方式)?, 建议, 対処法?, 対応, 解決策, solução, soluções,
      ação, solución, soluciones, acción, lösung(en)?, behebung, maßnahmen?, abhilfe,
      решение, 해결 ?방법
    """),
    "retryable": _whole("""
      (is )?(retry|retr(y|i)able|can retry|retries)( ?able)?\\??, (是否)?(可)?重试, リトライ(可否)?,
      再試行, wiederholbar, réessayable, reintentable, repetível
    """),
    "since": _whole("""
      since( version)?, (added|introduced)( in)?, version, バージョン, 版本, desde, depuis, seit,
      versão, versión
    """),
    "deprecated": _whole("""
      deprecat(ed|ion), obsolete, 废弃, 弃用, 已废弃, 非推奨, 廃止, obsoleto, descontinuado,
      veraltet, obsolète
    """),
}
"""The headings of each field that leave no doubt."""

PART: Mapping[str, re.Pattern[str]] = {
    "http_status": _part("http, status ?code, 状态码, ステータスコード"),
    "code": _part("(?<![a-z])codes?(?![a-z]), 代码, 代碼, 码, 碼, コード, código, codigo"),
    "status": _part("status, 状态, ステータス"),
    "number": _part("number, numeric, 番号, 编号"),
    "title": _part("title, name, phrase, 标题, 名称, タイトル, título, ^(result|status)$"),
    "description": _part(
        "descri, meaning, explanation, detail, détail, 描述, 说明, 説明, 含义, 意味"
    ),
    "message": _part("message, 消息, 信息, メッセージ, mensagem, mensaje, meldung"),
    "causes": _part("cause, reason, scenario, 原因, 理由, ursache"),
    "solutions": _part("solution, resolution, action, 解决, 処理, 対処, soluç, soluci, lösung"),
    "retryable": _part("retr[yi], 重试, リトライ, 再試行, wiederhol, réessa, reintent"),
    "since": _part("since, introduced, added in"),
    "deprecated": _part("deprecat, 废弃, 弃用, 非推奨, veraltet, obsol"),
}
"""What a heading of each field has in it."""

KINDS = _whole("""
        (error )?(type|key|name|reason|identifier|constant|slug|symbol|error|id), status, result,
    value, 值, 値, 名称, 类型, 錯誤, 错误, エラー, erro, fehler, erreur, tipo, typ, 原因, 理由,
    motivo, grund, raison
""")
"""Headings of codes where an HTTP status stands beside them, or the section is about codes."""

OTHER_CODES = _part("""
    country, currency, language, locale, zip, postal, example, sample, snippet, endpoint, method,
    国家, 币种
""")
"""What makes a code one of something else."""

SETTINGS = _part("""
    setting, option, parameter, propert, variable, config, flag, limit, header, field, 设置, 参数,
    設定, パラメータ, parâmetro, parámetro, paramètre, einstellung, настройк, параметр, 설정
""")
"""What makes the numbers beside it values of something else than errors."""

ABOUT_CODES = _part("""
    \\bcodes?\\b, errors?\\b, respon, status, 码, 碼, 错误, 錯誤, エラー, コード, código,
    erros?\\b, 코드, 오류, fehler, erreur, ответ, ошибк
""")
"""Headings of sections that are about codes."""
