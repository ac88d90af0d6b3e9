-- What the questions read. Anything that pairs or orders events is recomputed over whole learners of whole courses
-- (see models/refresh.ts), so that batches, order and repetition of events cannot change an answer.
-- Every row has a key that more events never take away; the row with the highest version holds.

-- Learners whose rows are to be recomputed. `token` names a mark, so that one made during a refresh survives it.
-- A mark without a learner asks for the tables of the course alone.
CREATE TABLE IF NOT EXISTS {{panorama}}.dirty_learners {{on_cluster}} (
  course_key LowCardinality(String),
  actor_id String,
  token UUID DEFAULT generateUUIDv4()
) ENGINE = {{MergeTree}}
ORDER BY (course_key, actor_id);

CREATE MATERIALIZED VIEW IF NOT EXISTS {{panorama}}.dirty_from_statements {{on_cluster}} TO {{panorama}}.dirty_learners AS
SELECT DISTINCT course_key, actor_id FROM {{panorama}}.statements WHERE course_key != '' AND actor_id != '';

CREATE TABLE IF NOT EXISTS {{panorama}}.refreshing_learners {{on_cluster}} (
  course_key LowCardinality(String),
  actor_id String,
  token UUID
) ENGINE = {{MergeTree}}
ORDER BY (course_key, actor_id);

-- One learner in one course run.
CREATE TABLE IF NOT EXISTS {{panorama}}.learner_course {{on_cluster}} (
  course_key LowCardinality(String),
  org LowCardinality(String),
  actor_id String,
  -- 'registered', 'unregistered', or '' for a learner who acted without an enrolment that we know of
  enrollment_status LowCardinality(String),
  enrollment_mode LowCardinality(String),
  -- every change of being enrolled, in order: when, +1 or -1, track
  enrollment_changes Array(Tuple(at DateTime64(6, 'UTC'), change Int8, mode String)),
  first_activity Nullable(DateTime64(6, 'UTC')),
  last_activity Nullable(DateTime64(6, 'UTC')),
  -- 0..1, the newest course grade that carried a score
  grade Nullable(Float64),
  graded_at Nullable(DateTime64(6, 'UTC')),
  -- the newest word of the LMS on passing; null before there was one
  passed Nullable(Bool),
  active_seconds UInt64,
  problems_tried UInt32,
  videos_watched UInt32,
  blocks_completed UInt32,
  -- how many statements this row was computed from
  statements UInt64,
  version UInt64
) ENGINE = {{ReplacingMergeTree(version)}}
ORDER BY (course_key, actor_id);

-- Time and actions by quarter of an hour UTC: the grain that adds up to days in every time zone.
CREATE TABLE IF NOT EXISTS {{panorama}}.learner_quarter {{on_cluster}} (
  course_key LowCardinality(String),
  org LowCardinality(String),
  actor_id String,
  quarter DateTime('UTC'),
  -- distinct seconds of this quarter within 120 s after something the learner did
  active_seconds UInt16,
  actions UInt32,
  -- submissions that the server graded
  attempts UInt32,
  -- of videos of which a second was watched
  plays UInt32,
  version UInt64
) ENGINE = {{ReplacingMergeTree(version)}}
ORDER BY (course_key, actor_id, quarter);

-- One learner and one block of the course.
CREATE TABLE IF NOT EXISTS {{panorama}}.learner_block {{on_cluster}} (
  course_key LowCardinality(String),
  org LowCardinality(String),
  actor_id String,
  block_key String,
  visits UInt32,
  -- problems: submissions that the server graded
  attempts UInt32,
  first_success Nullable(Bool),
  last_success Nullable(Bool),
  best_score Nullable(Float64),
  last_score Nullable(Float64),
  first_tried_at Nullable(DateTime64(6, 'UTC')),
  last_tried_at Nullable(DateTime64(6, 'UTC')),
  hints UInt32,
  answers_shown UInt32,
  -- 0..1, the newest word of the LMS
  completion Nullable(Float64),
  completed_at Nullable(DateTime64(6, 'UTC')),
  last_activity DateTime64(6, 'UTC'),
  version UInt64
) ENGINE = {{ReplacingMergeTree(version)}}
ORDER BY (course_key, actor_id, block_key);

-- One learner and one video.
CREATE TABLE IF NOT EXISTS {{panorama}}.learner_video {{on_cluster}} (
  course_key LowCardinality(String),
  org LowCardinality(String),
  actor_id String,
  block_key String,
  plays UInt32,
  -- stretches that were played, in the order of watching: whole seconds, the end not included
  segments Array(Tuple(started UInt32, ended UInt32)),
  watched_seconds UInt32,
  -- distinct seconds
  covered_seconds UInt32,
  duration Nullable(Float64),
  first_played_at Nullable(DateTime64(6, 'UTC')),
  last_played_at Nullable(DateTime64(6, 'UTC')),
  version UInt64
) ENGINE = {{ReplacingMergeTree(version)}}
ORDER BY (course_key, actor_id, block_key);

-- What a learner told the LMS of themselves, where the operator lets it in. Shown only in groups.
CREATE TABLE IF NOT EXISTS {{panorama}}.learner_demographics {{on_cluster}} (
  course_key LowCardinality(String),
  org LowCardinality(String),
  actor_id String,
  gender LowCardinality(String),
  level_of_education LowCardinality(String),
  year_of_birth Nullable(UInt16),
  version UInt64
) ENGINE = {{ReplacingMergeTree(version)}}
ORDER BY (course_key, actor_id);

-- The newest published structure of each course run: a block that has left the course is not here.
CREATE TABLE IF NOT EXISTS {{panorama}}.course_structure {{on_cluster}} (
  course_key LowCardinality(String),
  org LowCardinality(String),
  block_key String,
  block_type LowCardinality(String),
  display_name String,
  -- place in the whole tree, depth first, from 1
  position UInt32,
  -- running numbers of section, subsection and unit; 0 where it has none
  section UInt32,
  subsection UInt32,
  unit UInt32,
  graded Bool,
  -- 'completable', 'aggregator' or 'excluded', as the LMS says
  completion_mode LowCardinality(String),
  detached Bool,
  -- microseconds of the dump it comes from
  version UInt64
) ENGINE = {{ReplacingMergeTree(version)}}
ORDER BY (course_key, block_key);

-- One row per course run that events or the LMS's tables know; the name is the key where the LMS told none.
CREATE TABLE IF NOT EXISTS {{panorama}}.course_names {{on_cluster}} (
  course_key LowCardinality(String),
  org LowCardinality(String),
  run String,
  display_name String,
  course_start Nullable(DateTime64(6, 'UTC')),
  course_end Nullable(DateTime64(6, 'UTC')),
  -- 0..1
  lowest_passing_grade Nullable(Float64),
  language LowCardinality(String),
  version UInt64
) ENGINE = {{ReplacingMergeTree(version)}}
ORDER BY course_key;

-- The class as a learner may see it: medians over enrolled learners, and over how many.
CREATE TABLE IF NOT EXISTS {{panorama}}.course_peers {{on_cluster}} (
  course_key LowCardinality(String),
  org LowCardinality(String),
  learners UInt32,
  median_grade Nullable(Float64),
  median_blocks_completed Nullable(Float64),
  -- over learners who were active in the last 28 days of the course's data, per week of those
  median_weekly_seconds Nullable(Float64),
  version UInt64
) ENGINE = {{ReplacingMergeTree(version)}}
ORDER BY course_key;

-- Lines that could not be read, kept with the reason so that nothing is lost.
CREATE TABLE IF NOT EXISTS {{panorama}}.quarantined_lines {{on_cluster}} (
  -- SHA-256 of the text, hexadecimal: the same line twice is one row
  line_id FixedString(64),
  reason LowCardinality(String),
  detail String,
  source String,
  line_number UInt64,
  text String,
  quarantined_at DateTime64(3, 'UTC')
) ENGINE = {{ReplacingMergeTree(quarantined_at)}}
ORDER BY line_id;
