import { useIntl } from 'react-intl'
import type { Session, Site } from '../../server/contract/session.ts'
import { navigation, signOutUrl } from '../data/sign-in.ts'
import { stopViewing, useViewAs } from '../data/views.ts'
import { languages } from '../i18n/locale.ts'
import { ChevronDownIcon, GlobeIcon, PersonIcon } from '../ui/icons.tsx'
import { Menu } from '../ui/menu.tsx'
import styles from './header.module.css'
import { useLanguage } from './language-provider.tsx'
import { appMessages as texts } from './messages.ts'
import { type Theme, useTheme } from './theme.ts'

interface HeaderMenusProps {
  readonly site: Site
  readonly session: Session
}

/** The language, and what concerns the person: appearance and leaving. */
export function HeaderMenus({ site, session }: HeaderMenusProps) {
  const intl = useIntl()
  const { locale, choose } = useLanguage()
  const [theme, chooseTheme] = useTheme()
  const viewAs = useViewAs()
  const name = session.view?.onlooker ?? (session.user.name || session.user.username)
  const themes = (['light', 'dark', 'system'] as const satisfies readonly Theme[]).map((id) => ({
    id,
    label: intl.formatMessage(texts[id]),
  }))
  const signOut = { id: 'sign-out', label: intl.formatMessage(texts.signOut) }
  const lookAsAnother = { id: 'view-as', label: intl.formatMessage(texts.viewAs) }

  const leave = async () => {
    // A view is not left to whoever signs in next. Should that fail, it is refused to them anyway.
    if (session.view) await stopViewing().catch(() => undefined)
    navigation.leaveFor(signOutUrl(site))
  }

  return (
    <>
      <Menu
        label={intl.formatMessage(texts.language)}
        button={
          <>
            <GlobeIcon />
            <span className={styles.wideOnly}>{languages.find((language) => language.locale === locale)?.name}</span>
          </>
        }
        groups={[{ selected: locale, entries: languages.map((each) => ({ id: each.locale, label: each.name })) }]}
        onAction={(id) => {
          const language = languages.find((each) => each.locale === id)
          if (language) choose(language.locale)
        }}
      />
      <Menu
        label={intl.formatMessage(texts.personMenu, { name })}
        button={
          <>
            <PersonIcon />
            <bdi className={styles.wideOnly}>{name}</bdi>
            <ChevronDownIcon size={16} />
          </>
        }
        groups={[
          { title: intl.formatMessage(texts.appearance), selected: theme, entries: themes },
          { entries: [...(viewAs ? [lookAsAnother] : []), signOut] },
        ]}
        onAction={(id) => {
          if (id === lookAsAnother.id) viewAs?.(null)
          else if (id === signOut.id) void leave()
          else chooseTheme(themes.find((each) => each.id === id)?.id ?? 'system')
        }}
      />
    </>
  )
}
