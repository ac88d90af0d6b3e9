import { defineMessages } from '../i18n/define-messages.ts'

export const uiMessages = defineMessages({
  cancel: { id: 'ui.cancel', defaultMessage: 'Cancel', description: 'Button that closes a form and changes nothing' },
  close: { id: 'ui.close', defaultMessage: 'Close', description: 'Button that closes a dialog' },
  retry: { id: 'ui.retry', defaultMessage: 'Try again', description: 'Button below a failure' },
  loading: { id: 'ui.loading', defaultMessage: 'Loading…', description: 'Read aloud while something is on its way' },
  loadingLong: {
    id: 'ui.loading-long',
    defaultMessage: 'This is taking longer than usual. It will appear here as soon as it is ready.',
    description: 'Shown when loading lasts more than a few seconds',
  },
  failed: {
    id: 'ui.failed',
    defaultMessage: 'This could not be shown',
    description: 'Title of a failure, followed by what went wrong',
  },
  noAnswer: {
    id: 'ui.no-answer',
    defaultMessage: 'Panorama could not be reached.',
    description: 'The service does not answer at all',
  },
  noAnswerAdvice: {
    id: 'ui.no-answer-advice',
    defaultMessage: 'Check your connection and try again.',
    description: 'What to do when the service does not answer',
  },
  tooSlow: {
    id: 'ui.too-slow',
    defaultMessage: 'The answer took too long.',
    description: 'The service did not answer in time',
  },
  tooSlowAdvice: {
    id: 'ui.too-slow-advice',
    defaultMessage: 'Choose a shorter period, or try again in a minute.',
    description: 'What to do when the service did not answer in time',
  },
  reference: {
    id: 'ui.reference',
    defaultMessage: 'Reference for support: {id}',
    description: 'The number under which support finds this failure',
  },
  tooSmall: {
    id: 'ui.too-small',
    defaultMessage: 'The group is too small to show',
    description: 'Title where figures are hidden to protect people',
  },
  tooSmallWhy: {
    id: 'ui.too-small-why',
    defaultMessage: 'Figures are shown from {minimum} people on, so that nobody can be recognised in them.',
    description: 'Why figures about a small group are hidden',
  },
  previousPage: {
    id: 'ui.previous-page',
    defaultMessage: 'Previous',
    description: 'Button to the page of rows before',
  },
  nextPage: { id: 'ui.next-page', defaultMessage: 'Next', description: 'Button to the next page of rows' },
  rowsShown: {
    id: 'ui.rows-shown',
    defaultMessage: '{from, number}–{to, number} of {total, number}',
    description: 'Which rows of a table are on screen',
  },
  pages: { id: 'ui.pages', defaultMessage: 'Pages of {table}', description: 'Names the paging buttons of a table' },
  clearSearch: {
    id: 'ui.clear-search',
    defaultMessage: 'Clear the search',
    description: 'Button that empties a search',
  },
})
