"""The small neural reader: a trimmed multilingual encoder with heads for spans, holders, targets and polarity.

It corrects and completes what the rules read; nothing here is imported unless a careful reading is asked for.
"""
