import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ChangeEvent, useId, useState } from 'react'
import { useIntl } from 'react-intl'
import type { AccessImportReport } from '../../../../server/contract/access.ts'
import { type AccessImport, importAccess } from '../../../data/access.ts'
import type { Message } from '../../../i18n/define-messages.ts'
import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { CheckBox } from '../../../ui/check-box.tsx'
import { DataTable } from '../../../ui/data-table.tsx'
import { FailureState } from '../../../ui/state.tsx'
import styles from './access.module.css'
import { accessMessages as texts } from './messages.ts'

const tables = [
  'panorama_openedx_backend_dashboard.csv',
  'panorama_openedx_backend_dashboardtype.csv',
  'panorama_openedx_backend_dashboardtype_dashboards.csv',
  'panorama_openedx_backend_useraccessconfiguration.csv',
  'auth_user.csv',
]

/** What the service takes in one request, less what JSON adds to the texts. */
const mostBytes = 15 * 1024 * 1024

/** Takes over what a site has set in the Panorama plugin's backend: first what would be taken is shown, then it is taken. */
export function ImportPanel() {
  const intl = useIntl()
  const queryClient = useQueryClient()
  const [fieldId, hintId] = [useId(), useId()]
  const [files, setFiles] = useState<AccessImport['files']>([])
  const [problem, setProblem] = useState<Message | null>(null)
  const [skipRefused, setSkipRefused] = useState(false)
  const look = useMutation(importAccess())
  const take = useMutation({ ...importAccess(), onSuccess: () => void queryClient.invalidateQueries() })

  async function choose({ target }: ChangeEvent<HTMLInputElement>) {
    const chosen = [...(target.files ?? [])]
    look.reset()
    take.reset()
    setSkipRefused(false)
    setProblem(null)
    if (chosen.length === 0) return
    if (chosen.reduce((sum, { size }) => sum + size, 0) > mostBytes) {
      setProblem(texts.tooLarge)
      return
    }
    try {
      const read = await Promise.all(chosen.map(async (file) => ({ name: file.name, text: await file.text() })))
      setFiles(read)
      look.mutate({ files: read, skipRefused: false, dryRun: true })
    } catch {
      setProblem(texts.unreadable)
    }
  }

  return (
    <div className={styles.panel}>
      <p>{intl.formatMessage(texts.importLead)}</p>
      <div id={hintId}>
        <ul className={styles.tables}>
          {tables.map((table) => (
            <li key={table}>
              <code>{table}</code>
            </li>
          ))}
        </ul>
        <p className={styles.quiet}>{intl.formatMessage(texts.importUsers)}</p>
      </div>
      <div className={styles.files}>
        <label htmlFor={fieldId} className={styles.subject}>
          {intl.formatMessage(texts.chooseFiles)}
        </label>
        <input
          id={fieldId}
          type="file"
          accept=".csv,text/csv"
          multiple
          aria-describedby={hintId}
          onChange={(event) => void choose(event)}
        />
      </div>
      {problem && (
        <Banner tone="problem" role="alert">
          {intl.formatMessage(problem)}
        </Banner>
      )}
      {look.error && <FailureState error={look.error} title={intl.formatMessage(texts.notDone)} />}
      {look.data && !take.data?.done && (
        <Preview
          report={look.data}
          skipRefused={skipRefused}
          onSkip={setSkipRefused}
          isTaking={take.isPending}
          onTake={() => take.mutate({ files, skipRefused, dryRun: false })}
        />
      )}
      {take.error && <FailureState error={take.error} title={intl.formatMessage(texts.notDone)} />}
      {take.data?.done && (
        <Banner tone="success" role="status">
          {intl.formatMessage(texts.didAdd, take.data.added)}
        </Banner>
      )}
    </div>
  )
}

interface PreviewProps {
  readonly report: AccessImportReport
  readonly skipRefused: boolean
  readonly onSkip: (skipRefused: boolean) => void
  readonly isTaking: boolean
  readonly onTake: () => void
}

/** What would be taken, and what cannot be and why. */
function Preview({ report: { added, known, refused }, skipRefused, onSkip, isTaking, onTake }: PreviewProps) {
  const intl = useIntl()
  const isNothing = added.dashboards + added.types + added.parts + added.people === 0
  return (
    <div className={styles.panel} role="status">
      <p>
        {isNothing ? intl.formatMessage(texts.nothingNew) : intl.formatMessage(texts.wouldAdd, added)}{' '}
        {intl.formatMessage(texts.knownRows, { count: known })}
      </p>
      {refused.length > 0 && (
        <>
          <Banner tone="notice" title={intl.formatMessage(texts.refusedRows, { count: refused.length })}>
            {intl.formatMessage(texts.refusedAdvice)}
          </Banner>
          <DataTable
            label={intl.formatMessage(texts.refusedRows, { count: refused.length })}
            rows={refused}
            rowKey={({ file, line, reason }) => `${file} ${line} ${reason}`}
            pageSize={10}
            columns={[
              { key: 'file', title: intl.formatMessage(texts.file), namesRow: true, cell: ({ file }) => file },
              { key: 'line', title: intl.formatMessage(texts.line), isFigure: true, cell: ({ line }) => line },
              { key: 'reason', title: intl.formatMessage(texts.reason), cell: ({ reason }) => reason },
            ]}
          />
          <CheckBox label={intl.formatMessage(texts.skipRefused)} isChecked={skipRefused} onChange={onSkip} />
        </>
      )}
      {!isNothing && (
        <div>
          <Button kind="primary" isDisabled={isTaking || (refused.length > 0 && !skipRefused)} onPress={onTake}>
            {intl.formatMessage(texts.takeOver)}
          </Button>
        </div>
      )}
    </div>
  )
}
