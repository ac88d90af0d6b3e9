import type { CreatedCredential } from '../../../../server/contract/credential.ts'

/** Where programs reach Panorama, with a slash at the end, for example `https://apps.example.org/panorama/`. */
export type ServiceUrl = URL

type Key = Pick<CreatedCredential, 'credential' | 'secret'>

/** The values of event-routing-backends' router configuration, field by field as its form in the LMS names them. */
export function forEventRoutingBackends(service: ServiceUrl, { credential, secret }: Key): string {
  return [
    'Backend name: xAPI',
    'Enabled: yes',
    `Route url: ${new URL('xAPI/', service)}`,
    'Auth scheme: Basic',
    `Username: ${credential.id}`,
    `Password: ${secret}`,
    'Configurations: {}',
  ].join('\n')
}

/**
 * A source and a sink for Vector (YAML): the lines of the log as they are, in compressed batches. A line counts as read when
 * it was taken here, not before; Vector would leave out lines above 100 KB.
 */
export function forVector(service: ServiceUrl, { credential, secret }: Key): string {
  return `sources:
  tracking_log:
    type: file
    include: [/openedx/data/logs/tracking.log]
    max_line_bytes: 1048576
sinks:
  panorama:
    type: http
    inputs: [tracking_log]
    uri: ${trackingUrl(service)}
    method: post
    compression: gzip
    acknowledgements: { enabled: true }
    encoding: { codec: text }
    framing: { method: newline_delimited }
    auth: { strategy: basic, user: "${credential.id}", password: "${secret}" }`
}

/**
 * An input and an output for Fluent Bit, in its classic format. What was read and not yet sent lies on disk, and is sent after
 * a restart; a line above 32 KB would end the reading of the file.
 */
export function forFluentBit(service: ServiceUrl, { credential, secret }: Key): string {
  const isSecure = service.protocol === 'https:'
  return `[SERVICE]
    storage.path  /var/lib/fluent-bit/storage
[INPUT]
    Name             tail
    Path             /openedx/data/logs/tracking.log
    Tag              tracking
    DB               /var/lib/fluent-bit/tracking.db
    Read_from_Head   On
    Buffer_Max_Size  1M
    Skip_Long_Lines  On
    storage.type     filesystem
[OUTPUT]
    Name         http
    Match        tracking
    Host         ${service.hostname}
    Port         ${service.port || (isSecure ? '443' : '80')}
    URI          ${trackingUrl(service).pathname}
    Format       json_lines
    Compress     gzip
    HTTP_User    ${credential.id}
    HTTP_Passwd  ${secret}
    tls          ${isSecure ? 'On' : 'Off'}
    Retry_Limit  no_limits`
}

/** What any xAPI tool wants to know. */
export function forAnyTool(service: ServiceUrl, { credential, secret }: Key): string {
  return [`Endpoint: ${new URL('xAPI/', service)}`, `User name: ${credential.id}`, `Password: ${secret}`].join('\n')
}

/** A request that retires one person. */
export function forRetirement(service: ServiceUrl, { credential, secret }: Key): string {
  return `curl --fail --user '${credential.id}:${secret}' --json '{"username": "…", "userId": …, "email": "…"}' \\
  ${new URL('api/retirements', service)}`
}

const trackingUrl = (service: ServiceUrl): URL => new URL('api/ingest/tracking', service)
