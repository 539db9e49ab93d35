"""What people write above the columns of tables, in the languages of real pages.

A pattern is matched with a heading in lower case, its words apart and its marks left out.
"""

import re
from collections.abc import Mapping


def _pattern(words: str) -> str:
    return "|".join(filter(None, map(str.strip, words.replace("\n", " ").split(","))))


def _whole(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{_pattern(words)})$")


def _part(words: str) -> re.Pattern[str]:
    return re.compile(_pattern(words))


WHOLE: Mapping[str, re.Pattern[str]] = {
    "http_status": _whole("""
      http, (http|rest) ?(response |return |status |error )*(status|codes?|responses?|errors?),
      statuscode, (http )?(status|response) codes?, (response|return) status( code)?,
      http ?(状态|状态码|狀態碼?|返回码|响应码|響應碼|错误码|錯誤碼|ステータス(コード)?),
      (响应)?状态码, 狀態碼, 响应码, 響應碼, ステータスコード, (http )?statuscode, antwortcode,
      http (antwort)?code, code http, statut http, estado http, status http,
      (http )?c[óo]digo( http| de (estado|status|situação|resposta|respuesta|retorno))+,
      (http )?c[óo]digo http( de \\w+)?, (http )?code( d[e'’] ?)?(statut|réponse|état)( http)?,
      (http )?статус([- ]?код)?( http| ответа)?, (http )?код( ответа| состояния| http)+,
      http код, (http )?(상태|응답) ?코드
    """),
    "code": _whole("""
      (error|result|response|reason|api|return|business|internal|err|sub)? ?codes?( name)?,
      errno, errcode, sqlstate, 返回值, (error|result|return|err)code,
      error (id|key|number|no\\.?|slug), code d ?erreur, codes? erreurs?, codes? d['’]erreurs?,
      (错误|錯誤|返回|业务|響應|響応|结果|状态|异常)?(代码|代碼|码|碼), 错误(标识|编码|编号),
      编码, 業務碼, (エラー|結果|レスポンス|応答|リターン)?コード, (エラー)?番号,
      c[óo]digos?( (de|do) (erros?|error|errores|retorno|resultado))?,
      code (de )?(erreur|retour), (fehler|ergebnis|rückgabe) ?code, fehlernummer,
      коды?( ошибк[иа]| ошибок| возврата)?, (오류|에러|결과) ?코드, 코드
    """),
    "name": _whole("""
      (error|code|enum|macro|exception|symbolic)? ?(constants?|identifiers?|symbol)( names?)?,
      (error|code|enum|macro)? ?(sentinel|enum|macro|const|enumerator|mnemonic)( names?)?,
      (error|code|constant|enum|symbolic|exception|variable) names?, exception( class)?,
      (错误|錯誤|枚举|常量|異常|异常)(名称?|名稱|常量)?, 标识符?, 標識符, 常數名?稱?,
      (エラー|定数|シンボル|識別子)名?, 識別子, konstante, bezeichner, constante,
      identifica(nt|dor), nombre (de la constante|simbólico), константа, идентификатор, 상수(명)?
    """),
    "status": _whole("""
      (api |response |json )?status( word)?, state, result, outcome, 状态, 狀態, 结果, 結果,
      ステータス, 状態, estado, situação, resultado, statut, état, résultat, zustand, ergebnis,
      статус, результат, 상태
    """),
    "number": _whole("""
      (error )?(number|no\\.?|num|values?|numeric( value| code)?|int(eger)?( value)?|decimal),
      值, 数值, 數值, 編號, 编号, 番号, 値, nummer, wert, numéro, valeur, número, valor, число,
      значение, 번호, 값
    """),
    "title": _whole("""
      title, name, summary, libellé, intitulé, bezeichnung, etiqueta, rótulo, наименование, 명칭,
      text, short( description)?, label,
      (error |reason |http |status )?(phrase|name|title|type|text), error, errors,
      (错误|錯誤)?类型, 标题, 標題, 名称, 名稱, 名前, タイトル, エラー名?, título, nome, nombre,
      erro, titel, kurzbeschreibung, fehler, titre, nom, erreur, название, ошибка, 이름, 오류
    """),
    "description": _whole("""
      (error |short |long |code |status )?(descriptions?|meanings?|explanations?|details?|desc),
      definition, information, info, what it means, (description|meaning) .*, .* description,
      描述, 说明, 說明, 含义, 含義, 涵义, 解释, 解釋,
      (错误|錯誤|状态码?|返回码|错误码)(描述|说明|說明|含义), 中文(描述|说明), 意味, 説明, 内容,
      詳細, (エラー)?(内容|説明|の説明), descrição( do erro)?, descricao, significado, detalhes?,
      descripci[óo]n( del error)?, explicación, detalles?, (fehler)?beschreibung, bedeutung,
      erklärung, erläuterung, signification, explication, détails?, описание( ошибки)?,
      пояснение, значение, 설명, 의미, 내용
    """),
    "message": _whole("""
      (error |response |default )?messages?( template| text)?, msg, errmsg, (error)?message,
      消息, (错误|錯誤)(信息|消息|訊息|提示), 提示(信息|訊息|语)?, (返回)?信息, 訊息,
      (エラー)?メッセージ, mensage[mn]( de erro)?, (fehler)?(meldung|nachricht),
      mensaje( de error)?, message d['’ ]?erreur, сообщение( об ошибке)?, текст( ошибки)?,
      (오류 )?메시지
    """),
    "causes": _whole("""
      (possible |common |probable |likely |typical |root )?(causes?|reasons?|scenarios?),
      when( .*)?, (typical )?(situation|trigger|triggered (by|when)|condition|occurs when)s?,
      why, (可能|错误|常见|出错)?(的)?原因(分析)?, 触发(条件|场景), 場景, 场景, 理由,
      発生(条件|原因|状況), 考えられる原因, 典型状況,
      causas?( (posibles?|prováve(l|is)|possíve(l|is)))?, posibles? causas?,
      possíve(l|is) causas?, motivos?, razón, razões, cuándo( ocurre)?, quando( ocorre)?,
      (mögliche )?ursachen?, gründe?, grund, wann, auslöser,
      (cause|raison|motif)s?( possibles?)?, quand, (возможн(ая|ые) )?причин[аы], когда, условие,
      condici[óo]n(es)?, condição, bedingung, 조건, (가능한 )?원인, 사유
    """),
    "solutions": _whole("""
      (possible |suggested |recommended |client )?(solutions?|resolutions?|actions?|fix(es)?),
      remed(y|ies), recovery, mitigations?, next steps?,
      how to (fix|resolve|handle|solve)( it| this| the error)?, what to do, recommendations?,
      handling( suggestions?)?, troubleshooting, suggestions?, 解决(方案|办法|方法|措施)?,
      解決(方案|辦法|方法|策), 排查(方法|建议|方案)?, 处理(建议|方法|方式|方案|办法)?,
      處理(建議|方法|方式)?, (处理)?建议, 建議, 対処(法|方法)?, 対応(方法|策)?, 解決策, 解決方法,
      solução, soluções, como (resolver|corrigir), ação( recomendada| sugerida)?,
      soluci[óo]n(es)?, cómo (resolver|solucionar)(lo)?, acción( recomendada| sugerida)?,
      qué hacer, o que fazer, lösung(en|svorschlag)?, (fehler)?behebung, maßnahmen?, abhilfe,
      was tun, solutions? possibles?, que faire, résolution, actions? (à mener|recommandée),
      решени[ея], что делать, (как )?исправ(ить|ление), действи[ея]( клиента)?,
      해결( ?방[법안])?, 조치( ?방법)?, 대처 ?방법
    """),
    "retryable": _whole("""
      (is |safe to )?(retry|retr(y|i)able|can retry|retries)( ?able)?, should retry,
      (是否)?(可|能)?重试, 可否重試, リトライ(可否)?, 再試行(可否)?, wiederholbar, réessayable,
      renouvelable, reintentable, repetível, повтор(ять|яем(ая|ый|ое?))?, 재시도( 가능)?
    """),
    "since": _whole("""
      since( version)?, (added|introduced)( in)?, version, バージョン, 版本, desde, depuis, seit,
      versão, versión
    """),
    "deprecated": _whole("""
      deprecat(ed|ion), obsolete, 废弃, 弃用, 已废弃, 非推奨, 廃止, obsoleto, descontinuado,
      veraltet, obsolète, устарел
    """),
}
"""The headings of each field that leave no doubt."""

PART: Mapping[str, re.Pattern[str]] = {
    "http_status": _part("http, status ?code, 状态码, 狀態碼, ステータスコード, 響應碼, 响应码"),
    "code": _part(
        "(?<![a-z])codes?(?![a-z]), 代码, 代碼, 码, 碼, コード, código, codigo, код, 코드"
    ),
    "name": _part("constant, identifier, symbol, sentinel, 常量, 枚举, 定数, 識別子, константа"),
    "status": _part("status, 状态, ステータス"),
    "number": _part("number, numeric, 番号, 编号"),
    "title": _part("title, name, phrase, 标题, 名称, タイトル, título, ^(result|status)$"),
    "description": _part("""
      descri, meaning, explanation, detail, détail, 描述, 说明, 說明, 説明, 含义, 意味,
      beschreib, bedeut, описан, 설명
    """),
    "message": _part("message, 消息, 信息, メッセージ, mensagem, mensaje, meldung, сообщ, 메시지"),
    "causes": _part("""
      cause, reason, scenario, 原因, 理由, 場景, 场景, 状況, ursache, causa, motivo, причин, 원인
    """),
    "solutions": _part("""
      solution, resol, action, how to, remed, 解决, 解決, 处理, 處理, 対処, 対応, soluç, soluci,
      lösung, реш, 해결
    """),
    "retryable": _part("retr[yi], 重试, リトライ, 再試行, wiederhol, réessa, reintent, 재시도"),
    "since": _part("since, introduced, added in"),
    "deprecated": _part("deprecat, 废弃, 弃用, 非推奨, veraltet, obsol"),
}
"""What a heading of each field has in it."""

KINDS = _whole("""
      (error )?(type|key|name|reason|identifier|constant|slug|symbol|error|id|class|exception)s?,
      status, result, values?, 值, 値, 名称, 名稱, 类型, 類型, 錯誤, 错误, エラー, erro, fehler,
      erreur, erreurs, errores, tipo( de (erro|error))?, typ, fehlertyp, 原因, 理由, motivo,
      grund, raison, ошибка, тип( ошибки)?, 오류, エラー名,
      (错误|錯誤|枚举|常量)(名称?|名稱|类型|標識), 种类, 種類
    """)
"""Headings of codes where an HTTP status stands beside them, or the section is about codes."""

ERRORS = _part(
    "error, exception, fehler, erreur, erro, ошибк, 错误, 錯誤, エラー, 오류, \\bfaults?\\b"
)
"""What speaks of errors."""

OBJECTS = _part("""
      object, \\bbody, payload, format, structure, schema, fields, attributes, propert, envelope,
      model, 字段, 结构, 結構, 格式, 形式, 構造, フィールド, 形$, estructura, estrutura, formato,
      struktur, felder, champs, формат, структур, поля, 형식, 필드, 구조
    """)
"""Sections about the parts of a response, such as its fields."""

FOREIGN_CODES = _part("countr, currenc, language, locale, zip, postal, 国家, 國家, 币种, 通貨")
"""Sections of codes of something else than responses."""

REQUESTS = _whole("""
    (http )?(methods?|verbs?), endpoints?, paths?, routes?, (request )?ur[il]s?,
    接口, 方法, (code )?prefix(es)?, 前缀, 接頭辞
""")
"""Headings of what requests are made of, and of the beginnings of codes."""

OTHER_CODES = _part("""
      country, currency, language, locale, zip, postal, example, sample, snippet, endpoint,
      method, path, url, 国家, 币种, 示例, source
    """)
"""What makes a code one of something else."""

SETTINGS = _part("""
      setting, option, parameter, propert, variable, config, flag, limit, header, field,
      attribute, 设置, 参数, 字段, 參數, 設定, パラメータ, 項目, フィールド, parâmetro,
      parámetro, paramètre, campo, champ, feld, einstellung, настройк, параметр, поле, 설정, 필드
    """)
"""What makes the values beside it those of something else than errors."""

ABOUT_CODES = _part("""
      \\bcodes?\\b, error, exception, fault, respon, status, 码, 碼, 错误, 錯誤, 异常, エラー,
      コード, ステータス, 例外, código, \\berros?\\b, 코드, 오류, fehler, erreur, réponse,
      respuesta, resposta, ответ, ошибк, коды?\\b, antwort
    """)
"""Headings of sections that are about codes."""

STATUS_WORDS = frozenset(
    _pattern("""
      ok, error, errors, success, successful, succeeded, fail, failed, failure, warning, info,
      pending, complete, completed, partial, accepted, rejected, denied, redirect, exception,
      fatal, true, false, 成功, 失败, 失敗, 错误, 錯誤, 异常, 警告, エラー, 正常, 異常, éxito,
      exito, erro, sucesso, falha, erfolg, fehler, succès, échec, erreur, успех, ошибка, успешно,
      성공, 실패, 오류
    """).split("|")
)
"""Words with which an envelope says how a request ended."""


def normal(heading: str) -> str:
    """Return a heading in lower case, its words apart, without marks and what is in parentheses."""
    text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading)
    text = re.sub(r"[(（\[【].*?[)）\]】]", " ", text) if text[:1] not in "(（[【" else text
    return " ".join(re.sub(r"[`*_:：.?？/&+\\\s-]+", " ", text).lower().split())
