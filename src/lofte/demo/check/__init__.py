"""`lofte demo --check`: a fresh demo, used over HTTP as people would use it, and removed.

Nothing is asked of the code behind the pages. Mail is read where a demo puts it.
"""

from lofte.demo.check.run import check_everything

__all__ = ["check_everything"]
