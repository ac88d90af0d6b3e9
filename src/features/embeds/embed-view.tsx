import { useEffect, useId, useRef, useState } from 'react'
import { useIntl } from 'react-intl'
import type { Embed } from '../../../server/contract/embed.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { Skeleton } from '../../ui/skeleton.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { EmbedProblem } from './embed-problem.tsx'
import { type EmbedSession, type EmbedState, keepEmbedOpen } from './embed-session.ts'
import styles from './embeds.module.css'
import type { FrameChoices } from './frames/frame.ts'
import { mountFrame } from './frames/mount-frame.ts'
import { embedsMessages as texts } from './messages.ts'
import { StillOpening } from './still-opening.tsx'
import { type ListedEmbed, toolName } from './tools.ts'

interface EmbedViewProps {
  /** What it is called, to people and to assistive technology. */
  readonly title: string
  /** Which tool it comes from. */
  readonly provider: ListedEmbed['provider']
  readonly open: (signal: AbortSignal) => Promise<Embed>
  /** What is chosen in it when it opens. */
  readonly choices?: FrameChoices
  /** QuickSight's console, where people work: it is as high as the screen, and its session ends only with their word. */
  readonly isConsole?: boolean
}

/**
 * A dashboard of another tool, opened for whoever looks at it now. What it shows is settled once: give it a key for
 * everything that makes another of it.
 */
export function EmbedView({ title, provider, open, choices, isConsole = false }: EmbedViewProps) {
  const intl = useIntl()
  const view = useRef<HTMLElement>(null)
  const host = useRef<HTMLDivElement>(null)
  const session = useRef<EmbedSession>(null)
  const [state, setState] = useState<EmbedState>({ kind: 'opening' })
  const [frameHost, setFrameHost] = useState<string | null>(null)
  const endId = useId()

  // biome-ignore lint/correctness/useExhaustiveDependencies: a session is opened once for each key; every opening costs
  useEffect(() => {
    if (host.current === null) return
    const kept = keepEmbedOpen({
      host: host.current,
      async open(signal) {
        const embed = await open(signal)
        setFrameHost(new URL(embed.provider === 'superset' ? embed.origin : embed.url).host)
        return embed
      },
      mount: mountFrame,
      title,
      locale: intl.locale,
      ...(choices && { choices }),
      isAsHighAsItsContent: !isConsole,
      onState: setState,
    })
    session.current = kept
    return () => kept.close()
  }, [])

  const openAgain = () => {
    // The button goes; the keyboard stays where the dashboard comes.
    view.current?.focus()
    session.current?.reopen()
  }
  // Superset lays its charts out in twelve columns, however narrow they become.
  const isWide = provider === 'superset'
  const isProblem = state.kind !== 'opening' && state.kind !== 'shown'
  return (
    <section ref={view} className={styles.view} aria-label={title} aria-busy={state.kind === 'opening'} tabIndex={-1}>
      <div role="status">
        <VisuallyHidden>
          {state.kind === 'opening' && intl.formatMessage(texts.opening, { title })}
          {state.kind === 'shown' && intl.formatMessage(texts.shown, { title })}
        </VisuallyHidden>
      </div>
      {state.kind === 'shown' && (
        <a className={styles.past} href={`#${endId}`}>
          {intl.formatMessage(texts.past)}
        </a>
      )}
      {state.kind === 'shown' && state.endsAt !== null && (
        <Banner
          tone="notice"
          role="alert"
          actions={
            <Button size="small" onPress={openAgain}>
              {intl.formatMessage(texts.goOn)}
            </Button>
          }
        >
          {intl.formatMessage(texts.ending, { time: intl.formatTime(state.endsAt) })}
        </Banner>
      )}
      {isProblem && (
        <div className={styles.problem}>
          <EmbedProblem state={state} provider={provider} host={frameHost} onAgain={openAgain} />
        </div>
      )}
      {isWide && state.kind === 'shown' && (
        <p className={classNames(styles.quiet, styles.sideways)}>
          {intl.formatMessage(texts.sideways, { tool: toolName(provider, intl) })}
        </p>
      )}
      <div
        className={classNames(
          styles.stage,
          isConsole && styles.console,
          isWide && styles.wide,
          isProblem && styles.away,
        )}
        // What can be moved sideways must be within reach of the keyboard.
        {...(isWide && state.kind === 'shown' && { role: 'group', 'aria-label': title, tabIndex: 0 })}
      >
        {state.kind === 'opening' && (
          <div className={styles.shape}>
            <Skeleton height="100%" />
            <StillOpening tool={toolName(provider, intl)} />
          </div>
        )}
        {/* Frames are put here by hand: nothing of React's is inside. */}
        <div ref={host} className={styles.host} />
      </div>
      <span id={endId} tabIndex={-1} />
    </section>
  )
}
