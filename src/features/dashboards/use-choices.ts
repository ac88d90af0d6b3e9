import { useQueries } from '@tanstack/react-query'
import type { Chart, ChartAnswer, Filter } from '../../../server/contract/dashboard.ts'
import { chartQuery } from '../../data/queries.ts'
import { askFor, type ChoiceFilter, choiceOf, type Viewing } from './questions.ts'

interface Option {
  readonly value: string
  readonly label: string
}

export interface Choice {
  readonly filter: ChoiceFilter
  readonly options: readonly Option[]
  /** What is chosen: the address's value, else the first option; null when there is nothing to choose, undefined while that is not known. */
  readonly value: string | null | undefined
}

/**
 * The choices that the charts on screen need, with what can be chosen: the rows of the chart that each filter names.
 * @param charts all charts of the dashboard; `shown` those on screen
 */
export function useChoices(
  slug: string,
  { charts, filters }: { readonly charts: readonly Chart[]; readonly filters: readonly Filter[] },
  shown: readonly Chart[],
  viewing: Omit<Viewing, 'choices'>,
  search: URLSearchParams,
): readonly Choice[] {
  const needed = filters.filter(
    (filter): filter is ChoiceFilter =>
      filter.kind === 'choice' && shown.some((chart) => choiceOf(chart, filters)?.id === filter.id),
  )
  const sources = needed.map((filter) => charts.find(({ id }) => id === filter.optionsFrom))
  const answers = useQueries({
    queries: sources.map((source, index) => ({
      ...chartQuery(
        slug,
        source?.id ?? needed[index]!.optionsFrom,
        source ? askFor(source, filters, { ...viewing, choices: {} }) : {},
      ),
    })),
  })
  return needed.map((filter, index) => {
    const { data, isError } = answers[index]!
    const options = optionsOf(filter, data)
    const unknown = data === undefined && !isError ? undefined : null
    return { filter, options, value: search.get(filter.id) ?? options[0]?.value ?? unknown }
  })
}

function optionsOf(filter: ChoiceFilter, answer: ChartAnswer | undefined): Option[] {
  return (answer?.rows ?? []).flatMap((row) => {
    const value = row[filter.valueColumn]
    return typeof value === 'string' ? [{ value, label: String(row[filter.labelColumn] ?? value) }] : []
  })
}
