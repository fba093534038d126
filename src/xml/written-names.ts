import { isNCName, NAME_CHARACTERS } from './characters.ts';
import type { Malformed } from './markup.ts';

/** A name as written, checked and split once however often it occurs. */
export interface WrittenName {
  readonly raw: string;
  /** `''` for none. */
  readonly prefix: string;
  readonly local: string;
}

const QUOTED_LENGTH_MAX = 80;

/** Names in tags of one document (Namespaces in XML 1.0 §4). */
export class WrittenNames {
  readonly #source: string;
  readonly #malformed: Malformed;
  readonly #known = new Map<string, WrittenName>();

  constructor(source: string, malformed: Malformed) {
    this.#source = source;
    this.#malformed = malformed;
  }

  /** Index behind the run of characters that may be a name; whether they are one is for {@link at}. */
  endFrom(from: number): number {
    const source = this.#source;
    let at = from;
    for (;;) {
      const code = source.charCodeAt(at);
      if (!(code < 0x80 ? NAME_CHARACTERS[code] === 1 : code >= 0x80)) return at;
      at++;
    }
  }

  /** The qualified name between two indexes; refused when it is none. */
  at(from: number, to: number): WrittenName {
    const raw = this.#source.slice(from, to);
    const known = this.#known.get(raw);
    if (known !== undefined) return known;
    const colon = raw.indexOf(':');
    const prefix = colon < 0 ? '' : raw.slice(0, colon);
    const local = raw.slice(colon + 1);
    if (!isNCName(local) || (colon >= 0 && !isNCName(prefix))) {
      this.#malformed(to >= this.#source.length ? to : from, 'a name is missing or not valid');
    }
    const name = { raw, prefix, local };
    this.#known.set(raw, name);
    return name;
  }
}

/** A name for a message, cut where it is long. */
export function quoteName(name: string): string {
  return `"${name.length > QUOTED_LENGTH_MAX ? `${name.slice(0, QUOTED_LENGTH_MAX)}…` : name}"`;
}
