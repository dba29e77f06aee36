"""The code of a language in; its grammar, the trie of its patterns and its lexicon, out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from typing import Any, NamedTuple, TypeAlias, cast

from itinerary.dates.expressions import DateOrder
from itinerary.dates.grammar.constructions import (
    KIND_UNIONS,
    PHRASE_KINDS,
    Construction,
    build_constructions,
)
from itinerary.dates.grammar.language_checks import check_added_file, check_language_files
from itinerary.dates.grammar.language_file import (
    LanguageFile,
    Rule,
    Word,
    list_languages,
    load_language_file,
)
from itinerary.dates.grammar.lexicon import Lexicon
from itinerary.dates.grammar.name_index import NameIndex
from itinerary.dates.grammar.patterns import (
    expand_pattern,
    expand_spelling,
    parse_symbol,
    split_pattern,
)
from itinerary.dates.grammar.token_kinds import Kinds, fold_text
from itinerary.dates.grammar.trie import Pattern, Slot, Symbol, Trie, Words
from itinerary.dates.grammar.word_values import list_word_kinds, parse_value
from itinerary.dates.language_mistakes import LanguageFileError
from itinerary.diagnostics import require_choice

_MARKS_OF_SPELLINGS = frozenset("_[|'")  # of a word that has several words or spellings
_Lists: TypeAlias = dict[str, list[str]]


class Grammar(NamedTuple):
    """A language, ready to read with, and the files that it is made of."""

    trie: Trie
    words: Lexicon
    files: tuple[LanguageFile, ...]

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules of all files."""
        return tuple(rule for file in self.files for rule in file.rules)


@cache
def load_grammar(language: str) -> Grammar:
    """Return the grammar of a language, with what all languages share.

    Raises:
        OptionError: There is no such language.
        LanguageFileError: Its file, or the shared one, has mistakes.

    >>> load_grammar("en") is load_grammar("en")
    True
    """
    require_choice("language", language, list_languages())
    return compile_grammar(load_language_file("common"), load_language_file(language))


def compile_grammar(shared: LanguageFile, own: LanguageFile) -> Grammar:
    """Return the grammar that a language's file makes with the shared one.

    Raises:
        LanguageFileError: They have mistakes; it shows all of them.
    """
    if mistakes := check_language_files(shared, own):
        raise LanguageFileError(mistakes)
    kinds: dict[str, Kinds] = {}
    lists = _fold_lists((shared, own))
    patterns = _compile_words(_merge_words((shared, own)), lists, kinds)
    names = NameIndex(_compile_names(own, kinds), expand_spelling)
    return _build_grammar((shared, own), patterns, lists, kinds, names, (shared, own))


def extend_grammar(grammar: Grammar, more: LanguageFile) -> Grammar:
    """Return a grammar with the words and rules of one more file, which has no lists or names.

    Raises:
        LanguageFileError: The file has mistakes; it shows all of them.
    """
    if mistakes := check_added_file(more, grammar.files):
        raise LanguageFileError(mistakes)
    if not more.words and not more.rules:
        return grammar
    kinds = {**grammar.words.kinds}
    lists = _fold_lists(grammar.files)
    patterns = [*grammar.trie.root.through, *_compile_words(more.words, lists, kinds)]
    files = (*grammar.files, more)
    return _build_grammar(files, patterns, lists, kinds, grammar.words.names, (more,))


def _build_grammar(
    files: tuple[LanguageFile, ...],
    patterns: list[Pattern],
    lists: _Lists,
    kinds: Mapping[str, Kinds],
    names: NameIndex,
    new: Iterable[LanguageFile],
) -> Grammar:
    """Return the grammar of files of which some are new: their patterns are added here."""
    settings = files[1].settings
    constructions = build_constructions(cast(DateOrder, settings["date order"]))
    parse = cache(partial(parse_symbol, lists=lists))
    for rule in [rule for file in new for rule in file.rules]:
        patterns += _iterate_patterns(rule, constructions[rule.name], parse)
    trie = Trie(patterns, KIND_UNIONS, PHRASE_KINDS)
    lexicon = Lexicon(kinds, trie.words, lists, trie.get_shape, names, settings["date example"])
    return Grammar(trie, lexicon, files)


def _merge_words(files: Iterable[LanguageFile]) -> dict[str, list[Word]]:
    merged: dict[str, list[Word]] = {}
    for file in files:
        for kind, listed in file.words.items():
            merged[kind] = [*merged.get(kind, ()), *listed]
    return merged


def _fold_lists(files: Iterable[LanguageFile]) -> _Lists:
    """Return the lists of words of one meaning."""
    return {
        kind: [fold_text(word)[0] for word, _, _ in listed]
        for kind, listed in _merge_words(files).items()
        if kind.isupper()
    }


def _compile_words(
    words: Mapping[str, Iterable[Word]], lists: _Lists, kinds: dict[str, Kinds]
) -> list[Pattern]:
    """Add the kinds of each word; return patterns for what is written in several words."""
    joined = frozenset(lists.get("JOINED", ()))
    multiword: list[Pattern] = []
    for kind, listed in words.items():
        for word, text, _ in listed if not kind.isupper() else ():
            folded, its_kinds = fold_text(word)[0], list_word_kinds(kind, parse_value(text))
            if _MARKS_OF_SPELLINGS.isdisjoint(folded) or folded in joined:
                kinds[folded] = (*kinds.get(folded, ()), *its_kinds)
            else:
                build = _make_constant(its_kinds[0][1])
                multiword += [
                    Pattern(folded, kind, build, _make_symbols(way, joined))
                    for way in expand_spelling(folded)
                ]
    return multiword


def _make_constant(value: object) -> Callable[[], object]:
    """Return the builder of a pattern that has no slots."""
    return lambda: value


def _make_symbols(words: Iterable[str], joined: frozenset[str]) -> tuple[Words, ...]:
    """Return the symbols of several words, of which some may always be one."""
    tokens: list[str] = []
    for word in words:
        if tokens and f"{tokens[-1]}_{word}" in joined:
            tokens[-1] = f"{tokens[-1]}_{word}"
        else:
            tokens.append(word)
    return tuple(Words((token,)) for token in tokens)


def _compile_names(own: LanguageFile, kinds: dict[str, Kinds]) -> list[tuple[str, Kinds]]:
    """Return the names of several words with their kinds; those of one are added to the words."""
    names: list[tuple[str, Kinds]] = []
    for kind, listed in own.names.items():
        for name, text, _ in listed:
            folded, its_kinds = fold_text(name)[0], list_word_kinds(kind, parse_value(text))
            if _MARKS_OF_SPELLINGS.isdisjoint(folded):
                kinds[folded] = (*kinds.get(folded, ()), *its_kinds)
            else:
                names.append((folded, its_kinds))
    return names


def _iterate_patterns(
    rule: Rule, construction: Construction, parse: Callable[[str], Symbol]
) -> Iterator[Pattern]:
    """Find every way through the patterns of a rule."""
    makes, build, takes = construction.makes, construction.build, construction.takes
    for text in rule.patterns:
        for symbols in expand_pattern(split_pattern(text), parse):
            slots = tuple([symbol.name for symbol in symbols if isinstance(symbol, Slot)])
            in_order = slots == takes[: len(slots)]
            builder = build if in_order else _reorder_arguments(build, slots)
            yield Pattern(rule.name, makes, builder, symbols)


def _reorder_arguments(build: Callable[..., Any], slots: tuple[str, ...]) -> Callable[..., Any]:
    """Return a builder for slots that stand in another order than its parameters."""
    return lambda *values: build(**dict(zip(slots, values, strict=True)))
