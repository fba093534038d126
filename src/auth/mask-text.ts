import { escapeAttribute, escapeText } from '../xml/writer.ts';
import { type IsSecret, isSecretByDefault, MASK, maskXml } from './redact.ts';

/** Shorter texts that a request or a call brings are no secrets, and would blot out half of every message. */
export const SECRET_LENGTH_MIN = 4;

/**
 * A value for the log or for a caller with the given texts masked wherever they stand, also as XML would write them, and XML
 * by the names in it.
 */
export function maskTexts(value: unknown, secrets: readonly string[], isSecret: IsSecret = isSecretByDefault): unknown {
  return maskForms(value, formsOf(secrets), isSecret);
}

/**
 * As they are, as escaped in XML's text and attributes (XML 1.0 §2.4), and escaped once more; the longest first,
 * since a secret may begin as another does and what is left of it would be shown.
 */
function formsOf(secrets: readonly string[]): readonly string[] {
  const forms = secrets.flatMap((secret) => {
    if (!/[&<>"'\t\n\r]/.test(secret)) return [secret];
    const quoted = escapeAttribute(secret);
    const once = [escapeRequired(secret), escapeText(secret), quoted, quoted.replaceAll("'", '&apos;')];
    return [secret, ...once, ...once.map(escapeText), ...once.map(escapeAttribute)];
  });
  return [...new Set(forms)].sort((a, b) => b.length - a.length);
}

/** What must be escaped and no more, as some write it. */
function escapeRequired(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function maskForms(value: unknown, forms: readonly string[], isSecret: IsSecret): unknown {
  if (typeof value === 'string') return maskText(value, forms, isSecret);
  if (Array.isArray(value)) return value.map((each) => maskForms(each, forms, isSecret));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, maskForms(inner, forms, isSecret)]));
}

function maskText(text: string, forms: readonly string[], isSecret: IsSecret): string {
  const byName = /^\s*<[^>]+>/.test(text) ? maskFragment(text, isSecret) : text;
  return forms.reduce((rest, form) => rest.replaceAll(form, MASK), byName);
}

/** Content of a fault's detail may be several elements. */
function maskFragment(xml: string, isSecret: IsSecret): string {
  const masked = maskXml(`<detail>${xml}</detail>`, isSecret);
  return masked.startsWith('<detail>') ? masked.slice('<detail>'.length, -'</detail>'.length) : masked;
}

/** The members of a problem that hold words of a backend, masked; the text itself where there is nothing to mask. */
export function maskProblem(json: string, secrets: readonly string[], isSecret: IsSecret): string {
  const forms = formsOf(secrets);
  if (!forms.some((form) => json.includes(JSON.stringify(form).slice(1, -1)))) return json;
  return JSON.stringify(mapWords(JSON.parse(json), (words) => maskForms(words, forms, isSecret)));
}

const WORDS: ReadonlySet<string> = new Set(['detail', 'errors', 'fault']);

/** A problem with the members changed that may hold words of a backend. */
export function mapWords<T extends object>(problem: T, change: (words: unknown) => unknown): T {
  return Object.fromEntries(
    Object.entries(problem).map(([name, value]) => [
      name,
      WORDS.has(name) && value !== undefined ? change(value) : value,
    ]),
  ) as T;
}
