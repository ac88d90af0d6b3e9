import { useIntl } from 'react-intl'
import type { AccessImportReport } from '../../../../../server/contract/access.ts'
import { Banner } from '../../../../ui/banner.tsx'
import { Button } from '../../../../ui/button.tsx'
import { CheckBox } from '../../../../ui/check-box.tsx'
import { DataTable } from '../../../../ui/data-table.tsx'
import styles from '../access.module.css'
import { refusalText } from '../refusals/refusal-text.ts'
import { takeOverMessages as texts } from './messages.ts'

interface ImportPreviewProps {
  readonly report: AccessImportReport
  readonly skipRefused: boolean
  readonly onSkip: (skipRefused: boolean) => void
  readonly isTaking: boolean
  readonly onTake: () => void
}

/** What would be taken, and what cannot be and why, row by row. */
export function ImportPreview({ report, skipRefused, onSkip, isTaking, onTake }: ImportPreviewProps) {
  const intl = useIntl()
  const { added, known, refused } = report
  const isNothing = added.dashboards + added.types + added.parts + added.people === 0
  const reasonOf = ({ why, reason }: AccessImportReport['refused'][number]) => {
    const said = why.map((each) => refusalText(intl, each))
    return said.length === 0 || said.includes(undefined) ? reason : said.join(' ')
  }
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
              {
                key: 'where',
                title: intl.formatMessage(texts.where),
                namesRow: true,
                cell: ({ file, line }) => (
                  <>
                    <span className={styles.file}>{file}</span>
                    <span className={styles.id}>{intl.formatMessage(texts.line, { line })}</span>
                  </>
                ),
              },
              { key: 'reason', title: intl.formatMessage(texts.reason), cell: reasonOf },
            ]}
          />
          {!isNothing && (
            <CheckBox label={intl.formatMessage(texts.skipRefused)} isChecked={skipRefused} onChange={onSkip} />
          )}
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
