"""May this happen, and which rules apply? Each rule returns every reason; none writes or raises."""
