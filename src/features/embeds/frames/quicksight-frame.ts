import { createEmbeddingContext, type EventListener } from 'amazon-quicksight-embedding-sdk'
import type { Frame, FrameChoices, FrameNews, FrameOptions } from './frame.ts'

/** The languages of our screen as QuickSight writes them; in others it speaks English. */
const locales: Readonly<Record<string, string>> = { en: 'en-US', es: 'es-ES' }

/** A frame of QuickSight: a dashboard, or its console for whoever makes some. The hosted service shows the same. */
export async function mountQuickSight(
  place: HTMLElement,
  {
    url,
    sessionMinutes,
    title,
    locale,
    choices,
    tell,
  }: Pick<FrameOptions, 'title' | 'locale' | 'choices' | 'tell'> & {
    readonly url: string
    readonly sessionMinutes: number | null
  },
): Promise<Frame> {
  const frames = new Set<HTMLIFrameElement>()
  const chosen = watchChoices(choices)
  const startedAt = Date.now()
  let isRemoved = false

  const onChange: EventListener = ({ eventName, data }) => {
    const mounted: unknown = (data as { frame?: unknown } | undefined)?.frame
    if (eventName === 'FRAME_MOUNTED' && mounted instanceof HTMLIFrameElement) frames.add(mounted)
    if (!isRemoved && eventName === 'FRAME_NOT_CREATED') tell({ kind: 'broken', code: null })
  }
  const onMessage: EventListener = ({ eventName, message }) => {
    if (isRemoved) return
    chosen.note(eventName, message)
    const news = newsOf(eventName, message)
    if (news !== null) tell(news)
  }
  // One context for each address: its control frame belongs to the session of the first.
  const context = await createEmbeddingContext({ onChange })
  const frameOptions = { url, container: place, width: '100%', height: '100%', onChange }
  const language = locales[locale] ?? 'en-US'
  if (isConsole(url)) await context.embedConsole(frameOptions, { locale: language, onMessage })
  else {
    const { parameters, sheetId } = choices
    await context.embedDashboard(frameOptions, {
      locale: language,
      parameters: parameters.map(({ name, values }) => ({ Name: name, Values: [...values] })),
      ...(sheetId !== null && { sheetOptions: { initialSheetId: sheetId } }),
      onMessage,
    })
  }
  for (const frame of frames) {
    if (place.contains(frame)) frame.title = title
    else hideFromEverybody(frame)
  }
  return {
    choices: chosen.now,
    endsAt: () => (sessionMinutes === null ? null : new Date(startedAt + sessionMinutes * 60_000)),
    isToBeReplaced: sessionMinutes !== null && !isConsole(url),
    remove() {
      isRemoved = true
      for (const frame of frames) {
        // For a minute the SDK waits for a frame to load, even for one that is gone, and then throws: told that it has, it rests.
        frame.dispatchEvent(new Event('load'))
        frame.remove()
      }
      place.replaceChildren()
    },
  }
}

/** The address of the console, as opposed to that of a dashboard. */
function isConsole(url: string): boolean {
  return new URL(url).pathname.startsWith('/embedding/')
}

/** The frame through which the SDK talks: no content, and no stop for the keyboard. */
function hideFromEverybody(frame: HTMLIFrameElement): void {
  frame.title = ''
  frame.tabIndex = -1
  frame.setAttribute('aria-hidden', 'true')
}

function newsOf(eventName: string, message: unknown): FrameNews | null {
  switch (eventName) {
    case 'EXPERIENCE_INITIALIZED':
    case 'CONTENT_LOADED':
      return { kind: 'shown' }
    case 'SIZE_CHANGED': {
      const pixels = Number(fieldOf(message, 'height'))
      return Number.isFinite(pixels) && pixels > 0 ? { kind: 'height', pixels } : null
    }
    case 'MODAL_OPENED':
      return { kind: 'overlay' }
    case 'ERROR_OCCURRED':
      return newsOfError(fieldOf(message, 'errorCode'))
    default:
      return null
  }
}

function newsOfError(code: unknown): FrameNews {
  if (code === 'Unauthorized') return { kind: 'ended' }
  if (code === 'Forbidden') return { kind: 'spent' }
  return { kind: 'broken', code: typeof code === 'string' && /^\w{1,40}$/.test(code) ? code : null }
}

/** Remembers what is chosen from what the frame tells by itself: a session that has ended answers no question. */
function watchChoices(given: FrameChoices) {
  const parameters = new Map(given.parameters.map(({ name, values }) => [name, values]))
  let { sheetId } = given
  return {
    note(eventName: string, message: unknown) {
      if (eventName === 'SELECTED_SHEET_CHANGED') {
        const id = fieldOf(fieldOf(message, 'selectedSheet'), 'SheetId')
        if (typeof id === 'string' && /^[\w-]{1,512}$/.test(id)) sheetId = id
      }
      if (eventName !== 'PARAMETERS_CHANGED') return
      const changed = fieldOf(message, 'changedParameters')
      for (const one of Array.isArray(changed) ? changed : []) {
        const name = fieldOf(one, 'Name')
        const values = fieldOf(one, 'Values')
        if (typeof name === 'string' && Array.isArray(values)) parameters.set(name, values.map(String))
      }
    },
    now: (): FrameChoices => ({ parameters: [...parameters].map(([name, values]) => ({ name, values })), sheetId }),
  }
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
}
