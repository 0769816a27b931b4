-- Schema 6: words.
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
