/** A block's name, in whatever script; where only its key is known, the key, set so that it is seen to be one. */
export function BlockName({ name, blockKey }: { readonly name: string; readonly blockKey: string }) {
  return name === blockKey ? <code>{blockKey}</code> : <bdi>{name}</bdi>
}
