-- Schema 1 of a Tanık study file (.tanik): SQLite, application_id 0x54414E4B ("TANK"), user_version = schema number.
--
-- How to read it:
--   * Times are UTC, ISO 8601. Offsets are Unicode code points into the document's text, half-open [start, stop).
--   * A column named json_* holds JSON text; a column named z_* holds zlib-compressed UTF-8 (text, or JSON).
--   * `event` is the log of everything that happened. It only grows. All other tables are what the events led to;
--     every act writes its event and its rows in one transaction.
--   * What a reading found (work ... doubt) knows its `reading`, and by it the maker, its version and the date; it has
--     the place (start, stop, page, paragraph) and the exact words (`quote`), which are compared on every load.
--   * `ord` is the place in the reading's own list. `page` is what is printed on the page, `paragraph` counts from 1.
--   * Row numbers are never given twice (AUTOINCREMENT, or `row_number`), so that the event log can name a row for ever.

-- Which migrations this file went through, and by which Tanık.
CREATE TABLE migration (
    number INTEGER PRIMARY KEY,
    name   TEXT NOT NULL,
    at     TEXT NOT NULL,
    maker  TEXT NOT NULL
) STRICT;

-- The study itself: one row.
CREATE TABLE study (
    one     INTEGER PRIMARY KEY CHECK (one = 1),
    id      TEXT NOT NULL,          -- 32 hex characters, random: two studies never have the same
    created TEXT NOT NULL,
    maker   TEXT NOT NULL           -- the Tanık that made the file
) STRICT;

-- Settings of the study: `languages` (list of codes), `people` (the authority file: name, sha256, text) ...
CREATE TABLE setting (
    name       TEXT PRIMARY KEY,
    json_value TEXT NOT NULL
) STRICT;

-- Who judged: a person, a rule set or a model, each with a version ('' for a person).
CREATE TABLE coder (
    id      INTEGER PRIMARY KEY,
    name    TEXT NOT NULL,
    kind    TEXT NOT NULL CHECK (kind IN ('person', 'rules', 'model')),
    version TEXT NOT NULL DEFAULT '',
    UNIQUE (name, kind, version)
) STRICT;

-- The event log. `act`: 'study.create', 'source.add', 'reading.save', 'row.accept' ...; `subject`: what it was done to,
-- 'table:id'; `json_payload`: what is needed to understand it later.
CREATE TABLE event (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    at           TEXT NOT NULL,
    coder        INTEGER NOT NULL REFERENCES coder (id),
    act          TEXT NOT NULL,
    subject      TEXT NOT NULL,
    json_payload TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE TRIGGER event_is_not_changed BEFORE UPDATE ON event BEGIN
    SELECT RAISE(ABORT, 'the event log is append-only');
END;
CREATE TRIGGER event_is_not_deleted BEFORE DELETE ON event BEGIN
    SELECT RAISE(ABORT, 'the event log is append-only');
END;

-- A work as given. `ord`: the order in which the sources came. `sha256`, `bytes`, `path`: the file as last added.
CREATE TABLE source (
    id           TEXT PRIMARY KEY,
    ord          INTEGER NOT NULL UNIQUE,
    name         TEXT NOT NULL,
    kind         TEXT,
    title        TEXT,
    json_authors TEXT NOT NULL DEFAULT '[]',
    written      TEXT,              -- EDTF
    published    TEXT,              -- EDTF
    language     TEXT,              -- BCP 47
    json_csl     TEXT NOT NULL DEFAULT '{}',
    sha256       TEXT NOT NULL DEFAULT '',
    bytes        INTEGER NOT NULL DEFAULT 0,
    path         TEXT NOT NULL DEFAULT '',
    calendar     TEXT               -- of the dates in it, where the user knows
) STRICT;
CREATE INDEX source_sha256 ON source (sha256);
CREATE INDEX source_path ON source (path);

-- The text of a source with its places. A corrected text is a new version; the newest counts.
CREATE TABLE document (
    key                  INTEGER PRIMARY KEY AUTOINCREMENT,
    source               TEXT NOT NULL REFERENCES source (id),
    version              INTEGER NOT NULL,
    id                   TEXT NOT NULL,     -- first 16 hex characters of the SHA-256 of the text
    language             TEXT NOT NULL,
    maker                TEXT NOT NULL,
    at                   TEXT NOT NULL,
    json_made_with       TEXT NOT NULL DEFAULT '{}',   -- file hash and options the text was made with
    words                INTEGER NOT NULL,             -- separated by blanks
    characters           INTEGER NOT NULL,
    page_count           INTEGER NOT NULL,
    z_text               BLOB NOT NULL,
    z_raw                BLOB NOT NULL,                -- the text as the file gave it
    z_to_raw             BLOB NOT NULL,                -- [[clean starts], [raw starts]]
    z_pages              BLOB NOT NULL,                -- [[start, end, number, label, image], ...]
    z_paragraphs         BLOB NOT NULL,                -- [[[start, end, start, end ...], kind, level, note], ...]
    z_sentences          BLOB NOT NULL,                -- [start, end, start, end ...]
    z_sentence_paragraph BLOB NOT NULL,                -- [paragraph of sentence 0, of sentence 1 ...], from 0
    z_notes              BLOB NOT NULL,                -- [[start, end, anchor, mark], ...]
    z_set_aside          BLOB NOT NULL,                -- [[raw start, raw end, kind, text], ...]
    z_unsure             BLOB NOT NULL,                -- [[start, end, confidence], ...]
    z_doubts             BLOB NOT NULL,                -- [[start, end, kind, values], ...]
    UNIQUE (source, version)
) STRICT;

-- One reading of a document. A row with current = 0 stays only as the maker of rows that a person has touched.
CREATE TABLE reading (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    document    INTEGER NOT NULL REFERENCES document (key),
    coder       INTEGER NOT NULL REFERENCES coder (id),
    maker       TEXT NOT NULL,
    fingerprint TEXT NOT NULL,              -- changes when maker, settings or people do
    language    TEXT NOT NULL,
    kind        TEXT NOT NULL,              -- the kind of source it was read as
    at          TEXT NOT NULL,
    status      TEXT NOT NULL DEFAULT 'done' CHECK (status IN ('done')),
    current     INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX reading_current ON reading (document) WHERE current = 1;

-- The next free row number of each table of what readings found (work ... doubt).
CREATE TABLE row_number (
    kind TEXT PRIMARY KEY,                  -- name of the table
    next INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Rows that a person has accepted, corrected or rejected: they outlive every new reading.
CREATE TABLE touched (
    kind   TEXT NOT NULL,                   -- name of the table
    row    INTEGER NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('accepted', 'corrected', 'rejected')),
    coder  INTEGER NOT NULL REFERENCES coder (id),
    event  INTEGER NOT NULL REFERENCES event (id),
    PRIMARY KEY (kind, row)
) STRICT, WITHOUT ROWID;

-- People and things. `local`: the entity's id inside the reading; `authority`: its id in the user's authority file.
CREATE TABLE entity (
    id        INTEGER PRIMARY KEY,
    document  INTEGER NOT NULL REFERENCES document (key),
    reading   INTEGER NOT NULL REFERENCES reading (id),
    ord       INTEGER NOT NULL,
    local     TEXT NOT NULL,
    kind      TEXT NOT NULL,
    name      TEXT NOT NULL,
    authority TEXT,
    rule      TEXT NOT NULL,
    UNIQUE (reading, local)
) STRICT;
CREATE INDEX entity_document ON entity (document);

-- Its forms of name. sort: 'alias' (unambiguous), 'context' (ambiguous, e.g. a bare title) or 'title'.
CREATE TABLE entity_alias (
    entity INTEGER NOT NULL REFERENCES entity (id) ON DELETE CASCADE,
    sort   TEXT NOT NULL CHECK (sort IN ('alias', 'context', 'title')),
    ord    INTEGER NOT NULL,
    text   TEXT NOT NULL,
    PRIMARY KEY (entity, sort, ord)
) STRICT, WITHOUT ROWID;

-- Where an entity is named; [start, stop) is the name without case ending, word_stop the end of the word.
-- There are a hundred thousands of these: their entity is not indexed, and checked on loading, not on writing.
CREATE TABLE mention (
    id        INTEGER PRIMARY KEY,
    document  INTEGER NOT NULL REFERENCES document (key),
    reading   INTEGER NOT NULL REFERENCES reading (id),
    ord       INTEGER NOT NULL,
    start     INTEGER NOT NULL,
    stop      INTEGER NOT NULL,
    word_stop INTEGER NOT NULL,
    quote     TEXT NOT NULL,
    entity    INTEGER NOT NULL,              -- id of an entity
    rule      TEXT NOT NULL
) STRICT;
CREATE INDEX mention_document ON mention (document);

-- Works: entries of the source's bibliography, or known only from citations (start is NULL).
CREATE TABLE work (
    id       INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES document (key),
    reading  INTEGER NOT NULL REFERENCES reading (id),
    ord      INTEGER NOT NULL,
    local    TEXT NOT NULL,
    author   TEXT NOT NULL,
    year     TEXT NOT NULL,
    suffix   TEXT NOT NULL,
    title    TEXT NOT NULL,
    start    INTEGER,
    stop     INTEGER,
    UNIQUE (reading, local)
) STRICT;
CREATE INDEX work_document ON work (document);

CREATE TABLE citation (
    id        INTEGER PRIMARY KEY,
    document  INTEGER NOT NULL REFERENCES document (key),
    reading   INTEGER NOT NULL REFERENCES reading (id),
    ord       INTEGER NOT NULL,
    start     INTEGER NOT NULL,
    stop      INTEGER NOT NULL,
    quote     TEXT NOT NULL,
    page      TEXT,
    paragraph INTEGER,
    style     TEXT NOT NULL,
    rule      TEXT NOT NULL
) STRICT;
CREATE INDEX citation_document ON citation (document);

CREATE TABLE citation_item (
    citation INTEGER NOT NULL REFERENCES citation (id) ON DELETE CASCADE,
    ord      INTEGER NOT NULL,
    author   TEXT NOT NULL,
    year     TEXT NOT NULL,
    suffix   TEXT NOT NULL,
    pages    TEXT NOT NULL,
    prefix   TEXT NOT NULL,
    work     INTEGER REFERENCES work (id),
    PRIMARY KEY (citation, ord)
) STRICT, WITHOUT ROWID;
CREATE INDEX citation_item_work ON citation_item (work);

-- [start, stop) inside the marks, [outer_start, outer_stop) with them.
CREATE TABLE quotation (
    id          INTEGER PRIMARY KEY,
    document    INTEGER NOT NULL REFERENCES document (key),
    reading     INTEGER NOT NULL REFERENCES reading (id),
    ord         INTEGER NOT NULL,
    start       INTEGER NOT NULL,
    stop        INTEGER NOT NULL,
    outer_start INTEGER NOT NULL,
    outer_stop  INTEGER NOT NULL,
    quote       TEXT NOT NULL,
    page        TEXT,
    paragraph   INTEGER,
    kind        TEXT NOT NULL,
    depth       INTEGER NOT NULL,
    speaker     INTEGER REFERENCES entity (id),
    citation    INTEGER REFERENCES citation (id),
    form        TEXT NOT NULL,
    rule        TEXT NOT NULL
) STRICT;
CREATE INDEX quotation_document ON quotation (document);
CREATE INDEX quotation_speaker ON quotation (speaker);
CREATE INDEX quotation_citation ON quotation (citation);

CREATE TABLE date (
    id                INTEGER PRIMARY KEY,
    document          INTEGER NOT NULL REFERENCES document (key),
    reading           INTEGER NOT NULL REFERENCES reading (id),
    ord               INTEGER NOT NULL,
    start             INTEGER NOT NULL,
    stop              INTEGER NOT NULL,
    quote             TEXT NOT NULL,
    page              TEXT,
    paragraph         INTEGER,
    edtf              TEXT,
    calendar          TEXT NOT NULL,
    json_alternatives TEXT NOT NULL,
    anaphoric         INTEGER NOT NULL,
    rule              TEXT NOT NULL
) STRICT;
CREATE INDEX date_document ON date (document);

-- One holder, one point.
CREATE TABLE statement (
    id         INTEGER PRIMARY KEY,
    document   INTEGER NOT NULL REFERENCES document (key),
    reading    INTEGER NOT NULL REFERENCES reading (id),
    ord        INTEGER NOT NULL,
    start      INTEGER NOT NULL,
    stop       INTEGER NOT NULL,
    quote      TEXT NOT NULL,
    page       TEXT,
    paragraph  INTEGER,
    mode       TEXT NOT NULL,
    holder     INTEGER NOT NULL REFERENCES entity (id),
    said       TEXT,
    refers_to  TEXT,
    written    TEXT,
    citation   INTEGER REFERENCES citation (id),
    confidence REAL NOT NULL,
    rule       TEXT NOT NULL
) STRICT;
CREATE INDEX statement_document ON statement (document);
CREATE INDEX statement_holder ON statement (holder);
CREATE INDEX statement_citation ON statement (citation);

CREATE TABLE statement_target (
    statement INTEGER NOT NULL REFERENCES statement (id) ON DELETE CASCADE,
    ord       INTEGER NOT NULL,
    entity    INTEGER NOT NULL REFERENCES entity (id),
    polarity  TEXT NOT NULL CHECK (polarity IN ('positive', 'negative', 'mixed', 'neutral')),
    strength  REAL NOT NULL,
    PRIMARY KEY (statement, ord)
) STRICT, WITHOUT ROWID;
CREATE INDEX statement_target_entity ON statement_target (entity);

CREATE TABLE statement_topic (
    statement INTEGER NOT NULL REFERENCES statement (id) ON DELETE CASCADE,
    ord       INTEGER NOT NULL,
    topic     TEXT NOT NULL,
    PRIMARY KEY (statement, ord)
) STRICT, WITHOUT ROWID;

-- The spans that prove it: the content first, then the sign of attribution.
CREATE TABLE statement_evidence (
    statement INTEGER NOT NULL REFERENCES statement (id) ON DELETE CASCADE,
    ord       INTEGER NOT NULL,
    start     INTEGER NOT NULL,
    stop      INTEGER NOT NULL,
    quote     TEXT NOT NULL,
    PRIMARY KEY (statement, ord)
) STRICT, WITHOUT ROWID;

-- Through whom it reached the page, nearest to the page first.
CREATE TABLE statement_relay (
    statement INTEGER NOT NULL REFERENCES statement (id) ON DELETE CASCADE,
    ord       INTEGER NOT NULL,
    entity    INTEGER NOT NULL REFERENCES entity (id),
    PRIMARY KEY (statement, ord)
) STRICT, WITHOUT ROWID;
CREATE INDEX statement_relay_entity ON statement_relay (entity);

-- What could not be settled. stage: 'text' when it was already doubtful how the text itself has to be read.
CREATE TABLE doubt (
    id                INTEGER PRIMARY KEY,
    document          INTEGER NOT NULL REFERENCES document (key),
    reading           INTEGER NOT NULL REFERENCES reading (id),
    ord               INTEGER NOT NULL,
    start             INTEGER NOT NULL,
    stop              INTEGER NOT NULL,
    quote             TEXT NOT NULL,
    page              TEXT,
    paragraph         INTEGER,
    stage             TEXT NOT NULL CHECK (stage IN ('text', 'reading')),
    kind              TEXT NOT NULL,
    json_alternatives TEXT NOT NULL,
    json_values       TEXT NOT NULL
) STRICT;
CREATE INDEX doubt_document ON doubt (document);
