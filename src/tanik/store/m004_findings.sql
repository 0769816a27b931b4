-- Schema 4: findings and contradictions.

-- Named queries that findings use as @name; `filter` in its written form.
CREATE TABLE finding_query (
    name   TEXT PRIMARY KEY,
    ord    INTEGER NOT NULL,
    filter TEXT NOT NULL
) STRICT;

-- The claims of the study. `json_definition`: the finding as its file has it, without the id.
CREATE TABLE finding (
    id              TEXT PRIMARY KEY,
    ord             INTEGER NOT NULL,
    json_definition TEXT NOT NULL
) STRICT;

-- One verification whose results were not those of the one before.
CREATE TABLE finding_run (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    at         TEXT NOT NULL,
    maker      TEXT NOT NULL,
    statements INTEGER NOT NULL             -- statements in the study at that time
) STRICT;

-- What became of each finding. `z_details`: counts, and the ids of the supporting and opposing statements.
CREATE TABLE finding_outcome (
    run       INTEGER NOT NULL REFERENCES finding_run (id),
    finding   TEXT NOT NULL,
    ord       INTEGER NOT NULL,
    verdict   TEXT NOT NULL CHECK (verdict IN ('supported', 'opposed', 'mixed', 'too_little_evidence')),
    value     REAL,
    low       REAL,
    high      REAL,
    n         INTEGER NOT NULL,
    z_details BLOB NOT NULL,
    PRIMARY KEY (run, finding)
) STRICT, WITHOUT ROWID;

-- What a person says of a contradiction. `uid`: SHA-256 over its kind and its two passages (analysis/contradictions.py),
-- the same whenever the same contradiction is found again. An act like those of schema 2, so it can be undone.
CREATE TABLE contradiction_judgement (
    uid    TEXT PRIMARY KEY,
    status TEXT NOT NULL CHECK (status IN ('accepted', 'explained', 'dismissed')),
    note   TEXT NOT NULL DEFAULT '',
    coder  INTEGER NOT NULL REFERENCES coder (id),
    round  INTEGER NOT NULL DEFAULT 0,
    at     TEXT NOT NULL
) STRICT;
