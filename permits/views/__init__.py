"""Pages of the register: find, bind, act, answer."""
