import { type Problems, required } from '../problems.ts'
import { dashboardMessages as texts } from './messages.ts'

export interface DashboardDraft {
  readonly displayName: string
  readonly name: string
  readonly providerId: string
  /** As it was typed. */
  readonly priority: string
}

export function dashboardProblems(draft: DashboardDraft): Problems<keyof DashboardDraft> {
  return {
    ...required(draft, 'displayName', 'name', 'providerId'),
    ...(draft.providerId.trim() !== '' &&
      !/^[A-Za-z0-9_.-]{1,128}$/.test(draft.providerId.trim()) && { providerId: texts.providerIdWrong }),
    ...(readPriority(draft.priority) === null && { priority: texts.priorityWrong }),
  }
}

/** A whole number within what the service takes, or null. */
export function readPriority(typed: string): number | null {
  const plain = typed.trim().replace('−', '-')
  if (!/^-?\d{1,7}$/.test(plain) || Math.abs(Number(plain)) > 1_000_000) return null
  return Number(plain)
}

/** A short name made from a title: "Año en cifras" -> "ano-en-cifras". Empty where the title has no Latin letters. */
export function proposedName(title: string): string {
  const plain = title.normalize('NFD').replaceAll(/\p{Mark}/gu, '')
  return plain
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 100)
}
