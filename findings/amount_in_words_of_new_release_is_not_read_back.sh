#!/usr/bin/env bash
# cn2an 0.5.24 no longer reads some amounts in Chinese words (人民币大写) that it writes itself; 0.5.23 reads its own.
#
# Both releases of the package write an amount with an2cn(amount, "rmb") and read it with cn2an(text). The newer one leaves out
# the 零 before the thousands, which mends 105,000: its reader had never taken that text.
# Expected: what an2cn() writes, cn2an() of the same release reads, as before.
# Seen: where a hundred million (亿) is followed by no ten thousands but by thousands, the 零 is left out too, but the reader still
# wants it there: mode "strict" raises a ValueError, mode "normal" the same or a bare KeyError that names a digit.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
cat >"$work/seen.py" <<'PY'
import cn2an


def read(text, mode):
    try:
        return repr(cn2an.cn2an(text, mode))
    except (ValueError, KeyError) as error:
        return type(error).__name__ + (f"({error})" if isinstance(error, KeyError) else "")


print(cn2an.__version__)
for amount in (105_000, 100_005_000, 100_001_879):
    text = cn2an.an2cn(amount, "rmb")
    print(amount, text, "strict:", read(text, "strict"), "normal:", read(text, "normal"))
PY
seen=$(for version in 0.5.23 0.5.24; do
    "$work/venv/bin/pip" install --quiet "cn2an==$version" proces==0.1.7
    PYTHONUTF8=1 "$work/venv/bin/python" "$work/seen.py"
done)
expected="0.5.23
105000 壹拾万零伍仟元整 strict: ValueError normal: ValueError
100005000 壹亿零伍仟元整 strict: 100005000 normal: 100005000
100001879 壹亿零壹仟捌佰柒拾玖元整 strict: 100001879 normal: 100001879
0.5.24
105000 壹拾万伍仟元整 strict: 105000 normal: 105000
100005000 壹亿伍仟元整 strict: ValueError normal: ValueError
100001879 壹亿壹仟捌佰柒拾玖元整 strict: ValueError normal: KeyError(1)"
printf '%s\n' "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed; it was:"; printf '%s\n' "$expected"; exit 1; }
