import { isTouched, type Model, orgOfKey } from './model.ts'

/** A place in a video beyond two days is a broken player's, and would make the seconds of the video without end. */
const lastSecond = 172_800

/**
 * Which stretches of one video one learner played.
 *
 * `played` opens a stretch at its place. The first `paused`, `terminated` or `completed` after it closes it there. A `seeked` while
 * playing closes it where the jump began and opens a new one where it went, so that what was skipped is not counted as
 * watched. A play before any end replaces the play before it; an end without an open stretch, an unknown place, or an end that is
 * not behind the start give nothing (Cairn starts at 0 there). Stretches are whole seconds: from the floor of the
 * start up to, not including, the ceiling of the end. Events go by time, then by event id; loading a video is no watching.
 */
export const learnerVideo: Model = {
  table: 'learnerVideo',
  columns: [
    'course_key',
    'org',
    'actor_id',
    'block_key',
    'plays',
    'segments',
    'watched_seconds',
    'covered_seconds',
    'duration',
    'first_played_at',
    'last_played_at',
  ],
  reads: [],
  // Seeks hand on the state of the last other event (arrayFill), so no event needs to look further than the one before it.
  select: (tables) => `
    WITH
      events AS (
        SELECT course_key, actor_id, block_key, emission_time, event_id, verb, duration,
          if(position BETWEEN 0 AND ${lastSecond}, position, NULL) AS place,
          if(verb = 'seeked' AND position_to BETWEEN 0 AND ${lastSecond}, position_to, NULL) AS goal,
          goal IS NOT NULL AS is_jump
        FROM ${tables.statements} FINAL
        WHERE ${isTouched(tables)} AND block_key != '' AND object_type = 'video'
          AND verb IN ('initialized', 'played', 'paused', 'terminated', 'completed', 'seeked')),
      viewings AS (
        SELECT course_key, actor_id, block_key,
          argMax(duration, (emission_time, event_id)) AS duration,
          countIf(verb = 'played') AS plays,
          minOrNullIf(emission_time, verb = 'played') AS first_played_at,
          maxOrNullIf(emission_time, verb = 'played') AS last_played_at,
          arraySort(groupArrayIf((emission_time, event_id, verb, place, goal, is_jump), verb != 'initialized')) AS happened,
          arrayMap(event -> (event.3 = 'played' AND event.4 IS NOT NULL, event.6), happened) AS states,
          arrayMap(state -> state.1, arrayFill(state -> NOT state.2, states)) AS playing_after,
          arrayMap((event, playing) -> if(playing, if(event.6, event.5, event.4), NULL), happened, playing_after) AS open_after,
          arrayMap(
            (event, open) -> (open, if(event.3 = 'played', NULL, event.4)),
            happened, arrayPopBack(arrayPushFront(open_after, NULL))) AS stretches,
          arrayMap(
            stretch -> (toUInt32(floor(assumeNotNull(stretch.1))), toUInt32(ceil(assumeNotNull(stretch.2)))),
            arrayFilter(stretch -> coalesce(stretch.2 > stretch.1, false), stretches)) AS segments
        FROM events
        GROUP BY course_key, actor_id, block_key)
    SELECT course_key, ${orgOfKey} AS org, actor_id, block_key, plays, segments,
      arraySum(segment -> segment.2 - segment.1, segments) AS watched_seconds,
      arrayReduce('intervalLengthSum', segments.1, segments.2) AS covered_seconds,
      duration, first_played_at, last_played_at
    FROM viewings`,
}
