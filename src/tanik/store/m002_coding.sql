-- Schema 2: what people judge, code, note and link.
--
--   * An act of a coder is one event; its payload has `changes`, a list of [table, key, before, after]: rows (objects by
--     column, null for no row; only the changed columns where a row was changed). Undoing is a new event with the
--     inverse changes, so that these tables are always what the events led to.
--   * `uid`: 32 hex characters, for ever the same, in every copy of a study.
--   * A place is document (its version), start, stop, quote, page, paragraph, as in schema 1.

-- A proposed statement's uid: tanik_digest is SHA-256 over its parts, see coding/acts.py.
ALTER TABLE statement ADD COLUMN uid TEXT;
UPDATE statement SET uid = (
    SELECT tanik_digest(document.source, document.id, statement.start, statement.stop, entity.local, statement.mode, (
        SELECT count(*) FROM statement AS other WHERE other.document = statement.document
        AND other.start = statement.start AND other.stop = statement.stop AND other.holder = statement.holder
        AND other.mode = statement.mode AND other.id < statement.id))
    FROM document, entity WHERE document.key = statement.document AND entity.id = statement.holder
);
CREATE INDEX statement_uid ON statement (uid);

-- Acts that can be taken back. 'dropped': it was undone, and another act has come after.
CREATE TABLE act (
    event INTEGER PRIMARY KEY REFERENCES event (id),
    coder INTEGER NOT NULL REFERENCES coder (id),
    state TEXT NOT NULL CHECK (state IN ('done', 'undone', 'dropped'))
) STRICT;
CREATE INDEX act_state ON act (coder, state, event);

-- The history of every single thing: which events changed it.
CREATE TABLE event_subject (
    kind  TEXT NOT NULL,                    -- name of a table below, or 'statement'
    uid   TEXT NOT NULL,
    event INTEGER NOT NULL REFERENCES event (id),
    PRIMARY KEY (kind, uid, event)
) STRICT, WITHOUT ROWID;

-- A statement that a person added. `id` is a row number like those of the table `statement`, never one of them.
CREATE TABLE hand_statement (
    uid       TEXT PRIMARY KEY,
    id        INTEGER NOT NULL UNIQUE,
    document  INTEGER NOT NULL REFERENCES document (key),
    start     INTEGER NOT NULL,
    stop      INTEGER NOT NULL,
    quote     TEXT NOT NULL,
    page      TEXT,
    paragraph INTEGER,
    coder     INTEGER NOT NULL REFERENCES coder (id),
    at        TEXT NOT NULL
) STRICT;
CREATE INDEX hand_statement_document ON hand_statement (document);

-- What a coder says of a statement. `round` 0: outside of rounds. `json_values`: the whole statement as the coder left
-- it, when corrected or added. layer 'consensus': what an adjudication decided.
CREATE TABLE judgement (
    uid         TEXT PRIMARY KEY,
    statement   TEXT NOT NULL,              -- uid of a statement
    coder       INTEGER NOT NULL REFERENCES coder (id),
    round       INTEGER NOT NULL DEFAULT 0,
    layer       TEXT NOT NULL DEFAULT 'own' CHECK (layer IN ('own', 'consensus')),
    status      TEXT NOT NULL CHECK (status IN ('accepted', 'corrected', 'rejected', 'added')),
    json_values TEXT,
    source      TEXT NOT NULL REFERENCES source (id),
    note        TEXT NOT NULL DEFAULT '',
    at          TEXT NOT NULL
) STRICT;
CREATE INDEX judgement_statement ON judgement (statement);

-- What schema 1 knew of judgements. Their rows are kept in `touched`, which says what outlives a new reading.
INSERT INTO judgement (uid, statement, coder, status, source, at)
    SELECT lower(hex(randomblob(16))), statement.uid, touched.coder, touched.status, document.source, event.at
    FROM touched JOIN statement ON statement.id = touched.row JOIN document ON document.key = statement.document
    JOIN event ON event.id = touched.event WHERE touched.kind = 'statement' AND touched.status <> 'corrected';

-- A code on a span, or on a statement (`statement`: its uid; the place is then that of the statement).
CREATE TABLE coding (
    uid       TEXT PRIMARY KEY,
    document  INTEGER NOT NULL REFERENCES document (key),
    start     INTEGER NOT NULL,
    stop      INTEGER NOT NULL,
    quote     TEXT NOT NULL,
    page      TEXT,
    paragraph INTEGER,
    statement TEXT,
    code      TEXT NOT NULL,
    codebook  TEXT NOT NULL,
    version   INTEGER NOT NULL,             -- of the codebook when it was made
    coder     INTEGER NOT NULL REFERENCES coder (id),
    round     INTEGER NOT NULL DEFAULT 0,
    at        TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX coding_document ON coding (document, start);
CREATE INDEX coding_code ON coding (codebook, code);

-- A note. `subject`: 'statement:UID', 'coding:UID', 'link:UID', 'source:ID', 'code:ID', 'entity:ID', 'span', 'study'.
CREATE TABLE memo (
    uid       TEXT PRIMARY KEY,
    subject   TEXT NOT NULL,
    text      TEXT NOT NULL,
    document  INTEGER REFERENCES document (key),
    start     INTEGER,
    stop      INTEGER,
    quote     TEXT,
    page      TEXT,
    paragraph INTEGER,
    coder     INTEGER NOT NULL REFERENCES coder (id),
    round     INTEGER NOT NULL DEFAULT 0,
    at        TEXT NOT NULL
) STRICT;
CREATE INDEX memo_subject ON memo (subject);
CREATE INDEX memo_document ON memo (document);

-- `one` supports, contradicts, repeats or answers `other`; both are subjects as of a memo. Their places are kept here
-- too, because what they name may be taken away.
CREATE TABLE link (
    uid             TEXT PRIMARY KEY,
    kind            TEXT NOT NULL CHECK (kind IN ('supports', 'contradicts', 'repeats', 'answers')),
    one             TEXT NOT NULL,
    other           TEXT NOT NULL,
    note            TEXT NOT NULL DEFAULT '',
    document        INTEGER REFERENCES document (key),
    start           INTEGER,
    stop            INTEGER,
    quote           TEXT,
    page            TEXT,
    paragraph       INTEGER,
    other_document  INTEGER REFERENCES document (key),
    other_start     INTEGER,
    other_stop      INTEGER,
    other_quote     TEXT,
    other_page      TEXT,
    other_paragraph INTEGER,
    coder           INTEGER NOT NULL REFERENCES coder (id),
    round           INTEGER NOT NULL DEFAULT 0,
    at              TEXT NOT NULL
) STRICT;
CREATE INDEX link_document ON link (document);
CREATE INDEX link_other_document ON link (other_document);

-- What people decided about a person or thing. `uid` is 'source/local', or '/local' for one made by hand, which belongs to
-- the whole study. `merged_into`: the uid of the entity whose name and id it has from now on.
CREATE TABLE entity_decision (
    uid          TEXT PRIMARY KEY,
    kind         TEXT NOT NULL,
    name         TEXT NOT NULL,
    json_aliases TEXT NOT NULL DEFAULT '[]',
    merged_into  TEXT
) STRICT;

-- The codebooks as they are now; `json_codebook` as coding/codebook_files.py writes it.
CREATE TABLE codebook (
    uid           TEXT PRIMARY KEY,         -- its short name
    ord           INTEGER NOT NULL,
    version       INTEGER NOT NULL,
    json_codebook TEXT NOT NULL
) STRICT;

-- Every version there ever was, also those that were undone.
CREATE TABLE codebook_version (
    name          TEXT NOT NULL,
    version       INTEGER NOT NULL,
    json_codebook TEXT NOT NULL,
    PRIMARY KEY (name, version)
) STRICT, WITHOUT ROWID;

-- What could not follow its text into a new version of a document; it stays where it was.
CREATE TABLE unmoved (
    kind     TEXT NOT NULL,
    uid      TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES document (key),   -- the newer version
    PRIMARY KEY (kind, uid, document)
) STRICT, WITHOUT ROWID;
