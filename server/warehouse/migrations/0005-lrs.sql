-- What came through the LRS, by what it can be asked for. The statements themselves are in the raw table, under the same id and time.

CREATE TABLE IF NOT EXISTS {{panorama}}.lrs_statements {{on_cluster}} (
  -- when it was stored; no two statements share a moment, so it is also the order of a list
  stored DateTime64(6, 'UTC'),
  statement_id UUID,
  -- finds it in the raw table
  emission_time DateTime64(6, 'UTC'),
  -- the key that sent it
  authority LowCardinality(String),
  verb_id LowCardinality(String),
  -- '' where the object is no activity
  activity_id String,
  -- the object, the activities of the context, and those of a statement within it
  related_activities Array(String),
  -- actor and object with the members of groups, each as a UUID made from what identifies it
  agents Array(UUID),
  -- the same, with authority, instructor, team, and those of a statement within it
  related_agents Array(UUID),
  -- zeros where there is none
  registration UUID,
  -- the statement that is the object of this one; zeros where there is none
  target_id UUID,
  INDEX by_id statement_id TYPE bloom_filter(0.001) GRANULARITY 1,
  INDEX by_target target_id TYPE bloom_filter(0.001) GRANULARITY 1,
  INDEX by_verb verb_id TYPE set(100) GRANULARITY 1,
  INDEX by_activity activity_id TYPE bloom_filter(0.001) GRANULARITY 1,
  INDEX by_related_activity related_activities TYPE bloom_filter(0.001) GRANULARITY 1,
  INDEX by_agent agents TYPE bloom_filter(0.001) GRANULARITY 1,
  INDEX by_related_agent related_agents TYPE bloom_filter(0.001) GRANULARITY 1,
  INDEX by_registration registration TYPE bloom_filter(0.001) GRANULARITY 1
) ENGINE = {{ReplacingMergeTree}}
ORDER BY (stored, statement_id)
PARTITION BY toYYYYMM(stored);

-- Statements that a voiding statement named, whether they have come yet or not.
CREATE TABLE IF NOT EXISTS {{panorama}}.voided_statements {{on_cluster}} (
  statement_id UUID
) ENGINE = {{ReplacingMergeTree}}
ORDER BY statement_id;

-- Those of them that the figures may still count; see models/voiding.ts.
CREATE TABLE IF NOT EXISTS {{panorama}}.voids_to_settle {{on_cluster}} (
  statement_id UUID
) ENGINE = {{MergeTree}}
ORDER BY statement_id;

CREATE MATERIALIZED VIEW IF NOT EXISTS {{panorama}}.voids_to_settle_from_voided {{on_cluster}} TO {{panorama}}.voids_to_settle AS
SELECT statement_id FROM {{panorama}}.voided_statements;

-- As in 0002, and without what was voided: it stays in the raw table, and counts in no figure, by whatever way it comes again.
-- A statement that voids cannot be voided.
ALTER TABLE {{panorama}}.statements_from_raw {{on_cluster}} MODIFY QUERY
WITH
  -- One reading of the JSON for all of its parts: five times as fast as one for each. What is missing or of another type is empty.
  JSONExtract(event, 'Tuple(
    actor Tuple(account Tuple(name String), mbox String, mbox_sha1sum String),
    verb Tuple(id String),
    object Tuple(id String, definition Tuple(type String, extensions Tuple(
      `https://w3id.org/xapi/acrossx/extensions/type` String,
      `http://id.tincanapi.com/extension/attempt-id` Nullable(UInt32)))),
    result Tuple(success Nullable(Bool), score Tuple(scaled Nullable(Float64)), extensions Tuple(
      `http://www.tincanapi.co.uk/activitytypes/grade_classification` String,
      `https://w3id.org/xapi/cmi5/result/extensions/progress` Nullable(Float64),
      `https://w3id.org/xapi/video/extensions/time` Nullable(Float64),
      `https://w3id.org/xapi/video/extensions/time-from` Nullable(Float64),
      `https://w3id.org/xapi/video/extensions/time-to` Nullable(Float64))),
    context Tuple(
      statement Tuple(id String),
      contextActivities Tuple(parent Array(Tuple(id String, definition Tuple(type String))), grouping Array(Tuple(id String))),
      extensions Tuple(
        `https://w3id.org/xapi/openedx/extensions/session-id` String,
        `https://w3id.org/xapi/video/extensions/length` Nullable(Float64))))') AS told,
  told.object.id AS object,
  told.object.definition.type AS type,
  told.context.contextActivities.parent AS parents,
  told.context.contextActivities.grouping AS groupings,
  told.result.extensions AS results,
  -- A course is the parent, or the grouping of one question of a problem, or the object itself (enrolment, pass and fail).
  multiIf(
    endsWith(parents[1].definition.type, '/course'), parents[1].id,
    notEmpty(parents) AND notEmpty(groupings), groupings[1].id,
    endsWith(type, '/course'), object,
    '') AS course,
  -- The LMS writes the key behind /course/; a key of the old style has slashes of its own.
  if(position(course, '/course/') > 0, substring(course, position(course, '/course/') + 8), '') AS key,
  splitByChar('/', told.verb.id)[-1] AS verb_word
SELECT
  event_id,
  emission_time,
  if(match(key, '^[a-z-]+-v[0-9]+:'), extract(key, '^[a-z-]+-v[0-9]+:([^+]+)'), splitByChar('/', key)[1]) AS org,
  key AS course_key,
  coalesce(nullIf(told.actor.account.name, ''), nullIf(told.actor.mbox, ''), told.actor.mbox_sha1sum) AS actor_id,
  verb_word AS verb,
  object AS object_id,
  splitByChar('/', type)[-1] AS object_type,
  replaceRegexpOne(if(position(object, '/xblock/') > 0, substring(object, position(object, '/xblock/') + 8), ''), '/(answer|hint/[^/]*)$', '') AS block_key,
  told.context.statement.id != '' AS is_part,
  told.context.extensions.`https://w3id.org/xapi/openedx/extensions/session-id` AS session,
  if(verb_word IN ('registered', 'unregistered'), told.object.definition.extensions.`https://w3id.org/xapi/acrossx/extensions/type`, '') AS enrollment_mode,
  told.result.success AS success,
  told.result.score.scaled AS scaled_score,
  results.`http://www.tincanapi.co.uk/activitytypes/grade_classification` AS grade_class,
  told.object.definition.extensions.`http://id.tincanapi.com/extension/attempt-id` AS attempt,
  results.`https://w3id.org/xapi/cmi5/result/extensions/progress` / 100 AS completion,
  coalesce(results.`https://w3id.org/xapi/video/extensions/time`, results.`https://w3id.org/xapi/video/extensions/time-from`) AS position,
  results.`https://w3id.org/xapi/video/extensions/time-to` AS position_to,
  told.context.extensions.`https://w3id.org/xapi/video/extensions/length` AS duration
FROM {{xapi}}.xapi_events_all
WHERE verb_word = 'voided' OR event_id NOT IN (SELECT statement_id FROM {{panorama}}.voided_statements);
