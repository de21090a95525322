"""The staff desk: what is due, the promise board, requests, systems and the ledger.

A page is a function of the request and a `Desk` (who asks, for whom, and what they may
do), declared with the permission it takes (`context.desk_page`, `context.desk_act`).
Pages read in one transaction; acts call one action and send the reader on (303).
Words for codes, events and controls stand in `words`.
"""
