"""What we tell people: policies as published, read sentence by sentence.

Words
    policy     what an organisation publishes about its use of personal data
    version    one text of a policy, as it stood from one day to another
    block      a heading, a paragraph or a list item of a version
    sentence   the smallest thing a version says, and so the unit of a promise
    lead       the sentence that introduces a list ("... for these purposes:")

Invariants
    A published text is never corrected: the sentences of a plain text, joined again,
    are that text but for white space (tests/property/test_policy_laws.py).
    A sentence is known by its words: moved in the next version it keeps its
    identifier; altered by one letter it is another sentence.
    What is not a text in UTF-8 is refused, never guessed at.
"""
