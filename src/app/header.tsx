import { lazy, Suspense } from 'react'
import { useIntl } from 'react-intl'
import { Link, NavLink } from 'react-router'
import type { Session, Site } from '../../server/contract/session.ts'
import { classNames } from '../ui/class-names.ts'
import styles from './header.module.css'
import { appMessages as texts } from './messages.ts'

// Menus need an overlay's code, which nobody needs before the first number is on screen.
const HeaderMenus = lazy(async () => ({ default: (await import('./header-menus.tsx')).HeaderMenus }))

const product = 'Panorama'

interface HeaderProps {
  readonly site: Site | undefined
  readonly session: Session | undefined
}

/** The site's name, the areas that are open to this person, the language and the person's menu. */
export function Header({ site, session }: HeaderProps) {
  const intl = useIntl()
  const areas = (['student', 'courses', 'dashboards', 'admin'] as const).filter((area) => session?.areas[area])
  return (
    <header className={styles.header}>
      <div className={styles.inner}>
        <Link to="/" className={styles.site}>
          {site?.logoUrl && <img className={styles.logo} src={site.logoUrl} alt="" />}
          <span className={styles.names}>
            <span className={styles.siteName}>{site?.siteName}</span>
            {site?.siteName !== product && <span className={styles.product}>{product}</span>}
          </span>
        </Link>
        {areas.length > 1 && (
          <nav className={styles.areas} aria-label={intl.formatMessage(texts.areas)}>
            {areas.map((area) => (
              <NavLink
                key={area}
                to={`/${area}`}
                className={({ isActive }) => classNames(styles.area, isActive && styles.current)}
              >
                {intl.formatMessage(texts[area])}
              </NavLink>
            ))}
          </nav>
        )}
        <div className={styles.menus}>
          {site && session && (
            <Suspense fallback={null}>
              <HeaderMenus site={site} session={session} />
            </Suspense>
          )}
        </div>
      </div>
    </header>
  )
}
