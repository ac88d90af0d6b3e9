import { describe, expect, it } from 'vitest'
import { aCredential } from '../testing/credential.ts'
import { forAnyTool, forEventRoutingBackends, forFluentBit, forRetirement, forVector } from './configurations.ts'

const created = { credential: aCredential({ id: 'k-1' }), secret: 's3cret' }
const site = new URL('https://apps.example.org/panorama/')

describe('what to enter in a program', () => {
  it('is the LRS for event-routing-backends, with a slash at its end, and the key', () => {
    expect(forEventRoutingBackends(site, created).split('\n')).toEqual([
      'Backend name: xAPI',
      'Enabled: yes',
      'Route url: https://apps.example.org/panorama/xAPI/',
      'Auth scheme: Basic',
      'Username: k-1',
      'Password: s3cret',
      'Configurations: {}',
    ])
  })

  it('is the endpoint of tracking logs for Vector', () => {
    const lines = forVector(site, created)
    expect(lines).toContain('uri: https://apps.example.org/panorama/api/ingest/tracking\n')
    // A line may be as long as the longest that is read here, and is not done with before it was taken.
    expect(lines).toContain('max_line_bytes: 1048576\n')
    expect(lines).toContain('acknowledgements: { enabled: true }\n')
    expect(lines).toContain('auth: { strategy: basic, user: "k-1", password: "s3cret" }')
  })

  it.each([
    ['https://apps.example.org/panorama/', 'apps.example.org', '443', '/panorama/api/ingest/tracking', 'On'],
    ['http://localhost:2100/', 'localhost', '2100', '/api/ingest/tracking', 'Off'],
    ['http://panorama.test/', 'panorama.test', '80', '/api/ingest/tracking', 'Off'],
  ])('is that endpoint in parts for Fluent Bit, at %s', (address, host, port, path, tls) => {
    const output = forFluentBit(new URL(address), created).split('[OUTPUT]')[1] ?? ''
    const values = Object.fromEntries(
      output
        .trim()
        .split('\n')
        .map((line) => line.trim().split(/\s+/) as [string, string]),
    )
    expect(values).toMatchObject({ Host: host, Port: port, URI: path, tls, HTTP_User: 'k-1', HTTP_Passwd: 's3cret' })
  })

  it('has Fluent Bit read long lines, from the first, and keep what it could not send', () => {
    const lines = forFluentBit(site, created)
    expect(lines).toMatch(/Buffer_Max_Size +1M\n/)
    expect(lines).toMatch(/Read_from_Head +On\n/)
    expect(lines).toMatch(/storage\.path +\S+\n/)
    expect(lines).toMatch(/storage\.type +filesystem\n/)
    // Its own default is MessagePack, which is refused.
    expect(lines).toMatch(/Format +json_lines\n/)
  })

  it('is the address and the key for any other tool and for retirements', () => {
    expect(forAnyTool(site, created)).toBe(
      'Endpoint: https://apps.example.org/panorama/xAPI/\nUser name: k-1\nPassword: s3cret',
    )
    expect(forRetirement(site, created)).toMatch(
      /^curl --fail --user 'k-1:s3cret' .* https:\/\/apps\.example\.org\/panorama\/api\/retirements$/s,
    )
  })
})
