"""Names, codes and CSV bytes that are legal by the contract and break careless programs."""

import csv
import io

# Each family holds codes that a careless comparison (case, width, accents, trailing
# punctuation, numbers as text, UTF-16 order) takes for one another or sorts wrongly.
CODE_FAMILIES = [
    ["A1", "a1", "Ａ1", "á1", "Á1", "a\u03011"],
    ["B 1", "B1", "B  1", "B.1", "B-1", "B_1", "B%1", "B/1", "B\\1"],
    ["C,1", 'C"1', "C'1", "C;1", "C|1", "C#1", "C&1", "C<1>"],
    ["甲01", "甲1", "甲一", "乙01", "药-甲 1", "甲０１"],
    ["\U0001F48A1", "\uFF5E1", "\u4E001", "z1", "~1"],
    ["9", "10", "010", "1", "01"],
    ["NULL", "null", "None", "0", "true"],
    ["straße", "strasse", "STRASSE", "ﬁ1", "fi1", "İ1", "i1"],
]

NAMES = [
    "安平县人民医院", "Plain name", 'The "quoted" name', "commas, more, commas", "line\nbreak", "line\r\nbreak",
    "=cmd()", '=HYPERLINK("http://example.invalid","x")', "+1", "-1", "@SUM(A1)",
    "💊 emoji 👩🏽‍⚕️", "tab\there", "O'Brien; DROP TABLE items; --", "<script>alert(1)</script>",
    "阿莫西林胶囊，0.25克", "é ü ñ ł", "مستوصف",
    "%s %n {0} ${x}", "back\\slash", "x" * 120, "名" * 60, '"', ",", "'",
]

# Pairs that only an exact comparison tells apart or sorts rightly.
CONFUSABLE_LOTS = [("L1", "l1"), ("b", "B"), ("Z", "a"), ("10", "9"), ("é1", "e1"), ("L 1", "L1"),
                   ("\U0001F48A", "\uFF5E"), ("批号乙", "批号甲"), ("1", "01"), ("Ｌ1", "L1")]

LOTS = ["L1", "l1", "L 1", "L-1", "20261101", "0001", "1", "批号甲", "批号乙", 'L"1', "L,1", "Ｌ1", "é1", "e1"]


def make_codes(rng, prefix, count, taken=()):
    """`count` codes that differ from each other and from `taken`, as text.  They come
    from few families at a time, so that codes of one family meet."""
    found = []
    families = rng.sample(CODE_FAMILIES, rng.choice([1, 2, 3]))
    hostile = [code for family in families for code in family]
    rng.shuffle(hostile)
    plainness = rng.choice([0, 0, 30, 100])
    while len(found) < count:
        if hostile and rng.randrange(100) >= plainness:
            code = hostile.pop()
        else:
            code = f"{prefix}{rng.randrange(1, 1000):03d}"
        if code not in found and code not in taken:
            found.append(code)
    return found


def name(rng):
    return rng.choice(NAMES)


def csv_bytes(rng, columns, rows, optional=()):
    """A table as bytes: columns in any order, an optional column left out where
    no row needs it, and any of the ways in which RFC 4180 lets it be written."""
    columns = [each for each in columns
               if each not in optional or any(row.get(each, "") != "" for row in rows) or rng.randrange(2)]
    if rng.randrange(2):
        rng.shuffle(columns)
    quoting = rng.choice([csv.QUOTE_MINIMAL, csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
    target = io.StringIO()
    writer = csv.writer(target, quoting=quoting, lineterminator=rng.choice(["\n", "\r\n"]))
    writer.writerow(columns)
    writer.writerows([row.get(column, "") for column in columns] for row in rows)
    text = target.getvalue()
    if rng.randrange(4) == 0:
        text = text.rstrip("\r\n")  # the last line end is optional
    return (b"\xef\xbb\xbf" if rng.randrange(4) == 0 else b"") + text.encode("utf-8")
