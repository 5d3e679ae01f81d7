"""May this happen to an application? Each rule returns every reason; none writes or raises."""
