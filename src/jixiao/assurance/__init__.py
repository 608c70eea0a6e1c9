"""How sure the values of a scan are, and the few repairs that can be proved.

A recogniser knows its strokes only. What a clerk goes by besides is what is said twice, sums and rates that come out,
the words of the form, the usual number of decimals: `witness`. `confidence` weighs that together with the recogniser's
doubt; `repair` mends a figure only where the arithmetic leaves no other reading. Documents with digital text never come
here. `review` lists what is left to a person's eyes.
"""

from __future__ import annotations

from jixiao.assurance.review import Doubtful, to_review
from jixiao.assurance.stage import assured

__all__ = ["Doubtful", "assured", "to_review"]
