/** Puts the text of a cell together from runs of different looks. How it is pronounced (`rPh`) is no part of it. */
export interface TextCollector {
  open(name: string): void
  text(text: string): void
  close(name: string): void
  end(): string
}

export function createTextCollector(): TextCollector {
  let collected = ''
  let isInText = false
  let isInPronunciation = false
  return {
    open(name) {
      if (name === 't') isInText = true
      if (name === 'rPh') isInPronunciation = true
    },
    text(text) {
      if (isInText && !isInPronunciation) collected += text
    },
    close(name) {
      if (name === 't') isInText = false
      if (name === 'rPh') isInPronunciation = false
    },
    end: () => unescaped(collected),
  }
}

/** Characters that XML cannot hold stand as `_x000D_`, and such a text itself as `_x005F_x000D_`. */
const unescaped = (text: string) =>
  text.replace(/_x([0-9a-f]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
