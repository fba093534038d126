/** Texts of the configuration that must never be shown. */
export interface KnownSecrets {
  /** Those of the configuration that is served, and of the ones before it. */
  readonly texts: () => readonly string[];
  /** Those of the configuration that is about to be served. */
  readonly add: (texts: readonly string[]) => void;
}

/** Texts kept beside those of the latest configuration. */
const FORMER_MAX = 1000;

/**
 * Remembers what configurations hold over reloads. A call that began with a token may end after its rotation, and an answer
 * that is kept may repeat it a day later; beyond the limit the oldest are forgotten.
 */
export function createKnownSecrets(first: readonly string[]): KnownSecrets {
  let known = first;
  return {
    texts: () => known,
    add: (texts) => {
      known = [...new Set([...texts, ...known])].slice(0, texts.length + FORMER_MAX);
    },
  };
}
