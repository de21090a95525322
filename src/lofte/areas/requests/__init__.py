"""Requests from data subjects. In this slice: access (Art. 15 GDPR), whole.

Words
    request     what a person asks of us, with one statutory clock
    code        six digits mailed to an address, to prove that the asker reads it
    collection  what one system held about the person, and when we looked
    package     everything collected, as one sealed file the person may fetch
    extension   up to two further months, told to the person with the reason
    release     a handler has read the package through and lets it go

Invariants
    1. The clock runs from the day the request reached us, whatever we do meanwhile.
    2. Nothing is released to an address that has not been proven.
    3. A deadline moves only by an extension, once, inside the first month.
    4. A request is closed with an outcome, never deleted by hand.
    5. A package is gone thirty days after its release.
"""
