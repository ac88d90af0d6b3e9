-- What the LMS's own tables say, as they were read last. Where the LMS has a row no more, there is none here.

-- Its accounts, and the pseudonym that stands for each as long as the LMS has given it no external id of type xapi.
CREATE TABLE IF NOT EXISTS {{lms}}.accounts {{on_cluster}} (
  user_id Int64,
  actor_id String
) ENGINE = {{MergeTree}}
ORDER BY user_id;

CREATE TABLE IF NOT EXISTS {{lms}}.grades_persistentcoursegrade {{on_cluster}} (
  course_key LowCardinality(String),
  user_id Int64,
  -- 0..1
  percent_grade Float64,
  -- '' or 'Fail' for whoever does not pass
  letter_grade LowCardinality(String),
  passed_timestamp Nullable(DateTime64(6, 'UTC')),
  modified DateTime64(6, 'UTC')
) ENGINE = {{MergeTree}}
ORDER BY (course_key, user_id);

CREATE TABLE IF NOT EXISTS {{lms}}.completion_blockcompletion {{on_cluster}} (
  course_key LowCardinality(String),
  user_id Int64,
  block_key String,
  -- 0..1
  completion Float64,
  modified DateTime64(6, 'UTC')
) ENGINE = {{MergeTree}}
ORDER BY (course_key, user_id, block_key);

-- Of each table that is filled from the LMS, what it was filled from last.
CREATE TABLE IF NOT EXISTS {{lms}}.loads {{on_cluster}} (
  -- the table as Panorama calls it: 'course_enrollment'
  target LowCardinality(String),
  -- another when what it is made of was published anew
  fingerprint String,
  -- the instant whose state of the LMS it is
  as_of DateTime64(3, 'UTC'),
  rows UInt64,
  loaded_at DateTime64(3, 'UTC')
) ENGINE = {{ReplacingMergeTree(loaded_at)}}
ORDER BY target;

-- Whose figures are to be computed anew because of a load that is under way; one partition a load, dropped when they are.
-- What a killed one leaves behind is done by the next.
CREATE TABLE IF NOT EXISTS {{lms}}.changes {{on_cluster}} (
  load UUID,
  -- '' for all course runs that somebody takes
  course_key LowCardinality(String),
  -- 0 for what is about no learner in particular
  user_id Int64,
  -- the LMS has less of them than before
  is_gone Bool
) ENGINE = {{MergeTree}}
ORDER BY (course_key, user_id)
PARTITION BY load;

-- Aspects' own tables of tags, as in 0001.
CREATE TABLE IF NOT EXISTS {{event_sink}}.tag {{on_cluster}} (
  id Int32,
  taxonomy Int32,
  parent Int32,
  value String,
  external_id String,
  lineage String,
  dump_id UUID,
  time_last_dumped String
) ENGINE = {{ReplacingMergeTree}}
ORDER BY (id, time_last_dumped);

CREATE TABLE IF NOT EXISTS {{event_sink}}.taxonomy {{on_cluster}} (
  id Int32,
  name String,
  dump_id UUID,
  time_last_dumped String
) ENGINE = {{ReplacingMergeTree}}
ORDER BY (id, time_last_dumped);

CREATE TABLE IF NOT EXISTS {{event_sink}}.object_tag {{on_cluster}} (
  id Int32,
  object_id String,
  taxonomy Int32,
  tag Int32,
  _value String,
  _export_id String,
  lineage String,
  dump_id UUID,
  time_last_dumped String
) ENGINE = {{ReplacingMergeTree}}
ORDER BY (id, time_last_dumped);
