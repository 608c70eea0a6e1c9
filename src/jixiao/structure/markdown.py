"""What Markdown prints around a text and is none: `marks_of` says where it stands in each paragraph of a text file.

Converters to Markdown (pandoc, mammoth, markitdown, PyMuPDF4LLM) print bold headings as «**一、…**» or «__…__», heading
styles as «## …», and a backslash before every mark of punctuation that Markdown would take for its own. An author
writes none of it; but «张**» masks a name, so that a file is Markdown only if whole lines are set so. Of an indented
heading the blanks stand inside («**　　（二）…**», «__  （二）…__»); html2text marks each piece («**2024****年度…**»).
Org and MediaWiki have «*…*» and «'''…'''».
"""

from __future__ import annotations

from collections.abc import Sequence

from jixiao import lazy_re as re
from jixiao.document import Block, Paragraph
from jixiao.quotes import Marks
from jixiao.structure.setapart import sets_apart

_HASHES = re.compile(r"\s*(?:#{1,6}|#\.)[ \t]+(?=\S)")
_NAMED = re.compile(r"\s*\{[#.][^{}]*\}\s*$")  # of pandoc: what a heading is called in links
_STARRED = re.compile(r"\s*(?:#{1,6}[ \t]+)?\*\*[ \u3000]*(?=[^\s*])[^*\n]+(?:\*{4}[^*\n]+)*\*\*\s*")
_NUMBER = re.compile(r"\*\*\d+\*\*(?=[\u4e00-\u9fff])")
_UNDERLINED = re.compile(r"\s*__[ \u3000]*(?=[^\s_])[^_\n]+__\s*")
_STARS = re.compile(r"\*\*(?P<text>(?=[ \u3000]*[^\s*])[^*]+?(?<=[^ \t\n])|\s+)\*\*")
_LINES = re.compile(r"(?<![\\_])__(?=[ \u3000]*[^\s_])(?P<text>[^_]+?)(?<=[^ \t\n])__(?!_)")
_COUNTER = re.compile(r"(?<=[.)] )\[@\d{1,3}\] +")  # of Org: the number that a list begins with
_OUTER = re.compile(r"\s*\d{1,2}\. {2,}(?=\d{1,2}\. {2,}\S)")  # of pandoc: the list that a list stands in
_DASHES = re.compile(r"\s*-{1,4}\t+(?=\S)")  # of docx2python: a level of its list each
_EMPTY, _INNER = re.compile(r"\s*[-*+] +"), re.compile(r"\s+\d{1,3}\\?[.)] ")  # of mammoth: the same
_WHOLE = re.compile(
    r"\s*(?:\d{1,3}[.)] +)?(?:\[@\d{1,3}\] +)?"
    r"(?P<mark>\*|''')(?=\u3000*[^\s*'])(?P<text>[^*'\n]*[\u4e00-\u9fff][^*'\n]*)(?P=mark)\s*"
)
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])|\\$")
_ESCAPED = re.compile(r"\\[<>~\[\]]|^\s*(?:\d{1,3}\\[.)]|\\-)", re.MULTILINE)  # «1\.部门…»: no author writes so
_TAG = re.compile(
    r"</?(?:u|strong|em|b|i|ins|mark|sup|sub|ol|ul|li|p)>|<ol start=\"\d+\">|<!-- -->"
    r"|<a id=\"[^\"<>]*\">|</a>|\{\.(?:underline|mark)\}"
)
_BULLET = re.compile(r"\s*[-*+] +(?=\S)(?!\d{1,3} *[-—]\s*$)")
_HAN = r"[\u4e00-\u9fff]"
_TORN = re.compile(r"(?<=[\u4e00-\u9fff，。；：、）”]) (?=[\u4e00-\u9fff（“])")
_APART = re.compile(rf"(?<={_HAN}) +(?=[0-9A-Za-z(])|(?<=[0-9A-Za-z%)]) +(?={_HAN})")
_HARD = re.compile(r" {2,}\Z|\\{1,2}\Z")
_LONG, _SEVERAL = 25, 4  # characters of a paragraph; blanks in them that a converter put where lines of a page end
_FENCE = re.compile(r"\s*`{3,}\w*\s*")  # around a text that a program handed on whole
_SHORT = 5  # characters of a line with nothing but a mark
_OTHERS = ("*", "'")
_OPENING = ("*", "_", "'", "#")
_DIGITS = tuple("123456789")
_FEW = 2  # headings with «#»: a line of an author's begins so now and then


def marks_of(blocks: Sequence[Block]) -> dict[int, Marks]:
    """The marks in the paragraphs of a text file, by block; none in a text that is no Markdown. Blanks are marks where
    the converter put them: between the lines of a page (PyMuPDF4LLM), and where Chinese meets digits."""
    texts = {index: block.text for index, block in enumerate(blocks) if isinstance(block, Paragraph) and block.text}
    broken = _broken(texts)
    whole_texts = {**texts, **broken}
    signs = "\n".join(texts.values())
    with_stars = [text for text in whole_texts.values() if "*" in text or "'" in text]
    starred = any("**" in text and (_STARRED.fullmatch(text) or _NUMBER.search(text)) for text in with_stars)
    underlined = "__" in signs and any("__" in text and _UNDERLINED.fullmatch(text) for text in whole_texts.values())
    headed = "#" in signs and sum("#" in text and _HASHES.match(text) is not None for text in texts.values()) >= _FEW
    whole = any(text.rstrip()[-1:] in _OTHERS and _WHOLE.fullmatch(text) for text in with_stars)
    escaped = "\\" in signs and _ESCAPED.search(signs) is not None
    listed = [text for text in texts.values() if text.lstrip()[:1] in _DIGITS] if ".  " in signs else []
    outer = sum(_OUTER.match(text) is not None for text in listed) >= _FEW
    dashed = "-\t" in signs and sum(_DASHES.match(text) is not None for text in texts.values()) >= _FEW
    fences: dict[int, Marks] = {}
    if "```" in signs:
        fences = {at: ((0, len(text)),) for at, text in texts.items() if _FENCE.fullmatch(text)}
    if not (starred or underlined or headed or whole or escaped or outer or dashed):
        return fences
    marks = {
        index: sorted(_of(text, starred=starred or headed, underlined=underlined)) for index, text in texts.items()
    }
    for first, text in broken.items():
        _of_lines(first, text, texts, marks, starred=starred or headed, underlined=underlined)
    for index, text in texts.items():
        if len(text) < _SHORT and _EMPTY.fullmatch(text) and _INNER.match(texts.get(index + 1, "")):
            marks[index] = [(0, len(text))]
    bare = {index: _bare(text, marks[index]) for index, text in texts.items()}
    prose = [text for index, text in texts.items() if len(text) > _LONG and "|" not in text]
    torn = sum(len(_TORN.findall(text)) for text in prose) >= _SEVERAL
    apart = sets_apart(plain for plain, _ in bare.values())
    for index, text in texts.items():
        plain, places = bare[index]
        for blanks in [_TORN] * (torn and len(text) > _LONG) + [_APART] * apart:
            marks[index] += [(places[at.start()], places[at.end() - 1] + 1) for at in blanks.finditer(plain)]
    return {index: tuple(sorted(found)) for index, found in marks.items() if found} | fences


def _broken(texts: dict[int, str]) -> dict[int, str]:
    """Headings that a hard line break parts («**甲县某局  ⏎2023年…报告**»), by their first block: lines that begin
    with a mark and end with such a break, and what follows, in one. Each sign of the break is an ideographic blank."""
    found: dict[int, str] = {}
    for index, text in texts.items():
        if text.lstrip()[:1] not in _OPENING or not _HARD.search(text):
            continue
        lines, last = text, index
        while (hard := _HARD.search(lines)) is not None and last + 1 in texts:
            last += 1
            lines = lines[: hard.start()] + "\u3000" * len(hard[0]) + texts[last]
        found[index] = lines
    return found


def _of_lines(
    first: int,
    text: str,
    texts: dict[int, str],
    marks: dict[int, list[tuple[int, int]]],
    *,
    starred: bool,
    underlined: bool,
) -> None:
    """Puts the marks of lines in one (``text``) down at the blocks from ``first`` on in which they stand."""
    found = _of(text, starred=starred, underlined=underlined)
    start = 0
    for index in range(first, first + len(texts)):
        stop = start + len(texts[index])
        own = {(a - start, b - start) for a, b in found if start <= a < b <= stop}
        marks[index] = sorted({*marks[index], *own})
        start = stop
        if stop >= len(text):
            return


def _bare(text: str, marks: list[tuple[int, int]]) -> tuple[str, list[int]]:
    """A text without its marks, and where each of its characters stands."""
    places = [*range(len(text))]
    for start, stop in reversed(marks):
        del places[start:stop]
    return "".join(text[place] for place in places), places


def _of(text: str, *, starred: bool, underlined: bool) -> list[tuple[int, int]]:
    marks: list[tuple[int, int]] = []
    if "#" in text and (hashes := _HASHES.match(text)):
        marks.append(hashes.span())
        if text.rstrip()[-1:] == "}" and (named := _NAMED.search(text)):
            marks.append(named.span())
    elif bullet := _BULLET.match(text):
        marks.append(bullet.span())
    elif outer := _OUTER.match(text) or _DASHES.match(text):
        marks.append(outer.span())
    elif text.rstrip()[-1:] in _OTHERS and (line := _WHOLE.fullmatch(text)):
        marks += [line.span("mark"), (line.end("text"), line.end("text") + len(line["mark"]))]
    for pairs in [_STARS] * (starred and "**" in text) + [_LINES] * (underlined and "__" in text):
        for pair in pairs.finditer(text):
            marks += [(pair.start(), pair.start("text")), (pair.end("text"), pair.end())]
    if "\\" in text:
        marks += [escape.span() for escape in _ESCAPE.finditer(text)]
    if "<" in text or "{" in text:
        marks += [tag.span() for tag in _TAG.finditer(text)]
    if "[@" in text:
        marks += [counter.span() for counter in _COUNTER.finditer(text)]
    return marks
