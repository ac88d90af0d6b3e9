import { z } from 'zod'

/** The kinds of figures that rows hold. */
export const count = z.int().nonnegative()
/** A part of a whole, 0..1. */
export const share = z.number().min(0).max(1)
/** A length of time; means have decimals. */
export const seconds = z.number().nonnegative()
export const moment = z.iso.datetime()
export const day = z.iso.date()
