/** How the slots of the palette differ for somebody who sees no colours; the legend's swatches draw the same. */

/** ECharts decals, drawn over a bar: plain, stripes, dots, stripes the other way. */
const decals = [
  {},
  { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [3, 4], rotation: Math.PI / 4 },
  { symbol: 'circle', symbolSize: 0.7, dashArrayX: [[4, 4]], dashArrayY: [4] },
  { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 3], rotation: -Math.PI / 4 },
]
const dashes = ['solid', 'dashed', 'dotted', [10, 3, 2, 3]]
const symbols = ['circle', 'rect', 'triangle', 'diamond']

const turn = <Kind>(kinds: readonly Kind[], slot: number): Kind => kinds[slot % kinds.length]!

/** The pattern of an area in this slot, in a colour that shows on it; the first slot is plain. */
export const decalOf = (slot: number, color: string) =>
  slot % decals.length === 0 ? {} : { decal: { ...turn(decals, slot), color } }
export const dashOf = (slot: number) => turn(dashes, slot)
export const symbolOf = (slot: number) => turn(symbols, slot)
