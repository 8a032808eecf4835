-- Conventions of every table
--   times      integer, Unix seconds UTC, NULL = unknown
--   amounts    text, exact decimal
--   known      0 unknown, 1 no, 2 yes
--   tenant     the small integer key of tenants, so that the tables with a row
--              per user stay narrow; they are clustered by it, because they are
--              always read and replaced one tenant at a time
--   upn_key    UPN in lower case, the join between reports and users

CREATE TABLE workspace (
  id                  INTEGER PRIMARY KEY CHECK (id = 1),
  company             TEXT NOT NULL,
  contact_name        TEXT NOT NULL,
  contact_email       TEXT NOT NULL,
  contact_phone       TEXT NOT NULL,
  website             TEXT NOT NULL,
  logo                BLOB,
  brand_color         TEXT NOT NULL,
  report_footer       TEXT NOT NULL,
  legal_note          TEXT NOT NULL,
  currency            TEXT NOT NULL,
  inactive_after_days INTEGER NOT NULL,
  grace_days          INTEGER NOT NULL,
  theme               TEXT NOT NULL,
  onboarded           INTEGER NOT NULL
) STRICT;

CREATE TABLE customers (
  id       TEXT PRIMARY KEY,
  name     TEXT NOT NULL,
  currency TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE tenants (
  key                 INTEGER PRIMARY KEY,
  id                  TEXT NOT NULL UNIQUE,
  name                TEXT NOT NULL,
  domain              TEXT NOT NULL,
  customer_id         TEXT REFERENCES customers (id),
  country             TEXT NOT NULL,
  state               TEXT NOT NULL,
  kind                TEXT NOT NULL,
  client_id           TEXT NOT NULL,
  credential          TEXT NOT NULL,
  credential_ends     INTEGER,
  cloud               TEXT NOT NULL,
  login_url           TEXT NOT NULL,
  graph_url           TEXT NOT NULL,
  ca_file             TEXT NOT NULL,
  added_at            INTEGER,
  inactive_after_days INTEGER NOT NULL,
  grace_days          INTEGER NOT NULL
) STRICT;
CREATE INDEX tenants_by_customer ON tenants (customer_id);

CREATE TABLE tenant_tags (
  tenant INTEGER NOT NULL REFERENCES tenants (key) ON DELETE CASCADE,
  tag    TEXT NOT NULL,
  PRIMARY KEY (tenant, tag)
) STRICT, WITHOUT ROWID;

-- What the owner decided about SKUs. tenant NULL = the whole workspace.
CREATE TABLE sku_settings (
  id      INTEGER PRIMARY KEY,
  tenant  INTEGER REFERENCES tenants (key) ON DELETE CASCADE,
  sku_id  TEXT NOT NULL,
  name    TEXT,
  class   TEXT,
  managed INTEGER,
  spare   INTEGER
) STRICT;
CREATE UNIQUE INDEX sku_settings_identity ON sku_settings (ifnull(tenant, 0), sku_id);

CREATE TABLE prices (
  id        INTEGER PRIMARY KEY,
  tenant    INTEGER REFERENCES tenants (key) ON DELETE CASCADE,
  sku_id    TEXT NOT NULL,
  amount    TEXT NOT NULL,
  currency  TEXT NOT NULL,
  frequency TEXT NOT NULL,
  term      TEXT NOT NULL,
  effective INTEGER,
  expires   INTEGER,
  source    TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX prices_identity ON prices (ifnull(tenant, 0), sku_id, ifnull(effective, 0));

CREATE TABLE rates (
  from_currency TEXT NOT NULL,
  to_currency   TEXT NOT NULL,
  day           INTEGER NOT NULL,
  value         TEXT NOT NULL,
  PRIMARY KEY (from_currency, to_currency, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE scans (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  tenant        INTEGER NOT NULL REFERENCES tenants (key) ON DELETE CASCADE,
  started_by    TEXT NOT NULL,
  state         TEXT NOT NULL,
  started_at    INTEGER,
  finished_at   INTEGER,
  fault         TEXT -- JSON explanation
) STRICT;
CREATE INDEX scans_by_tenant ON scans (tenant, id);
CREATE INDEX scans_good ON scans (tenant, id) WHERE state IN ('complete', 'partial');
CREATE INDEX scans_running ON scans (id) WHERE state = 'running';

-- What became of each collector in one scan.
CREATE TABLE scan_outcomes (
  scan_id    INTEGER NOT NULL REFERENCES scans (id) ON DELETE CASCADE,
  collector  TEXT NOT NULL,
  status     TEXT NOT NULL,
  row_count  INTEGER NOT NULL,
  data_date  INTEGER,
  looked_at  INTEGER,
  changed_at INTEGER,
  took_ms    INTEGER NOT NULL,
  missing    TEXT NOT NULL,
  fault      TEXT,
  hash       TEXT NOT NULL,
  PRIMARY KEY (scan_id, collector)
) STRICT, WITHOUT ROWID;

-- Where each collector stands now; its dates are those of the rows kept.
CREATE TABLE outcomes (
  tenant     INTEGER NOT NULL REFERENCES tenants (key) ON DELETE CASCADE,
  collector  TEXT NOT NULL,
  status     TEXT NOT NULL,
  row_count  INTEGER NOT NULL,
  data_date  INTEGER,
  looked_at  INTEGER,
  changed_at INTEGER,
  took_ms    INTEGER NOT NULL,
  missing    TEXT NOT NULL,
  fault      TEXT,
  hash       TEXT NOT NULL,
  PRIMARY KEY (tenant, collector)
) STRICT, WITHOUT ROWID;

-- One history row per scan, tenant and SKU.
CREATE TABLE figures (
  tenant    INTEGER NOT NULL REFERENCES tenants (key) ON DELETE CASCADE,
  at        INTEGER NOT NULL,
  scan_id   INTEGER NOT NULL REFERENCES scans (id) ON DELETE CASCADE,
  sku_id    TEXT NOT NULL,
  owned     INTEGER NOT NULL,
  assigned  INTEGER NOT NULL,
  suspended INTEGER NOT NULL,
  spare     INTEGER NOT NULL,
  currency  TEXT NOT NULL,
  spend     TEXT NOT NULL,
  leakage   TEXT NOT NULL,
  inactive  INTEGER NOT NULL,
  PRIMARY KEY (tenant, at, scan_id, sku_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX figures_by_scan ON figures (scan_id);

-- The collectors' tables: one each, so that a failed collector keeps its rows.

CREATE TABLE organizations (
  tenant         INTEGER PRIMARY KEY REFERENCES tenants (key) ON DELETE CASCADE,
  tenant_id      TEXT NOT NULL,
  name           TEXT NOT NULL,
  default_domain TEXT NOT NULL,
  initial_domain TEXT NOT NULL,
  country        TEXT NOT NULL,
  on_prem_sync   INTEGER NOT NULL,
  created_at     INTEGER
) STRICT;

-- Single values of collectors that have no rows.
CREATE TABLE directory_facts (
  tenant       INTEGER PRIMARY KEY REFERENCES tenants (key) ON DELETE CASCADE,
  user_count   INTEGER, -- NULL = never read
  names_hidden INTEGER  -- NULL = never read
) STRICT;

CREATE TABLE secure_scores (
  tenant  INTEGER PRIMARY KEY REFERENCES tenants (key) ON DELETE CASCADE,
  current REAL NOT NULL,
  max     REAL NOT NULL,
  at      INTEGER
) STRICT;

CREATE TABLE skus (
  tenant           INTEGER NOT NULL REFERENCES tenants (key) ON DELETE CASCADE,
  id               TEXT NOT NULL,
  part_number      TEXT NOT NULL,
  applies_to       TEXT NOT NULL,
  status           TEXT NOT NULL,
  enabled          INTEGER NOT NULL,
  warning          INTEGER NOT NULL,
  suspended        INTEGER NOT NULL,
  locked_out       INTEGER NOT NULL,
  assigned         INTEGER NOT NULL,
  subscription_ids TEXT, -- one a line
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE sku_plans (
  tenant INTEGER NOT NULL,
  sku_id TEXT NOT NULL,
  place  INTEGER NOT NULL, -- order within the SKU
  id     TEXT NOT NULL,
  name   TEXT NOT NULL,
  status TEXT NOT NULL,
  PRIMARY KEY (tenant, sku_id, place),
  FOREIGN KEY (tenant, sku_id) REFERENCES skus (tenant, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE subscriptions (
  tenant          INTEGER NOT NULL REFERENCES tenants (key) ON DELETE CASCADE,
  id              TEXT NOT NULL,
  commerce_id     TEXT NOT NULL,
  sku_id          TEXT NOT NULL,
  part_number     TEXT NOT NULL,
  status          TEXT NOT NULL,
  seats           INTEGER NOT NULL,
  trial           INTEGER NOT NULL,
  created_at      INTEGER,
  next_lifecycle  INTEGER,
  owner_tenant_id TEXT NOT NULL,
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE users (
  tenant       INTEGER NOT NULL REFERENCES tenants (key) ON DELETE CASCADE,
  id           TEXT NOT NULL,
  upn          TEXT NOT NULL,
  upn_key      TEXT NOT NULL,
  mail         TEXT,
  display_name TEXT,
  given_name   TEXT,
  surname      TEXT,
  job_title    TEXT,
  department   TEXT,
  country      TEXT,
  type         TEXT,
  enabled      INTEGER NOT NULL,
  on_prem_sync INTEGER NOT NULL,
  created_at   INTEGER,
  licensed     INTEGER NOT NULL, -- 1 = has rows in licenses
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE licenses (
  tenant   INTEGER NOT NULL,
  user_id  TEXT NOT NULL,
  sku_id   TEXT NOT NULL,
  direct   INTEGER NOT NULL,
  groups   TEXT, -- ids of groups, one a line
  since    INTEGER,
  error    TEXT,
  PRIMARY KEY (tenant, user_id, sku_id),
  FOREIGN KEY (tenant, user_id) REFERENCES users (tenant, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE sign_ins (
  tenant          INTEGER NOT NULL REFERENCES tenants (key) ON DELETE CASCADE,
  user_id         TEXT NOT NULL,
  success         INTEGER,
  interactive     INTEGER,
  non_interactive INTEGER,
  PRIMARY KEY (tenant, user_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE activity (
  tenant     INTEGER NOT NULL REFERENCES tenants (key) ON DELETE CASCADE,
  upn_key    TEXT NOT NULL,
  upn        TEXT NOT NULL,
  exchange   INTEGER,
  onedrive   INTEGER,
  sharepoint INTEGER,
  teams      INTEGER,
  viva       INTEGER,
  PRIMARY KEY (tenant, upn_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE mailboxes (
  tenant      INTEGER NOT NULL REFERENCES tenants (key) ON DELETE CASCADE,
  upn_key     TEXT NOT NULL,
  upn         TEXT NOT NULL,
  recipient   TEXT,
  bytes       INTEGER NOT NULL,
  items       INTEGER NOT NULL,
  has_archive INTEGER NOT NULL,
  last_active INTEGER,
  PRIMARY KEY (tenant, upn_key)
) STRICT, WITHOUT ROWID;
