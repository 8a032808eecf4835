-- Partner mode: who signed in to the partner tenant, and the customers it
-- listed last. The sign-in itself is in an encrypted file, never here.

CREATE TABLE partner_account (
  id           INTEGER PRIMARY KEY CHECK (id = 1),
  tenant_id    TEXT NOT NULL,
  user_name    TEXT NOT NULL,
  signed_in_at INTEGER,
  discovered   INTEGER,
  approves     INTEGER NOT NULL
) STRICT;

-- Lists are JSON arrays of text.
CREATE TABLE partner_customers (
  tenant_id       TEXT PRIMARY KEY,
  place           INTEGER NOT NULL, -- in the order they are listed
  name            TEXT NOT NULL,
  domain          TEXT NOT NULL,
  relationship_id TEXT NOT NULL,
  relationship    TEXT NOT NULL,
  status          TEXT NOT NULL,
  roles           TEXT NOT NULL,
  approved        TEXT NOT NULL,
  missing         TEXT NOT NULL,
  helpful         TEXT NOT NULL,
  gaps            TEXT NOT NULL,
  starts          INTEGER,
  ends            INTEGER,
  auto_extends    INTEGER NOT NULL,
  contract        INTEGER NOT NULL,
  usable          INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
