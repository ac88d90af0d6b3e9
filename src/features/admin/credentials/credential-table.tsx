import { useIntl } from 'react-intl'
import type { Credential } from '../../../../server/contract/credential.ts'
import { useFormat } from '../../../i18n/format.ts'
import { Button } from '../../../ui/button.tsx'
import { DataTable } from '../../../ui/data-table.tsx'
import { scopes, scopeWords } from './credential-scopes.ts'
import styles from './credentials.module.css'
import { credentialMessages as texts } from './messages.ts'

interface CredentialTableProps {
  readonly credentials: readonly Credential[]
  readonly onRevoke: (credential: Credential) => void
}

/** Every key with what it allows; those that were revoked stay, so that it is known that there were some. */
export function CredentialTable({ credentials, onRevoke }: CredentialTableProps) {
  const intl = useIntl()
  const format = useFormat()
  return (
    <DataTable
      label={intl.formatMessage(texts.title)}
      rows={credentials}
      rowKey={({ id }) => id}
      pageSize={10}
      columns={[
        {
          key: 'name',
          title: intl.formatMessage(texts.name),
          namesRow: true,
          sortBy: ({ name }) => name,
          cell: ({ name, id }) => (
            <>
              <bdi>{name}</bdi>
              <code className={styles.id}>{id}</code>
            </>
          ),
        },
        {
          key: 'may',
          title: intl.formatMessage(texts.may),
          cell: (credential) => (
            <ul className={styles.scopes}>
              {scopes
                .filter((scope) => credential.scopes.includes(scope))
                .map((scope) => (
                  <li key={scope}>{intl.formatMessage(scopeWords[scope])}</li>
                ))}
            </ul>
          ),
        },
        {
          key: 'created',
          title: intl.formatMessage(texts.created),
          sortBy: ({ createdAt }) => createdAt,
          cell: ({ createdAt, createdBy }) =>
            intl.formatMessage(texts.by, { when: format.dateTime(createdAt), who: createdBy }),
        },
        {
          key: 'lastUsed',
          title: intl.formatMessage(texts.lastUsed),
          sortBy: ({ lastUsedAt }) => lastUsedAt,
          cell: ({ lastUsedAt }) =>
            lastUsedAt === null ? intl.formatMessage(texts.never) : format.dateTime(lastUsedAt),
        },
        {
          key: 'state',
          title: intl.formatMessage(texts.state),
          sortBy: ({ revokedAt }) => revokedAt,
          cell: (credential) =>
            credential.revokedAt === null ? (
              <Button
                size="small"
                aria-label={intl.formatMessage(texts.revokeWhich, { name: credential.name })}
                onPress={() => onRevoke(credential)}
              >
                {intl.formatMessage(texts.revoke)}
              </Button>
            ) : (
              intl.formatMessage(texts.revoked, { when: format.dateTime(credential.revokedAt) })
            ),
        },
      ]}
    />
  )
}
