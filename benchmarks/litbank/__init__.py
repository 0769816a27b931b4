"""Quotations and their speakers in English fiction, against the annotations of LitBank."""
