/** What waits its turn, by whom it waits for. */
const lastInLine = new WeakMap<object, Map<string, Promise<unknown>>>()

/**
 * Does work that must not overlap: for the same owner and name, one after the other, in the order of asking. What fails
 * does not keep the next from its turn.
 */
export function inTurn<T>(owner: object, name: string, work: () => Promise<T>): Promise<T> {
  const lines = lastInLine.get(owner) ?? new Map<string, Promise<unknown>>()
  lastInLine.set(owner, lines)
  const before = lines.get(name) ?? Promise.resolve()
  const turn = before.catch(() => undefined).then(work)
  lines.set(name, turn)
  return turn
}
