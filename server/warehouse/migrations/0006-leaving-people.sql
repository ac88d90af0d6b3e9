-- What people are known by whose rows are about to be moved to another id, or erased. ClickHouse keeps the text of a change to
-- many rows on its disk, so that text must name nobody: it points here. One partition a change, dropped when it is done;
-- what a killed process leaves behind goes with the next change for the same people, or expires.

CREATE TABLE IF NOT EXISTS {{panorama}}.leaving_people {{on_cluster}} (
  batch UUID,
  -- as in people-in-tables.ts
  found_by LowCardinality(String),
  value String,
  staged_at DateTime DEFAULT now()
) ENGINE = {{MergeTree}}
ORDER BY (found_by, value)
PARTITION BY batch
TTL staged_at + INTERVAL 1 DAY;
