import type { AccessRules } from '../../../../server/contract/access.ts'

/** What each part of the settings of access is given. */
export interface PanelProps {
  readonly rules: AccessRules
  /** Told when something was changed, in words. */
  readonly onDone: (text: string) => void
}
