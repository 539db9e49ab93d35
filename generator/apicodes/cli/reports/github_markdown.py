"""For pull requests and summaries: GFM in which nothing of a catalog is markup."""

from apicodes.cli.reports import Report
from apicodes.problems import Problem
from apicodes.render import markdown
from apicodes.text.display import printable


def rendered(its: Report) -> str:
    """Return what the command says in Markdown, or a table of what was found."""
    if its.markdown is not None:
        return its.markdown()
    found = its.all_problems
    summary = its.summary or ("" if found else "Nothing was found.")
    blocks = [markdown.text(printable(line)) for line in summary.splitlines()]
    if found:
        head = ("Place", "Problem")
        rows = (f"| {' | '.join(row)} |" for row in (head, ("---", "---"), *map(_row, found)))
        blocks.append("\n".join(rows))
    return "\n\n".join(filter(None, blocks))


def _row(problem: Problem) -> tuple[str, str]:
    said = f"**{problem.severity}** {markdown.code_cell(problem.rule)}: {_cell(problem.message)}"
    hint = f"<br/>{_cell(problem.hint)}" if problem.hint else ""
    return markdown.code_cell(printable(str(problem.location))), f"{said}{hint}"


def _cell(text: str) -> str:
    return markdown.text_cell(printable(text))
