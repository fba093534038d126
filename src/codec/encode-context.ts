import type { ValidationIssue } from '../json/issue.ts';
import { XML, XSI } from '../xml/namespaces.ts';
import { escapeAttribute } from '../xml/writer.ts';
import type { SimpleEncodeContext } from './simple-type-codec.ts';

/** The state of writing one message. Fresh for each. */
export interface EncodeContext extends SimpleEncodeContext {
  readonly issues: ValidationIssue[];
  /** A prefix for the namespace, declared on the outermost element. */
  prefixFor(namespace: string): string;
  /** Set when a name in no namespace was written as a value: the element then may have no default namespace. */
  hasBareName: boolean;
  /** Set where `xsi:nil` or `xsi:type` was written: the outermost element then declares `xsi`. */
  usesXsi: boolean;
  /** How many members of the object at hand have been dealt with: when fewer than it has, some are unknown. */
  taken: number;
  /** Namespace declarations that the outermost elements need, each with a leading space. */
  declarations(): string;
}

/** Makes the state for one message. */
export function createEncodeContext(): EncodeContext {
  return new MessageState();
}

/** A class, since each message makes one and few need all of it. */
class MessageState implements EncodeContext {
  readonly issues: ValidationIssue[] = [];
  hasBareName = false;
  usesXsi = false;
  taken = 0;
  #prefixes: Map<string, string> | undefined;

  prefixFor(namespace: string): string {
    if (namespace === '') {
      this.hasBareName = true;
      return '';
    }
    if (namespace === XML) return 'xml';
    if (namespace === XSI) {
      this.usesXsi = true;
      return 'xsi';
    }
    this.#prefixes ??= new Map();
    let prefix = this.#prefixes.get(namespace);
    if (prefix === undefined) {
      prefix = `q${this.#prefixes.size + 1}`;
      this.#prefixes.set(namespace, prefix);
    }
    return prefix;
  }

  declarations(): string {
    let text = this.usesXsi ? ` xmlns:xsi="${XSI}"` : '';
    if (this.#prefixes === undefined) return text;
    for (const [namespace, prefix] of this.#prefixes) text += ` xmlns:${prefix}="${escapeAttribute(namespace)}"`;
    return text;
  }
}
