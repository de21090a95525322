"""What we tell people: policies as published, read sentence by sentence.

Words
    policy     what an organisation publishes about its use of personal data
    version    one text of a policy, as it stood from one day to another
    draft      a version that has not been published
    current    the version that stands in its language; one at a time
    review     somebody read the whole policy through, and said what came of it
    block      a heading, a paragraph or a list item of a version
    sentence   the smallest thing a version says, and so the unit of a promise
    lead       the sentence that introduces a list ("... for these purposes:")

Invariants
    Of one language one version is current, and a sentence is never changed in a version.
    A published text is never corrected: the sentences of a plain text, joined again,
    are that text but for white space (tests/property/test_policy_laws.py).
    A sentence is known by its words: moved in the next version it keeps its
    identifier; altered by one letter it is another sentence.
    What is not a text in UTF-8 is refused, never guessed at.
"""
