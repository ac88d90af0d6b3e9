/** Does work for each item, so many at a time, and gives the results in the order of the items. The work must not throw. */
export async function aFewAtATime<T, R>(
  atATime: number,
  items: readonly T[],
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results = new Array<R>(items.length)
  let next = 0
  async function goOn(): Promise<void> {
    while (next < items.length) {
      const index = next++
      results[index] = await work(items[index]!)
    }
  }
  await Promise.all(Array.from({ length: Math.min(atATime, items.length) }, goOn))
  return results
}
