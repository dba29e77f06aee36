"""HTML in; a page of the story's paragraphs, and what the page declares of it, out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from itinerary.articles.article import CutPart, Page, Paragraph, ParagraphKind
from itinerary.articles.html_metadata import declare_metadata
from itinerary.articles.text_decoding import clean_text
from itinerary.codes import Code
from itinerary.diagnostics import DocumentError
from itinerary.loading.source_file import SourceFile

_UNSEEN = "script, style, noscript, template, svg, iframe, object, button, select, input, textarea"
_BESIDE = (
    "nav, aside, footer, form, dialog, menu, figure, [hidden], [role=navigation],"
    " [role=complementary], [role=contentinfo], [role=search], [aria-hidden=true]"
)
_BESIDE_NAME = re.compile(
    r"(?:^|[\s_-])(?:related|comments?|share|sharing|social|promo|sidebar|side-bar|cookies?"
    r"|newsletter|breadcrumbs?|navbar|menu|advert\w*|ads?|recommend\w*|teasers?|trending|popular"
    r"|most-read|more-stories|more-news|footer|signup|subscribe|tags?|widget)(?:$|[\s_-])",
    re.IGNORECASE,
)
_STORIES = ("[itemprop=articleBody]", "article", "main, [role=main]")
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table"
    " tbody tfoot thead tr ul".split()
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "caption", "summary"))
# What browsers read instead of what pages declare (WHATWG, Encoding).
_AS_BROWSERS = {"iso-8859-1": "windows-1252", "latin1": "windows-1252", "us-ascii": "windows-1252"}
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_-]{2,40})""", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\n\r\f\xa0\u2000-\u200a\u202f\u3000]+")
_MOST_CUT = 200  # characters that are told of a part that was left out
_MOST_LEVELS = 40  # of blocks that are looked into for the story
_MOST_OPEN = 5_000  # elements at once
_TAG = re.compile(
    r"<(/?)(?!(?:p|li|d[td]|t[rdh]|tbody|thead|tfoot|option|br|img|meta|link|input|hr|source|wbr"
    r"|area|base|col|embed|param|track|path)\b)[a-z]",
    re.IGNORECASE,
)
_DEEPEST = 500  # elements in one another, as browsers have it


def read_html(text: str, name: str = "article") -> Page:
    r"""Return a page of HTML: the story alone, whatever else stands around it.

    Raises:
        DocumentError: More elements are in one another than any page has.

    >>> page = read_html("<nav>News</nav><article><h1>Visit</h1><p>On 4&nbsp;May.</article>")
    >>> page.text, [each.text for each in page.cut]
    ('Visit\n\nOn 4 May.\n', ['News'])
    """
    if _find_most_open(text) > _MOST_OPEN:  # the parser takes long for them
        raise _create_depth_error(name)
    tree = LexborHTMLParser(text)
    page = Page("", [])
    declare_metadata(tree, page)
    body = tree.body
    if body is None:
        return page
    if _is_too_deep(body):
        raise _create_depth_error(name)
    for node in body.css(_UNSEEN):
        node.decompose()
    story = _find_story(body)
    masthead = story if story.css_first("h1") else _find_heading_around(body, story)
    _leave_out_beside(body, story, page)
    lines = list(_iterate_lines(story))
    if masthead is not story and masthead is not None:
        title = _fold(masthead.text(deep=True))
        heading = [(ParagraphKind.HEADING, title)] if title else []
        lines = [*heading, *(each for each in lines if each[1] != title)]
    _append_lines(page, lines)
    return page


def _find_most_open(text: str) -> int:
    """Return how many elements are open at once, by their tags, but for those that need no end."""
    depth = most = 0
    for found in _TAG.finditer(text):
        depth = max(depth - 1, 0) if found[1] else depth + 1
        most = max(most, depth)
    return most


def _create_depth_error(name: str) -> DocumentError:
    message = f"more than {_DEEPEST} elements of the page are in one another"
    hint = "save the story alone, as text"
    return SourceFile(name, "").create_error(0, message, hint, Code.TOO_LARGE)


def _is_too_deep(body: LexborNode) -> bool:
    """Return whether more elements are in one another than may be."""
    within = [body.iter()]
    while within:
        child = next(within[-1], None)
        if child is None:
            within.pop()
        elif len(within) >= _DEEPEST:
            return True
        else:
            within.append(child.iter())
    return False


def _find_story(body: LexborNode) -> LexborNode:
    """Return the element that holds the story: that with most text of those that say so."""
    for selector in _STORIES:
        if found := [each for each in body.css(selector) if each.text(deep=True).strip()]:
            best = max(found, key=_measure_story)
            if _measure_story(best) > 0:
                return best
    return _find_densest(body)


def _measure_story(node: LexborNode) -> int:
    return sum(len(_fold(each.text(deep=True))) for each in node.css("p, li, td, pre, dd")) or len(
        _fold(node.text(deep=True))
    )


def _find_densest(body: LexborNode) -> LexborNode:
    """Return the block that holds most of the text in paragraphs: the smallest with two thirds."""
    node = body
    for _ in range(_MOST_LEVELS):
        whole = _measure_story(node)
        inner = [
            each
            for each in node.iter()
            if each.tag in ("div", "section", "td", "table", "tbody", "tr", "center")
        ]
        best = max(inner, key=_measure_paragraphs, default=None)
        if best is None or _is_beside(best) or 3 * _measure_paragraphs(best) < 2 * whole:
            break
        node = best
    return node


def _measure_paragraphs(node: LexborNode) -> int:
    return sum(len(_fold(each.text(deep=True))) for each in node.css("p, li, td, pre, dd"))


def _find_heading_around(body: LexborNode, story: LexborNode) -> LexborNode | None:
    """Return the only first heading of a page whose story has none."""
    found = body.css("h1")
    return found[0] if len(found) == 1 else None


def _is_beside(node: LexborNode) -> bool:
    names = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
    style = (node.attributes.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or _BESIDE_NAME.search(names) is not None


def _leave_out_beside(body: LexborNode, story: LexborNode, page: Page) -> None:
    """Take what is not of the story out of the tree, and note it."""
    inside = {each.mem_id for each in story.css("*")} | {story.mem_id}
    for node in body.css(_BESIDE):
        if not _holds(node, story):
            _leave_out(node, f"<{node.tag}>", page)
    for node in body.css("[class], [id], [style]"):
        if node.mem_id in inside and node.mem_id != story.mem_id and _is_beside(node):
            _leave_out(node, f"<{node.tag} class={node.attributes.get('class')}>", page)
    whole = _measure_story(story)
    for node in story.css("article article"):
        if 2 * _measure_story(node) < whole:  # what holds most of the story is the story
            _leave_out(node, "another article on the page", page)


def _holds(node: LexborNode, story: LexborNode) -> bool:
    return node.mem_id == story.mem_id or any(
        each.mem_id == story.mem_id for each in node.css(story.tag or "*")
    )


def _leave_out(node: LexborNode, reason: str, page: Page) -> None:
    text = _fold(node.text(deep=True, separator=" "))
    if text:
        page.cut.append(CutPart(text[:_MOST_CUT], reason))
    node.decompose()


def _iterate_lines(node: LexborNode) -> Iterator[tuple[ParagraphKind, str]]:
    """Yield the lines of an element as they are shown, with what each is."""
    pieces: list[str] = []
    kind = ParagraphKind.PARAGRAPH
    for step, tag in _walk(node):
        if tag not in _BLOCKS and tag != "br" and tag not in ("td", "th"):
            pieces.append(step)
            continue
        if tag in ("td", "th"):
            pieces.append("\t")
            continue
        yield from _flush(pieces, kind)
        kind = _find_kind(tag, step == "open", kind)
    yield from _flush(pieces, kind)


def _find_kind(tag: str, is_opened: bool, kind: ParagraphKind) -> ParagraphKind:
    if tag == "br":
        return kind
    if is_opened and tag in _HEADINGS:
        return ParagraphKind.HEADING
    if is_opened and tag in ("li", "dt", "dd"):
        return ParagraphKind.ITEM
    if is_opened and tag == "tr":
        return ParagraphKind.ROW
    if is_opened and tag in ("p", "div") and kind in (ParagraphKind.ITEM, ParagraphKind.ROW):
        return kind
    return ParagraphKind.PARAGRAPH


def _flush(pieces: list[str], kind: ParagraphKind) -> Iterator[tuple[ParagraphKind, str]]:
    cells = [_fold(each) for each in "".join(pieces).split("\t")]
    pieces.clear()
    text = "\t".join(cells).strip()
    if text:
        yield kind, text


def _walk(node: LexborNode) -> Iterator[tuple[str, str]]:
    """Yield the text of an element in pieces, and each block as it opens and closes."""
    stack = [(iter([node]), "")]
    while stack:
        children, closing = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            if closing in _BLOCKS:
                yield "close", closing
            continue
        tag = child.tag or ""
        if tag == "-text":
            yield child.text_content or "", ""
            continue
        if tag in _BLOCKS or tag in ("br", "td", "th"):
            yield "open", tag
        stack.append((child.iter(include_text=True), tag))


def _fold(text: str) -> str:
    return _SPACES.sub(" ", clean_text(text)).strip()


def _append_lines(page: Page, lines: list[tuple[ParagraphKind, str]]) -> None:
    pieces: list[str] = []
    start = 0
    for kind, line in lines:
        page.paragraphs.append(Paragraph(start, start + len(line), line, kind))
        gap = "\n" if kind in (ParagraphKind.ITEM, ParagraphKind.ROW) else "\n\n"
        pieces.append(line + gap)
        start += len(line) + len(gap)
    page.text = "".join(pieces).rstrip("\n") + "\n" if pieces else ""


def find_declared_encodings(data: bytes) -> list[str]:
    """Return the encoding that a page of HTML declares, if it declares one.

    >>> find_declared_encodings(b'<meta charset="ISO-8859-1">')
    ['windows-1252']
    """
    found = _CHARSET.search(data[:4096])
    name = found[1].decode("ascii").lower() if found else ""
    return [_AS_BROWSERS.get(name, name)] if name else []
