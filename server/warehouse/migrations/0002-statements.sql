-- One row per xAPI statement, its parts taken out of the JSON once. Stateless, so a materialised view may do it:
-- whatever writes the raw table (our import, event-routing-backends, Ralph, Vector) feeds the models.

CREATE TABLE IF NOT EXISTS {{panorama}}.statements {{on_cluster}} (
  event_id UUID,
  emission_time DateTime64(6, 'UTC'),
  org LowCardinality(String),
  course_key LowCardinality(String),
  actor_id String,
  -- last segment of the verb's IRI: registered, played, evaluated …
  verb LowCardinality(String),
  object_id String,
  -- last segment of the activity type's IRI: course, video, cmi.interaction …
  object_type LowCardinality(String),
  -- usage key of the block acted upon, without /answer and /hint/n; '' where the object is no block
  block_key String,
  -- one question of a problem with several: counted with its parent, never beside it
  is_part Bool,
  session String,
  enrollment_mode LowCardinality(String),
  success Nullable(Bool),
  scaled_score Nullable(Float64),
  -- 'Fail', or the letter that a passing grade earned
  grade_class LowCardinality(String),
  attempt Nullable(UInt32),
  -- 0..1
  completion Nullable(Float64),
  -- video: seconds from its beginning; where a seek went; its length
  position Nullable(Float64),
  position_to Nullable(Float64),
  duration Nullable(Float64)
) ENGINE = {{ReplacingMergeTree}}
ORDER BY (course_key, actor_id, emission_time, event_id)
PARTITION BY toYear(emission_time);

CREATE MATERIALIZED VIEW IF NOT EXISTS {{panorama}}.statements_from_raw {{on_cluster}} TO {{panorama}}.statements AS
WITH
  JSONExtractString(event, 'object', 'id') AS object,
  JSONExtractString(event, 'object', 'definition', 'type') AS type,
  JSONExtractArrayRaw(event, 'context', 'contextActivities', 'parent') AS parents,
  JSONExtractArrayRaw(event, 'context', 'contextActivities', 'grouping') AS groupings,
  -- A course is the parent, or the grouping of one question of a problem, or the object itself (enrolment, pass and fail).
  multiIf(
    endsWith(JSONExtractString(parents[1], 'definition', 'type'), '/course'), JSONExtractString(parents[1], 'id'),
    notEmpty(parents) AND notEmpty(groupings), JSONExtractString(groupings[1], 'id'),
    endsWith(type, '/course'), object,
    '') AS course,
  -- The LMS writes the key behind /course/; a key of the old style has slashes of its own.
  if(position(course, '/course/') > 0, substring(course, position(course, '/course/') + 8), '') AS key,
  splitByChar('/', JSONExtractString(event, 'verb', 'id'))[-1] AS verb_word,
  JSONExtractRaw(event, 'result', 'extensions') AS result_extensions,
  JSONExtractRaw(event, 'context', 'extensions') AS context_extensions,
  JSONExtractRaw(event, 'object', 'definition', 'extensions') AS object_extensions
SELECT
  event_id,
  emission_time,
  if(match(key, '^[a-z-]+-v[0-9]+:'), extract(key, '^[a-z-]+-v[0-9]+:([^+]+)'), splitByChar('/', key)[1]) AS org,
  key AS course_key,
  coalesce(
    nullIf(JSONExtractString(event, 'actor', 'account', 'name'), ''),
    nullIf(JSONExtractString(event, 'actor', 'mbox'), ''),
    JSONExtractString(event, 'actor', 'mbox_sha1sum')) AS actor_id,
  verb_word AS verb,
  object AS object_id,
  splitByChar('/', type)[-1] AS object_type,
  replaceRegexpOne(if(position(object, '/xblock/') > 0, substring(object, position(object, '/xblock/') + 8), ''), '/(answer|hint/[^/]*)$', '') AS block_key,
  JSONHas(event, 'context', 'statement') AS is_part,
  JSONExtractString(context_extensions, 'https://w3id.org/xapi/openedx/extensions/session-id') AS session,
  if(verb_word IN ('registered', 'unregistered'), JSONExtractString(object_extensions, 'https://w3id.org/xapi/acrossx/extensions/type'), '') AS enrollment_mode,
  JSONExtract(event, 'result', 'success', 'Nullable(Bool)') AS success,
  JSONExtract(event, 'result', 'score', 'scaled', 'Nullable(Float64)') AS scaled_score,
  JSONExtractString(result_extensions, 'http://www.tincanapi.co.uk/activitytypes/grade_classification') AS grade_class,
  JSONExtract(object_extensions, 'http://id.tincanapi.com/extension/attempt-id', 'Nullable(UInt32)') AS attempt,
  JSONExtract(result_extensions, 'https://w3id.org/xapi/cmi5/result/extensions/progress', 'Nullable(Float64)') / 100 AS completion,
  coalesce(
    JSONExtract(result_extensions, 'https://w3id.org/xapi/video/extensions/time', 'Nullable(Float64)'),
    JSONExtract(result_extensions, 'https://w3id.org/xapi/video/extensions/time-from', 'Nullable(Float64)')) AS position,
  JSONExtract(result_extensions, 'https://w3id.org/xapi/video/extensions/time-to', 'Nullable(Float64)') AS position_to,
  JSONExtract(context_extensions, 'https://w3id.org/xapi/video/extensions/length', 'Nullable(Float64)') AS duration
FROM {{xapi}}.xapi_events_all;
