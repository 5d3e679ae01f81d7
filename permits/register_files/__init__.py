"""Register files of others: read, judged line by line, and written nowhere.

``files`` refuses what is not a register file at all; ``lines`` reads one line as a profile says;
``plans`` puts the lines of one permit together, and says of every line whether it is accepted,
accepted with a warning, or rejected, and why.
"""

from permits.register_files.dutch import DUTCH
from permits.register_files.profiles import STANDARD, Profile

PROFILES: dict[str, Profile] = {profile.name: profile for profile in (STANDARD, DUTCH)}
