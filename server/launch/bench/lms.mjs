import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { SignJWT } from 'jose'

const issuer = 'http://localhost/oauth2'

/**
 * A stand-in for the LMS of a site of one's own, as far as Panorama asks it anything: one superuser, who has no course roles.
 * @returns `environment`, what makes a Panorama believe it; `token`, the superuser's; `close`
 */
export async function startLms() {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"roles": [], "is_staff": true}')
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { e, n } = publicKey.export({ format: 'jwk' })
  return {
    environment: {
      PANORAMA_LMS_URL: `http://127.0.0.1:${server.address().port}`,
      PANORAMA_JWT_ISSUER: issuer,
      PANORAMA_JWT_PUBLIC_JWK_SET: JSON.stringify({ keys: [{ kid: 'bench', kty: 'RSA', e, n }] }),
      PANORAMA_MODE: 'SAAS',
    },
    token: await tokenOf(privateKey),
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

function tokenOf(key) {
  const claims = {
    preferred_username: 'bench',
    scopes: ['user_id', 'email', 'profile'],
    version: '1.2.0',
    filters: ['user:me'],
    grant_type: 'password',
    is_restricted: false,
    email_verified: true,
    user_id: 1,
    name: 'Bench',
    administrator: true,
    superuser: true,
  }
  return new SignJWT(claims)
    .setProtectedHeader({ typ: 'JWT', alg: 'RS512' })
    .setIssuer(issuer)
    .setAudience('openedx')
    .setSubject('bench')
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(key)
}
