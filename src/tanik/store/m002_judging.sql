-- Schema 2: what people judge, code, note and link; rounds, findings, suggestions, words, projects of other tools.
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

-- ---- Rounds
-- Rounds of coding, what was decided about them, and what two copies of a study disagree on.

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

-- ---- Findings and contradictions

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

-- ---- Suggestions
-- All of it can be made again from the texts at any time: no event tells of it.

-- How a document is cut into passages that can be compared (coding/passages.py; a list of another `maker` is thrown
-- away): start, stop, start, stop ... in code points.
CREATE TABLE passage_list (
    document INTEGER PRIMARY KEY REFERENCES document (key),
    maker    TEXT NOT NULL,
    z_places BLOB NOT NULL
) STRICT;

-- The vector of a text, by the text and not by its place: what stands in several places, or in two versions of a
-- document, has one. `digest`: the first 16 bytes of the SHA-256 of the text as it was given to the encoder (UTF-8);
-- `numbers`: 16-bit floats (IEEE 754), least byte first.
CREATE TABLE text_vector (
    encoder TEXT NOT NULL,                  -- name and version: 'use 0.2.1'
    digest  BLOB NOT NULL,
    numbers BLOB NOT NULL,
    UNIQUE (encoder, digest)
) STRICT;

-- ---- Words
-- The word index of a document. It can be made again from the text at any time: no event tells of it, and an index of
-- another `maker` is thrown away. z_forms, z_lemmas: JSON lists; the others: zlib-compressed 32-bit integers, least
-- byte first, each the difference to the one before, one for each token in reading order.
CREATE TABLE word_index (
    document    INTEGER PRIMARY KEY REFERENCES document (key),
    maker       TEXT NOT NULL,
    language    TEXT NOT NULL,
    z_forms     BLOB NOT NULL,              -- the different forms as printed
    z_lemmas    BLOB NOT NULL,              -- their dictionary forms
    z_form      BLOB NOT NULL,              -- number of the form of each token
    z_start     BLOB NOT NULL,
    z_stop      BLOB NOT NULL,
    z_sentence  BLOB NOT NULL,              -- -1: in none
    z_paragraph BLOB NOT NULL
) STRICT;

-- ---- Projects of other tools
-- Projects that came from other tools.
--
--   * What a study can hold stands in the other tables. `z_project` is all of the project without its texts, as
--     exchange/project_json.py writes it, so that nothing of it is lost when the study goes out again; `json_placed`
--     says what became of its parts: {"sources": {uid: id}, "codes": {uid: [codebook, id]}, "taken": [uid ...],
--     "spans": {uid of a passage: [start, stop]}, "memos": {uid: uid it was a copy of}}.
CREATE TABLE imported (
    uid         TEXT PRIMARY KEY,
    name        TEXT NOT NULL,
    format      TEXT NOT NULL,
    origin      TEXT NOT NULL,
    sha256      TEXT NOT NULL,
    at          TEXT NOT NULL,
    json_report TEXT NOT NULL,
    json_placed TEXT NOT NULL,
    z_project   BLOB NOT NULL
) STRICT;

-- Originals that came along (PDF, DOCX, pictures).
CREATE TABLE imported_file (
    import  TEXT NOT NULL REFERENCES imported (uid),
    name    TEXT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (import, name)
) STRICT, WITHOUT ROWID;
