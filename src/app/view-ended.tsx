import { useMutation } from '@tanstack/react-query'
import { useIntl } from 'react-intl'
import { endView } from '../data/views.ts'
import { Button } from '../ui/button.tsx'
import { State } from '../ui/state.tsx'
import { appMessages as texts } from './messages.ts'

interface ViewEndedProps {
  /** What the service said of it. */
  readonly error: Error & { readonly advice?: string | undefined }
  readonly onEnded: () => void
}

/** In place of every page once a view no longer holds: nobody goes on as themselves without knowing. */
export function ViewEnded({ error, onEnded }: ViewEndedProps) {
  const intl = useIntl()
  const end = useMutation({ ...endView(), onSuccess: onEnded })
  return (
    <State
      role="alert"
      title={error.message}
      action={
        <Button kind="primary" onPress={() => end.mutate()} isDisabled={end.isPending}>
          {intl.formatMessage(texts.goOnAsMyself)}
        </Button>
      }
    >
      {error.advice !== undefined && <p>{error.advice}</p>}
      {end.error && <p>{end.error.message}</p>}
    </State>
  )
}
