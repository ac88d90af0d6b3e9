/** What has come of the answer to a query, as MySQL's text protocol sends it. */
export interface ResultWatcher {
  /**
   * Takes the next bytes of the answer.
   * @returns the bytes that are passed on in their place: the descriptions of the columns are ours
   */
  take(chunk: Buffer): Buffer
  /** Rows that have come, and bytes with all that surrounds them. */
  readonly rows: number
  readonly bytes: number
  /** The last packet has come: all rows are there, or the server gave up. */
  readonly isComplete: boolean
  /** What the server said when it gave up. */
  readonly failure: ServerFailure | undefined
}

export interface ServerFailure {
  readonly errno: number
  readonly message: string
}

/** A packet this long goes on in the next one. */
const longest = 0xffffff
const headerLength = 4

/**
 * Follows the packets of an answer: how many columns, a description of each, an EOF, a packet for each row, and an EOF or an
 * error (https://mariadb.com/kb/en/result-set-packets/). Rows pass through untouched, as they came. The descriptions are
 * replaced by plain ones of text columns, as many: MariaDB's carry more than every client can read, and the engine takes all
 * values as text anyway.
 */
export function watchResult(): ResultWatcher {
  let described = Buffer.alloc(0)
  let isInRows = false
  let rows = 0
  let bytes = 0
  let failure: ServerFailure | undefined
  let isComplete = false
  // Of the packet under way: its header and first byte, what is still to come, and its bytes where they are needed.
  const head = Buffer.alloc(headerLength + 1)
  let headBytes = 0
  let toCome = 0
  let goesOn = false
  let error: Buffer[] | undefined

  /** Looks at where packets begin, and jumps over what is in them. */
  function followRows(chunk: Buffer) {
    let at = 0
    while (at < chunk.length) {
      if (toCome > 0) {
        const step = Math.min(toCome, chunk.length - at)
        error?.push(chunk.subarray(at, at + step))
        at += step
        toCome -= step
        if (toCome === 0 && error) endWith(Buffer.concat(error))
        continue
      }
      head[headBytes++] = chunk[at++]!
      if (headBytes < headerLength) continue
      const length = head.readUIntLE(0, 3)
      if (headBytes === headerLength && !goesOn && length > 0) continue
      headBytes = 0
      if (goesOn || length === 0) {
        toCome = length
        goesOn = length === longest
        continue
      }
      toCome = length - 1
      goesOn = length === longest
      begin(head[headerLength]!, length)
    }
  }

  /** A value of 16 MB also begins with the byte of an EOF: that one is short. */
  function begin(first: number, length: number) {
    if (first === 0xfe && length < 9) isComplete = true
    else if (first === 0xff) error = []
    else rows++
  }

  function endWith(payload: Buffer) {
    // The code, then `#` and five letters of SQL state.
    failure = { errno: payload.readUInt16LE(0), message: payload.toString('utf8', payload[2] === 0x23 ? 8 : 2) }
    isComplete = true
  }

  /** Waits until all descriptions are there. */
  function takeDescriptions(chunk: Buffer): Buffer {
    described = Buffer.concat([described, chunk])
    const packets: Buffer[] = []
    for (let at = 0; at + headerLength <= described.length; ) {
      const end = at + headerLength + described.readUIntLE(at, 3)
      if (end > described.length) break
      const packet = described.subarray(at, end)
      packets.push(packet)
      at = end
      const first = packet[headerLength]
      if (packets.length === 1 && (first === 0xff || first === 0x00)) {
        if (first === 0xff) endWith(packet.subarray(headerLength + 1))
        isComplete = true
        return described
      }
      // After the number of columns and their descriptions.
      if (packets.length > 1 && first === 0xfe && packet.length < headerLength + 9) {
        const columns = packets.slice(1, -1).map((old, index) => describeTextColumn(index, old[3]!))
        const rest = described.subarray(end)
        described = Buffer.alloc(0)
        isInRows = true
        followRows(rest)
        return Buffer.concat([packets[0]!, ...columns, packet, rest])
      }
    }
    return Buffer.alloc(0)
  }

  return {
    take(chunk) {
      bytes += chunk.length
      if (!isInRows) return takeDescriptions(chunk)
      followRows(chunk)
      return chunk
    },
    get rows() {
      return rows
    },
    get bytes() {
      return bytes
    },
    get isComplete() {
      return isComplete
    },
    get failure() {
      return failure
    },
  }
}

const utf8mb4 = 45
const varString = 0xfd

/** The description of a column that holds text. */
function describeTextColumn(index: number, sequence: number): Buffer {
  const text = (value: string) => Buffer.concat([Buffer.from([value.length]), Buffer.from(value)])
  const name = text(`c${index}`)
  const fixed = Buffer.alloc(13)
  fixed.writeUInt8(12, 0)
  fixed.writeUInt16LE(utf8mb4, 1)
  fixed.writeUInt32LE(0xffffffff, 3)
  fixed.writeUInt8(varString, 7)
  const payload = Buffer.concat([text('def'), text(''), text(''), text(''), name, name, fixed])
  const header = Buffer.from([payload.length, 0, 0, sequence])
  return Buffer.concat([header, payload])
}
