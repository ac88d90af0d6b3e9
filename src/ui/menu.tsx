import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Header } from 'react-aria-components/Header'
import { Menu as AriaMenu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { buttonClass } from './button.tsx'
import { CheckIcon } from './icons.tsx'
import styles from './popover.module.css'

export interface MenuEntry {
  readonly id: string
  readonly label: string
  /** Goes to this address instead of calling `onAction`. */
  readonly href?: string
}

export interface MenuGroup {
  readonly title?: string
  /** The entry that holds now, for a group of alternatives. */
  readonly selected?: string
  readonly entries: readonly MenuEntry[]
}

interface MenuProps {
  /** The name of the button, when what it shows is not its name. */
  readonly label?: string
  readonly button: ReactNode
  readonly groups: readonly MenuGroup[]
  readonly onAction: (id: string) => void
}

/** A button that opens a short list of things to do or to choose. */
export function Menu({ label, button, groups, onAction }: MenuProps) {
  return (
    <MenuTrigger>
      <Button className={buttonClass('quiet')} {...(label === undefined ? {} : { 'aria-label': label })}>
        {button}
      </Button>
      <Popover className={styles.popover ?? ''}>
        <AriaMenu className={styles.list ?? ''} onAction={(key) => onAction(String(key))}>
          {groups.map((group) => (
            <MenuSection
              key={group.title ?? group.entries[0]?.id}
              className={styles.section ?? ''}
              {...(group.title === undefined ? { 'aria-label': group.entries[0]?.label ?? '' } : {})}
              {...(group.selected === undefined
                ? {}
                : { selectionMode: 'single' as const, selectedKeys: [group.selected] })}
            >
              {group.title !== undefined && <Header className={styles.heading}>{group.title}</Header>}
              {group.entries.map(({ id, label: text, href }) => (
                <MenuItem key={id} id={id} className={styles.item ?? ''} {...(href === undefined ? {} : { href })}>
                  {({ isSelected }) => (
                    <>
                      {text}
                      {isSelected && <CheckIcon size={16} />}
                    </>
                  )}
                </MenuItem>
              ))}
            </MenuSection>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}
