import { type MountFrame, noChoices } from './frame.ts'

/** A page of the hosted service that speaks no language of ours: all that is known of it is that it has loaded. */
export const mountPlain: MountFrame<'hosted'> = async (place, { embed, title, tell }) => {
  const frame = document.createElement('iframe')
  frame.title = title
  frame.referrerPolicy = 'strict-origin-when-cross-origin'
  frame.addEventListener('load', () => tell({ kind: 'shown' }), { once: true })
  frame.src = embed.url
  place.append(frame)
  return {
    choices: () => noChoices,
    endsAt: () => null,
    isToBeReplaced: false,
    remove: () => place.replaceChildren(),
  }
}
