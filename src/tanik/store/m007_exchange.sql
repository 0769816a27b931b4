-- Schema 7: projects that came from other tools.
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
