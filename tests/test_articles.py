"""How articles are read: their story, what they say of themselves, and what is refused."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from cpu_time import grows_at_most
from fuzz.articles import write_pdf
from hypothesis import given
from hypothesis import strategies as st
from tables import Table

from itinerary import draft
from itinerary.articles import Article, ParagraphKind, Stated, read_article
from itinerary.articles.pdf_pages import drop_repeated_lines, join_pages
from itinerary.diagnostics import DocumentError, ItineraryError, OptionError


def value(stated: object) -> str | None:
    return getattr(stated, "value", None)


def story(article: Article) -> list[str]:
    return [" ".join(each.text.split()) for each in article.paragraphs]


PUBLICATION = [
    (
        "a dateline with a stop",
        "Envoy off\n\nOslo, 4 May 2026. The envoy leaves for Lima on Friday at noon.",
        "2026-05-04",
    ),
    ("a stop in a programme", "Envoy off\n\nThe tour:\n\nOslo, 4 May 2026. Tea with friends", None),
    # name, text, published, origin
    ("line.txt", "Envoy to tour Andes\n\nOslo\nMay 4, 2026\n\nThe envoy leaves.", "2026-05-04"),
    ("byline.txt", "Envoy to tour Andes\n\nBy Ana Reis | May 4, 2026\n\nShe leaves.", "2026-05-04"),
    ("posted.md", "# Tour\n\n*Posted on 4 May 2026 by the label*\n\nDates: 9 June.", "2026-05-04"),
    (
        "wire.txt",
        "Envoy off\n\nOSLO, May 4, 2026 (Fjord Wire) — She leaves on Friday.",
        "2026-05-04",
    ),
    ("wire2.txt", "Envoy off\n\nOSLO (4 May 2026) – She leaves on Friday.", "2026-05-04"),
    ("dash.txt", "TOUR\n\nMay 4, 2026 (Oslo) -- Nine shows from June 2.", "2026-05-04"),
    ("dashes.txt", "BAND OUT\n\nOSLO - May 4, 2026 - The band leaves on Friday.", "2026-05-04"),
    ("desk.txt", "Rector off\n\nUniversity of Oslo, news desk, 4 May 2026\n\nOff.", "2026-05-04"),
    ("flight.txt", "Plan\n\n4 May 2026: SK4035, OSL – BGO\n\n5 May 2026: Talks", None),
    ("es.txt", "La ministra viajará\n\nLima, 4 de mayo de 2026\n\nLa ministra va.", "2026-05-04"),
    ("es2.txt", "Viaje\n\nLima, 4 may 2026 (Agencia Sur).- El ministro viajará.", "2026-05-04"),
    ("pt.txt", "Visita\nPrograma provisório (à data de 4 de maio de 2026)\n", "2026-05-04"),
    ("asof.txt", "ADVISORY\n\nVisit\nAs of Monday 4 May 2026, 1600 hrs\n\nAll day.", "2026-05-04"),
    (
        "front.md",
        "---\ntitle: Tour\ndate: 2026-05-04\n---\nThe band plays on 9 June.",
        "2026-05-04",
    ),
    ("no-year.txt", "Envoy off\n\nOSLO, May 4 (Fjord Wire) — She leaves on Friday.", None),
    ("range.txt", "Envoy's tour\n\n4-6 May 2026\n\nThe envoy will be in Lima.", None),
    ("month.txt", "Envoy's tour\n\nMay 2026\n\nThe envoy will be in Lima.", None),
    ("schedule.txt", "VISIT TO LIMA\n\nMonday 4 May 2026\n09:00 Arrival\n10:00 Talks", None),
    ("copyright.html", "<h1>Tour</h1><p>From 4 to 6 May.</p><footer>© 2023 City</footer>", None),
    ("digits.txt", "Envoy to tour Andes\n\n04/05/2026\n\nThe envoy leaves on Monday.", None),
]


def test_publication_is_what_the_article_says(table: Table) -> None:
    for name, text, published in PUBLICATION:
        with table.row(name):
            article = read_article(text.encode(), name=name)
            assert value(article.published) == published
            if published is None:
                assert any("publi" in each for each in article.remarks)


def test_a_whole_sentence_is_no_title() -> None:
    article = read_article("Envoy Ana Reis will visit Lima from 9 to 11 June.\n")
    assert article.title is None
    (trip,) = draft([replace(article, published=Stated("2026-05-04", "given"))]).document.dates
    assert trip.says == "from 9 to 11 June"


def test_a_date_without_a_year_is_told() -> None:
    article = read_article("Envoy off\n\nOSLO, May 4 (Fjord Wire) — She leaves on Friday.")
    assert "its date, “May 4”, has no year" in article.remarks[0]
    assert value(article.publisher) == "Fjord Wire"
    assert value(article.dateline) == "OSLO"


def test_what_is_given_counts_over_what_is_stated() -> None:
    text = "Envoy off\n\nOSLO, May 4, 2026 (Fjord Wire) — She leaves on Friday."
    article = read_article(text, published=date(2026, 5, 5), publisher="Gazette", language="es")
    assert (value(article.published), value(article.publisher)) == ("2026-05-05", "Gazette")
    assert article.language == "es"
    assert "2026-05-05 (given); 2026-05-04" in article.remarks[0]


PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Envoy to tour Andes | Fjord Gazette</title>
<meta property="og:site_name" content="Fjord Gazette">
<meta property="article:published_time" content="2026-05-04T07:15:00+00:00">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Envoy to tour Andes",
"dateCreated": "2026-05-03T20:00:00Z", "datePublished": "2026-05-04T07:15:00Z",
"author": [{"@type": "Person", "name": "Ana Reis"}]}</script></head><body>
<nav>Saturday, 9 May 2026</nav>
<main><article><h1>Envoy to tour Andes</h1><p class="byline">By Ana Reis</p>
<p>The envoy will be in Qui&shy;to on 9&nbsp;June &amp; in Lima<br>on 10 June.</p>
<table><tr><td>9 June</td><td>10:00</td></tr></table>
<ul><li>Talks<li>Dinner</ul><div class="related-links"><p>Fair opens on 1 July</p></div>
</article><aside>Council meets on 3 June</aside></main><footer>© 2019</footer></body></html>"""


def test_a_page_gives_its_story_and_what_it_declares() -> None:
    article = read_article(PAGE.encode(), name="page.html")
    assert value(article.title) == "Envoy to tour Andes"
    assert value(article.publisher) == "Fjord Gazette"
    assert value(article.author) == "Ana Reis"
    assert value(article.published) == "2026-05-04T07:15:00+00:00"
    assert story(article) == [
        "Envoy to tour Andes",
        "By Ana Reis",
        "The envoy will be in Quito on 9 June & in Lima",
        "on 10 June.",
        "9 June 10:00",
        "Talks",
        "Dinner",
    ]
    assert {"Saturday, 9 May 2026", "Fair opens on 1 July", "Council meets on 3 June"} <= {
        each.text for each in article.cut
    }
    assert not article.remarks


def test_paragraphs_are_where_they_say(table: Table) -> None:
    texts = [PAGE, "# Visit\n\n1. Talks, **Quito**\n| a | b |\n", "One\r\n\r\n  two\n\nthree\n"]
    for text, name in zip(texts, ["a.html", "a.md", "a.txt"], strict=True):
        article = read_article(text.encode(), name=name)
        for each in article.paragraphs:
            with table.row(name, each.text):
                there = article.text[each.start : each.end]
                assert len(there) == len(each.text)
                assert each.text.replace("\t", " ").split()[0] in there


def test_what_a_page_declares_is_of_its_own_story(table: Table) -> None:
    related = '{"@type": "NewsArticle", "headline": "Other", "datePublished": "2019-01-01"}'
    heads = (
        f'{{"@type": "ItemList", "itemListElement": [{{"item": {related}}}]}}',
        '[{"@type": "WebPage", "datePublished": "2019-01-01"},'
        ' {"@type": "Article", "datePublished": "2026-05-04"}]',
    )
    story = "<article><h1>Tour</h1><p>Oslo, 4 May 2026</p><p>She is in Lima on {}.</p></article>"
    for head in heads:
        with table.row(head):
            page = f'<script type="application/ld+json">{head}</script>{story}'
            article = read_article(page.encode(), name="a.html")
            assert (value(article.title), value(article.published)) == ("Tour", "2026-05-04")
    for told in ("<time datetime=2026-06-09>9 June</time>", "<b itemprop=startDate>9 June</b>"):
        with table.row(told):
            article = read_article(story.format(told).encode(), name="a.html")
            assert value(article.published) == "2026-05-04"
            assert not article.remarks


MICRODATA = """<div itemscope itemtype="https://schema.org/NewsArticle">
<h1 itemprop="headline">Envoy to tour Andes</h1><meta itemprop="datePublished" content="2026-05-04">
<p itemprop="publisher" itemscope><b itemprop="name">Fjord Gazette</b></p>
<p itemprop="articleBody">The envoy will be in Quito on 9 June, and in Lima on 10 June.</p>
<div itemscope itemtype="https://schema.org/Event"><b itemprop="name">Fair</b>
<time itemprop="startDate" datetime="2026-06-12T10:00">Friday</time></div></div>"""


def test_microdata_is_read_as_json_ld_is() -> None:
    article = read_article(MICRODATA.encode(), name="a.html")
    assert (value(article.published), value(article.publisher)) == ("2026-05-04", "Fjord Gazette")
    assert value(article.title) == "Envoy to tour Andes"
    assert article.published is not None
    assert article.published.origin == "microdata NewsArticle datePublished"
    events = [each for each in draft([article]).document.events if each.title == "Fair"]
    (claim,) = events[0].when
    assert (claim.says, claim.at) == ("2026-06-12T10:00", "microdata Event startDate")


def test_an_article_around_the_story_leaves_it() -> None:
    page = "<article><article><p>On 9 June in Lima.</p></article></article>"
    assert story(read_article(page.encode(), name="a.html")) == ["On 9 June in Lima."]


def test_other_dates_of_publication_are_listed() -> None:
    page = PAGE.replace("2026-05-04T07:15:00+00:00", "2026-05-02T07:15:00+00:00")
    (remark,) = read_article(page.encode(), name="page.html").remarks
    assert "2026-05-04 (JSON-LD NewsArticle datePublished); 2026-05-02 (meta" in remark


def test_what_stands_behind_the_story_is_no_part_of_it(table: Table) -> None:
    for heading in ("Related stories", "**Lea también:**", "Leia também", "You may also like"):
        with table.row(heading):
            text = f"# Visit\n\nShe goes on 4 May.\n\n{heading}\n\nFair on 9 June"
            article = read_article(text.encode(), name="a.md")
            assert story(article)[-1] == "She goes on 4 May."
            assert "Fair on 9 June" in [each.text for each in article.cut]


ENCODINGS = [
    ("utf-8", "<p>São Paulo, 4 de março</p>"),
    ("utf-8-sig", "<p>São Paulo, 4 de março</p>"),
    ("utf-16", "<p>São Paulo, 4 de março</p>"),
    ("latin-1", '<meta charset="iso-8859-1"><p>São Paulo, 4 de março</p>'),
    ("cp1252", "<p>São Paulo, 4 de março</p>"),
    ("utf-8", "<p>S&atilde;o Paulo,&#160;4 de mar&#231;o"),
    ("utf-8", "<p>São Pau\u00adlo,\u00a04 de mar\u200bço"),
    ("utf-8", "<p>Sa\u0303o Paulo, 4\u200bde marc\u0327o"),
    ("utf-8", '<meta charset="iso-8859-1"><p>São Paulo, 4 de março</p>'),
    ("cp1252", '<meta charset="utf-8"><p>São Paulo, 4 de março</p>'),
    ("utf-16-le", "<p>São Paulo, 4 de março</p>"),
    ("utf-16-be", "<p>São Paulo, 4 de março</p>"),
    ("utf-8", "<p>SÃ£o Paulo, 4 de marÃ§o</p>"),
]


def test_encodings_entities_and_unseen_characters(table: Table) -> None:
    for encoding, text in ENCODINGS:
        with table.row(encoding, text):
            article = read_article(text.encode(encoding), name="a.html")
            assert story(article) == ["São Paulo, 4 de março"]
            assert bool(article.remarks[:-1]) == (encoding == "cp1252" or "Ã" in text)


def test_what_was_mended_is_told_without_controls() -> None:
    (remark, *_) = read_article("Visit to \u00c3\x81vila and \u00c3\x81frica\n").remarks
    assert remark == "its accents were broken, and were mended: “\u00c3 ” as “Á”"


MAIL = b"""From: Travel Desk <desk@travel.example>
To: ana@example.org
Subject: Fwd: Your trip to Lima
Date: Mon, 4 May 2026 10:00:00 +0200
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=x

--x
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

Se=F1ora Reis, you fly on 9 June.
> The old plan was 2 June.
--x
Content-Type: application/pdf; name=ticket.pdf
Content-Disposition: attachment; filename=ticket.pdf

none
--x--
"""


def test_a_mail_is_read_by_its_head(table: Table) -> None:
    for name in ("mail.eml", "mail.txt"):
        with table.row(name):
            article = read_article(MAIL, name=name)
            assert value(article.published) == "2026-05-04T10:00:00+02:00"
            assert value(article.title) == "Your trip to Lima"
            assert value(article.publisher) == "Travel Desk"
            assert story(article) == ["Señora Reis, you fly on 9 June."]
            cut = [each.text for each in article.cut]
            assert cut == ["> The old plan was 2 June.", "ticket.pdf"]


PLAIN = "Content-Type: text/plain; charset=utf-8\n\n"
LETTER = "The envoy will be in Quito on 9 June, and in Lima on 10 June."
FORWARDED = [
    f"{PLAIN}FYI\n\n> The envoy will be in Quito on 9 June,\n> and in Lima on 10 June.\n",
    f"Content-Type: multipart/mixed; boundary=x\n\n--x\n{PLAIN}FYI\n--x\n"
    f"Content-Type: message/rfc822\n\nFrom: b@c.d\n{PLAIN}{LETTER}\n--x--\n",
    f"Content-Type: multipart/alternative; boundary=x\n\n--x\n{PLAIN}See HTML.\n--x\n"
    f"Content-Type: text/html\n\n<p>{LETTER}</p>\n--x--\n",
    f"Content-Type: text/plain; charset=iso-8859-1\n\n{LETTER}\n",
]


def test_a_mail_whose_text_is_not_its_own_first_part(table: Table) -> None:
    for text in FORWARDED:
        with table.row(text):
            mail = f"From a@b.c Mon May 4\nFrom: a@b.c\nSubject: Envoy\n{text}"
            told = " ".join(story(read_article(mail.encode(), name="mail.eml")))
            assert told.removeprefix("FYI ") == LETTER


PART = "--y\n\nYou fly on 9 June.\n"  # of another mail: its bounds are not those of the head
BROKEN_PARTS = (
    f"Content-Type: multipart/related; boundary=x\n\n--x\nContent-Type: multipart/related;"
    f" boundary=z\n\n{PART}--x--\n",
    f"Content-Type: multipart/mixed; boundary=x\n\n{PART}",
    f"Content-Type: multipart/alternative\n\n{PART}",
)


def test_parts_that_are_not_told_apart_are_one_text(table: Table) -> None:
    for text in BROKEN_PARTS:
        with table.row(text):
            article = read_article(f"From: a@b.c\n{text}".encode(), name="mail.eml")
            assert "You fly on 9 June." in " ".join(story(article))
            assert "its parts are not told apart" in " ".join(article.remarks)


def test_a_calendar_in_a_mail_is_told() -> None:
    attached = MAIL.replace(b"application/pdf", b"text/calendar")
    assert "itinerary import" in " ".join(read_article(attached, name="mail.eml").remarks)


BROKEN_HEADS = [  # where the standard library raises what is no ValueError
    "From: =?utf-8?B?w4k=?= <",
    "From: a@b.c\nTo: (",
    "Subject: =?x-none?B?//?=\nDate: Mon, 4 May 2026 10:00:00 +9999",
    "Content-Type: text/plain; charset*=x''%\nContent-Disposition: =?=;",
]


def test_a_mail_with_a_broken_head_is_read(table: Table) -> None:
    for head in BROKEN_HEADS:
        with table.row(head):
            article = read_article(f"{head}\n\nYou fly on 9 June.\n".encode(), name="mail.eml")
            assert story(article) == ["You fly on 9 June."]


def test_lines_that_were_broken_for_width_are_one_paragraph() -> None:
    text = (
        "The envoy will travel to Quito in the first days of June and then\n"
        "goes on to Lima, where she is to meet the minister of transport.\n"
        "Both sides will sign an agreement on the railway that was to be\n"
        "opened in May.\n\n09:00 Arrival\n10:00 Talks\n"
    )
    article = read_article(text)
    assert [each.text.count("\n") for each in article.paragraphs] == [3, 0, 0]


def test_items_and_rows_are_told_apart() -> None:
    text = "# Tour\n\n- 9 June: Lima\n2. Talks\n\n| Day | What |\n|---|---|\n| 9 June | Talks |\n"
    kinds = [each.kind for each in read_article(text.encode(), name="a.md").paragraphs]
    heading, item, row = ParagraphKind.HEADING, ParagraphKind.ITEM, ParagraphKind.ROW
    assert kinds == [heading, item, item, row, row]


def create_docx() -> bytes:
    import docx

    document = docx.Document()
    document.core_properties.title = "Envoy to tour Andes"
    document.add_heading("Envoy to tour Andes", 1)
    document.add_paragraph("Oslo, 4 May 2026")
    document.add_paragraph("The envoy will be in Quito on 9 June.")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "9 June", "Talks"
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_files_of_text_processors_are_read() -> None:
    article = read_article(create_docx(), name="visit.docx")
    assert value(article.title) == "Envoy to tour Andes"
    assert value(article.published) == "2026-05-04"
    assert story(article)[-2:] == ["The envoy will be in Quito on 9 June.", "9 June Talks"]


def test_a_docx_gives_what_is_shown_of_it() -> None:
    import docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    space = nsdecls("w")
    document = docx.Document()
    paragraph = document.add_paragraph("She is in Lima")
    for words in (
        "<w:del {}><w:r><w:delText> on 8 June</w:delText></w:r></w:del>",
        "<w:ins {}><w:r><w:t xml:space='preserve'> on 9 June</w:t></w:r></w:ins>",
        "<w:r {}><w:pict><w:txbxContent><w:p><w:r><w:t>Talks on 10 June</w:t></w:r></w:p>"
        "</w:txbxContent></w:pict></w:r>",
    ):
        paragraph._p.append(parse_xml(words.format(space)))
    held = "<w:sdt {}><w:sdtContent><w:p><w:r><w:t>Tea</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    document.element.body.insert(1, parse_xml(held.format(space)))
    table = document.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "9 June"
    table.cell(1, 0).text, table.cell(1, 1).text = "10:00", "Talks"
    file = io.BytesIO()
    document.save(file)
    told = story(read_article(file.getvalue(), name="a.docx"))
    assert told == ["She is in Lima on 9 June", "Talks on 10 June", "Tea", "9 June", "10:00 Talks"]


def add_part(document: Any, name: str, text: str) -> None:
    """Give a .docx a part beside its body, as text processors do: notes, comments …"""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml.ns import nsdecls

    holder = f"<w:{name[:-1]} w:id='2'><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:{name[:-1]}>"
    data = f"<w:{name} {nsdecls('w')}>{holder}</w:{name}>".encode()
    part = Part(PackURI(f"/word/{name}.xml"), "application/xml", data, document.part.package)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    document.part.relate_to(part, f"{kind}{name}")


def test_notes_of_a_docx_are_read_and_what_stands_on_its_pages_is_told() -> None:
    import docx

    document = docx.Document()
    document.add_paragraph("The envoy will be in Quito on 9 June 2026.")
    document.sections[0].header.paragraphs[0].text = "Draft of 4 May 2026"
    document.sections[0].footer.paragraphs[0].text = "Ministry of Rail"
    add_part(document, "endnotes", "She returns on 12 June.")
    add_part(document, "footnotes", "The talks are on 10 June.")
    add_part(document, "comments", "Is it the 9th?")
    file = io.BytesIO()
    document.save(file)
    article = read_article(file.getvalue(), name="a.docx")
    assert story(article)[1:] == ["The talks are on 10 June.", "She returns on 12 June."]
    assert sorted(each.text for each in article.cut) == [
        "Draft of 4 May 2026", "Is it the 9th?", "Ministry of Rail",
    ]  # fmt: skip


def test_a_docx_that_unpacks_to_far_more_is_refused() -> None:
    file = io.BytesIO(create_docx())
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/image.bmp", bytes(81 * 2**20))
    with pytest.raises(DocumentError, match="more than 80 MB when it is unpacked"):
        read_article(file.getvalue(), name="a.docx")


PAGES = [
    "Ministry of Rail\nThe envoy will be in Quito on\n1",
    "Ministry of Rail\n9 June 2026.\nDinner at 20:00\n2",
    "Ministry of Rail\nShe returns.\nDinner at 20:00\nPage 3 of 3",
]


def test_what_stands_on_each_page_is_read_once(table: Table) -> None:
    pages, dropped = drop_repeated_lines(PAGES)
    assert join_pages(pages) == (
        "Ministry of Rail\nThe envoy will be in Quito on\n9 June 2026.\nDinner at 20:00\n"
        "She returns.\nDinner at 20:00"
    )
    assert dropped == ["1", "Ministry of Rail", "2", "Page 3 of 3"]
    for kept in (["9\nTalks", "10\nTalks"], ["Visit\nTalks"], ["2 May", "3 May", "4 May"], [""]):
        with table.row(str(kept)):
            assert drop_repeated_lines(kept) == (kept, [])


def test_a_pdf_is_read_and_a_scanned_one_refused() -> None:
    article = read_article(write_pdf(["The envoy will be in Quito on 9 June 2026."]), name="v.pdf")
    assert story(article) == ["The envoy will be in Quito on 9 June 2026."]
    with pytest.raises(DocumentError, match=r"it is scanned[^=]+= recognise its text .*ocrmypdf"):
        read_article(write_pdf([]), name="scan.pdf")


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.docx", b"PK\x03\x04 no archive", "the .docx cannot be read"),
        ("a.pdf", b"%PDF-1.4 nothing", "the PDF cannot be read"),
        ("a.txt", b"\x00\x01\x02\x00\x00" * 50, "the file is no text"),
        ("a.txt", b"a" * (20 * 2**20 + 1), "more than 20 MB"),
        ("a.html", b"<article>" + b"<div>" * 600 + b"On 4 May", "elements of the page are in one"),
        ("a.html", b"<p>" + b"<div>" * 200_000 + b"On 4 May", "elements of the page are in one"),
        ("a.rtf", rb"{\rtf1\ansi On 4 May.\par}", "the file is an RTF"),
        ("a.png", b"\x89PNG\r\n\x1a\nIHDR", "the file is an image"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old file of an office program"),
        ("a.ics", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "= read it with: itinerary import"),
    ],
)
def test_what_cannot_be_read_is_refused(name: str, data: bytes, message: str) -> None:
    with pytest.raises(DocumentError, match=message):
        read_article(data, name=name)


def test_what_is_no_day_of_publication_is_none_and_said(table: Table) -> None:
    for day in ("0001-01-01", "9999-12-31T23:00", "1970-01-01", "4/5/2026", "soon"):
        with table.row(day):
            page = f"<meta name=date content='{day}'><article><p>On 9 June.</article>"
            article = read_article(page.encode(), name="a.html")
            assert article.published is None
            assert f"“{day}” (meta date), cannot be read" in article.remarks[0]
    with pytest.raises(OptionError, match=r"published must be in the years 1000 to 8999"):
        read_article("a\nb", published=date.max)


def test_a_wrong_name_of_file_format_or_language() -> None:
    with pytest.raises(DocumentError, match=r"nowhere\.txt.*no such file"):
        read_article("nowhere.txt")
    with pytest.raises(OptionError, match="markdown"):
        read_article("a\nb", format="markdwn")  # type: ignore[arg-type]
    with pytest.raises(OptionError, match="language"):
        read_article("a\nb", language="xx")


BROKEN = [
    "<p>On 4 May <b>in <i>Quito</b></i><p>and",
    "<html><body><div><p>On 4 May</div></p></body>" + "<div>" * 400,
    "<article></article><main></main><p>On 4 May in Lima",
    "<p>" + "<b>" * 400 + "deep",
    '<script type="application/ld+json">{"@graph": [1, null, {"@type": null}]}</script><p>x',
    '<script type="application/ld+json">' + "[" * 50_000 + "</script><p>x",
    "<table><tr><td>4 May<td>Quito<tr><td>",
    "",
]


def test_broken_markup_is_read(table: Table) -> None:
    for text in BROKEN:
        with table.row(text[:60]):
            article = read_article(text.encode(), name="a.html")
            assert isinstance(article, Article)


def test_a_large_page_is_read_in_time_that_grows_with_it() -> None:
    paragraph = "<p>The envoy will be in Quito on 9 June, in Lima on the day after.</p>" * 10_000

    def read_times(times: int) -> None:
        article = read_article(f"<article>{paragraph * times}</article>".encode(), name="a.html")
        assert len(article.paragraphs) == 10_000 * times

    assert grows_at_most(30, read_times, 1, 7)


@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.md", "a.html", "a.eml", "a.pdf"]))
def test_any_bytes_are_an_article_or_our_error(data: bytes, name: str) -> None:
    try:
        article = read_article(data, name=name)
    except ItineraryError:
        return
    for each in article.paragraphs:
        assert len(article.text[each.start : each.end]) == len(each.text) > 0


PIECES = st.lists(
    st.sampled_from(
        ["From: a@b.c\n", "Date: x\n", "\n", "---\n", "date: 2026\n", "# A", "| a |", "<p>", "</p>",
         "<article>", "<table><td>", "By Ana | ", "May 4, 2026", " — ", "(AP)", "OSLO, ",
         "9 June ", "Related", "&nbsp;", "é", "\u00ad", "<h1>", "<!--", "*", "[a](b)"]
    ), max_size=25,
)  # fmt: skip


@given(PIECES, st.sampled_from(["a.txt", "a.md", "a.html", "a.eml"]))
def test_any_pieces_of_markup_are_an_article(pieces: list[str], name: str) -> None:
    article = read_article("".join(pieces).encode(), name=name)
    for each in article.paragraphs:
        assert len(article.text[each.start : each.end]) == len(each.text) > 0
