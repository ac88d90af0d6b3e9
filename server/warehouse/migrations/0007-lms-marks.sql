-- Aspects' plugin writes into the tables of the LMS whenever a course is published: the figures of the course run follow.
-- What an import writes is marked twice; that costs nothing.

CREATE MATERIALIZED VIEW IF NOT EXISTS {{panorama}}.dirty_from_course_overviews {{on_cluster}} TO {{panorama}}.dirty_learners AS
SELECT DISTINCT course_key, '' AS actor_id FROM {{event_sink}}.course_overviews WHERE course_key != '';

CREATE MATERIALIZED VIEW IF NOT EXISTS {{panorama}}.dirty_from_course_blocks {{on_cluster}} TO {{panorama}}.dirty_learners AS
SELECT DISTINCT course_key, '' AS actor_id FROM {{event_sink}}.course_blocks WHERE course_key != '';
