"""Everything that happens by the clock, in one readable list. Times are UTC."""

from __future__ import annotations

from lofte.areas.access.jobs import ForgetOld
from lofte.areas.datamap.jobs import RelateSystems, ScanAll
from lofte.areas.promises.jobs import RunEvidence
from lofte.areas.requests.jobs import TidyUp
from lofte.infra.background import every

# Every promise is asked after each hour; the shortest answer holds for three.
every("0 * * * *", RunEvidence)
# Every system is looked at each night, so that a new table is known the next morning.
every("43 2 * * *", ScanAll)
# And when that is done, what refers from one system to another.
every("43 4 * * *", RelateSystems)
# Packages past their thirty days go, and requests nobody confirmed.
every("17 3 * * *", TidyUp)
# Answers kept for programs, counts of tries, and sessions that have ended.
every("37 3 * * *", ForgetOld)
