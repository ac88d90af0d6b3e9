import type { AccessRole, AccessRules, ConfiguredPerson } from '../contract/access.ts'
import type { Mode } from '../contract/mode.ts'
import type { Viewer } from '../contract/viewer.ts'
import type { Access } from '../modes/access.ts'
import { rulesOf, type Supplier } from '../modes/mode-table.ts'

/** How things stand on the site while somebody looks. */
export interface Circumstances {
  readonly mode: Mode
  /** What the mode opens to the viewer by itself. */
  readonly areas: Access
  /** Who may make dashboards in this mode. */
  readonly suppliers: readonly Supplier[]
}

/** As what a person is let in. */
export interface Admission {
  /** What an administrator gave them in their own right, where that counts in this mode. */
  readonly configured: ConfiguredPerson | null
  readonly isLetIn: boolean
  /** What today's Panorama calls their role; null where it has none for them. */
  readonly role: AccessRole | 'STUDENT' | null
}

/** Lets a person in, or not: by the mode, or because an administrator gave them dashboards. */
export function admit(viewer: Viewer, { mode, areas, suppliers }: Circumstances, rules: AccessRules): Admission {
  const isLetInByMode = areas.student || areas.courses || areas.admin
  const configured = counts() ? configuredAs(viewer, rules) : null
  return { configured, isLetIn: isLetInByMode || configured !== null, role: role() }

  function counts(): boolean {
    if (rulesOf(mode).letsIn.includes('configured')) return !viewer.standIn
    // In a demo with other tools, its people may have been given something; it lets in nobody else.
    return mode === 'DEMO' && suppliers.length > 1 && isLetInByMode
  }

  function role(): Admission['role'] {
    if (configured) return configured.role
    if (areas.admin || areas.courses) return 'READER'
    // Today's Panorama calls people students even where the student view is off, and lets them see nothing.
    const mayBeLearner = rulesOf(mode).letsIn.includes('learners') && !viewer.standIn
    return areas.student || mayBeLearner ? 'STUDENT' : null
  }
}

function configuredAs({ username, onlooker }: Viewer, { people }: AccessRules): ConfiguredPerson | null {
  // What administrators gave somebody is for them and for administrators; course staff look at learners as learners.
  if (onlooker !== undefined && !onlooker.isSuperuser) return null
  // The LMS holds no two usernames that differ in the case of their letters alone.
  const wanted = username.toLowerCase()
  return people.find((person) => person.username.toLowerCase() === wanted) ?? null
}
