import { useMutation } from '@tanstack/react-query'
import { type IntlShape, useIntl } from 'react-intl'
import type { View } from '../../server/contract/view.ts'
import { endView } from '../data/views.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { appMessages as texts } from './messages.ts'

interface ViewBannerProps {
  readonly view: View
  /** From now on everything is one's own again. */
  readonly onEnded: () => void
}

/** On every page while somebody looks as another: as whom, that nothing can be changed, and the way back. */
export function ViewBanner({ view, onEnded }: ViewBannerProps) {
  const intl = useIntl()
  const end = useMutation({ ...endView(), onSuccess: onEnded })
  return (
    <Banner
      tone="notice"
      role="status"
      title={sentence(intl, view)}
      actions={
        <Button size="small" onPress={() => end.mutate()} isDisabled={end.isPending}>
          {intl.formatMessage(texts.stopViewing)}
        </Button>
      }
    >
      <p>{intl.formatMessage(view.as === 'learner' ? texts.nothingChangesAsLearner : texts.nothingChanges)}</p>
      {end.error && <p role="alert">{end.error.message}</p>}
    </Banner>
  )
}

function sentence(intl: IntlShape, { as, name, course }: View): string {
  const words = {
    admin: texts.viewAsAdmin,
    staff: texts.viewAsStaff,
    learner: texts.viewAsLearner,
    'one-learner': texts.viewAsOneLearner,
    person: texts.viewAsPerson,
  }[as]
  return intl.formatMessage(words, { name: name ?? '', course: course?.name ?? '' })
}
