-- Marks that are taken back by a row of the opposite sign. Deleting them waits until the engine is through with its merges,
-- which takes longer than computing what they ask for; a row is written at once, and merging removes the two of them.

CREATE TABLE IF NOT EXISTS {{panorama}}.learner_marks {{on_cluster}} (
  course_key LowCardinality(String),
  -- '' asks for the tables of the course alone
  actor_id String,
  -- names a mark, so that one made during a refresh survives it
  token UUID DEFAULT generateUUIDv4(),
  -- 1, and -1 when it is taken back
  sign Int8 DEFAULT 1
) ENGINE = {{CollapsingMergeTree(sign)}}
ORDER BY (course_key, actor_id, token)
PRIMARY KEY (course_key, actor_id);

CREATE MATERIALIZED VIEW IF NOT EXISTS {{panorama}}.marks_from_statements {{on_cluster}} TO {{panorama}}.learner_marks AS
SELECT DISTINCT course_key, actor_id FROM {{panorama}}.statements WHERE course_key != '' AND actor_id != '';

CREATE MATERIALIZED VIEW IF NOT EXISTS {{panorama}}.marks_from_course_overviews {{on_cluster}} TO {{panorama}}.learner_marks AS
SELECT DISTINCT course_key, '' AS actor_id FROM {{event_sink}}.course_overviews WHERE course_key != '';

CREATE MATERIALIZED VIEW IF NOT EXISTS {{panorama}}.marks_from_course_blocks {{on_cluster}} TO {{panorama}}.learner_marks AS
SELECT DISTINCT course_key, '' AS actor_id FROM {{event_sink}}.course_blocks WHERE course_key != '';

-- What is written meanwhile is marked twice, which costs nothing. The old marks are taken over, however often this is begun.
DROP VIEW IF EXISTS {{panorama}}.dirty_from_statements {{on_cluster}};
DROP VIEW IF EXISTS {{panorama}}.dirty_from_course_overviews {{on_cluster}};
DROP VIEW IF EXISTS {{panorama}}.dirty_from_course_blocks {{on_cluster}};

CREATE TABLE IF NOT EXISTS {{panorama}}.dirty_learners {{on_cluster}} (
  course_key LowCardinality(String),
  actor_id String,
  token UUID DEFAULT generateUUIDv4()
) ENGINE = {{MergeTree}}
ORDER BY (course_key, actor_id);
INSERT INTO {{panorama}}.learner_marks (course_key, actor_id, token) SELECT course_key, actor_id, token FROM {{panorama}}.dirty_learners;
DROP TABLE IF EXISTS {{panorama}}.dirty_learners {{on_cluster}} SYNC;
