"""Markdown (GFM) for pull requests and step summaries; text of a catalog is escaped."""

from apicodes.cli.reports import Report
from apicodes.problems import Problem
from apicodes.render import markdown
from apicodes.text.display import printable


def render(report: Report) -> str:
    """Return what the command prints, as Markdown, or its summary and a table of problems."""
    if report.markdown is not None:
        return report.markdown()
    problems = report.all_problems
    summary = report.summary or ("" if problems else "No problems.")
    blocks = [markdown.text(printable(line)) for line in summary.splitlines()]
    if problems:
        rows = (("Place", "Problem"), ("---", "---"), *map(_row, problems))
        blocks.append("\n".join(f"| {' | '.join(row)} |" for row in rows))
    return "\n\n".join(filter(None, blocks))


def _row(problem: Problem) -> tuple[str, str]:
    rule = markdown.code_cell(problem.rule)
    hint = f"<br/>{_cell(problem.hint)}" if problem.hint else ""
    location = markdown.code_cell(printable(str(problem.location)))
    return location, f"**{problem.severity}** {rule}: {_cell(problem.message)}{hint}"


def _cell(text: str) -> str:
    return markdown.text_cell(printable(text))
