import type { EmbedProviders } from '../embed-provider.ts'

/** QuickSight and Superset that open whatever they are asked, and tell each request or ARN to `hear`. */
export function recordingTools(hear: (asked: unknown) => void): Pick<EmbedProviders, 'quicksight' | 'superset'> {
  return {
    quicksight: {
      provider: 'quicksight',
      takesGuests: true,
      async embed(request) {
        hear(request)
        return { provider: 'quicksight', url: 'https://quicksight.test/embed', sessionMinutes: 60 }
      },
      async studio({ arn }) {
        hear(arn)
        return { provider: 'quicksight', url: 'https://quicksight.test/console', sessionMinutes: 60 }
      },
    },
    superset: {
      provider: 'superset',
      takesGuests: true,
      async embed(request) {
        hear(request)
        return {
          ...{ provider: 'superset', origin: 'https://superset.test', embeddedId: 'e', token: 't' },
          expiresAt: '2026-03-01T13:00:00Z',
        }
      },
    },
  }
}
