-- Connecting: the MSP's registrations, attempts to make one, consents asked for
-- by link. No table here ever holds a secret, a key, a token or a code.

-- One registration per cloud. The one saved last is the current one.
CREATE TABLE registrations (
  cloud           TEXT NOT NULL,
  login_url       TEXT NOT NULL,
  graph_url       TEXT NOT NULL,
  ca_file         TEXT NOT NULL,
  tenant_id       TEXT NOT NULL,
  client_id       TEXT NOT NULL,
  object_id       TEXT NOT NULL,
  name            TEXT NOT NULL,
  credential      TEXT NOT NULL,
  credential_ends INTEGER,
  key_id          TEXT NOT NULL,
  retired_key_id  TEXT NOT NULL,
  created_at      INTEGER,
  verified        INTEGER,
  place           INTEGER NOT NULL, -- the highest one was saved last
  PRIMARY KEY (cloud, login_url)
) STRICT, WITHOUT ROWID;

-- An attempt under way or cut short: what the next one has to find again.
CREATE TABLE registration_drafts (
  cloud           TEXT NOT NULL,
  login_url       TEXT NOT NULL,
  tenant_id       TEXT NOT NULL,
  object_id       TEXT NOT NULL,
  client_id       TEXT NOT NULL,
  credential_name TEXT NOT NULL,
  started_at      INTEGER,
  asked_at        INTEGER,
  PRIMARY KEY (cloud, login_url, tenant_id)
) STRICT, WITHOUT ROWID;

-- Customers who were sent a consent link. The tenant may not be known here yet.
CREATE TABLE pending_consents (
  id           TEXT PRIMARY KEY,
  tenant_id    TEXT NOT NULL,
  domain       TEXT NOT NULL,
  client_id    TEXT NOT NULL,
  cloud        TEXT NOT NULL,
  login_url    TEXT NOT NULL,
  link         TEXT NOT NULL,
  mail_subject TEXT NOT NULL,
  mail_body    TEXT NOT NULL,
  started      INTEGER,
  expires      INTEGER,
  next_look    INTEGER,
  state        TEXT NOT NULL,
  text         TEXT NOT NULL,
  fault        TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX pending_consents_by_tenant ON pending_consents (tenant_id);
