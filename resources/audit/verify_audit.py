#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Verifies an audit record of Strikedesk; written from docs/audit.md alone, Python standard library only.

    verify_audit.py RECORD [ANCHORS]     RECORD: desk.db, or an export (JSON lines); ANCHORS: the folder

Prints one JSON document and exits with 0 (intact), 6 (broken) or 1 (cannot be read).
"""
import hashlib
import json
import pathlib
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


def records_of_database(path):
    # mode=ro: a reader that can neither write nor checkpoint.
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    connection.execute("PRAGMA query_only=1")
    rows = connection.execute("SELECT sequence, time_us, category, kind, actor, entity, body, previous_hash, hash "
                              "FROM audit ORDER BY sequence")
    for sequence, time_us, category, kind, actor, entity, body, previous, own in rows:
        yield {"sequence": sequence, "time_us": time_us, "category": category.encode(), "kind": kind.encode(),
               "actor": actor.encode(), "entity": entity.encode(), "body": bytes(body),
               "previous": bytes(previous), "hash": bytes(own)}
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

def read_anchors(folder):
    """The anchors, and whether there is a line that is none."""
    public_key = bytes.fromhex((folder / "anchor.pub").read_text()) if (folder / "anchor.pub").exists() else b""
    lines = (folder / "anchors.jsonl").read_bytes().split(b"\n") if (folder / "anchors.jsonl").exists() else [b""]
    anchors, has_rubbish = [], False
    for line in lines[:-1]:  # what follows the last line feed was being written when a process died
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            text = f"strikedesk-anchor-1\n{row['sequence']}\n{row['hash']}\n{row['time']}\n{row['reason']}\n"
            anchors.append({"sequence": int(row["sequence"]), "hash": bytes.fromhex(row["hash"]),
                            "good": is_signature_good(public_key, text.encode(), bytes.fromhex(row["signature"]))})
        except (ValueError, KeyError, TypeError):
            has_rubbish = True
    return anchors, has_rubbish


def judged(records, folder):
    head, bad, hashes = (0, ZEROS), [], {0: ZEROS}
    for record in records:
        if (record["sequence"] != head[0] + 1 or record["previous"] != head[1]
                or record_hash(record) != record["hash"]):
            bad.append(head[0] + 1)
            break
        head = (record["sequence"], record["hash"])
        hashes[head[0]] = head[1]
    if folder:
        anchors, has_rubbish = read_anchors(folder)
        bad += [a["sequence"] for a in anchors if a["sequence"] in hashes and hashes[a["sequence"]] != a["hash"]]
        if not bad and any(a["sequence"] > head[0] for a in anchors):
            bad.append(head[0] + 1)
        bad += [max(a["sequence"], 1) for a in anchors if not a["good"]]
        if not bad and has_rubbish:
            bad.append(max((a["sequence"] for a in anchors), default=0) + 1)
        if (folder / "anchor.key").exists() and not anchors and head[0]:
            bad.append(1)
    return {"intact": not bad, "events": head[0], "head": head[1].hex(), "first_bad": min(bad) if bad else None}


def main(arguments):
    if len(arguments) not in (1, 2):
        print(__doc__, file=sys.stderr)
        return 2
    record = pathlib.Path(arguments[0])
    folder = pathlib.Path(arguments[1]) if len(arguments) == 2 else None
    try:
        with record.open("rb") as file:
            is_database = file.read(16) == b"SQLite format 3\0"
        verdict = judged(records_of_database(record) if is_database else records_of_export(record), folder)
    except (OSError, ValueError, KeyError, sqlite3.Error) as error:
        print(f"cannot be read: {error}", file=sys.stderr)
        return 1
    print(json.dumps(verdict))
    return 0 if verdict["intact"] else 6


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
