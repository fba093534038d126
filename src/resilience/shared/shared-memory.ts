/**
 * A memory that replicas share: texts by key, each with its time to live. Whatever it holds is sealed before it leaves this
 * process. Keys must tell nothing by themselves: hash what is somebody's.
 */
export interface SharedMemory {
  /** @throws {SharedMemoryUnavailable} */
  get(key: string): Promise<string | undefined>;
  /** @throws {SharedMemoryUnavailable} */
  put(key: string, value: string, ttlMs: number): Promise<void>;
  /**
   * Puts unless there is something already. Of any number of replicas at once one succeeds.
   * @returns what is there, or undefined when it is now the value
   * @throws {SharedMemoryUnavailable}
   */
  putIfAbsent(key: string, value: string, ttlMs: number): Promise<string | undefined>;
  /** Removes the key while it holds this value. @throws {SharedMemoryUnavailable} */
  removeIf(key: string, value: string): Promise<void>;
  /** @throws {SharedMemoryUnavailable} */
  remove(key: string): Promise<void>;
}

/** The shared memory is out of reach, or did not answer in time. The cause is for the log. */
export class SharedMemoryUnavailable extends Error {
  override readonly name = 'SharedMemoryUnavailable';
  constructor(cause: unknown) {
    super('the memory that replicas share is out of reach', { cause });
  }
}
