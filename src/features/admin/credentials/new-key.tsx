import { useState } from 'react'
import { useIntl } from 'react-intl'
import type { CreatedCredential } from '../../../../server/contract/credential.ts'
import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { forAnyTool, forEventRoutingBackends, forFluentBit, forRetirement, forVector } from './configurations.ts'
import { Copyable } from './copyable.tsx'
import { credentialMessages as texts } from './messages.ts'

/** A key that was just made: its secret, this once, and what to enter where. */
export function NewKey({ created, onClose }: { readonly created: CreatedCredential; readonly onClose: () => void }) {
  const intl = useIntl()
  const { credential, secret } = created
  return (
    <Dialog
      title={intl.formatMessage(texts.ready, { name: credential.name })}
      // Not closed by a slip beside it: the secret would be gone.
      role="alertdialog"
      isOpen
      onClose={onClose}
      buttons={
        <Button kind="primary" onPress={onClose}>
          {intl.formatMessage(texts.done)}
        </Button>
      }
    >
      <Banner tone="notice">{intl.formatMessage(texts.once)}</Banner>
      <Copyable label={intl.formatMessage(texts.user)} text={credential.id} />
      <Copyable label={intl.formatMessage(texts.secret)} text={secret} />
      <SetUp created={created} />
    </Dialog>
  )
}

/** The lines for the programs that this key is of use to. */
function SetUp({ created }: { readonly created: CreatedCredential }) {
  const intl = useIntl()
  const service = new URL(import.meta.env.BASE_URL, window.location.href)
  const { scopes } = created.credential
  const programs = [
    { id: 'erb', title: 'event-routing-backends', lead: texts.forErb, lines: forEventRoutingBackends, for: ['write'] },
    { id: 'vector', title: 'Vector', lead: texts.forVector, lines: forVector, for: ['write'] },
    { id: 'fluent-bit', title: 'Fluent Bit', lead: texts.forFluentBit, lines: forFluentBit, for: ['write'] },
    {
      id: 'xapi',
      title: intl.formatMessage(texts.other),
      lead: texts.forLrs,
      lines: forAnyTool,
      for: ['read-mine', 'read-all'],
    },
    {
      id: 'retirement',
      title: intl.formatMessage(texts.retirement),
      lead: texts.forRetirement,
      lines: forRetirement,
      for: ['retire'],
    },
  ].filter((program) => scopes.some((scope) => program.for.includes(scope)))
  const [chosen, choose] = useState(programs[0]?.id)
  const program = programs.find(({ id }) => id === chosen)
  if (!program) return null
  return (
    <Tabs label={intl.formatMessage(texts.setUp)} tabs={programs} selected={program.id} onSelect={choose}>
      <p>{intl.formatMessage(program.lead)}</p>
      <Copyable label={program.title} text={program.lines(service, created)} />
    </Tabs>
  )
}
