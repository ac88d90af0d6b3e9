import { type Mode, type ModeSettings, modeSchema, modes } from '../contract/mode.ts'
import type { Locale } from '../contract/text.ts'
import type { Viewer } from '../contract/viewer.ts'
import { invalidRequest, misconfigured } from '../kernel/errors.ts'
import type { Store } from '../store/store.ts'
import { type Access, accessOf, type SiteSwitches, suppliersIn } from './access.ts'
import { demoWithOtherTools, rulesOf, type Supplier } from './mode-table.ts'
import { warningsFor } from './warnings.ts'

/** The mode in force; by whom and when is null while it is the configured one. */
interface CurrentMode {
  readonly mode: Mode
  /** ISO 8601, UTC. */
  readonly changedAt: string | null
  readonly changedBy: string | null
}

export interface Modes {
  /** Read from the store each time, so that a switch holds at once in every process. */
  current(): Promise<CurrentMode>
  /** The cards of the mode switch, in the reader's language. */
  settings(locale: Locale): Promise<ModeSettings>
  /**
   * Switches the mode and writes it into the audit log; to the mode in force: does nothing.
   * Who may is not asked here: see `access`.
   * @throws PanoramaError `invalid_request` when there is no such mode
   */
  change(mode: string, by: string, requestId?: string): Promise<void>
  access(viewer: Viewer, mode: Mode): Access
  /** Who may make dashboards in a mode. */
  suppliers(mode: Mode): readonly Supplier[]
}

const setting = 'mode'

/** @param startMode the configured mode (`PANORAMA_MODE`), in force until somebody switches */
export function createModes({
  store,
  startMode,
  ...switches
}: { store: Pick<Store, 'setting' | 'changeSetting'>; startMode: Mode } & SiteSwitches): Modes {
  async function current(): Promise<CurrentMode> {
    const chosen = await store.setting(setting)
    if (!chosen) return { mode: startMode, changedAt: null, changedBy: null }
    const mode = modeSchema.safeParse(chosen.value)
    if (!mode.success) throw misconfigured(`The store holds a mode that does not exist: ${chosen.value}.`)
    return { mode: mode.data, changedAt: chosen.changedAt, changedBy: chosen.changedBy }
  }

  const cardOf = (mode: Mode) => ({
    ...rulesOf(mode).card,
    ...(mode === 'DEMO' && suppliersIn(mode, switches).length > 1 && demoWithOtherTools),
  })

  return {
    current,

    async settings(locale) {
      const { mode: inForce, changedAt, changedBy } = await current()
      const cards = modes.map((mode) => {
        const { title, shows, extraction, sends, letsIn, dashboards } = cardOf(mode)
        return {
          mode,
          title: title[locale],
          shows: shows[locale],
          extraction: extraction[locale],
          sends: sends[locale],
          letsIn: letsIn[locale],
          dashboards: dashboards[locale],
          warnings: warningsFor(inForce, mode, switches, locale),
        }
      })
      return { mode: inForce, changedAt, changedBy, cards }
    },

    async change(wanted, by, requestId) {
      const mode = modeSchema.safeParse(wanted)
      if (!mode.success) {
        throw invalidRequest('There is no such mode.', { advice: `Choose one of ${modes.join(', ')}.` })
      }
      if ((await current()).mode === mode.data) return
      await store.changeSetting({
        key: setting,
        value: mode.data,
        by,
        action: 'mode.changed',
        initial: startMode,
        ...(requestId !== undefined && { requestId }),
      })
    },

    access: (viewer, mode) => accessOf(viewer, mode, switches),

    suppliers: (mode) => suppliersIn(mode, switches),
  }
}
