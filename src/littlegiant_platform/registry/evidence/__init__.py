"""Files that prove what was stated: uploaded in pieces, checked by content, scanned, kept under their digest."""
