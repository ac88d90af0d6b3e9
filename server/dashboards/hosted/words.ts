import type { Locale } from '../../contract/text.ts'
import { notFound, type PanoramaError, toolRefuses, toolSilent, tooManyRequests } from '../../kernel/errors.ts'

/** Why there are no hosted dashboards, for the person who looks. */
interface HostedRefusals {
  busy(cause: unknown): PanoramaError
  silent(cause: unknown): PanoramaError
  refused(cause: unknown): PanoramaError
  needsKey(cause: unknown): PanoramaError
  needsHttps(): PanoramaError
  notInThisMode(): PanoramaError
  gone(): PanoramaError
}

export const hostedRefusals: Readonly<Record<Locale, HostedRefusals>> = {
  en: {
    busy: (cause) =>
      tooManyRequests('The service of the hosted dashboards is asked too much at the moment.', {
        advice: 'Wait a minute, then try again.',
        cause,
      }),
    silent: (cause) =>
      toolSilent('The service of the hosted dashboards does not answer as it should.', {
        advice: 'Try again in a few minutes. The dashboards of Panorama itself work meanwhile.',
        cause,
      }),
    refused: (cause) =>
      toolRefuses('The service of the hosted dashboards does not know this site.', {
        advice:
          'Tell the people who run this site: the AWS key must be the one that the provider gave, and the address of the LMS the one that it knows.',
        cause,
      }),
    needsKey: (cause) =>
      toolRefuses('Hosted dashboards need an AWS key.', {
        advice:
          'Tell the people who run this site: PANORAMA_AWS_ACCESS_KEY and PANORAMA_AWS_SECRET_ACCESS_KEY are to be set.',
        cause,
      }),
    needsHttps: () =>
      toolRefuses('Hosted dashboards need an LMS that is reached by HTTPS.', {
        advice: 'Tell the people who run this site: PANORAMA_LMS_URL must begin with https://.',
      }),
    notInThisMode: () => notFound('There are no hosted dashboards in this mode.'),
    gone: () => notFound('The hosted service has no such dashboard any more.', { advice: 'Choose one from the list.' }),
  },
  es: {
    busy: (cause) =>
      tooManyRequests('El servicio de los paneles alojados recibe demasiadas peticiones en este momento.', {
        advice: 'Espera un minuto y vuelve a intentarlo.',
        cause,
      }),
    silent: (cause) =>
      toolSilent('El servicio de los paneles alojados no responde como debería.', {
        advice: 'Inténtalo de nuevo en unos minutos. Los paneles propios de Panorama siguen funcionando.',
        cause,
      }),
    refused: (cause) =>
      toolRefuses('El servicio de los paneles alojados no conoce este sitio.', {
        advice:
          'Avisa a quienes administran el sitio: la clave de AWS debe ser la que dio el proveedor, y la dirección del LMS la que conoce.',
        cause,
      }),
    needsKey: (cause) =>
      toolRefuses('Los paneles alojados necesitan una clave de AWS.', {
        advice:
          'Avisa a quienes administran el sitio: hay que definir PANORAMA_AWS_ACCESS_KEY y PANORAMA_AWS_SECRET_ACCESS_KEY.',
        cause,
      }),
    needsHttps: () =>
      toolRefuses('Los paneles alojados necesitan un LMS al que se llegue por HTTPS.', {
        advice: 'Avisa a quienes administran el sitio: PANORAMA_LMS_URL debe empezar por https://.',
      }),
    notInThisMode: () => notFound('No hay paneles alojados en este modo.'),
    gone: () => notFound('El servicio alojado ya no tiene ese panel.', { advice: 'Elige uno de la lista.' }),
  },
}
