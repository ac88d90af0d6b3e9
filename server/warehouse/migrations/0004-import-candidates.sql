-- The ids of a batch that an import is about to write, for looking up which of them the raw table has.
-- One partition a batch, dropped when the batch is written; what a killed import leaves behind expires.

CREATE TABLE IF NOT EXISTS {{panorama}}.import_candidates {{on_cluster}} (
  batch UUID,
  emission_time DateTime64(6),
  event_id UUID,
  staged_at DateTime DEFAULT now()
) ENGINE = {{MergeTree}}
ORDER BY (emission_time, event_id)
PARTITION BY batch
TTL staged_at + INTERVAL 1 DAY;
