"""Verifies an exported audit chain without Wutong: python3 verify.py [--part] [KEPT_CHECKPOINT.txt [KEPT_PUBLIC_KEY.pem]]

--part: the export has some days only, so that checkpoints may speak of rows that are not in it. Needs Python 3 and the openssl command. Prints the first row or checkpoint that does not fit and ends with 1.
"""

import base64
import csv
import hashlib
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
HASHED = ["recorded_at", "actor", "operation", "idempotency_key", "content_hash", "outcome", "previous_hash"]
SIGNED = ["county_id", "number", "sequence", "hash", "made_at", "previous", "key"]


def fail(what):
    sys.exit(f"NOT WHOLE 不完整: {what}")


def rows_of(name):
    with open(HERE / name, encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def hash_of(row):
    """SHA-256 of "county_id/sequence", then "|length:text" a field; lengths in bytes of UTF-8."""
    text = f"{row['county_id']}/{row['sequence']}".encode()
    for field in HASHED + (["answer_hash"] if row["answer_hash"] else []):
        value = row[field].encode()
        text += b"|%d:%b" % (len(value), value)
    return hashlib.sha256(text).hexdigest()


def text_of(checkpoint):
    """What is signed."""
    lines = [f"{name}: {checkpoint['key_fingerprint' if name == 'key' else name]}\n" for name in SIGNED]
    return "wutong audit checkpoint 1\n" + "".join(lines)


def keys_of(file):
    """Every public key of a PEM file by its fingerprint, the SHA-256 of its DER form."""
    bodies = re.findall("-----BEGIN PUBLIC KEY-----(.*?)-----END PUBLIC KEY-----", file.read_text(), re.DOTALL)
    ders = [base64.b64decode("".join(body.split())) for body in bodies]
    return {hashlib.sha256(der).hexdigest(): der for der in ders}


def is_signed(text, signature, der):
    raw = base64.b64decode(signature)
    if base64.b64encode(raw).decode() != signature:
        return False
    with tempfile.TemporaryDirectory() as folder:
        names = {"key": der, "text": text.encode(), "signature": raw}
        for name, content in names.items():
            (pathlib.Path(folder) / name).write_bytes(content)
        return subprocess.run(["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "key", "-keyform", "DER", "-rawin",
                               "-in", "text", "-sigfile", "signature"], cwd=folder, capture_output=True).returncode == 0


def verify_checkpoints(checkpoints, keys):
    previous = "0" * 64
    for number, one in enumerate(checkpoints, start=1):
        if one["number"] != str(number) or one["previous"] != previous:
            fail(f"checkpoint {number}: it is missing, or does not continue the one before it")
        der = keys.get(one["key_fingerprint"])
        if der is None or not is_signed(text_of(one), one["signature"], der):
            fail(f"checkpoint {number}: its signature does not fit it, or its key is not known")
        previous = hashlib.sha256(text_of(one).encode()).hexdigest()


def verify_rows(rows, expected):
    """The rows follow each other; `expected` are (checkpoint, hash) by the row that they speak of."""
    before, first, count = None, None, 0
    for row in rows:
        sequence = int(row["sequence"])
        if before is None:
            first = sequence
            if sequence == 1 and row["previous_hash"] != "0" * 64:
                fail("row 1: it does not begin the chain")
        elif sequence != before[0] + 1:
            fail(f"row {before[0] + 1}: it is missing")
        elif row["previous_hash"] != before[1]:
            fail(f"row {sequence}: it does not continue the row before it")
        if hash_of(row) != row["hash"]:
            fail(f"row {sequence}: its content was changed")
        for name, digest in expected.pop(sequence, []):
            if digest != row["hash"]:
                fail(f"checkpoint {name}: the chain has another hash at row {sequence}")
        before, count = (sequence, row["hash"]), count + 1
    return first, before[0] if before else 0, count


def main():
    names = [name for name in sys.argv[1:] if name != "--part"]
    kept = pathlib.Path(names[0]).read_text().replace("\r", "") if names else None
    keys = keys_of(pathlib.Path(names[1]) if len(names) > 1 else HERE / "public_keys.pem")
    checkpoints = list(rows_of("checkpoints.csv"))
    verify_checkpoints(checkpoints, keys)
    if kept and kept not in [text_of(one) + f"signature: {one['signature']}\n" for one in checkpoints]:
        fail("the checkpoint that was kept is not among these")
    expected = {}
    for one in checkpoints:
        expected.setdefault(int(one["sequence"]), []).append((one["number"], one["hash"]))
    expected.pop(0, None)
    all_expected = sorted(expected)
    first, last, count = verify_rows(rows_of("entries.csv"), expected)
    is_part = "--part" in sys.argv
    if first not in (None, 1) and not is_part:
        fail("row 1: it is missing")
    if expected and not is_part:
        fail(f"row {min(expected)}: a checkpoint speaks of it, and it is not here")
    signed = max((sequence for sequence in all_expected if sequence not in expected), default=0)
    print(f"whole 完整: rows {first} to {last} ({count}), {len(checkpoints)} checkpoints, signed up to row {signed}")


main()
