"""One module for each noun of the desk: pages to look at, and acts below them."""
