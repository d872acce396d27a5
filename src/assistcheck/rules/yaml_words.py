"""What the YAML library says of a text that is no YAML, in Chinese too: the sentences of its two parsers are few."""

from __future__ import annotations

import re

from assistcheck.i18n import LocalizedText

_SENTENCES = {
    "mapping values are not allowed.*": "这里不能写“键: 值”，多半是文字里有冒号，或缩进不对",
    "(block )?(sequence entries|mapping keys) are not allowed.*": "列表或键不能写在这里，多半是缩进不对",
    ".*expected ':'": "缺少冒号",
    "did not find expected key": "这里应是一个键，多半是缩进不对，或引号没有成对",
    "did not find expected '-' indicator": "这里应以 - 开头，多半是缩进不对",
    ".*expected ',' or '\\]'.*": "方括号没有成对，或缺少逗号",
    ".*expected ',' or '}'.*": "花括号没有成对，或缺少逗号",
    ".*expected (the )?node content.*": "这里缺少内容",
    ".*<document start>.*|but found another document|found unexpected document.*": "一个文件只写一份内容；--- 另起一份",
    "expected <block end>.*|.*comment or (a )?line break.*": "这里不该有内容，多半是缩进不对，或引号后还有文字",
    "found unexpected end of stream": "引号或括号没有成对",
    "found undefined alias.*": "* 后的别名没有定义；文字以 * 开头的，请加引号",
    "second occurrence": "同一个 & 锚点出现了两次",
    "found unknown escape character.*|.*hexd?a?decimal number.*|found invalid Unicode character escape code": (
        "双引号里有不认识的转义；反斜线请写成两个，或改用单引号"
    ),
    "found a tab.*": "用了制表符缩进",
    "found character .*that cannot start any token": "有一个字符不能放在开头；请用空格缩进，或给这段文字加引号",
    "(control|special) characters are not allowed": "有控制字符",
    ".*UTF-(8|16) .*|.*surrogate.*|invalid Unicode character": "有不是文字的字节",
    ".*(tag|'!').*|.*'>'": "有不认识的 ! 标记；文字以 ! 开头的，请加引号",
    ".*expected alphabetic or numeric character.*": "& 或 * 后没有名称；文字以它们开头的，请加引号",
    ".*(directive|version|YAML document).*|.*digit.*": "以 % 开头的行不认识；请删去，或给这段文字加引号",
    ".*indentation indicators?.*": "| 或 > 后的写法不认识",
    "exceeded maximum nesting depth": "层次太深",
}
"""Its sentences, as patterns, and what they mean to whoever wrote the text."""
_OTHER = "这里的写法不认识"


def yaml_words(said: str) -> LocalizedText:
    """Return what the library says of a text; Chinese says no more than that it is wrong where the sentence is not known."""
    return LocalizedText(next((zh for pattern, zh in _SENTENCES.items() if re.fullmatch(pattern, said)), _OTHER), said)
