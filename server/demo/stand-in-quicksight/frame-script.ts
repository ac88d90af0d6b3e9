/**
 * What runs in a frame of the stand-in. It talks to the page around it as QuickSight's content does: messages with a name and
 * the experience they are about go up by `postMessage`; wishes of the page come down through the control frame, which hands
 * them on to the content frame, and are answered under their id.
 */
export const frameScript = `
'use strict'
const query = new URLSearchParams(location.search)
const { state, dashboard, session, kind } = document.body.dataset
const contextId = query.get('contextId')
// The embedding SDK writes the origin of its page in punycode, which puts a hyphen behind plain ASCII.
const host = (query.get('punyCodeEmbedOrigin') || '').replace(/\\/-?$/, '')
const relay = contextId === null ? null : new BroadcastChannel('stand-in ' + contextId)
const eventTarget = {
  experienceType: kind,
  contextId,
  discriminator: Number(query.get('discriminator')),
  ...(dashboard && { dashboardId: dashboard }),
}

function tell(eventName, message) {
  if (contextId !== null && host !== '') parent.postMessage({ eventName, eventTarget, message }, host)
}

function answer(eventId, eventName, message) {
  parent.postMessage({ eventId, eventName, message }, host)
}

if (kind === 'CONTROL') controlFrame()
else if (state === 'refused') showProblem('Forbidden', 'This address was used already, or is more than five minutes old.')
else contentFrame()

function controlFrame() {
  addEventListener('message', (event) => {
    if (event.source !== parent || event.origin !== host || !event.data || !event.data.eventId) return
    if (event.data.eventName !== 'ACKNOWLEDGE') relay.postMessage(event.data)
  })
}

function showProblem(errorCode, text) {
  document.querySelector('main').replaceChildren(paragraph(text))
  tell('ERROR_OCCURRED', { errorCode })
}

function paragraph(text) {
  const element = document.createElement('p')
  element.textContent = text
  return element
}

async function contentFrame() {
  // The one-time code is spent: a reload must not bring it again.
  const content = await load()
  if (content === null) return
  const parameters = new Map()
  for (const part of location.hash.slice(1).split('&')) {
    const [name, value] = part.split('=').map(decodeURIComponent)
    if (name.startsWith('p.')) parameters.set(name.slice(2), [...(parameters.get(name.slice(2)) || []), value])
  }
  let sheet = query.get('sheetId') || content.sheets[0].SheetId
  draw()
  tell('EXPERIENCE_INITIALIZED', {})
  tell('CONTENT_LOADED', { title: content.title })
  tell('PARAMETERS_LOADED')
  sayHeight()
  if (relay !== null) relay.addEventListener('message', ({ data }) => obey(data))
  watch()

  function draw() {
    const main = document.querySelector('main')
    const heading = document.createElement('h1')
    heading.textContent = content.title
    const tabs = document.createElement('nav')
    for (const { SheetId, Name } of content.sheets) {
      const tab = document.createElement('button')
      tab.textContent = Name
      tab.setAttribute('aria-pressed', String(SheetId === sheet))
      tab.addEventListener('click', () => choose(SheetId))
      tabs.append(tab)
    }
    main.replaceChildren(heading, paragraph(content.who), tabs, filters(), sheet === 'about' ? about() : table())
  }

  function filters() {
    const list = [...parameters].map(([name, values]) => name + ' = ' + values.join(', '))
    return paragraph('Filters: ' + (list.length === 0 ? 'none' : list.join('; ')) + '. Language: ' + (query.get('locale') || 'en-US') + '.')
  }

  function about() {
    return paragraph(content.rows.length + ' rows. May also: ' + (content.features.join(', ') || 'nothing') + '.')
  }

  function table() {
    const element = document.createElement('table')
    const columns = Object.keys(content.rows[0] || {})
    element.append(...[columns, ...content.rows.map((row) => columns.map((name) => row[name]))].map((cells, index) => {
      const line = document.createElement('tr')
      line.append(...cells.map((text) => {
        const cell = document.createElement(index === 0 ? 'th' : 'td')
        cell.textContent = text
        return cell
      }))
      return line
    }))
    return content.rows.length === 0 ? paragraph('No data') : element
  }

  function choose(id) {
    sheet = id
    draw()
    tell('SELECTED_SHEET_CHANGED', { selectedSheet: content.sheets.find(({ SheetId }) => SheetId === id) })
    sayHeight()
  }

  function sayHeight() {
    tell('SIZE_CHANGED', { height: String(document.documentElement.scrollHeight), width: String(innerWidth) })
  }

  function obey({ eventName, eventId, message }) {
    const done = { success: true }
    if (eventName === 'GET_SHEETS') answer(eventId, eventName, content.sheets)
    else if (eventName === 'GET_SELECTED_SHEET_ID') answer(eventId, eventName, sheet)
    else if (eventName === 'SET_SELECTED_SHEET_ID') {
      const known = content.sheets.some(({ SheetId }) => SheetId === message.sheetId)
      if (known) choose(message.sheetId)
      answer(eventId, eventName, known ? done : { success: false, errorCode: 'SheetNotFound' })
    } else if (eventName === 'GET_PARAMETERS') {
      answer(eventId, eventName, [...parameters].map(([Name, Values]) => ({ Name, Values })))
    } else if (eventName === 'SET_PARAMETERS') {
      for (const { Name, Values } of message) parameters.set(Name, Values)
      draw()
      tell('PARAMETERS_CHANGED', { changedParameters: message })
      answer(eventId, eventName, done)
    } else if (eventName === 'RESET' || eventName === 'UNDO' || eventName === 'REDO') {
      parameters.clear()
      draw()
      answer(eventId, eventName, done)
    } else answer(eventId, eventName, { success: false, errorCode: 'NotSupported' })
  }

  async function watch() {
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, 1000))
      if ((await load()) === null) return
    }
  }
}

/** What the session shows; null where it shows nothing any more, which is told. */
async function load() {
  const response = await fetch('/stand-in/content/' + session, { credentials: 'include' })
  if (response.ok) return response.json()
  const { problem, text } = await response.json()
  // A browser that keeps no cookies of other sites leaves QuickSight without a word to the page around it.
  if (problem === 'no cookie') document.querySelector('main').replaceChildren(paragraph(text))
  else showProblem(problem, text)
  return null
}
`
