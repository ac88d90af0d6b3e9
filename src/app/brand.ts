/** Adds the site's Open edX brand after our own tokens, so that its variables win; gives back its removal. */
export function addBrand(urls: readonly string[]): () => void {
  const links = urls.map((url) => {
    const link = document.createElement('link')
    link.rel = 'stylesheet'
    link.href = url
    document.head.append(link)
    return link
  })
  return () => {
    for (const link of links) link.remove()
  }
}
