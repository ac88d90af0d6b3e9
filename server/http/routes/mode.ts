import { changeModeSchema, modeSettingsSchema } from '../../contract/mode.ts'
import type { Api } from '../api-type.ts'
import type { AppDependencies } from '../dependencies.ts'
import { localeOfRequest } from '../locale.ts'
import { administratorOf } from '../permissions.ts'

/** `GET` and `PUT settings/mode`: the switch of the admin console. A change holds at once, for everyone, and is audited. */
export function modeRoutes(api: Api, { modes, site }: AppDependencies): void {
  const shown = { summary: 'The mode, and what each would change', response: { 200: modeSettingsSchema } }
  api.get('/settings/mode', { schema: shown }, async (request) => {
    await administratorOf(request, modes)
    return modes.settings(await localeOfRequest(request, site.languageCookie))
  })

  const changed = { summary: 'Switch the mode', body: changeModeSchema, response: { 200: modeSettingsSchema } }
  api.put('/settings/mode', { schema: changed }, async (request) => {
    const { username } = await administratorOf(request, modes)
    await modes.change(request.body.mode, username, request.id)
    return modes.settings(await localeOfRequest(request, site.languageCookie))
  })
}
