#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Verifies an audit record of Strikedesk; written from docs/audit.md alone, Python standard library only.

    verify_audit.py RECORD [ANCHORS]     RECORD: desk.db, an export (JSON lines), or a segment of the archive
                                         ANCHORS: the folder with the anchors and the public key

Prints one JSON document and exits with 0 (intact), 6 (broken) or 1 (cannot be read).
"""
import hashlib
import json
import pathlib
import re
import sqlite3
import sys
from datetime import datetime, timedelta, timezone

ZEROS = bytes(32)
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def field(data):
    return len(data).to_bytes(4, "big") + data


def record_hash(record):
    parts = [b"strikedesk-audit-1\n", record["previous"], record["sequence"].to_bytes(8, "big"),
             record["time_us"].to_bytes(8, "big", signed=True)]
    parts += [field(record[name]) for name in ("category", "kind", "actor", "entity", "body")]
    return hashlib.sha256(b"".join(parts)).digest()


class CannotBeRead(Exception):
    """There is nothing to judge: no such file, no such table, a disk that fails."""


def opened(path):
    # mode=ro: a reader that can neither write nor checkpoint.
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    connection.execute("PRAGMA query_only=1")
    return connection


def as_bytes(column):
    # A text as the bytes it is; anything else as NULL. As text, a broken byte and the sign that stands for it
    # would read the same.
    return f"CASE typeof({column}) WHEN 'text' THEN CAST({column} AS BLOB) END"


def records_of_database(path):
    """Every row in the order of its number; None for one that cannot be a record, or where the file is damaged."""
    connection = opened(path)
    columns = ", ".join(as_bytes(name) for name in ("category", "kind", "actor", "entity"))
    query = f"SELECT sequence, time_us, {columns}, body, previous_hash, hash FROM audit"
    last = None
    try:
        for row in connection.execute(f"{query} ORDER BY sequence"):
            record = record_of_row(row)
            yield record
            if record is None:
                return
            last = record["sequence"]
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        yield from records_one_by_one(connection, query, last)
    finally:
        connection.close()


def records_one_by_one(connection, query, last):
    """What can still be read before the damage: Python reads a row ahead and drops the whole one it holds."""
    try:
        while row := connection.execute(f"{query} WHERE ? IS NULL OR sequence > ? ORDER BY sequence LIMIT 1",
                                        (last, last)).fetchone():
            record = record_of_row(row)
            if record is None:
                break
            last = record["sequence"]
            yield record
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
    yield None


def record_of_row(row):
    sequence, time_us, *fields, body, previous, own = row
    if (not all(isinstance(number, int) for number in (sequence, time_us))
            or not all(isinstance(blob, bytes) for blob in (*fields, body, previous, own))
            or len(previous) != 32 or len(own) != 32):
        return None
    category, kind, actor, entity = fields
    return {"sequence": sequence, "time_us": time_us, "category": category, "kind": kind, "actor": actor,
            "entity": entity, "body": body, "previous": previous, "hash": own}


def is_damage(error):
    return "malformed" in str(error) or "not a database" in str(error)


def copies_of_anchors(path):
    """The copies of the anchors that the database keeps; None stands for one that is missing or is no blob."""
    connection = opened(path)
    try:
        if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'audit_anchor'").fetchall():
            return []
        copies = []
        for number, line in connection.execute("SELECT number, line FROM audit_anchor ORDER BY number"):
            if number != len(copies) + 1:
                copies.append(None)
            copies.append(line if isinstance(line, bytes) else None)
        return copies
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        return None
    finally:
        connection.close()


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def records_of_export(path):
    with path.open("rb") as lines:
        for line in lines:
            row = json.loads(line)
            moment = datetime.strptime(row["time"], "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=timezone.utc)
            yield {"sequence": row["sequence"], "time_us": (moment - EPOCH) // timedelta(microseconds=1),
                   "category": row["category"].encode(), "kind": row["kind"].encode(),
                   "actor": row["actor"].encode(), "entity": row["entity"].encode(),
                   "body": canonical(row["body"]), "previous": bytes.fromhex(row["previous_hash"]),
                   "hash": bytes.fromhex(row["hash"])}


# ---- Ed25519 (RFC 8032, section 5.1), verification only -------------------------------------------------------

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def recover_x(y, sign):
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    return P - x if x % 2 != sign else x


def decoded_point(data):
    number = int.from_bytes(data, "little")
    y, sign = number % 2**255, number >> 255
    x = recover_x(y, sign) if y < P else None
    return None if x is None else (x, y, 1, x * y % P)


def added(a, b):
    e, f = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    left, right, up, down = f - e, h - g, h + g, f + e
    return left * right % P, up * down % P, right * up % P, left * down % P


def times(scalar, point):
    total = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            total = added(total, point)
        point = added(point, point)
        scalar >>= 1
    return total


BASE_Y = 4 * pow(5, -1, P) % P
BASE_X = recover_x(BASE_Y, 0)
BASE = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)


def is_signature_good(public_key, message, signature):
    if len(public_key) != 32 or len(signature) != 64:
        return False
    key, commitment = decoded_point(public_key), decoded_point(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if key is None or commitment is None or scalar >= ORDER:
        return False
    challenge = int.from_bytes(hashlib.sha512(signature[:32] + public_key + message).digest(), "little") % ORDER
    left, right = times(scalar, BASE), added(commitment, times(challenge, key))
    return not (left[0] * right[2] - right[0] * left[2]) % P and not (left[1] * right[2] - right[1] * left[2]) % P


# ---- The anchors ------------------------------------------------------------------------------------------------

def parsed_anchor(line):
    """The anchor in a line of bytes; None unless it is written in the one way an anchor is written."""
    try:
        row = json.loads(line)
        sequence, own = row["sequence"], row["hash"]
        if canonical(row) != line or type(sequence) is not int or sequence < 0 or len(row) != 5:
            return None
        if len(own) != 64 or bytes.fromhex(own).hex() != own:
            return None
        if not all(isinstance(row[name], str) for name in ("time", "reason", "signature")):
            return None
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{1,6}Z", row["time"]):
            return None
        text = f"strikedesk-anchor-1\n{sequence}\n{own}\n{row['time']}\n{row['reason']}\n"
        datetime.strptime(row["time"], "%Y-%m-%dT%H:%M:%S.%fZ")
        return {"sequence": sequence, "hash": bytes.fromhex(own), "line": line, "text": text.encode(),
                "reason": row["reason"], "signature": hex_bytes(row["signature"])}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def hex_bytes(text):
    """The bytes of lower-case hexadecimal digits; none for any other text."""
    try:
        data = bytes.fromhex(text)
    except (ValueError, TypeError):
        return b""
    return data if data.hex() == text else b""


def read_anchors(folder):
    """The anchors, and whether there is a line that is none."""
    key_file, log_file = folder / "anchor.pub", folder / "anchors.jsonl"
    public_key = hex_bytes(key_file.read_bytes().decode("latin-1").strip()) if key_file.exists() else b""
    lines = log_file.read_bytes().split(b"\n") if log_file.exists() else [b""]
    anchors, has_rubbish = [], False
    for line in lines[:-1]:  # what follows the last line feed was being written when a process died
        anchor = parsed_anchor(line)
        if anchor is None:
            has_rubbish = True
            continue
        anchor["good"] = is_signature_good(public_key, anchor["text"], anchor["signature"])
        anchors.append(anchor)
    return anchors, has_rubbish


def accepts_restore(anchor):
    return anchor["good"] and anchor["reason"].startswith("restored: ")


def in_force(anchors):
    """Without those beyond the head of a backup that was restored after them: they belong to what it replaced."""
    kept, lowest = [], float("inf")
    for anchor in reversed(anchors):
        if anchor["sequence"] <= lowest:
            kept.append(anchor)
        if accepts_restore(anchor):
            lowest = min(lowest, anchor["sequence"])
    return kept


def walked(records, head):
    """The hashes by number as far as the chain is whole, its end, and the first bad number in a list."""
    bad, hashes = [], {head[0]: head[1]}
    for record in records:
        if (record is None or record["sequence"] != head[0] + 1 or record["previous"] != head[1]
                or record_hash(record) != record["hash"]):
            bad.append(head[0] + 1)
            break
        head = (record["sequence"], record["hash"])
        hashes[head[0]] = head[1]
    return hashes, head, bad


def judged(records, folder, copies):
    hashes, head, bad = walked(records, (0, ZEROS))
    if folder:
        bad = judged_anchors(folder, copies, head, hashes, bad)
    return {"intact": not bad, "events": head[0], "head": head[1].hex(), "first_bad": min(bad) if bad else None}


def judged_anchors(folder, copies, head, hashes, bad):
    """Adds what is wrong with the anchors to the bad numbers found before."""
    if copies is None:  # a damaged table
        copies, bad = [], bad + [1]
    everything, has_rubbish = read_anchors(folder)
    anchors = in_force(everything)
    fitting = [a["sequence"] for a in anchors if hashes.get(a["sequence"]) == a["hash"]]
    bad = bad + [a["sequence"] for a in anchors if a["sequence"] in hashes and hashes[a["sequence"]] != a["hash"]]
    if not bad and any(a["sequence"] > head[0] for a in anchors):
        bad.append(head[0] + 1)
    bad += [max(a["sequence"], 1) for a in everything if not a["good"]]
    bad += [max(b["sequence"], 1) for a, b in zip(everything, everything[1:])
            if b["sequence"] < a["sequence"] and not accepts_restore(b)]
    in_file = {a["line"] for a in everything}
    gone = [copy for copy in copies if copy not in in_file]
    known = [parsed_anchor(copy) for copy in gone if copy is not None]
    bad += [max(anchor["sequence"], 1) for anchor in known if anchor]
    if not bad and (has_rubbish or gone):
        bad.append(max(fitting, default=0) + 1)
    if ((folder / "anchor.key").exists() or copies) and not everything and head[0]:
        bad.append(1)
    return bad


SHEET = ("first", "last", "previous_hash", "hash", "content", "from", "to", "keep_until")


def judged_segment(path, sheet_path, folder):
    """A segment of the archive against its head sheet: signature, chain, ends, content."""
    line = sheet_path.read_bytes().rstrip(b"\n")
    sheet = json.loads(line)
    head, bad = (sheet["first"] - 1, hex_bytes(sheet["previous_hash"])), []
    text = "\n".join(["strikedesk-segment-1", *(str(sheet[name]) for name in SHEET), ""])
    key = hex_bytes((folder / "anchor.pub").read_text().strip()) if folder else None
    is_signed = not folder or is_signature_good(key, text.encode(), hex_bytes(sheet["signature"]))
    if canonical(sheet) != line or not is_signed:
        bad.append(sheet["first"])
    _, head, broken = walked(records_of_export(path), head)
    bad += broken
    if not broken and head != (sheet["last"], hex_bytes(sheet["hash"])):
        bad.append(min(head[0] + 1, sheet["last"]))
    if not bad and hashlib.sha256(path.read_bytes()).hexdigest() != sheet["content"]:
        bad.append(sheet["first"])
    return {"intact": not bad, "events": head[0] - sheet["first"] + 1, "head": head[1].hex(),
            "first_bad": min(bad) if bad else None}


def verdict(record, folder=None):
    """What there is to say about a record: "intact", "events", "head", "first_bad"."""
    try:
        with record.open("rb") as file:
            is_database = file.read(16) == b"SQLite format 3\0"
        sheet = record.with_suffix(".json")
        if not is_database and record.name.startswith("segment-") and sheet.exists():
            return judged_segment(record, sheet, folder)
        copies = copies_of_anchors(record) if is_database and folder else []
        return judged(records_of_database(record) if is_database else records_of_export(record), folder, copies)
    except (OSError, ValueError, KeyError, TypeError, RecursionError, sqlite3.Error) as error:
        raise CannotBeRead(str(error)) from error


def main(arguments):
    if len(arguments) not in (1, 2):
        print(__doc__, file=sys.stderr)
        return 2
    try:
        answer = verdict(*(pathlib.Path(argument) for argument in arguments))
    except CannotBeRead as error:
        print(f"cannot be read: {error}", file=sys.stderr)
        return 1
    print(json.dumps(answer))
    return 0 if answer["intact"] else 6


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
