// Keys and small comforts of the workspace; every page works without.
