-- Everything else a scan sees: workloads, apps, devices, service sign-ins, MFA,
-- Copilot, groups, deleted users; and the movements between scans.

ALTER TABLE secure_scores ADD COLUMN average_all      REAL NOT NULL DEFAULT 0;
ALTER TABLE secure_scores ADD COLUMN average_size     REAL NOT NULL DEFAULT 0;
ALTER TABLE secure_scores ADD COLUMN average_industry REAL NOT NULL DEFAULT 0;

CREATE TABLE email_activity (
  tenant   INTEGER NOT NULL REFERENCES tenants (key) ON DELETE CASCADE,
  upn_key  TEXT NOT NULL,
  upn      TEXT NOT NULL,
  last     INTEGER,
  sent     INTEGER NOT NULL,
  received INTEGER NOT NULL,
  read     INTEGER NOT NULL,
  PRIMARY KEY (tenant, upn_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE teams_activity (
  tenant   INTEGER NOT NULL REFERENCES tenants (key) ON DELETE CASCADE,
  upn_key  TEXT NOT NULL,
  upn      TEXT NOT NULL,
  last     INTEGER,
  chats    INTEGER NOT NULL,
  calls    INTEGER NOT NULL,
  meetings INTEGER NOT NULL,
  PRIMARY KEY (tenant, upn_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE sharepoint_activity (
  tenant  INTEGER NOT NULL REFERENCES tenants (key) ON DELETE CASCADE,
  upn_key TEXT NOT NULL,
  upn     TEXT NOT NULL,
  last    INTEGER,
  viewed  INTEGER NOT NULL,
  pages   INTEGER NOT NULL,
  PRIMARY KEY (tenant, upn_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE onedrive_activity (
  tenant  INTEGER NOT NULL REFERENCES tenants (key) ON DELETE CASCADE,
  upn_key TEXT NOT NULL,
  upn     TEXT NOT NULL,
  last    INTEGER,
  viewed  INTEGER NOT NULL,
  synced  INTEGER NOT NULL,
  shared  INTEGER NOT NULL,
  PRIMARY KEY (tenant, upn_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE viva_activity (
  tenant  INTEGER NOT NULL REFERENCES tenants (key) ON DELETE CASCADE,
  upn_key TEXT NOT NULL,
  upn     TEXT NOT NULL,
  last    INTEGER,
  posted  INTEGER NOT NULL,
  read    INTEGER NOT NULL,
  liked   INTEGER NOT NULL,
  PRIMARY KEY (tenant, upn_key)
) STRICT, WITHOUT ROWID;

-- Personal sites; upn_key is '' where the owner is not told.
CREATE TABLE onedrive_sites (
  tenant      INTEGER NOT NULL REFERENCES tenants (key) ON DELETE CASCADE,
  upn_key     TEXT NOT NULL,
  url         TEXT NOT NULL,
  upn         TEXT NOT NULL,
  bytes       INTEGER NOT NULL,
  files       INTEGER NOT NULL,
  last_active INTEGER,
  PRIMARY KEY (tenant, upn_key, url)
) STRICT, WITHOUT ROWID;

CREATE TABLE apps_use (
  tenant          INTEGER NOT NULL REFERENCES tenants (key) ON DELETE CASCADE,
  upn_key         TEXT NOT NULL,
  upn             TEXT NOT NULL,
  last            INTEGER,
  last_activation INTEGER,
  windows         INTEGER NOT NULL,
  mac             INTEGER NOT NULL,
  mobile          INTEGER NOT NULL,
  web             INTEGER NOT NULL,
  apps            INTEGER NOT NULL, -- the bit 4 × app + platform
  PRIMARY KEY (tenant, upn_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE activations (
  tenant  INTEGER NOT NULL REFERENCES tenants (key) ON DELETE CASCADE,
  upn_key TEXT NOT NULL,
  product TEXT NOT NULL,
  upn     TEXT NOT NULL,
  last    INTEGER,
  windows INTEGER NOT NULL,
  mac     INTEGER NOT NULL,
  mobile  INTEGER NOT NULL,
  shared  INTEGER NOT NULL, -- 1 = on a shared computer
  PRIMARY KEY (tenant, upn_key, product)
) STRICT, WITHOUT ROWID;

-- Added to, never replaced: Microsoft forgets sign-in events after 30 days.
CREATE TABLE service_sign_ins (
  tenant  INTEGER NOT NULL REFERENCES tenants (key) ON DELETE CASCADE,
  user_id TEXT NOT NULL,
  service TEXT NOT NULL,
  last    INTEGER,
  PRIMARY KEY (tenant, user_id, service)
) STRICT, WITHOUT ROWID;

CREATE TABLE mfa (
  tenant     INTEGER NOT NULL REFERENCES tenants (key) ON DELETE CASCADE,
  user_id    TEXT NOT NULL,
  registered INTEGER NOT NULL,
  capable    INTEGER NOT NULL,
  admin      INTEGER NOT NULL,
  methods    TEXT, -- one a line
  PRIMARY KEY (tenant, user_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE copilot_use (
  tenant      INTEGER NOT NULL REFERENCES tenants (key) ON DELETE CASCADE,
  upn_key     TEXT NOT NULL,
  upn         TEXT NOT NULL,
  last        INTEGER,
  chat        INTEGER,
  teams       INTEGER,
  word        INTEGER,
  excel       INTEGER,
  powerpoint  INTEGER,
  outlook     INTEGER,
  onenote     INTEGER,
  loop        INTEGER,
  edge        INTEGER,
  agent       INTEGER,
  prompts     INTEGER NOT NULL, -- -1 = not told
  active_days INTEGER NOT NULL, -- -1 = not told
  PRIMARY KEY (tenant, upn_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE copilot_counts (
  tenant  INTEGER NOT NULL REFERENCES tenants (key) ON DELETE CASCADE,
  day     INTEGER NOT NULL, -- 0 = the whole period
  app     TEXT NOT NULL,
  enabled INTEGER NOT NULL,
  active  INTEGER NOT NULL,
  PRIMARY KEY (tenant, day, app)
) STRICT, WITHOUT ROWID;

CREATE TABLE license_groups (
  tenant     INTEGER NOT NULL REFERENCES tenants (key) ON DELETE CASCADE,
  id         TEXT NOT NULL,
  name       TEXT,
  sku_ids    TEXT, -- one a line
  has_errors INTEGER NOT NULL,
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE deleted_users (
  tenant     INTEGER NOT NULL REFERENCES tenants (key) ON DELETE CASCADE,
  id         TEXT NOT NULL,
  upn        TEXT NOT NULL,
  name       TEXT,
  deleted_at INTEGER,
  sku_ids    TEXT, -- one a line
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;

-- What changed from one stored scan to the next. Growth is bounded by
-- history.go.
CREATE TABLE movements (
  tenant  INTEGER NOT NULL REFERENCES tenants (key) ON DELETE CASCADE,
  scan_id INTEGER NOT NULL REFERENCES scans (id) ON DELETE CASCADE,
  kind    TEXT NOT NULL,
  user_id TEXT NOT NULL, -- '' for seats bought and cut
  sku_id  TEXT NOT NULL, -- '' for accounts blocked and returned
  upn     TEXT,          -- as it was, because a leaver has no row in users
  seats   INTEGER NOT NULL,
  PRIMARY KEY (tenant, scan_id, kind, user_id, sku_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX movements_by_scan ON movements (scan_id);
