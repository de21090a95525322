"""The design system: one stylesheet, components as templates, and words for dates and status.

Words: a *status* is one of the six a promise can have; a *line* is how it is drawn under a
sentence, along a year and along a total; a *part* is a stretch of a page's opening sentence.

Invariants: every page works without script; nothing inline (no style attributes, no handlers);
word first, shape second, line third, colour last; what is masked is replaced before it is sent.
"""
