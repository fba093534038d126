import type { Location } from '../diagnostics/location.ts';

/** What is wrong with a document: the rule ids that the reader can raise. */
export type XmlRule =
  | 'xml/not-well-formed'
  | 'xml/doctype'
  | 'xml/truncated'
  | 'xml/unexpected-element'
  | 'xml/too-deep'
  | 'xml/too-many-attributes'
  | 'xml/too-many-elements'
  | 'xml/too-large'
  | 'xml/encoding';

/** A document that cannot be read. The message names the construct and quotes at most names, never text content. */
export class XmlError extends Error {
  readonly rule: XmlRule;
  readonly location: Location;
  constructor(rule: XmlRule, message: string, location: Location) {
    super(message);
    this.name = 'XmlError';
    this.rule = rule;
    this.location = location;
  }
}
