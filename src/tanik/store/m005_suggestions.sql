-- Schema 5: suggestions.
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
