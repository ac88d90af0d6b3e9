import type { PublishedTable } from '../../lake/manifest.ts'
import type { Source } from '../source.ts'
import type { Guard } from './guard.ts'

/** What a guarded source keeps of a table: under what it was published, and what the source itself keeps. */
interface GuardedProgress {
  readonly guardedAs: string
  readonly source: unknown
}

/**
 * A source of which nothing is extracted but what may leave. What was published when other things left, or when somebody was there
 * who was retired since, is extracted anew, whole.
 */
export function guardedSource(source: Source, guard: Guard): Source {
  return {
    ...source,
    async extract(request) {
      const { table, warnings, fingerprint, ...guarded } = guard.guardTable(request.table)
      const previous = keptBy(fingerprint, request.previous)
      const extracted = await source.extract({ ...request, table, previous, guard: guarded.guard })
      const progress: GuardedProgress = { guardedAs: fingerprint, source: extracted.progress }
      return { ...extracted, progress, warnings: [...warnings, ...extracted.warnings] }
    },
  }
}

function keptBy(fingerprint: string, previous: PublishedTable | undefined): PublishedTable | undefined {
  const progress = previous?.progress as Partial<GuardedProgress> | null | undefined
  return previous && progress?.guardedAs === fingerprint ? { ...previous, progress: progress.source } : undefined
}
