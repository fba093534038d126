import { SaxesParser } from 'saxes';
import { XmlError } from '../../src/xml/error.ts';
import { defaultReplyLimits } from '../../src/xml/limits.ts';
import type { XmlLimits } from '../../src/xml/reader.ts';
import { createReader } from '../../src/xml/string-reader.ts';

/** Events of a document in a form that both readers can give: one line each. */
export function ourEvents(text: string, limits: XmlLimits = defaultReplyLimits): string[] {
  const reader = createReader(text, 'test.xml', limits);
  const events: string[] = [];
  for (let { kind } = reader; kind !== 'eof'; kind = reader.next()) {
    if (kind === 'text') events.push(`text ${JSON.stringify(reader.text)}`);
    else if (kind === 'end') events.push(`end {${reader.namespace}}${reader.local} ${reader.depth}`);
    else {
      const attributes = reader.attributes.map((a) => `{${a.namespace}}${a.local}=${JSON.stringify(a.value)}`);
      events.push([`start {${reader.namespace}}${reader.local} ${reader.depth}`, ...attributes].join(' '));
    }
  }
  return events;
}

/** The same by saxes; undefined when it refuses the document or meets a document type declaration. */
export function saxesEvents(text: string): string[] | undefined {
  const parser = new SaxesParser({ xmlns: true });
  const events: string[] = [];
  let pending = '';
  let depth = 0;
  let refused = false;
  const flush = () => {
    if (pending !== '' && depth > 0) events.push(`text ${JSON.stringify(pending)}`);
    pending = '';
  };
  const refuse = () => {
    refused = true;
  };
  parser.on('error', refuse);
  parser.on('doctype', refuse);
  parser.on('text', (piece) => {
    pending += piece;
  });
  parser.on('cdata', (piece) => {
    pending += piece;
  });
  parser.on('opentag', (tag) => {
    flush();
    depth++;
    const attributes = Object.values(tag.attributes)
      .filter(({ prefix, name }) => prefix !== 'xmlns' && name !== 'xmlns')
      .map(({ uri, local, value }) => `{${uri}}${local}=${JSON.stringify(value)}`);
    events.push([`start {${tag.uri}}${tag.local} ${depth}`, ...attributes].join(' '));
  });
  parser.on('closetag', (tag) => {
    flush();
    events.push(`end {${tag.uri}}${tag.local} ${depth}`);
    depth--;
  });
  parser.write(text).close();
  return refused ? undefined : events;
}

/** The rule by which the reader refuses a document; undefined when it takes it. */
export function refusal(text: string, limits?: XmlLimits): string | undefined {
  try {
    ourEvents(text, limits);
    return undefined;
  } catch (error) {
    if (error instanceof XmlError) return error.rule;
    throw error;
  }
}
