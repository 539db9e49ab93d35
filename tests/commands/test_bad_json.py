"""What is meant as JSON and is none: one error, where a writer sees the mistake, and what to do."""

import pytest

from helpers.marks import marked
from helpers.project import Project
from helpers.refusals import missing_words, refused

MISTAKES: dict[str, tuple[str, tuple[str, ...]]] = {
    "no comma": ('"code": "A" ▶"name": "N"', ("no comma",)),
    "a comma too many": ('"number": ▶, "code": "A"', ("there is no value before this ','",)),
    "no colon": ('"number" ▶1', ("no colon", "hint: write ': '")),
    "a value without quotes": ('"code": ▶Not/Found', ("'Not' has no quotes", "double quotes")),
    "a name without quotes": ('▶code: "A"]', ("'code' has no quotes", "double quotes")),
    "a literal of another language": ('"retryable": ▶True "a"', ("'True' as 'true'",)),
    "another quote": ('"code": ▶“A”', ("'“' is not a quote", 'write "')),
    "quotes inside quotes": ('"message": "a "▶b" c"', ("end of a quoted text", 'write \\" for')),
    "a comment": ('▶// the first\n"code": "A"', ("no comments",)),
    "an escape": ('"code": "a▶\\qb"', ("not an escape", "double the backslash")),
    "a leading zero": ('"code": 0▶10 "a"', ("cannot start with 0", "quotes")),
    "nothing": ('"code": ▶', ("there is no value before this '}'",)),
}
ENDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "a comma after the last field": ('{"code": "A"▶,\n}]}}', ("a comma with nothing", "delete it")),
    "a comma after the last item": ('{"code": "A"}▶, ]}}', ("a comma with nothing", "delete it")),
    "never closed": ('{"code": "A"}]\n▶', ("last bracket",)),
    "a quote never closed": ('{"code": ▶"A}]}', ("quoted text is never closed",)),
    "closed too often": ('{"code": "A"}]}▶}', ("'}' closes no",)),
    "closed by another": ('{"code": "A"▶]}', ("close it with '}'",)),
}
# YAML allows some of these; one bracket too many makes none of them YAML.
TEXTS = {name: (f"{{{text}}}]}}}}", printed) for name, (text, printed) in MISTAKES.items()} | ENDS


@pytest.mark.parametrize(("text", "printed"), TEXTS.values(), ids=TEXTS)
def test_a_mistake_in_json_is_told_where_it_is_and_in_words_of_a_writer(
    text: str, printed: tuple[str, ...], project: Project
) -> None:
    text, places = marked(f'{{"apicodes": 1, "title": "T", "codes": [{text}')
    project.write("codes.yaml", text)
    refusal = refused(project)
    assert refusal.places == [f"codes.yaml:{places[0][0]}:{places[0][1]}: error[json-syntax]"]
    assert missing_words(refusal, printed) == [], refusal.printed
