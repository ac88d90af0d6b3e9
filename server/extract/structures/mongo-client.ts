import { MongoClient, type MongoClientOptions, MongoError, MongoServerError } from 'mongodb'
import { badInput, misconfigured, type PanoramaError, unavailable } from '../../kernel/errors.ts'
import type { MongodbSettings } from '../settings/settings.ts'

/** Milliseconds. A structure of the longest course takes seconds to come; nothing takes minutes. */
const timeouts = { connectTimeoutMS: 10_000, serverSelectionTimeoutMS: 10_000, socketTimeoutMS: 120_000 }

/**
 * A client that reads, from a secondary where there is one. It connects when it is first asked something.
 * @throws PanoramaError `bad_input`, when the address cannot be read
 */
export function mongoClient({ host, username, password, database }: MongodbSettings): MongoClient {
  const isAddress = /^mongodb(\+srv)?:\/\//.test(host)
  const isOpen = (option: string) => !(isAddress && new RegExp(`[?&]${option}=`, 'i').test(host))
  const options: MongoClientOptions = {
    ...Object.fromEntries(Object.entries(timeouts).filter(([option]) => isOpen(option))),
    appName: 'panorama',
    maxPoolSize: 2,
    retryReads: true,
    ...(isOpen('readPreference') && { readPreference: 'secondaryPreferred' as const }),
    // As panorama-elt: a host is asked itself, whatever names the members of its replica set call each other by.
    ...(isAddress ? {} : { directConnection: true }),
    ...(username !== null && {
      auth: { username, password: password ?? '' },
      // As panorama-elt: a user is kept in the database that they read, unless the address says otherwise.
      ...(isOpen('authSource') && { authSource: database }),
    }),
  }
  try {
    return new MongoClient(isAddress ? host : `mongodb://${host}/`, options)
  } catch (cause) {
    throw badInput('The MongoDB address in the settings file cannot be read.', {
      advice: 'Write mongodb_host as a host, host:port, or a whole mongodb:// or mongodb+srv:// address.',
      cause,
    })
  }
}

/** What a person can do about a failure of MongoDB. Its own words stay out: they can hold the address with its password. */
export function mongoFailure(cause: unknown): PanoramaError {
  if (cause instanceof MongoServerError && (cause.code === 18 || cause.code === 8000)) {
    return misconfigured('MongoDB does not accept the username and the password.', {
      advice:
        'Check mongodb_username and mongodb_password. Where the user is kept in another database, write mongodb_host as an address that names it: mongodb://host/?authSource=admin.',
      cause,
    })
  }
  if (cause instanceof MongoServerError && cause.code === 13) {
    return misconfigured('MongoDB does not let this user read the course structures.', {
      advice: 'Give the user the role "read" on the database of the course structures.',
      cause,
    })
  }
  const name = cause instanceof MongoError ? ` (${cause.name})` : ''
  return unavailable(`MongoDB does not answer${name}.`, {
    advice: 'Check mongodb_host, and that this machine may reach it.',
    cause,
  })
}
