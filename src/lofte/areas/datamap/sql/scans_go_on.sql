-- A scan is a row from its beginning on, so its row changes; those there are have ended.
GRANT UPDATE ON datamap_scan TO {app}, {worker};
UPDATE datamap_scan SET finished_at = at WHERE finished_at IS NULL;
