"""What the YAML library complains of, in Chinese: for every sentence that its parsers are made to say."""

from __future__ import annotations

import pytest
import yaml

from assistcheck.rules.yaml_words import yaml_words
from unit.one_language import english_in

_TEXTS = {
    "a colon within a text": "a: b: c",
    "no colon": "a: 1\nb\nc: 2",
    "brackets left open": "a: [1, 2",
    "braces left open": "a: {b: 1",
    "a wrong bracket": "a: [1, 2}",
    "a list behind a key": "a: - b",
    "quotation marks left open": 'a: "b',
    "words behind quotation marks": "a: 'b' c",
    "a tab for an indent": "a:\n\tb: 1",
    "an indent that fits nothing": "a:\n    b: 1\n  c: 2",
    "an entry without its sign": "- a\nb",
    "a second document": "a: 1\n---\nb: 2",
    "an alias of nothing": "a: *b",
    "one anchor twice": "a: &x 1\nb: &x 2\nc: *x",
    "an alias without a name": "a: * b",
    "an unknown escape": 'a: "\\q"',
    "a sign of its own": "a: @b",
    "a share": "a: %b",
    "a tag of nothing": "a: !x!y b",
    "a directive of nothing": "%YAML x\n---\na: 1",
    "a control character": "a: b\x01",
    "a wrong block": "a: |x\n  b",
}


@pytest.mark.parametrize("loader", ["SafeLoader", "CSafeLoader"])
@pytest.mark.parametrize("text", _TEXTS.values(), ids=_TEXTS)
def test_whatever_is_wrong_with_a_text_is_told_in_chinese(text: str, loader: str) -> None:
    try:
        yaml.compose(text, Loader=getattr(yaml, loader))
    except yaml.YAMLError as error:
        said = str(getattr(error, "problem", None) or getattr(error, "reason", None))
        words = yaml_words(said)
        assert words.en == said
        assert english_in(words.zh) == []
        assert words.zh != yaml_words("what no parser says").zh
    else:
        assert text == _TEXTS["one anchor twice"]  # which the one parser takes and the other does not
