import { PanoramaError, unavailable } from '../kernel/errors.ts'

/**
 * What a program sent could not be written, whatever the engine's reason: the answer is 503, on which senders keep it and
 * come again. Some of them throw away what is answered with 4xx.
 */
export async function senderKeeps<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (cause) {
    if (!(cause instanceof PanoramaError) || !isOurs(cause)) throw cause
    throw unavailable('Panorama cannot write just now.', { advice: 'Keep it, and send it again in a minute.', cause })
  }
}

function isOurs({ code, status }: PanoramaError): boolean {
  return status >= 500 || code === 'too_expensive'
}
