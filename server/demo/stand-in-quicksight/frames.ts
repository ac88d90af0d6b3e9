import type { Locale } from '../../contract/text.ts'
import { type Html, html } from '../stand-in-lms/html.ts'
import type { StandInAccount } from './account.ts'
import { frameScript } from './frame-script.ts'
import { rowsOfGuest } from './rows-of-guest.ts'
import type { Grant, Sessions } from './sessions.ts'

/** What a browser is sent. */
export interface Page {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const style = `
body { margin: 0; font: 1rem/1.5 "Helvetica Neue", Arial, sans-serif; color: #1f2a37; background: #fff; }
main { padding: 1rem 1.5rem; }
h1 { margin: 0; font-size: 1.25rem; }
nav { display: flex; gap: .5rem; margin: 1rem 0; }
button { padding: .25rem .75rem; border: 1px solid #8a94a0; border-radius: .25rem; background: #fff; font: inherit; }
button[aria-pressed=true] { background: #0a3055; color: #fff; }
table { border-collapse: collapse; }
th, td { padding: .25rem .75rem; border: 1px solid #cfd5dc; text-align: start; }
`

/** The pages of the stand-in: what QuickSight shows in frames, at the addresses that it shows it. */
export function answerFrame(
  url: URL,
  cookies: Readonly<Record<string, string>>,
  { account, sessions }: { readonly account: StandInAccount; readonly sessions: Sessions },
): Page | null {
  const { pathname, searchParams } = url
  if (pathname === '/stand-in/frame.js') return file('text/javascript', frameScript)
  if (pathname === '/stand-in/frame.css') return file('text/css', style)
  if (pathname === '/') return welcome()
  const [, contentOf] = /^\/stand-in\/content\/([\w-]+)$/.exec(pathname) ?? []
  if (contentOf !== undefined) return content(contentOf, cookies[cookieOf(contentOf)])
  const [, session, rest] =
    /^\/(?:embed|embedding)\/([\w-]+)\/(embedControl|dashboards\/[\w-]+|start)$/.exec(pathname) ?? []
  if (session === undefined || rest === undefined) return null
  const frameAncestors = sessions.domainsOf(session).join(' ') || "'none'"
  if (rest === 'embedControl') return frame({ kind: 'CONTROL', session, state: 'control', frameAncestors })
  return opened(session, rest)

  function opened(id: string, what: string): Page {
    const outcome = sessions.open(id, searchParams.get('code') ?? '')
    const dashboard = what.startsWith('dashboards/') ? what.slice('dashboards/'.length) : ''
    const kind = dashboard === '' ? 'CONSOLE' : 'DASHBOARD'
    const page = { kind, session: id, dashboard, frameAncestors }
    if (outcome.kind === 'refused') return frame({ ...page, state: 'refused' })
    const apart = account.partitionedCookies ? '; Partitioned' : ''
    const cookie = `${cookieOf(id)}=${outcome.cookie}; Path=/; HttpOnly; Secure; SameSite=None${apart}`
    return frame({ ...page, state: 'opened' }, { 'set-cookie': cookie })
  }

  function content(id: string, cookie: string | undefined): Page {
    const looked = sessions.look(id, cookie)
    if (looked === 'no cookie') return problem(looked, 'This browser keeps no cookies of this site.')
    if (looked === 'ended') return problem('Unauthorized', 'The session has ended.')
    return json(200, contentOfGrant(looked.grant, account))
  }
}

const cookieOf = (session: string) => `stand-in-${session.slice(0, 12)}`

interface Content {
  readonly title: string
  readonly who: string
  readonly sheets: readonly { readonly SheetId: string; readonly Name: string }[]
  readonly features: readonly string[]
  readonly rows: readonly Readonly<Record<string, string | number>>[]
}

function contentOfGrant({ experience, who }: Grant, account: StandInAccount): Content {
  const name =
    who.kind === 'registered'
      ? `Signed in as the QuickSight user ${who.userName}.`
      : `Anonymous, with ${Object.entries(who.tags)
          .map(([key, value]) => `${key} = ${value}`)
          .join('; ')}.`
  const sheets = [
    { SheetId: 'figures', Name: 'Figures' },
    { SheetId: 'about', Name: 'About' },
  ]
  if (experience.kind === 'console') {
    const rows = account.dashboards.map((dashboard) => ({ dashboard: dashboard.name }))
    return { title: 'QuickSight (stand-in)', who: name, sheets, features: ['author'], rows }
  }
  const dashboard = account.dashboards.find(({ id }) => id === experience.id)
  const title = `${dashboard?.name ?? experience.id} (stand-in)`
  const principals =
    who.kind === 'registered' ? [`user/${who.namespace}/${who.userName}`, `namespace/${who.namespace}`] : []
  if (who.kind === 'registered' && !dashboard?.sharedWith.some((each) => principals.includes(each))) {
    return { title: 'You need permission to see this dashboard', who: name, sheets, features: [], rows: [] }
  }
  const dataSets = account.dataSets.filter(({ id }) => dashboard?.dataSets.includes(id))
  const rows = dataSets.flatMap((dataSet) =>
    who.kind === 'registered' ? dataSet.rows : rowsOfGuest(dataSet, who.tags),
  )
  return { title, who: name, sheets, features: [], rows }
}

function frame(
  data: {
    readonly kind: string
    readonly session: string
    readonly state: string
    readonly dashboard?: string
    readonly frameAncestors: string
  },
  more: Readonly<Record<string, string>> = {},
): Page {
  const { kind, session, state, dashboard = '', frameAncestors } = data
  return page(
    html`<body data-kind="${kind}" data-session="${session}" data-state="${state}" data-dashboard="${dashboard}">
<main></main>
<script src="/stand-in/frame.js"></script>
</body>`,
    { locale: 'en', title: 'QuickSight (stand-in)', frameAncestors },
    more,
  )
}

/** Where a person comes by to have their browser trust the certificate. */
function welcome(): Page {
  return page(
    html`<body><main>
<h1>A stand-in for Amazon QuickSight</h1>
<p>Your browser trusts it now: its dashboards open inside Panorama. Close this page and go on there.</p>
</main></body>`,
    { locale: 'en', title: 'Stand-in for Amazon QuickSight', frameAncestors: "'none'" },
  )
}

function page(
  body: Html,
  { locale, title, frameAncestors }: { locale: Locale; title: string; frameAncestors: string },
  more: Readonly<Record<string, string>> = {},
): Page {
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; frame-ancestors ${frameAncestors}`,
      'cache-control': 'no-store',
      ...more,
    },
    body: html`<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><title>${title}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/stand-in/frame.css"></head>
${body}
</html>
`.text,
  }
}

function file(type: string, body: string): Page {
  return { status: 200, headers: { 'content-type': `${type}; charset=utf-8` }, body }
}

function json(status: number, value: object): Page {
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' }
  return { status, headers, body: JSON.stringify(value) }
}

function problem(kind: string, text: string): Page {
  return json(401, { problem: kind, text })
}
