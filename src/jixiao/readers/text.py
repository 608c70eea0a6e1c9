"""Plain text: bytes in any encoding a Chinese office writes -> one `Paragraph` a line, nothing lost.

Texts come from Notepad (GBK, or UTF-8 with a mark), from converters (UTF-8, LF), from old archives (Big5, UTF-16) and
from hand-made extractions that were cut or had a byte overwritten. Which tool flattened the tables in it is not asked
here: every decoded character stays, in ``text`` or in ``end``, for `structure` to work on.
"""

from __future__ import annotations

import codecs
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from jixiao import lazy_re as re
from jixiao.document import Block, Diagnostic, Document, Paragraph
from jixiao.errors import DamagedFileError, EmptyFileError, UnknownTypeError
from jixiao.readers.limits import DEFAULT_LIMITS, Limits, too_much

# The longer mark first: UTF-32's begins with UTF-16's.
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)

# --- Which encoding reads as Chinese --------------------------------------------------------------------------------
#
# GB18030 accepts nearly every byte sequence, and half of all Big5 is valid in it: that a text *decodes* proves nothing,
# so what decides is whether it *reads*. The characters below make up 95 % of running official Chinese; under a wrong
# encoding they are hit by chance only (about one in fifteen), and the frequent characters of Big5 (rows A4 to A9) fall
# on kana, Greek, Cyrillic and drawing characters in GB18030, which no report is written in. A sample of five
# hundred characters is far more than is needed; two words are enough in practice.
_FREQUENT = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得"
    "经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平"
    "形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程"
    "展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必"
    "战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打"
    "白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫"
    "且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精"
    "值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严龙飞"
    "算预款项评绩财购附拨填付费签字盖章室职责岗编制险续控降减占户镇乡村街站校医疗卫食药环境监督审核检执纪案例培训考核测档册网络软硬"
    "投补助贫扶困灾防救森宣客旅游景餐招待差补贴津奖罚债券税收入余额额度借贷偿息股份租赁残疾退休离抚恤妇幼婴童岁届届次征迁拆迁改造危房"
    "某甲乙丙丁戊己庚县区州旗盟港澳台厅司署党群团企事业单位"
    # the same in traditional writing: Taiwan, Hong Kong, and files that went through a converter
    "這個們來時為國會對發動過說產種麼學經進電裡機當點從業應開還間樣與關線內數氣條沒結問無系軍員總設長頭資邊級圖統較將組見計別論農"
    "幾區強決戰隊給門導規熱領東壓濟階極聯認權證轉單風帶場車萬達積議聲報鬥華確張節話況傳許廣記須際驗連斷難礦備辦習響約歷稱準號維劃"
    "選寫親術養層專狀廠識適屬圓調滿縣參紅細鐵價嚴龍飛預項評績財購撥費簽職責崗編險續減佔戶鎮鄉醫療衛藥環監審檢執紀網絡軟補貧災獎罰債"
    "稅餘額貸償殘離撫婦歲屆徵遷團體實現廳臺幣構類務處際標據雙萬劃費購擬採導億廢佈復後裏應顯優讓該勞隨權義錢變樂讀雖觀聽樹熱"
)

_BYTES = ("gb18030", "cp950")
_CANDIDATES = ("utf-8", *_BYTES)
_WIDE = ("utf-16-le", "utf-16-be")
_NAMES = {"cp950": "big5"}
_SAMPLE = 1024
_LONG_SAMPLE = 1 << 16
_CLEAR = 0.5  # a Chinese text scores above 0.7, a misread one below 0.2
_HIGH_BYTE = re.compile(rb"[\x80-\xff]")
_TELLING = re.compile(rb"[\x00\x80-\xff]")
_TWO_BYTES = re.compile("[\x80-\u07ff]")
_WIDE_CHARACTER = re.compile(rb"[\xe2-\xef][\x80-\xbf]{2}")
_WIDE_LEAD = re.compile(rb"[\xe2-\xef]")  # begins U+2000 and up in UTF-8: every Chinese character and mark

# What stands for nothing: replaced bytes, controls that no tool writes on purpose. Not TAB, LF, FF, CR, and not BEL and
# VT, with which Word ends a cell and breaks a line.
_CONTROL = re.compile(r"[\x00-\x06\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_VISIBLE = re.compile(r"[^\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad]")

# --- Where lines end ------------------------------------------------------------------------------------------------
#
# ``\r\r\n`` is what a CRLF file becomes when it is written in text mode a second time: one end, not a blank line. A
# form feed belongs to the end of the line before it (pdftotext: ``\n\f`` between pages), so that it makes no blank
# line. Each expression begins with a class and has no unbounded repeat before something that can fail: linear.
_END_REST = r"(?:(?<=\r)\r?\n|(?<=\f)\f*(?:\r?\r?\n)?)?\f*"
_LINE_END = re.compile(r"([\r\n\f\x85\u2028\u2029]" + _END_REST + ")")
# In a CRLF file a bare LF is a break inside a paragraph (LibreOffice's and Word's text of a cell in several lines),
# but for the LF behind a cell mark (wvText) and the one that belongs to a page break.
_LINE_END_CRLF = re.compile(r"([\r\n\f\x85\u2028\u2029](?:(?<!\n)|(?<=\x07\n)|(?=\f))" + _END_REST + ")")
_ODD_END = re.compile(r"[\r\f\x85\u2028\u2029]")
_CRLF_SHARE = 3  # a file with this many CRLF for one bare LF is a CRLF file; a mixed one ends lines with both


def read_text(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Document:
    """The text as a document: one paragraph a line, whose ``text + end``, one after the other, is the decoded text.

    A byte order mark is no text and left out; ``encoding`` names what was decoded. Bytes that are no character become
    U+FFFD and are counted in the diagnostic ``replaced_characters``, controls in ``control_characters``: both stay.

    Raises `EmptyFileError` (nothing, or nothing to see), `UnknownTypeError` (no text), `DamagedFileError` (a text in
    large parts overwritten), `LimitError`.
    """
    if len(data) > limits.file_bytes:
        raise too_much("文件字节数", "bytes of the file", len(data), limits.file_bytes)
    text, encoding = decode(data)
    if len(text) > limits.characters:
        raise too_much("字符数", "characters", len(text), limits.characters)
    if not _VISIBLE.search(text):
        raise EmptyFileError(
            "文件里没有文字：请检查是否导出成功后再试",
            "the file holds no text; check that it was exported properly and try again",
        )
    blocks = paragraphs_of(text, limits)
    return Document(
        blocks=blocks,
        reader="text",
        media_type="text/plain",
        encoding=encoding,
        diagnostics=flaws(text, blocks),
    )


def decode(data: bytes) -> tuple[str, str]:
    """The characters of these bytes and the name of their encoding; what is no character becomes U+FFFD.

    A byte order mark decides; then UTF-8 if it is valid; then whichever of UTF-8 (with bad bytes), GB18030, Big5 and,
    where NUL bytes suggest it, UTF-16 reads as Chinese.

    Raises `UnknownTypeError` when none reads, `DamagedFileError` when too little of it is left.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data, mark, encoding)
    if b"\0" not in data:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            # Two-byte sequences alone are hardly Chinese: «联通» in GBK is valid UTF-8.
            if (
                not _HIGH_BYTE.search(data)
                or _WIDE_LEAD.search(data)
                or _best_of(_BYTES, data[:_LONG_SAMPLE], None)[1] < _CLEAR
            ):
                return _readable(text), "utf-8"
    codec = _best_codec(data)
    return _readable(data.decode(codec, "replace")), _NAMES.get(codec, codec)


def _decode_marked(data: bytes, mark: bytes, encoding: str) -> tuple[str, str]:
    if encoding != "utf-8-sig":
        text = data.decode(encoding, "replace")
        if _score(text[:_SAMPLE], 0.6) < 0:  # every two bytes are a character of UTF-16: noise behind a mark decodes
            raise _no_text()
        return _readable(text.removeprefix("\ufeff") if encoding == "gb18030" else text), encoding
    rest = data[len(mark) :]
    try:
        return _readable(rest.decode("utf-8")), encoding
    except UnicodeDecodeError:  # a bad byte, or a mark that a tool put in front of GBK
        codec = _best_codec(rest)
        text = rest.decode(codec, "replace")
    return _readable(text), encoding if codec == "utf-8" else _NAMES.get(codec, codec)


def _best_codec(data: bytes) -> str:
    """The codec under which the text reads best; of equals the more common one."""
    has_nul = b"\0" in data
    if not has_nul and _mostly_utf8(data):
        return "utf-8"
    first = _TELLING.search(data)
    start = first.start() & ~1 if first else 0  # units of UTF-16 begin at even bytes
    best, score = "utf-8", -1.0
    for size in (_SAMPLE, _LONG_SAMPLE):
        sample = data[start : start + size]
        best, score = _best_of((*_CANDIDATES, *_WIDE) if has_nul else _CANDIDATES, sample, 0.6 if has_nul else None)
        if score >= _CLEAR or len(data) - start <= size:
            break
    if score < _CLEAR and not has_nul:  # Chinese in UTF-16 without one ASCII character has no NUL
        wide, wide_score = _best_of(_WIDE, data[:_LONG_SAMPLE], None)
        if wide_score > max(score, _CLEAR):
            return wide
    if score < 0 and len(_HIGH_BYTE.findall(data, 0, _LONG_SAMPLE)) * 4 > min(len(data), _LONG_SAMPLE):
        raise _no_text()
    return best


def _best_of(codecs_: tuple[str, ...], sample: bytes, ascii_weight: float | None) -> tuple[str, float]:
    scores = {codec: _score(sample.decode(codec, "replace"), ascii_weight) for codec in codecs_}
    best = max(scores, key=lambda codec: scores[codec])
    return best, scores[best]


def _mostly_utf8(data: bytes) -> bool:
    """Whether whole three-byte characters outnumber what is none and what is hardly written in Chinese.

    Two-byte sequences are as bad as errors: GBK yields them by chance, a Chinese UTF-8 text has only «·», «×», «°».
    """
    sample = data[:_LONG_SAMPLE]
    whole = len(_WIDE_CHARACTER.findall(sample))
    if whole < 2:
        return False
    text = sample.decode("utf-8", "replace")
    return whole * 2 > text.count("\ufffd") + len(_TWO_BYTES.findall(text))


def _score(text: str, ascii_weight: float | None) -> float:
    """How much a text reads as Chinese: about 0.8 for a report, below 0.2 for one in a wrong encoding, -1 for none.

    The mean of its characters' weights. ASCII is the same in all encodings but UTF-16, whose high bytes are the NULs:
    it counts where there are any (``ascii_weight``), so that «2023» does not lose against the characters U+3200 U+3000.
    """
    total, count = 0.0, 0
    for character, times in Counter(text).items():
        weight = _weight(character)
        if weight is None:
            weight = ascii_weight
        if weight is not None:
            total += weight * times
            count += times
    return total / count if count else 0.0


# Upper bounds of ranges with their weight; None does not count.
_RANGES: tuple[tuple[int, float | None], ...] = (
    (0x08, -1.0),  # controls
    (0x0D, None),
    (0x1F, -1.0),
    (0x7E, None),
    (0x9F, -1.0),
    (0xBF, 0.3),  # signs: · ° ±
    (0xD6, -0.4),
    (0xD7, 0.5),  # ×
    (0xF6, -0.4),
    (0xF7, 0.5),  # ÷
    (0x200F, -0.4),  # letters of other scripts
    (0x2026, 0.6),  # — “ ” ‘ ’ …
    (0x2FFF, 0.3),  # ① ≥ ㎡ and drawn tables
    (0x301C, 0.5),  # 、 。 《 》
    (0x303F, 0.2),
    (0x31FF, -0.4),  # kana, bopomofo
    (0x33FF, 0.3),
    (0x4DFF, -0.3),
    (0x9FFF, 0.0),  # see _weight
    (0xF8FF, -0.7),  # Yi, Hangul, private use
    (0xFAFF, 0.0),
    (0xFEFF, -0.2),
    (0xFF5E, 0.5),  # ， ： （ ）
    (0xFFEF, -0.2),
    (0xFFFF, -1.0),  # U+FFFD
    (0x10FFFF, -0.4),
)


_BOUNDS = [bound for bound, _ in _RANGES]


@lru_cache(maxsize=8192)
def _weight(character: str) -> float | None:
    code = ord(character)
    if 0x4E00 <= code <= 0x9FFF:
        if character in _FREQUENT:
            return 1.0
        # Of the rest, half of GB2312 is in use now and then (names of places), the others hardly ever.
        return 0.35 if character.encode("gb2312", "ignore") else 0.0
    return _RANGES[bisect_left(_BOUNDS, code)][1]


def _readable(text: str) -> str:
    """The text itself, unless too much of it is no character; a few bad bytes are borne in the shortest text."""
    head = text[:_LONG_SAMPLE]
    bad = head.count("\ufffd") + len(_CONTROL.findall(head))
    if bad > 3 and bad * 4 > len(head) and _VISIBLE.search(text):
        raise _no_text()
    lost = text.count("\ufffd")
    if lost > 3 and lost * 10 > len(text):
        raise DamagedFileError(
            f"文本已损坏：{len(text)} 个字符中有 {lost} 个无法解码，请从来源重新导出",
            f"the text is damaged: {lost} of {len(text)} characters cannot be decoded; export it again",
        )
    return text


def _no_text() -> UnknownTypeError:
    return UnknownTypeError(
        "不是可识别的文件类型，也不是文本：请提供 .docx、.pdf、.html 或 .txt 文件",
        "neither a known kind of file nor text; provide a .docx, .pdf, .html or .txt file",
    )


def paragraphs_of(text: str, limits: Limits) -> tuple[Paragraph, ...]:
    """One paragraph a line; ``text + end``, one after the other, is the text. Raises `LimitError`."""
    feeds = text.count("\n")
    # Not more than this many lines, told before they are made.
    if feeds + sum(text.count(mark) for mark in "\r\f\x85\u2028\u2029") - text.count("\r\n") > limits.paragraphs:
        raise too_much("行数", "lines", f"> {limits.paragraphs}", limits.paragraphs)
    # Paragraphs are values: the blank and TAB-only lines of a flattened table, half of a file, are one object each.
    if not _ODD_END.search(text):
        lines = text.split("\n")
        rest = lines.pop()
        plain = {line: Paragraph(line, "paragraph", "", "", "", "\n") for line in set(lines)}
        blocks = [plain[line] for line in lines]
    else:
        crlf = text.count("\r\n")
        bare = feeds - crlf - text.count("\x07\n")
        parts = (_LINE_END_CRLF if 0 < bare * _CRLF_SHARE < crlf else _LINE_END).split(text)
        rest = parts.pop()
        pairs = list(zip(parts[::2], parts[1::2], strict=True))
        known = {pair: Paragraph(pair[0], "paragraph", "", "", "", pair[1]) for pair in set(pairs)}
        blocks = [known[pair] for pair in pairs]
    return (*blocks, Paragraph(rest)) if rest else tuple(blocks)


def flaws(text: str, blocks: Sequence[Block]) -> tuple[Diagnostic, ...]:
    """What was lost of a text, or stands in it for nothing, with the blocks concerned."""
    found: list[Diagnostic] = []
    lost = text.count("\ufffd")
    if lost:
        where = tuple(index for index, block in enumerate(blocks) if _holds("\ufffd", block))
        found.append(
            Diagnostic(
                "replaced_characters",
                f"有 {lost} 个字符已丢失或无法解码，以“\ufffd”代替，请核对原件",
                f"{lost} characters were lost or could not be decoded and stand as U+FFFD; compare with the original",
                where,
            )
        )
    if _CONTROL.search(text):
        controls = len(_CONTROL.findall(text))
        where = tuple(
            index for index, block in enumerate(blocks) if isinstance(block, Paragraph) and _CONTROL.search(block.text)
        )
        found.append(
            Diagnostic(
                "control_characters",
                f"有 {controls} 个控制字符，已原样保留，不影响识别",
                f"{controls} control characters were kept as they are; they do not affect reading",
                where,
            )
        )
    return tuple(found)


def _holds(character: str, block: Block) -> bool:
    if isinstance(block, Paragraph):
        return character in block.text
    return any(character in cell.text for cell in block.cells)
