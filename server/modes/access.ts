import type { Mode } from '../contract/mode.ts'
import { teachingScope, type Viewer } from '../contract/viewer.ts'
import { type Party, rulesOf, type Supplier } from './mode-table.ts'

/** What the site has switched on, apart from the mode. */
export interface SiteSwitches {
  /** `PANORAMA_ENABLE_STUDENT_VIEW` */
  readonly studentView: boolean
  /** Whether the stand-in LMS signs people in, because no LMS is configured. */
  readonly standInLms: boolean
  /** Other tools whose dashboards the site wants in DEMO as well. */
  readonly alsoInDemo?: readonly Exclude<Supplier, 'native'>[]
}

/** The areas of the screen that are open to a viewer; all closed to whoever is not let in. */
export interface Access {
  readonly student: boolean
  readonly courses: boolean
  readonly admin: boolean
}

/** The kinds of people whom a mode lets in on this site. */
export function partiesLetIn(mode: Mode, { studentView, standInLms }: SiteSwitches): readonly Party[] {
  return rulesOf(mode).letsIn.filter(
    (party) => (party !== 'learners' || studentView) && (party !== 'demoPeople' || standInLms),
  )
}

/** Who may make dashboards in a mode on this site. */
export function suppliersIn(mode: Mode, { alsoInDemo = [] }: SiteSwitches): readonly Supplier[] {
  return mode === 'DEMO' ? [...rulesOf(mode).suppliers, ...alsoInDemo] : rulesOf(mode).suppliers
}

/** Who outside the site learns who is looking, where they are configured. */
export function sentTo(mode: Mode, switches: SiteSwitches): readonly Exclude<Supplier, 'native'>[] {
  return suppliersIn(mode, switches).filter((supplier) => supplier !== 'native')
}

/**
 * Who may open what in a mode. Only superusers administer: global staff see every course but do not switch modes.
 * Outside DEMO the demo's people count for nothing, save its superuser who has to be able to switch back: whoever
 * picks a learner on the stand-in sign-in page must never meet real data. In DEMO those who are let in may look as anybody
 * of the made-up site, also where nobody can sign in as them.
 */
export function accessOf(viewer: Viewer, mode: Mode, switches: SiteSwitches): Access {
  const isDemo = rulesOf(mode).dataSet === 'demo'
  const isLookedAtInDemo = isDemo && viewer.standIn && viewer.onlooker !== undefined
  const isLetIn = isLookedAtInDemo || partiesLetIn(mode, switches).some((party) => belongsTo(viewer, party))
  return {
    student: isLetIn && (isDemo || switches.studentView),
    courses: isLetIn && teachingScope(viewer) !== null,
    admin: isLetIn && viewer.isSuperuser,
  }
}

function belongsTo(viewer: Viewer, party: Party): boolean {
  if (party === 'superusers') return viewer.isSuperuser
  if (party === 'demoPeople') return viewer.standIn
  if (viewer.standIn) return false
  if (party === 'globalStaff') return viewer.isStaff
  if (party === 'courseStaff') return teachingScope(viewer) !== null
  // What they were given is not in the areas here: `access/` knows it.
  if (party === 'configured') return false
  return true
}
