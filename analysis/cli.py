"""The command line: data on standard output, everything else on standard error.

Exit 0 when all was read, 1 when some inputs were refused (each named, the rest done), 2 for
unusable arguments, 130 when interrupted.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis import __version__, languages
from analysis.corpus import Corpus, read_articles, reviews_path
from analysis.schema import AnnotatedArticle

if TYPE_CHECKING:
    from analysis.annotation.reviews import Reviews

LOCALES = ("en", "fr")


class UsageError(Exception):
    """Arguments that cannot be used; the message says why."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    options = _parser().parse_args(arguments)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except UsageError as error:
        _say(f"analysis: {error}")
        return 2
    except KeyboardInterrupt:
        kept = " (finished batches are kept)" if options.store else ""
        _say(f"analysis: interrupted{kept}")
        return 130
    except BrokenPipeError:
        # The reader of the data has gone; what follows must not complain of it again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="analysis",
        description="See how news articles are sourced and framed.",
        epilog="Exit 0: all read; 1: some inputs refused, named on standard error; "
        "2: unusable arguments.",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("path", metavar="PATH", type=Path, help="a file or a folder of articles")
    common.add_argument(
        "--language",
        choices=languages.available(),
        metavar="CODE",
        help=f"language of all articles ({', '.join(languages.available())}); else detected",
    )
    common.add_argument("--jobs", type=int, default=1, metavar="N", help="processes (-1: all)")
    common.add_argument("--scheduler", metavar="ADDRESS", help="address of a Dask scheduler")
    common.add_argument("--store", type=Path, metavar="DIR", help="keep finished batches here")
    common.add_argument("--quiet", action="store_true", help="no progress, no notes")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Callable[[argparse.Namespace], int], help_: str) -> Any:
        sub = commands.add_parser(name, parents=[common], help=help_, description=help_)
        sub.set_defaults(run=run)
        return sub

    annotate = command("annotate", _annotate, "evidence records, one JSON object a line")
    annotate.add_argument(
        "--scope",
        choices=("S", "P", "SP"),
        default="S",
        help="S: speech (default); P or SP: attitudes, decisions and requests beside it",
    )
    features = command("features", _features, "one row an article, with intervals and statuses")
    profile = command("profile", _profile, "the long table of profiles")
    profile.add_argument("--by", choices=("article", "outlet"), default="article")
    compare = command("compare", _compare, "comparison records, one JSON object a line")
    compare.add_argument("--event-pack", type=Path, metavar="FILE", help="TOML naming quantities")
    for sub in (annotate, features, profile, compare):
        sub.add_argument("--out", type=Path, metavar="FILE", help="write here instead of stdout")
    review = command("review", _review, "a sheet of all evidence to decide on, beside the corpus")
    review.add_argument("--out", type=Path, metavar="FILE", help="write the sheet here instead")
    review.add_argument("--reviewer", default="", metavar="NAME", help="who will fill it in")
    review.add_argument(
        "--agreement", action="store_true", help="print how far the reviewers of the sheet agree"
    )
    review.add_argument(
        "--gold", type=Path, metavar="FILE", help="write texts read to the end as a hand-coded set"
    )
    for sub in (annotate, features, profile, compare, review):
        sub.add_argument(
            "--reviews",
            type=Path,
            metavar="FILE",
            help="decisions on extracted spans (default: PATH.reviews.csv beside PATH, if there)",
        )
    report = command("report", _report, "the static HTML site, figures and tables")
    report.add_argument("--out", type=Path, default=Path("reports"), metavar="DIR")
    report.add_argument("--locale", choices=LOCALES, default="en", help="language of the pages")
    report.add_argument(
        "--figures", type=Path, metavar="DIR", help="figures' folder (default: in the report)"
    )
    report.add_argument(
        "--text",
        choices=("full", "excerpts", "none"),
        default="full",
        help="how much of the articles' words stands in the report (default: full)",
    )
    report.add_argument(
        "--mask-names", action="store_true", help="mask the names of persons without an office"
    )
    report.add_argument(
        "--single-file", action="store_true", help="the whole report as report.html too, to mail"
    )
    return parser


def _say(message: str) -> None:
    print(message, file=sys.stderr)


def _read(options: argparse.Namespace) -> Corpus:
    try:
        corpus = read_articles(options.path)
    except FileNotFoundError as error:
        raise UsageError(str(error)) from error
    for refusal in corpus.refused:
        _say(f"refused: {refusal}")
    if not options.quiet:
        for note in corpus.notes:
            _say(f"note: {note}")
    if not corpus.articles and not corpus.refused:
        raise UsageError(f"{options.path}: no article in it")
    return corpus


def _annotated(
    options: argparse.Namespace, corpus: Corpus, reviews: Reviews | None = None
) -> list[AnnotatedArticle]:
    from analysis.engine import SchedulerError, annotate_corpus

    reviews = _reviews(options) if reviews is None else reviews
    try:
        return annotate_corpus(
            corpus.articles,
            options.language,
            scope=getattr(options, "scope", "S"),
            jobs=options.jobs,
            scheduler=options.scheduler,
            store=options.store,
            reviews=reviews,
            quiet=options.quiet,
        )
    except SchedulerError as error:
        raise UsageError(str(error)) from error
    finally:
        for problem in reviews.problems:
            _say(f"left out: {problem}")


def _reviews(options: argparse.Namespace) -> Reviews:
    """The decisions named on the command line, or those beside the corpus."""
    from analysis.annotation.reviews import Reviews, read_reviews

    file = options.reviews or reviews_path(options.path)
    if not file.is_file() and options.reviews is None:
        return Reviews()
    try:
        reviews = read_reviews(file)
    except (OSError, ValueError) as error:
        raise UsageError(f"{file}: {error}") from error
    if not options.quiet:
        _say(f"note: {len(reviews.rows)} decisions of {file.name} are applied")
    return reviews


def _annotate(options: argparse.Namespace) -> int:
    from analysis.annotation.records import records

    corpus = _read(options)
    articles = _annotated(options, corpus)
    _write(_lines(r for article in articles for r in records(article)), options.out)
    return _code(corpus)


def _compare(options: argparse.Namespace) -> int:
    from analysis.comparison import compare

    corpus = _read(options)
    comparison = compare(_annotated(options, corpus), event_pack=options.event_pack)
    _write(_lines(comparison.records()), options.out)
    return _code(corpus)


def _review(options: argparse.Namespace) -> int:
    from analysis.annotation.agreement import agreement
    from analysis.annotation.reviews import Reviews, gold, undecided, write_reviews

    corpus = _read(options)
    if options.gold:
        _write(_lines(gold(_annotated(options, corpus))), options.gold)
        return _code(corpus)
    reviews = _reviews(options)
    extracted = _annotated(options, corpus, Reviews())
    if options.agreement:
        _write_table(agreement(extracted, reviews), None)
        return _code(corpus)
    target = options.out or options.reviews or reviews_path(options.path)
    new = undecided(extracted, reviews, options.reviewer)
    write_reviews(target, [*(row for _, row in reviews.rows), *new])
    _say(f"review: {len(new)} spans to decide on, {len(reviews.rows)} decided, in {target}")
    return _code(corpus)


def _features(options: argparse.Namespace) -> int:
    from analysis.features import extract

    corpus = _read(options)
    _write_table(extract(_annotated(options, corpus), intervals=True).reset_index(), options.out)
    return _code(corpus)


def _profile(options: argparse.Namespace) -> int:
    from analysis.profiles import profile

    corpus = _read(options)
    _write_table(profile(_annotated(options, corpus), by=options.by), options.out)
    return _code(corpus)


def _report(options: argparse.Namespace) -> int:
    from analysis.engine import SchedulerError
    from analysis.reporting import render_report
    from analysis.reporting.notebooks import NotebookError

    corpus = _read(options)
    if not corpus.articles:
        _say("analysis: no article could be read, so no report was written")
        return 1
    try:
        render_report(
            options.path,
            options.out,
            locale=options.locale,
            language=options.language,
            figures=options.figures,
            jobs=options.jobs,
            scheduler=options.scheduler,
            store=options.store,
            quiet=options.quiet,
            text=options.text,
            mask_names=options.mask_names,
            single_file=options.single_file,
        )
    except SchedulerError as error:
        raise UsageError(str(error)) from error
    except NotebookError as error:
        # The other pages stand; a further run does only what is missing.
        _say(f"analysis: {error}")
        return 1
    return _code(corpus)


def _code(corpus: Corpus) -> int:
    return 1 if corpus.refused else 0


def _lines(items: Iterable[dict[str, Any]]) -> Iterator[str]:
    for item in items:
        yield json.dumps(_json(item), ensure_ascii=False, allow_nan=False) + "\n"


def _json(value: Any) -> Any:
    """A value JSON can hold: numbers that are none become null, numpy's become plain."""
    if isinstance(value, dict):
        return {key: _json(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_json(item) for item in value]
    if hasattr(value, "item"):
        value = value.item()
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _write(lines: Iterable[str], out: Path | None) -> None:
    if out is None:
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
        sys.stdout.writelines(lines)
    else:
        _in_one_step(out, "".join(lines).encode("utf-8", "backslashreplace"))


def _write_table(frame: Any, out: Path | None) -> None:
    if out is not None and out.suffix == ".parquet":
        import io

        data = io.BytesIO()
        frame.to_parquet(data, index=False)
        _in_one_step(out, data.getvalue())
    elif out is not None and out.suffix != ".csv":
        raise UsageError(f"{out}: a table is written as .csv or .parquet")
    else:
        _write([frame.to_csv(index=False, lineterminator="\n")], out)


def _in_one_step(out: Path, data: bytes) -> None:
    """Write beside the place and move into it, so that nothing is ever half-written."""
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        beside = out.with_name(f".{out.name}.tmp")
        beside.write_bytes(data)
        beside.replace(out)
    except OSError as error:
        raise UsageError(f"{out}: cannot be written ({error.strerror})") from error
