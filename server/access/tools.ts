import type { Finding } from '../contract/finding.ts'
import type { Locale, Text } from '../contract/text.ts'
import { type Tool, type Tools, tools } from '../contract/tool.ts'
import type { Viewer } from '../contract/viewer.ts'
import { notFound, PanoramaError } from '../kernel/errors.ts'
import type { Modes } from '../modes/modes.ts'
import type { Store } from '../store/store.ts'

/** What a tool is looked at for. */
export interface ToolTestRequest {
  /** Those that administrators have listed, by what the tool knows them by. */
  readonly dashboards: readonly { readonly id: string; readonly holdsRowsOfPeople: boolean }[]
  /** QuickSight users that were set for people, each once. */
  readonly userArns: readonly string[]
  /** Who looks. */
  readonly viewer: Viewer
  readonly locale: Locale
  readonly signal?: AbortSignal
}

/**
 * Looks at a tool. Nothing that it finds holds a secret or an address that opens anything.
 * @throws PanoramaError where a refusal leaves nothing further to look at
 */
export type ToolTester = (request: ToolTestRequest) => Promise<Finding[]>

/** The other tools of this site, as administrators look at them. */
export interface ToolAdmin {
  list(): Promise<Tools>
  /**
   * What the tool refuses is found, and not thrown.
   * @throws PanoramaError `not_found` for a tool that the site has not configured
   */
  test(tool: Tool, viewer: Viewer, locale: Locale, signal?: AbortSignal): Promise<Finding[]>
}

const connection: Text = { en: 'Connection', es: 'Conexión' }

/** @param testers of the tools that this site has configured; null for each that it has not */
export function createToolAdmin(
  store: Pick<Store, 'accessRules'>,
  modes: Pick<Modes, 'current' | 'suppliers'>,
  testers: Readonly<Record<Tool, ToolTester | null>>,
): ToolAdmin {
  return {
    async list() {
      const suppliers = modes.suppliers((await modes.current()).mode)
      return {
        tools: tools.map((tool) => ({ tool, configured: testers[tool] !== null, shown: suppliers.includes(tool) })),
      }
    },

    async test(tool, viewer, locale, signal) {
      const tester = testers[tool]
      if (tester === null) {
        throw notFound('This site has not connected this tool.', {
          advice: 'docs/embedding.md says which settings do.',
        })
      }
      const { dashboards, people } = await store.accessRules()
      try {
        return await tester({
          dashboards: dashboards
            .filter(({ provider }) => provider === tool)
            .map(({ providerId, holdsRowsOfPeople }) => ({ id: providerId, holdsRowsOfPeople })),
          userArns: [...new Set(people.flatMap(({ arn }) => (arn === null ? [] : [arn])))],
          viewer,
          locale,
          ...(signal && { signal }),
        })
      } catch (failure) {
        // Whoever tests wants to read what is wrong: an answer with 503 would say in general words only.
        if (!(failure instanceof PanoramaError)) throw failure
        const { message, advice } = failure
        return [
          {
            subject: connection[locale],
            outcome: 'problem',
            says: message,
            ...(advice !== undefined && { remedy: advice }),
          },
        ]
      }
    },
  }
}
