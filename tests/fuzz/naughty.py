"""Texts that have broken a reader, a terminal or a calendar somewhere, by class; and what no document may hold."""

from __future__ import annotations

# Each comes back as it went, but for its line ends and the space around it.
KEPT: dict[str, tuple[str, ...]] = {
    "line ends": ("a\nb", "a\r\nb", "a\rb", "a\r\rb", "a\n\n\nb", "a\u2028b", "a\u2029b", "a \\\nb"),
    "calendar lines": (
        "x\nBEGIN:VALARM\nACTION:DISPLAY\nEND:VALARM", "x\r\nATTENDEE:mailto:eve@example.org", "x\rEND:VEVENT\rBEGIN:VEVENT", "END:VCALENDAR",
        "x\n ORGANIZER:mailto:eve@example.org", "x\nDTSTART;VALUE=DATE:20300101", "X-EVIL;VALUE=URI:javascript:1", "BEGIN:VEVENT",
        "\nX-ALT-DESC;FMTTYPE=text/html:<b>x</b>", "x\u2028URL:https://evil.example",
    ),
    "backslashes": (
        "C:\\New folder\\names", "ends with \\", "\\", "\\\\", "\\n typed", "\\N", "\\\\N", "\\, and \\;", "\\r\\n", "\\\\server\\share", "\\" * 99,
        "a\\\nb",
    ),
    "separators": (",", ";", ":", '"', "'", '"x":y;z=1,2', "^n ^^ ^'", "a,b;c:d", "a=b;c", "=", ";;;;", ',"', "`", "{}", "[]", "()", "%s %d {0}"),
    "markup": (
        "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "<!-- x", "]]>", "<?x?>", "&amp;", "&lt;b&gt;", "&#x3c;", "&", "<", ">", "</a>",
        "[x](javascript:alert(1))", "![x](https://evil.example/x.png)", "<https://evil.example>", "| a | b |", "|", "# heading", "- item", "1. one",
        "```", "~~~", "***", "---", "===", "> quote", "[1]", "[^1]: x", "[x]: javascript:1", "$x$", "{{ x }}", "<javascript:a>", "\tcode",
        "a\n===", "a\n\n    code", "_a_", "**b**", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd",
    ),
    "numbers and words": (
        "0", "-0", "1e999", "0x1F", "1_000", "007", "12:15", "1:30:00", "no", "NO", "on", "Yes", "true", "None", "null", "~", "NaN", "Infinity", "TBD",
        "2025-09-02", "2025-9-2", "undefined", "__proto__", "constructor", "=1+1", "@SUM(1)", "+1 202 555", "-1", "$id", "$trip.start", "%n%n",
    ),
    "other scripts": (
        "Кремль", "北京の会議", "اجتماع مع الرئيس", "פגישה", "काठमाडौं", "ภูเขา", "İstanbul ışık", "ǅ ß ſ ﬁ", "ᚠᛇᚻ", "😀👩‍👩‍👧‍👦🇪🇨", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢",
        "é as one, é as two", "Z" + "\u0351\u0489\u0325" * 40, "\u200b", "a\u200bb", "\u00ad", "a\u00a0b", "\u3000x\u3000", "\u2060",
        "\u0b95\u0bcd", "\U000e0041\U000e0042", "\ufffd", "\U0010fffd", "ＡＢＣ１２", "①②③", "½",
    ),
    "directions": ("\u202egnp.exe", "\u2066x\u2069", "\u200fx", "abc\u202d\u202e\u202c", "\u061cx", "\u2067" * 30),
    "paths": ("../../etc/passwd", "/etc/passwd", "..", ".", "CON", "nul.txt", "C:\\x", "a/b", "~root", "$HOME", "$(id)", "; rm -rf x", "| cat", "-rf"),
    "sizes": ("x" * 76, "é" * 76, "😀" * 76, "x" * 5_000, " ".join(["word"] * 400), "a" + " " * 300 + "b"),
}  # fmt: skip

# Each is refused by name and place, wherever it stands.
REFUSED: dict[str, tuple[str, ...]] = {
    "controls": tuple(
        f"a{chr(code)}b" for code in (*range(9), 11, 12, *range(14, 32), *range(127, 160))
    ),
    "terminal": (
        "\x1b[2J\x1b[31mred",
        "\x1b]0;title\x07",
        "\x9b31m",
        "a\x08\x08b",
        "\x1b]8;;https://evil.example\x1b\\x",
    ),
    "halves": ("\ud800", "a\udfff", "\udc80"),
    "marks": ("\ufeff", "a\ufeffb", "\ufffe", "\uffff"),
}


def kept() -> list[str]:
    """All texts that have to come back."""
    return [text for texts in KEPT.values() for text in texts]
