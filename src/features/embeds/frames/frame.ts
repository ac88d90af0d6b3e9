import type { Embed } from '../../../../server/contract/embed.ts'

/** What a frame tells the page that it stands in. None of it is believed further than this screen. */
export type FrameNews =
  /** Its content is there. */
  | { readonly kind: 'shown' }
  /** How high its content is, in CSS pixels. */
  | { readonly kind: 'height'; readonly pixels: number }
  /** Something opened above the content, which may be outside of what is on screen. */
  | { readonly kind: 'overlay' }
  /** The session is over. */
  | { readonly kind: 'ended' }
  /** The address had been used, or was too old. */
  | { readonly kind: 'spent' }
  /** The tool says that something is wrong, under a name of its own. */
  | { readonly kind: 'broken'; readonly code: string | null }
  /** Our own service refuses to let it go on. */
  | { readonly kind: 'refused'; readonly error: Error }

/** What somebody chose inside a frame, to be chosen again in the one that takes its place. */
export interface FrameChoices {
  readonly parameters: readonly FrameParameter[]
  readonly sheetId: string | null
}

export interface FrameParameter {
  readonly name: string
  readonly values: readonly string[]
}

export const noChoices: FrameChoices = { parameters: [], sheetId: null }

export interface FrameOptions<Provider extends Embed['provider'] = Embed['provider']> {
  readonly embed: Extract<Embed, { provider: Provider }>
  /** Names the frame to assistive technology. */
  readonly title: string
  readonly locale: string
  readonly choices: FrameChoices
  readonly tell: (news: FrameNews) => void
  /** Opens the same dashboard again, for a new token. @throws {RequestFailed} */
  readonly reopen: () => Promise<Embed>
}

/** A dashboard of another tool on the page. */
export interface Frame {
  /** What is chosen in it now, as far as it told. */
  choices(): FrameChoices
  /** When its session ends, where that is known. */
  endsAt(): Date | null
  /** Whether a new frame has to take its place before that; others renew themselves. */
  readonly isToBeReplaced: boolean
  /** Takes it off the page, with all that it left elsewhere. */
  remove(): void
}

/**
 * Puts a frame into a place of its own, an element that is in the document and that nothing else fills.
 * @throws Error when what it was given cannot be shown at all
 */
export type MountFrame<Provider extends Embed['provider'] = Embed['provider']> = (
  place: HTMLElement,
  options: FrameOptions<Provider>,
) => Promise<Frame>
