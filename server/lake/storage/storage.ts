/** A place with objects by keys: a directory of this machine, or a bucket. */
export interface LakeStorage {
  /** What a person calls an object or, of a prefix, a folder: `s3://bucket/key`, a path. */
  nameOf(key: string): string

  /** Writes an object from a file of this machine. */
  put(key: string, file: string): Promise<void>

  /**
   * Brings the content of one object under another key, which then has all of it at once. The one that it comes from stays.
   * @throws PanoramaError `not_found` when there is none
   */
  settle(from: string, to: string): Promise<void>

  /**
   * Hands over an object as a file of this machine, which may be gone afterwards.
   * @throws PanoramaError `not_found`; `conflict` when its content is another than `sha256`, or became another meanwhile
   */
  withFile<T>(key: string, sha256: string, work: (path: string) => Promise<T>): Promise<T>

  /** A small text with the tag of its version; undefined when there is none. */
  readText(key: string): Promise<TaggedText | undefined>

  /**
   * Replaces a small text in one piece, only where it still is the version of the tag; null: only where there is none.
   * @returns the tag of the new version
   * @throws PanoramaError `conflict` where it is another version
   */
  replaceText(key: string, text: string, tag: string | null): Promise<string>

  /** Writes a small text, whatever was there. */
  putText(key: string, text: string): Promise<void>

  /**
   * Whether two who replace a text at the same time cannot both succeed. Asked with a text that is there.
   */
  replacesForOneAlone(key: string): Promise<boolean>

  /** What is in a folder and below: a prefix that ends with a slash. In no certain order. */
  list(prefix: string): Promise<readonly StoredObject[]>

  /** Files that a process left when it was ended while it wrote, below a prefix; whoever writes now must be this process alone. */
  removeDrafts(prefix: string): Promise<void>

  /** Those that are not there count as removed. */
  remove(keys: readonly string[]): Promise<void>

  close(): void
}

export interface StoredObject {
  readonly key: string
  readonly bytes: number
}

export interface TaggedText {
  readonly text: string
  readonly tag: string
}

/** What to do about an object that is another than the manifest says. */
export const damaged =
  'A run may have replaced it while it was read: try again. If it stays so, somebody changed it: run extract-and-load with --force for its table.'
