import { catalogue } from './catalogue.ts'
import type { ChartDefinition, DashboardDefinition } from './definition.ts'

/**
 * `docs/metrics.md`: what each number of our dashboards means, made from the definitions by which it is computed and explained.
 * @returns Markdown
 */
export function documentMetrics(): string {
  return [
    '# What the numbers mean',
    '',
    'Made by `npm run -s panorama -- questions --markdown` from the definitions of the questions that the charts ask (`server/warehouse/questions/`); a test compares the two. The same words stand behind *About this number* on each chart. Where a definition differs from that of Aspects or Cairn, it says so.',
    '',
    'Every number is computed over the rows that whoever looks may see, and over no others. A day is a day in the zone of whoever looks. The same events in any order, in any batches and any number of times give the same numbers.',
    '',
    ...catalogue.flatMap(sectionOf),
  ].join('\n')
}

function sectionOf({ title, description, headline, tabs, charts }: DashboardDefinition): string[] {
  const parts = [
    { title: 'In a row at the top', ids: headline },
    ...tabs.map((tab) => ({ title: tab.title.en, ids: tab.charts })),
  ]
  const named = (ids: readonly string[]) => ids.flatMap((id) => charts.find((chart) => chart.id === id) ?? [])
  return [
    `## ${title.en}`,
    '',
    description.en,
    '',
    ...parts
      .filter(({ ids }) => ids.length > 0)
      .flatMap((part) => [`### ${part.title}`, '', ...named(part.ids).flatMap(metric)]),
  ]
}

function metric({ title, subtitle, question, guards }: ChartDefinition): string[] {
  const { name, definition, source, needs } = question
  const facts = [
    `question \`${name}\``,
    `from ${source}`,
    needs === 'events' ? 'needs events' : 'needs no events',
    ...(guards === undefined ? [] : ['hidden where the group is too small']),
  ]
  return [`**${title.en}** ${subtitle.en}.`, '', definition.en, '', `*${facts.join('; ')}*`, '']
}
