"""A strict reader of CSV as RFC 4180 writes it.

The csv module of the library forgives much (a quote in the middle of a field, a
file that ends inside quotes, rows of different lengths), so it cannot tell that a
file is well-formed.  A line may end in CR LF or in LF alone, the same throughout.
"""

import re

_FIELD = re.compile(r'"((?:[^"]|"")*)"|([^",\r\n]*)')
_FIELD_END = re.compile(r",|\r\n|\n|\Z")


class NotRfc4180(ValueError):
    pass


def _records(text):
    """Yield (fields, line ending) of every record."""
    at, fields = 0, []
    while at < len(text):
        field = _FIELD.match(text, at)
        end = _FIELD_END.match(text, field.end())
        if end is None:
            line = text.count("\n", 0, at) + 1
            raise NotRfc4180(f"line {line}: stray quote or bare carriage return near {text[at:at + 40]!r}")
        quoted = field.group(1)
        fields.append(field.group(2) if quoted is None else quoted.replace('""', '"'))
        at = end.end()
        if end.group() != ",":
            yield fields, end.group()
            fields = []
        elif at == len(text):
            yield [*fields, ""], ""


def _check_line_endings(endings):
    """The last record alone may go without."""
    if "" in endings[:-1] or len(set(endings) - {""}) > 1:
        raise NotRfc4180(f"line endings differ: {sorted(set(endings))}")


def _check_lengths(records):
    for number, record in enumerate(records):
        if len(record) != len(records[0]):
            raise NotRfc4180(f"data row {number} has {len(record)} fields, the header {len(records[0])}")


def parse(data):
    """Return (header, rows) of the bytes of a CSV file."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise NotRfc4180(f"not UTF-8: {fault}") from None
    if text.startswith("\ufeff"):
        raise NotRfc4180("begins with a byte order mark, which would be part of the first column's name")
    pairs = list(_records(text))
    if not pairs:
        raise NotRfc4180("empty: even a table without rows has its header")
    records = [tuple(fields) for fields, _ in pairs]
    _check_line_endings([ending for _, ending in pairs])
    _check_lengths(records)
    return records[0], records[1:]
