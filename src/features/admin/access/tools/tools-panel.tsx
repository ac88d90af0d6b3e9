import { useMutation, useQuery } from '@tanstack/react-query'
import { useIntl } from 'react-intl'
import type { Tools } from '../../../../../server/contract/tool.ts'
import { testTool, toolsQuery } from '../../../../data/access.ts'
import { AnswerState } from '../../../../ui/answer-state.tsx'
import { Button } from '../../../../ui/button.tsx'
import { SkeletonLines } from '../../../../ui/skeleton.tsx'
import { FailureState } from '../../../../ui/state.tsx'
import styles from '../access.module.css'
import { toolNames } from '../tool-names.ts'
import { Findings } from './findings.tsx'
import { toolMessages as texts } from './messages.ts'

/** Of each tool: the setting that connects it, the modes that show its dashboards, and the setting with which DEMO does. */
const facts = {
  quicksight: { setting: 'PANORAMA_AWS_ACCOUNT_ID', modes: ['CUSTOM'], inDemo: 'PANORAMA_TOOLS_IN_DEMO=true' },
  superset: { setting: 'PANORAMA_SUPERSET_URL', modes: ['CUSTOM'], inDemo: 'PANORAMA_TOOLS_IN_DEMO=true' },
  hosted: {
    setting: 'PANORAMA_HOSTED_DASHBOARDS=true',
    modes: ['FREE', 'SAAS'],
    inDemo: 'PANORAMA_HOSTED_IN_DEMO=true',
  },
} as const

/** Which other tools the site has, and whether they are connected. */
export function ToolsPanel() {
  const query = useQuery(toolsQuery())
  return (
    <AnswerState query={query} shape={<SkeletonLines count={4} />}>
      {({ tools }) => (
        <ul className={styles.tools}>
          {tools.map((tool) => (
            <Tool key={tool.tool} {...tool} />
          ))}
        </ul>
      )}
    </AnswerState>
  )
}

function Tool({ tool, configured, shown }: Tools['tools'][number]) {
  const intl = useIntl()
  const test = useMutation(testTool())
  const name = intl.formatMessage(toolNames[tool])
  const { setting, modes, inDemo } = facts[tool]
  const state = !configured
    ? intl.formatMessage(texts.toolMissing, { setting: <code>{setting}</code> })
    : shown
      ? intl.formatMessage(texts.toolShown)
      : intl.formatMessage(texts.toolNotShown, { modes: intl.formatList(modes), setting: <code>{inDemo}</code> })
  return (
    <li className={styles.tool}>
      <div className={styles.toolHead}>
        <div className={styles.toolState}>
          <h3>{name}</h3>
          <p className={styles.quiet}>{state}</p>
          {configured && tool === 'hosted' && <p className={styles.quiet}>{intl.formatMessage(texts.hostedTold)}</p>}
        </div>
        {configured && (
          <Button
            aria-label={intl.formatMessage(texts.testWhich, { tool: name })}
            isDisabled={test.isPending}
            onPress={() => test.mutate(tool)}
          >
            {intl.formatMessage(texts.test)}
          </Button>
        )}
      </div>
      {test.isPending && (
        <p className={styles.quiet} role="status">
          {intl.formatMessage(texts.testing)}
        </p>
      )}
      {test.error && <FailureState error={test.error} />}
      {test.data && <Findings findings={test.data.findings} />}
    </li>
  )
}
