"""The commands, thin: read the arguments, ask the library, print."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

import sne
from sne import number as unique_number

from . import shown
from .wording import Words

ACCEPTED, REFUSED, USAGE, MALFORMED, OPEN_TABLE = 0, 1, 2, 3, 4
INTERNAL, INTERRUPTED = 70, 130

app = typer.Typer(
    help="Rules of French social housing demand: ask, replay, show.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
number_app = typer.Typer(help="The unique number of registration.", no_args_is_help=True)
app.add_typer(number_app, name="number")
law_app = typer.Typer(help="The law as data: tables, and law packs.", no_args_is_help=True)
app.add_typer(law_app, name="law")

Lang = Annotated[Literal["fr", "en"], typer.Option("--lang", help="Language of the answers.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON document instead of tables.")]
PolicyName = Annotated[Literal["law", "sne"], typer.Option("--policy", help="The texts alone, or with the tolerances of the national system.")]
PresumeMet = Annotated[bool, typer.Option("--presume-met", help="Presume met what the log does not say.")]


def _day(text: str | None, option: str) -> date | None:
    if text is None:
        return None
    try:
        return sne._core.read_date(text)
    except sne.FormatError as error:
        raise typer.BadParameter(error.explain("en"), param_hint=option) from None


def _policy(name: str, presume_met: bool = False) -> sne.Policy:
    make = sne.Policy.law if name == "law" else sne.Policy.sne
    return make(unknown="presume_met" if presume_met else "ask")


@number_app.command("check")
def number_check(
    numbers: Annotated[list[str], typer.Argument(metavar="NUMBER...", help="With or without separators.")],
    reference: Annotated[str | None, typer.Option(help="Day of the judgement: months after it are errors.")] = None,
    deposit: Annotated[str | None, typer.Option(help="Day of the first deposit held in the file.")] = None,
    issued: Annotated[bool, typer.Option("--issued", help="A number about to be delivered: beyond reproach.")] = False,
    lang: Lang = "fr",
    as_json: Json = False,
) -> None:
    """Say everything there is to say of numbers. Exit 1 when one of them has an error."""
    words = Words(lang)
    on, first = _day(reference, "--reference"), _day(deposit, "--deposit")
    said = [_number(text, unique_number.check(text, on, first, "issued" if issued else "received"), lang) for text in numbers]
    if as_json:
        shown.show_json(said)
    else:
        rows = [(one["number"], one["parts"], "\n".join(i["text"] for i in one["issues"]) or words["no_issue"]) for one in said]
        shown.table("", (words["number"], words["parts"], words["issues"]), rows)
    raise typer.Exit(REFUSED if any(i["severity"] == "error" for one in said for i in one["issues"]) else ACCEPTED)


def _number(text: str, issues: tuple[sne.NumberIssue, ...], lang: str) -> dict[str, Any]:
    said: dict[str, Any] = {"number": text, "parts": ""}
    try:
        read = unique_number.parse(text)
        said["number"] = read.format("grouped")
        said["parts"] = f"{read.territory}, {read.month:02d}/{read.year4 or read.year2}, {read.sequence:06d}, {read.registrar}"
    except sne.FormatError:
        pass
    said["issues"] = [
        {"code": i.code, "severity": i.severity, "at": i.at, "rule": i.rule, "text": i.explain(lang)} for i in issues
    ]
    return said


@app.command()
def calendar(
    base: Annotated[str, typer.Option(help="Base date: filing, or last renewal.")],
    policy: PolicyName = "sne",
    lang: Lang = "fr",
    as_json: Json = False,
) -> None:
    """Every coming date of a demand filed on a base date, with its article."""
    words = Words(lang)
    day = _day(base, "--base")
    assert day is not None
    practised = {"radiation_practice", "reactivation_until"}
    entries = [e for e in sne.calendar_of(day) if policy == "sne" or e.deadline not in practised]
    if as_json:
        shown.show_json(
            [
                {
                    "deadline": e.deadline,
                    "day": e.day,
                    "rule": e.rule,
                    "article": e.citation.article,
                    "version": e.citation.title,
                    "mark": e.mark,
                    "text": sne.in_words("deadline", e.deadline or "", lang),
                }
                for e in entries
            ]
        )
        return
    rows = [(e.day, sne.in_words("deadline", e.deadline or "", lang), e.citation.article, e.mark) for e in entries]
    shown.table("", (words["day"], words["deadline"], words["article"], words["mark"]), rows)


@app.command()
def decide(
    log: Annotated[Path, typer.Argument(metavar="LOG", help="Events of one demand, CSV or Parquet.")],
    event: Annotated[str, typer.Option(metavar="ROW|@JSON", help="A row of the log, from 0; or @FILE or @{...}, judged after all of them.")],
    policy: PolicyName = "sne",
    presume_met: PresumeMet = False,
    lang: Lang = "fr",
    as_json: Json = False,
) -> None:
    """Judge one event of a demand and explain the answer. Exit 0 accepted, 1 refused or incomplete."""
    rules = _policy(policy, presume_met)
    rows = [row for row in (_events(log)) if row is not None]
    if event.startswith("@"):
        demand = sne.fold([one for _, _, one in rows], policy=rules).demand if _one_demand(rows) else sne.Demand()
        decision = sne.decide(demand, _json_event(event[1:]), policy=rules)
    else:
        decision = _judge_row(rows, event, rules)
    if as_json:
        shown.show_json(json.loads(decision.to_json(lang)))
    else:
        shown.out.print(decision.explain(lang), markup=False)
    raise typer.Exit(ACCEPTED if decision.accepted else REFUSED)


Row = tuple[int, str, sne.Event]


def _events(path: Path) -> list[Row]:
    """The rows that can be read; a row that cannot is malformed input."""
    log = sne.read_log(path)
    faults = log.events.faults()
    if len(log) and len(faults["row"]):
        raise sne.FormatError(faults["code"][0], int(faults["at"][0]), faults["field"][0] or "", None, int(faults["row"][0]))
    found = (log.events.row(row) for row in range(len(log)))
    return [(row, held[0], held[1]) for row, held in enumerate(found) if held is not None]


def _one_demand(rows: list[Row]) -> bool:
    if len({demand for _, demand, _ in rows}) > 1:
        raise typer.BadParameter("the log holds several demands: cut it to one, or judge a row of it", param_hint="LOG")
    return True


def _judge_row(rows: list[Row], text: str, policy: sne.Policy) -> sne.Decision:
    if not (text.isdecimal() and int(text) < len(rows)):
        raise typer.BadParameter(f"a row from 0 to {len(rows) - 1}, or @ and JSON", param_hint="--event")
    wanted = int(text)
    demand = rows[wanted][1]
    same = [(row, one) for row, key, one in rows if key == demand]
    decisions = sne.fold([one for _, one in same], policy=policy).decisions
    return next(decision for (row, _), decision in zip(same, decisions, strict=True) if row == wanted)


def _json_event(text: str) -> sne.Event:
    raw = text if text.lstrip().startswith("{") else Path(text).read_text(encoding="utf-8")
    try:
        facts = json.loads(raw)
        if not isinstance(facts, dict):
            raise sne.FormatError("BAD_QUOTING", 0, "event")
        kind = facts.pop("event", None)
        for key in ("demand", "person", "co_holder", "number"):
            facts.pop(key, None)
        return sne.Event(kind, **facts)
    except json.JSONDecodeError as error:
        raise sne.FormatError("BAD_QUOTING", error.pos, "event") from None
    except TypeError:
        raise sne.FormatError("UNKNOWN_COLUMN", 0, "event", sne.log_columns) from None


Packs = Annotated[list[Path] | None, typer.Option("--pack", metavar="FILE", help="A law pack to load first; may be repeated, in order.")]


@law_app.command("check")
def law_check(
    pack: Annotated[Path, typer.Argument(metavar="FILE", help="A law pack: docs/law_packs.md.")],
    onto: Packs = None,
    lang: Lang = "fr",
    as_json: Json = False,
) -> None:
    """Read and check a law pack, and list everything wrong with it. Exit 1 when it would be refused."""
    from . import lawbook

    said = lawbook.check(pack, lawbook.with_packs(onto or []), lang)
    if as_json:
        shown.show_json(said)
    else:
        lawbook.show_check(said, Words(lang))
    raise typer.Exit(REFUSED if said["faults"] else ACCEPTED)


@law_app.command("show")
def law_show(
    day: Annotated[str | None, typer.Option("--date", help="Day of the table; default: the last one held.")] = None,
    product: Annotated[Literal["PLAI", "PLUS", "PLS", "LLTS", "LLS"] | None, typer.Option(help="One product; default: all.")] = None,
    onto: Packs = None,
    lang: Lang = "fr",
    as_json: Json = False,
) -> None:
    """The income ceilings of a day, each with its order, its weight and where it was read."""
    from . import lawbook

    said = lawbook.table(_day(day, "--date"), product, lawbook.with_packs(onto or []))
    if as_json:
        shown.show_json(said)
    else:
        lawbook.show_table(said, Words(lang))


@app.command()
def score(
    grid: Annotated[Path, typer.Argument(metavar="GRID", help="A scoring grid: docs/scoring.md.")],
    facts: Annotated[Path | None, typer.Argument(metavar="FACTS", help="The facts of a demand; without them the grid is checked.")] = None,
    on: Annotated[str | None, typer.Option("--on", help="Reference date; default: the last day reviewed.")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Line by line.")] = False,
    lang: Lang = "fr",
    as_json: Json = False,
) -> None:
    """Score a demand with the grid of a territory, or check the grid. Exit 1 when the grid has an error."""
    from . import scoring

    day = _day(on, "--on") or sne.LawBook.builtin().horizon
    if facts is not None:
        scoring.show_score(scoring.score(grid, facts, day, lang), as_json, explain)
        return
    issues = scoring.check(grid, day, lang)
    if as_json:
        shown.show_json(issues)
    else:
        scoring.show_check(issues, Words(lang))
    raise typer.Exit(REFUSED if any(issue["severity"] == "error" for issue in issues) else ACCEPTED)


@app.command()
def pieces(
    on: Annotated[str | None, typer.Option("--on", help="Day of the list; default: the last day reviewed.")] = None,
    nationality: Annotated[Literal["french", "eu", "other"] | None, typer.Option(help="Of the applicant.")] = None,
    motive: Annotated[list[str] | None, typer.Option("--motive", metavar="NN", help="A motive, 01 to 23; may be repeated.")] = None,
    true: Annotated[list[str] | None, typer.Option("--if", metavar="CIRCUMSTANCE", help="What is so: docs/pieces.md; may be repeated.")] = None,
    only: Annotated[bool, typer.Option("--only", help="What is not named is not so; by default it is not known.")] = False,
    lang: Lang = "fr",
    as_json: Json = False,
) -> None:
    """The supporting pieces that a household is asked for; a question mark: perhaps."""
    from . import scoring

    day = _day(on, "--on") or sne.LawBook.builtin().horizon
    asked = scoring.pieces(day, nationality, motive, true or [], only, lang)
    if as_json:
        shown.show_json(asked)
    else:
        scoring.show_pieces(asked, Words(lang))


@app.command()
def diagram(
    format: Annotated[Literal["mermaid", "markdown"], typer.Option(help="A state diagram, or a table.")] = "mermaid",
    on: Annotated[str | None, typer.Option(help="Day whose law is drawn; default: the last day reviewed.")] = None,
    lang: Lang = "fr",
    as_json: Json = False,
) -> None:
    """The transition table in force on a day."""
    text = sne.diagram(format, day=_day(on, "--on"), language=lang)
    if as_json:
        shown.show_json({"format": format, "text": text})
    else:
        print(text)


@app.command()
def replay(
    events: Annotated[Path, typer.Argument(metavar="EVENTS", help="Event log, CSV or Parquet: docs/events.md.")],
    as_of: Annotated[str | None, typer.Option("--as-of", help="Day of the state; default: the last day recorded in the log.")] = None,
    first: Annotated[str | None, typer.Option("--from", help="First day of the table; default: twelve months up to its last day.")] = None,
    last: Annotated[str | None, typer.Option("--to", help="Last day of the table; default: the day of the state.")] = None,
    policy: PolicyName = "sne",
    presume_met: PresumeMet = False,
    population: Annotated[Literal["persons", "associations", "both"], typer.Option(help="Whose demands are counted.")] = "persons",
    months: Annotated[int, typer.Option(min=0, max=1200, help="How far ahead notices and renewals due are listed.")] = 3,
    limit: Annotated[int, typer.Option(min=0, help="Rows shown of each list; the files of --out hold them all.")] = 20,
    rejects: Annotated[Path | None, typer.Option(help="File for the rows set apart.")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder for the results as CSV and Parquet.")] = None,
    lang: Lang = "fr",
    as_json: Json = False,
) -> None:
    """Fold a log and report the register. Exit 4 when the table does not close."""
    from . import replaying

    words = Words(lang)
    days = replaying.Days(_day(as_of, "--as-of"), _day(first, "--from"), _day(last, "--to"))
    replayed = replaying.run(events, _policy(policy, presume_met), words, quiet=as_json)
    report = replaying.report(replayed, days, population, months)
    if rejects:
        rejects.write_bytes(replayed.rejects or sne._core.rejects_header.encode())
    if out:
        replaying.write(replayed, report, out)
    if as_json:
        shown.show_json(replaying.as_json(report, limit, words))
    else:
        replaying.show(report, limit, words)
    raise typer.Exit(ACCEPTED if report.flow.closes else OPEN_TABLE)


@app.command("eligibility")
def eligibility_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Households: JSON, JSON Lines, CSV, or XML of the SNE interface.")],
    as_of: Annotated[str | None, typer.Option("--as-of", help="Day judged, for the households that do not say; of the XML it prevails.")] = None,
    commune: Annotated[str | None, typer.Option(help="INSEE code of the commune of the dwelling, for those that do not say.")] = None,
    product: Annotated[
        Literal["PLAI", "PLUS", "PLS", "LLTS", "LLS"] | None, typer.Option(help="Product, for those that do not say; default: all.")
    ] = None,
    provisional: Annotated[bool, typer.Option("--provisional", help="Answer beyond the horizon of the law, and say so.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="How each verdict came about, with the articles.")] = False,
    limit: Annotated[int, typer.Option(min=0, help="Households shown; --json gives them all.")] = 20,
    lang: Lang = "fr",
    as_json: Json = False,
) -> None:
    """May these households be housed, in which products, and why. Exit 1 when one of them has no product for sure."""
    from . import households

    words = Words(lang)
    policy = sne.Policy.sne(horizon="provisional" if provisional else "refuse")
    asked = households.Asked(_day(as_of, "--as-of"), commune, product, policy)
    answers = households.run(file, asked, explain, lang)
    if as_json:
        shown.show_json(households.as_json(answers, policy, lang))
    elif explain:
        households.explain(answers, limit, policy, words)
    else:
        households.show(answers, limit, words)
    if answers.fault is not None:
        hint = f" {words['use_lines']}" if answers.fault["fault"] == "TOO_LARGE" and file.suffix == ".json" else ""
        shown.err.print(f"sne: {answers.fault['fault']}. {answers.fault['text']}{hint}", markup=False, soft_wrap=True)
    raise typer.Exit(MALFORMED if answers.faulty else REFUSED if answers.refused else ACCEPTED)


@app.command()
def demo(
    out: Annotated[Path, typer.Option(help="Folder for the log, the page and the pictures.")] = Path("sne-demo"),
    scale: Annotated[float, typer.Option(min=0.01, max=1.0, help="Size of the region, 1 for the published one.")] = 1.0,
    seed: Annotated[int | None, typer.Option(help="Seed of the generator.")] = None,
    pictures: Annotated[bool, typer.Option(help="Draw the PNG pictures too.")] = True,
    lang: Lang = "fr",
    as_json: Json = False,
) -> None:
    """Make a year of two départements, replay it, and set it beside the table published in 2014."""
    from . import demonstration

    words = Words(lang)
    result, written = demonstration.run(out, scale, seed, pictures, words, quiet=as_json)
    if as_json:
        shown.show_json({**result, "files": [str(path) for path in written]})
    else:
        demonstration.show(result, written, words)
    if not all(result["closes"].values()):
        raise typer.Exit(OPEN_TABLE)
    raise typer.Exit(ACCEPTED if result["cells"]["equal"] == result["cells"]["total"] else REFUSED)


def _fail(message: str, status: int) -> int:
    shown.err.print(f"sne: {message}", markup=False, soft_wrap=True)
    return status


def _language(arguments: list[str]) -> Literal["fr", "en"]:
    for place, argument in enumerate(arguments):
        if argument == "--lang=en" or (argument == "--lang" and arguments[place + 1 : place + 2] == ["en"]):
            return "en"
    return "fr"


def run(arguments: list[str]) -> int:
    """The exit status of a command line."""
    try:
        app(arguments, prog_name="sne")
        return ACCEPTED
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else USAGE if stop.code else ACCEPTED
    except KeyboardInterrupt:
        return INTERRUPTED
    except sne.FormatError as error:
        return _fail(f"{error.code}. {error.explain(_language(arguments))}", MALFORMED)
    except BrokenPipeError:
        return ACCEPTED
    except OSError as error:
        return _fail(f"UNREADABLE_FILE. {error.strerror or type(error).__name__}: {error.filename}", MALFORMED)
    except Exception as error:  # a bug of ours: its text may quote data
        return _fail(f"internal error ({type(error).__name__})", INTERNAL)

