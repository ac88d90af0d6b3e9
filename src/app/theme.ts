import { useSyncExternalStore } from 'react'

export type Theme = 'light' | 'dark' | 'system'

const key = 'panorama-theme'
const listeners = new Set<() => void>()

/** Puts the remembered theme, or the system's while none was chosen, on the page and keeps it there. */
export function followTheme(): void {
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', show)
  show()
}

/** The chosen theme and the way to choose another. The choice stays in this browser. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  return [useSyncExternalStore(subscribe, readTheme), chooseTheme]
}

function readTheme(): Theme {
  const theme = localStorage.getItem(key)
  return theme === 'light' || theme === 'dark' ? theme : 'system'
}

function chooseTheme(theme: Theme): void {
  localStorage.setItem(key, theme)
  show()
  for (const listener of listeners) listener()
}

/** Paragon's own attribute, so that a brand style sheet which knows variants applies here too. */
function show(): void {
  const theme = readTheme()
  const isDark = theme === 'system' ? window.matchMedia('(prefers-color-scheme: dark)').matches : theme === 'dark'
  document.documentElement.setAttribute('data-paragon-theme-variant', isDark ? 'dark' : 'light')
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
