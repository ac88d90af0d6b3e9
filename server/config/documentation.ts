import { type SettingFacts, settingFacts } from './setting.ts'
import { settings } from './settings.ts'

/**
 * The README's configuration table, from the schema that reads the environment.
 * @returns Markdown: a table of name, default and what it does; settings of later releases follow in one of their own
 */
export function documentSettings(): string {
  const documented = Object.entries(settings.shape).map(([name, schema]) => {
    const facts = settingFacts.get(schema)
    if (facts === undefined) throw new Error(`The setting ${name} is not documented.`)
    return { name, facts }
  })
  return [
    ...table(documented.filter(({ facts }) => !facts.later)),
    '',
    'Read and checked today, in use by later releases:',
    '',
    ...table(documented.filter(({ facts }) => facts.later)),
  ].join('\n')
}

function table(rows: readonly { name: string; facts: SettingFacts }[]): string[] {
  return [
    '| variable | default | what it does |',
    '|---|---|---|',
    ...rows.map(
      ({ name, facts }) => `| \`${name}\` | ${facts.standard} | ${facts.about}${facts.secret ? ' **Secret.**' : ''} |`,
    ),
  ]
}
