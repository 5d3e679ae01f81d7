"""What stands under a subject: permits, value, quantity, holders, and permits in force by month.

Figures are counted from the record itself, or taken from the newest stocktake and corrected by
every permit that later entries touched: out as it stood then, in as it stands now. Either way
they are those of the moment at which they are asked for.
"""

from permits.counting.figures import Amount, Figures, Subject, TooManyPermits, counted, one_moment

__all__ = ["Amount", "Figures", "Subject", "TooManyPermits", "counted", "one_moment"]
