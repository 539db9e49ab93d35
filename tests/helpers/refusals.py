"""What the tests of bad input share: a small catalog to spoil, and a run that must be refused."""

import re
from typing import NamedTuple

from helpers.project import Project

PLACE = re.compile(r"^(\S.*?: (?:error|warning)\[[a-z0-9-]+\]) ", re.MULTILINE)


class Refusal(NamedTuple):
    """How a run was refused.

    `places` are the beginnings of its problems, as in ``codes.yaml:4:11: error[wrong-type]``;
    `printed` is all that it printed to stderr.
    """

    code: int
    places: list[str]
    printed: str


def catalog(*lines: str) -> str:
    """Return a catalog whose codes are these lines; the first of them is the fourth of the file."""
    return "\n".join(("apicodes: 1", "title: Codes", "codes:", *lines, ""))


def settings(*lines: str) -> str:
    """Return settings for the catalog; the first of these lines is the second of the file."""
    spec = 'spec = "codes.yaml"'
    if any("catalogs" in line for line in lines):
        return "\n".join((spec, *lines, ""))
    return "\n".join((spec, *lines, "[rules]", 'description-missing = "off"', ""))


def refused(project: Project, *arguments: str) -> Refusal:
    """Run a command, else `generate`, that must neither print a result nor touch a file."""
    before = project.files()
    done = project.run(*(arguments or ("generate",)))
    assert project.files() == before, "a run that was refused changed files"
    assert not done.out, "a run that was refused printed a result"
    return Refusal(done.code, PLACE.findall(done.err), done.err)


def missing_words(refusal: Refusal, words: tuple[str, ...]) -> list[str]:
    """Return the words that a refusal ought to say, and does not."""
    return [word for word in words if word not in refusal.printed]


def assert_refused(project: Project, place: str, words: tuple[str, ...], *, code: int = 1) -> None:
    """Assert that `generate` is refused for one problem, whose message has these words."""
    refusal = refused(project)
    assert refusal.places == [place]
    assert missing_words(refusal, words) == [], refusal.printed
    assert refusal.code == code
