-- Schema 3: rounds of coding, what was decided about them, and what two copies of a study disagree on.

-- A round: some coders, each with documents or statements to judge; while it is open nobody sees the others' work.
-- unit: what is given out. shows: whether the coders see what the readings proposed. repeats: the earlier round that
-- the same coder does again. size: how many units there were to draw from, by `seed` (NULL: all were taken).
CREATE TABLE round (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    uid     TEXT NOT NULL UNIQUE,           -- 32 hex characters, the same in every copy of a study
    name    TEXT NOT NULL,
    state   TEXT NOT NULL CHECK (state IN ('open', 'closed')),
    unit    TEXT NOT NULL CHECK (unit IN ('document', 'statement')),
    shows   TEXT NOT NULL CHECK (shows IN ('proposals', 'nothing')),
    repeats INTEGER REFERENCES round (id),
    size    INTEGER NOT NULL,
    seed    INTEGER,
    coder   INTEGER NOT NULL REFERENCES coder (id),   -- who opened it
    opened  TEXT NOT NULL,
    closed  TEXT
) STRICT;

-- What each coder of a round judges. item: id of a source, or uid of a statement. done: when a document was finished.
CREATE TABLE assignment (
    round INTEGER NOT NULL REFERENCES round (id),
    coder INTEGER NOT NULL REFERENCES coder (id),
    ord   INTEGER NOT NULL,
    item  TEXT NOT NULL,
    done  TEXT,
    PRIMARY KEY (round, coder, item)
) STRICT, WITHOUT ROWID;

-- What an adjudication decided about a coding: whether it stands. (About a statement: a judgement with the layer
-- 'consensus'.) method: by the majority of the coders, or by a person.
CREATE TABLE decision (
    uid    TEXT PRIMARY KEY,
    coding TEXT NOT NULL,                   -- uid of a coding
    choice TEXT NOT NULL CHECK (choice IN ('stands', 'falls')),
    method TEXT NOT NULL CHECK (method IN ('majority', 'person')),
    note   TEXT NOT NULL DEFAULT '',
    coder  INTEGER NOT NULL REFERENCES coder (id),
    round  INTEGER NOT NULL DEFAULT 0,
    at     TEXT NOT NULL
) STRICT;
CREATE INDEX decision_coding ON decision (coding);

-- What another copy of the study has otherwise, kept when the copies were merged: ours stands, nothing is lost.
CREATE TABLE conflict (
    uid         TEXT PRIMARY KEY,
    kind        TEXT NOT NULL,              -- name of a table
    key         TEXT NOT NULL,
    json_ours   TEXT NOT NULL,              -- the row, or null where it was taken away
    json_theirs TEXT NOT NULL,
    merged      TEXT NOT NULL,              -- uid of the merge
    at          TEXT NOT NULL
) STRICT;
CREATE INDEX conflict_key ON conflict (kind, key);

-- Which events of other copies are in this log already: their own number and time in the copy they came from.
CREATE TABLE merged_event (
    digest TEXT PRIMARY KEY,                -- SHA-256 over coder, time, act, subject and payload
    event  INTEGER NOT NULL REFERENCES event (id)
) STRICT, WITHOUT ROWID;
