"""The command that drafts a document from articles, or compares them with one that there is."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from itinerary.cli.arguments import RootOption, parse_date_option
from itinerary.cli.findings import exit_with_usage_error
from itinerary.cli.inputs import STDIN, read_input_bytes, reject_second_stdin
from itinerary.cli.outputs import STDOUT, write_files
from itinerary.diagnostics import make_printable

if TYPE_CHECKING:  # --help may not take as long as importing these
    from itinerary.articles import Article
    from itinerary.drafting import Draft
    from itinerary.drafting.comparing import Comparison


def draft(
    articles: Annotated[
        list[str],
        typer.Argument(
            metavar="ARTICLE", help="Text, Markdown, HTML, .eml, .docx or .pdf; - is stdin."
        ),
    ],
    output: Annotated[
        str,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="The document to write; by default it is printed.",
        ),
    ] = STDOUT,
    review: Annotated[
        Path | None,
        typer.Option(
            "--review", metavar="FILE", help="Write what became of each date: FILE.json or .html."
        ),
    ] = None,
    published: Annotated[
        str | None,
        typer.Option("--published", metavar="DATE", help="When the articles were published."),
    ] = None,
    publisher: Annotated[
        str, typer.Option("--publisher", metavar="NAME", help="Who published them.")
    ] = "",
    language: Annotated[
        str, typer.Option("--language", metavar="LANGUAGE", help="Of the articles: en, es or pt.")
    ] = "",
    keep_text: Annotated[
        bool,
        typer.Option("--keep-text", help="Write the texts of the articles beside the document."),
    ] = False,
    against: Annotated[
        str,
        typer.Option(
            "--against", metavar="DOC", help="Show what the articles add to a document, as a patch."
        ),
    ] = "",
    root: RootOption = None,
) -> None:
    """Draft a document from articles, for an editor to check."""
    from itinerary.articles import read_article

    day = parse_date_option("--published", published) if published else None
    reject_second_stdin(*articles, against)
    read = [
        read_article(
            read_input_bytes(STDIN) if each == STDIN else Path(each),
            name="stdin" if each == STDIN else "",
            published=day,
            publisher=publisher,
            language=language,
        )
        for each in articles
    ]
    if against:
        if keep_text:
            exit_with_usage_error("--keep-text does not go with --against", "leave it out")
        _print_comparison(read, against, root, output, review)
        return
    _write_draft(read, articles, output, review, keep_text=keep_text)


def _write_draft(
    read: Sequence[Article],
    names: Sequence[str],
    output: str,
    review: Path | None,
    *,
    keep_text: bool,
) -> None:
    """Write the draft, with its review and the texts of its articles; print the counts."""
    from itinerary.drafting import draft

    if keep_text and output == STDOUT:
        exit_with_usage_error("--keep-text needs a file to stand beside", "add -o trip.yaml")
    texts = _name_texts(read, output) if keep_text else dict[Path, str]()
    drafted = draft(read, texts=[str(path.relative_to(Path(output).parent)) for path in texts])
    files: dict[Path, str | bytes] = {**texts}
    if output == STDOUT:
        sys.stdout.write(drafted.text)
    else:
        files[Path(output)] = drafted.text
    if review is not None:
        files[review] = _render_review(drafted, read, review)
    _reject_other_files(files)
    write_files(files, [Path(each) for each in names])
    stream = sys.stderr if output == STDOUT else sys.stdout
    for line in drafted.review.format_counts().splitlines():
        print(make_printable(line), file=stream)


def _reject_other_files(files: Mapping[Path, str | bytes]) -> None:
    """End if a file is there that says something else."""
    for path, content in files.items():
        if path.exists() and path.read_bytes() != _encode(content):
            exit_with_usage_error(f"{path} exists", "name another file")


def _encode(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def _name_texts(read: Sequence[Article], output: str) -> Mapping[Path, str]:
    """Return the texts of the articles by the files that are to keep them."""
    folder = Path(output).with_name(f"{Path(output).stem}-sources")
    return {
        folder / f"{number}-{Path(article.name).stem}.txt": article.text
        for number, article in enumerate(read, 1)
    }


def _render_review(drafted: Draft | Comparison, read: Sequence[Article], path: Path) -> str:
    if path.suffix.lower() in (".html", ".htm"):
        from itinerary.drafting.review_page import render_review_page

        return render_review_page(drafted.document.title, read, drafted.review)
    return drafted.review.to_json()


def _print_comparison(
    read: Sequence[Article], against: str, root: Path | None, output: str, review: Path | None
) -> None:
    """Print what articles add to a document, or write the patch and print a line for each.

    The review of them is written, too, if it is asked for.
    """
    from itinerary.drafting import compare
    from itinerary.loading import load

    compared = compare(read, load(against, root=root), against)
    files: dict[Path, str | bytes] = {}
    if review is not None:
        files[review] = _render_review(compared, read, review)
        _reject_other_files(files)
    if output == STDOUT:
        sys.stdout.write(compared.patch)
    else:
        files[Path(output)] = compared.patch
    write_files(files, [Path(against)])
    stream = sys.stderr if output == STDOUT else sys.stdout
    for line in compared.format_lines():
        print(make_printable(line), file=stream)
