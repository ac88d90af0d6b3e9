import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useIntl } from 'react-intl'
import type { Credential } from '../../../../server/contract/credential.ts'
import { credentialsQuery } from '../../../data/queries.ts'
import { AnswerState } from '../../../ui/answer-state.tsx'
import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { SkeletonLines } from '../../../ui/skeleton.tsx'
import { EmptyState } from '../../../ui/state.tsx'
import { CreateDialog } from './create-dialog.tsx'
import { CredentialTable } from './credential-table.tsx'
import { credentialMessages as texts } from './messages.ts'
import { RevokeDialog } from './revoke-dialog.tsx'

/** The programs that send or read statements: which keys there are, a new one, and taking one back. */
export function Credentials() {
  const intl = useIntl()
  const query = useQuery(credentialsQuery())
  const [isCreating, setCreating] = useState(false)
  const [ending, setEnding] = useState<Credential | null>(null)
  const [ended, setEnded] = useState<Credential | null>(null)
  return (
    <Card
      title={intl.formatMessage(texts.title)}
      subtitle={intl.formatMessage(texts.subtitle)}
      actions={<Button onPress={() => setCreating(true)}>{intl.formatMessage(texts.create)}</Button>}
    >
      {ended && (
        <Banner tone="success" role="status">
          {intl.formatMessage(texts.isRevoked, { name: ended.name })}
        </Banner>
      )}
      <AnswerState query={query} shape={<SkeletonLines count={3} />}>
        {({ credentials }) =>
          credentials.length === 0 ? (
            <EmptyState title={intl.formatMessage(texts.none)}>
              <p>{intl.formatMessage(texts.noneAdvice)}</p>
            </EmptyState>
          ) : (
            <CredentialTable credentials={credentials} onRevoke={setEnding} />
          )
        }
      </AnswerState>
      {isCreating && <CreateDialog onClose={() => setCreating(false)} />}
      {ending && (
        <RevokeDialog
          credential={ending}
          onKeep={() => setEnding(null)}
          onRevoked={() => {
            setEnded(ending)
            setEnding(null)
          }}
        />
      )}
    </Card>
  )
}
