import type { DataSet } from '../../../contract/scope.ts'
import { dnsNamespace, uuid5, uuid5Bytes } from '../../../kernel/ids.ts'
import type { BoardEdition } from '../../../warehouse/boards/board-view.ts'

const namespace = uuid5Bytes(dnsNamespace, 'superset.panorama')

/**
 * The id by which Superset knows an asset again: the same for the same thing, wherever and whenever it is exported, so that
 * what is pushed twice is there once.
 */
export function assetId(
  { locale, dataSet }: BoardEdition,
  kind: 'dataset' | 'chart' | 'dashboard',
  name: string,
): string {
  return uuid5(namespace, `${kind} ${dataSet} ${locale} ${name}`)
}

/** All languages read the same database. */
export const databaseId = (dataSet: DataSet) => uuid5(namespace, `database ${dataSet}`)

/** For parts inside a dashboard, which want short names. */
export const partId = (kind: string, name: string) => `${kind}-${uuid5(namespace, `${kind} ${name}`).slice(0, 13)}`
