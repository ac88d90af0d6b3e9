import { expect, test } from 'vitest'
import { readConfig } from '../config/read-config.ts'
import { frameOriginsOfTools } from './frame-origins.ts'

const origins = (environment: Record<string, string>) => frameOriginsOfTools(readConfig(environment))
const quickSight = { PANORAMA_AWS_ACCOUNT_ID: '123456789012', PANORAMA_REGION: 'eu-west-1' }
const superset = { PANORAMA_SUPERSET_URL: 'https://bi.example.edu/base', PANORAMA_SUPERSET_PASSWORD: 'secret' }

test('a site without other tools allows no frame', () => {
  expect(origins({})).toEqual([])
})

test('each tool that is configured adds its own origin, once, and nothing wider', () => {
  expect(origins(quickSight)).toEqual(['https://eu-west-1.quicksight.aws.amazon.com'])
  expect(origins({ ...quickSight, PANORAMA_QUICKSIGHT_IDENTITY_REGION: 'us-east-1' })).toEqual([
    'https://eu-west-1.quicksight.aws.amazon.com',
    'https://us-east-1.quicksight.aws.amazon.com',
  ])
  expect(origins(superset)).toEqual(['https://bi.example.edu'])
  const hosted = { PANORAMA_HOSTED_DASHBOARDS: 'true', PANORAMA_REGION: 'us-east-1' }
  expect(origins({ ...quickSight, ...superset, ...hosted })).toEqual([
    'https://us-east-1.quicksight.aws.amazon.com',
    'https://bi.example.edu',
  ])
})
