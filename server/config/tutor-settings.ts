import { z } from 'zod'
import { modeSchema } from '../contract/mode.ts'
import { awsRegion, flag, plainWord, text, wholeNumber } from '../kernel/value-types.ts'
import { optionalSetting, setting } from './setting.ts'

const later = { later: true }
const secret = { secret: true }
const memory = z.string().regex(/^\d+(\.\d+)?([KMGT]i?)?$/, 'must be an amount of memory such as 512Mi')

/** The settings of the Panorama plugin for Tutor, with its names and its defaults, so that a site can move over. */
export const tutorSettings = {
  PANORAMA_MODE: setting(
    z.string().toUpperCase().pipe(modeSchema),
    'DEMO',
    'The mode at first start: `DEMO`, `FREE`, `SAAS` or `CUSTOM`. The switch in the admin console wins over it from then on.',
  ),
  PANORAMA_MFE_PORT: setting(wholeNumber(1, 65_535), '2100', 'The port to listen on.'),
  PANORAMA_ENABLE_STUDENT_VIEW: setting(
    flag,
    'true',
    'Let learners see their own panel, in the modes `SAAS` and `CUSTOM`.',
  ),
  PANORAMA_DEBUG: setting(flag, 'false', 'Log more: the default of `PANORAMA_LOG_LEVEL` becomes `debug`.'),
  PANORAMA_MFE_ENABLED: setting(flag, 'true', 'Whether Tutor builds the micro-frontend.', later),
  PANORAMA_BUCKET: setting(
    text,
    '',
    'S3 bucket of the datalake; logs are shipped into it where no other is set for them.',
  ),
  PANORAMA_BASE_PREFIX: setting(text, 'openedx', 'First folder of shipped logs in the bucket of the datalake.'),
  PANORAMA_REGION: setting(awsRegion, 'us-east-1', 'AWS region: that of the buckets and of the QuickSight dashboards.'),
  PANORAMA_AWS_ACCOUNT_ID: setting(
    z.string().regex(/^(\d{12})?$/, 'must be 12 digits'),
    '',
    'AWS account of QuickSight; without it, QuickSight counts as not configured.',
  ),
  PANORAMA_AWS_ACCESS_KEY: optionalSetting(
    text,
    'as `OPENEDX_AWS_ACCESS_KEY`; without either, the role of the machine or container',
    'AWS access key.',
    secret,
  ),
  PANORAMA_AWS_SECRET_ACCESS_KEY: optionalSetting(
    text,
    'as `OPENEDX_AWS_SECRET_ACCESS_KEY`',
    'AWS secret key.',
    secret,
  ),
  OPENEDX_AWS_ACCESS_KEY: setting(text, '', "Tutor's own AWS access key.", secret),
  OPENEDX_AWS_SECRET_ACCESS_KEY: setting(text, '', "Tutor's own AWS secret key.", secret),
  PANORAMA_DATALAKE_DATABASE: setting(
    plainWord,
    'panorama',
    'Athena database of the datalake, for the settings file that `elt init` writes.',
  ),
  PANORAMA_DATALAKE_WORKGROUP: setting(text, 'panorama', 'Athena workgroup, for the same.'),
  PANORAMA_DEFAULT_USER_ARN: optionalSetting(
    z.string().regex(/^(arn:aws[a-z-]*:quicksight:\S+)?$/, 'must be the ARN of a QuickSight user'),
    'the QuickSight user of the default namespace named after the LMS host',
    'QuickSight user for people who have none of their own.',
  ),
  PANORAMA_USE_SPLIT_MONGO: setting(
    flag,
    'true',
    'Whether the index of courses is in MySQL, for the same; else it is in MongoDB.',
  ),
  PANORAMA_FLB_LOG_LEVEL: setting(
    z.enum(['off', 'error', 'warn', 'info', 'debug', 'trace'], 'must be off, error, warn, info, debug or trace'),
    'info',
    "The log shipper's log level.",
    later,
  ),
  PANORAMA_RUN_K8S_FLUENTBIT: setting(flag, 'true', 'Whether the log shipper runs on Kubernetes.', later),
  PANORAMA_DOCKER_IMAGE: optionalSetting(
    text,
    '`aulasneo/panorama-elt` at `PANORAMA_VERSION`',
    'Image of the extraction job.',
    later,
  ),
  PANORAMA_LOGS_DOCKER_IMAGE: optionalSetting(
    text,
    '`aulasneo/panorama-elt-logs` at `PANORAMA_VERSION`',
    'Image of the log shipper.',
    later,
  ),
  PANORAMA_VERSION: optionalSetting(text, 'the version of this program', 'Tag of those images.', later),
  PANORAMA_K8S_JOB_MEMORY_REQUEST: optionalSetting(memory, 'none', 'Memory that the extraction job asks for.', later),
  PANORAMA_K8S_JOB_MEMORY_LIMIT: optionalSetting(memory, 'none', 'Memory that the extraction job may use.', later),
}
