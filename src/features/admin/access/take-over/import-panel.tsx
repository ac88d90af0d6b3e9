import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useIntl } from 'react-intl'
import { type AccessImport, importAccess } from '../../../../data/access.ts'
import type { Message } from '../../../../i18n/define-messages.ts'
import { Banner } from '../../../../ui/banner.tsx'
import { FileField } from '../../../../ui/file-field.tsx'
import styles from '../access.module.css'
import { RefusalNote } from '../refusals/refusal-note.tsx'
import { ImportPreview } from './import-preview.tsx'
import { takeOverMessages as texts } from './messages.ts'

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
  const hintId = useId()
  const [files, setFiles] = useState<AccessImport['files']>([])
  const [problem, setProblem] = useState<Message | null>(null)
  const [skipRefused, setSkipRefused] = useState(false)
  const look = useMutation(importAccess())
  const take = useMutation({ ...importAccess(), onSuccess: () => void queryClient.invalidateQueries() })

  async function choose(chosen: readonly File[]) {
    if (chosen.length === 0) return
    look.reset()
    take.reset()
    setSkipRefused(false)
    setProblem(null)
    setFiles([])
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
      <FileField
        label={intl.formatMessage(texts.chooseFiles)}
        choose={intl.formatMessage(texts.choose)}
        accept=".csv,text/csv"
        chosen={files.map(({ name }) => name)}
        onChoose={(chosen) => void choose(chosen)}
        describedBy={hintId}
      />
      {problem && (
        <Banner tone="problem" role="alert">
          {intl.formatMessage(problem)}
        </Banner>
      )}
      <RefusalNote error={look.error} />
      {look.data && !take.data?.done && (
        <ImportPreview
          report={look.data}
          skipRefused={skipRefused}
          onSkip={setSkipRefused}
          isTaking={take.isPending}
          onTake={() => take.mutate({ files, skipRefused, dryRun: false })}
        />
      )}
      <RefusalNote error={take.error} />
      {take.data?.done && (
        <Banner tone="success" role="status" title={intl.formatMessage(texts.didAdd, take.data.added)}>
          {intl.formatMessage(texts.next)}
        </Banner>
      )}
    </div>
  )
}
