import type { Rule } from './rule.ts';

/** Rules of the XML reader. */
export const xmlRules: readonly Rule[] = [
  {
    id: 'xml/not-well-formed',
    title: 'The document is not well-formed XML',
    clause: 'XML 1.0 §2.1; Namespaces in XML 1.0 §7',
    remedy: 'Correct the document at the place given; an XML editor or xmllint shows the same fault.',
  },
  {
    id: 'xml/doctype',
    title: 'The document has a document type declaration',
    clause: 'XML 1.0 §2.8; SOAP 1.1 §3',
    remedy: 'Take the <!DOCTYPE …> declaration out and write what its entities stood for.',
  },
  {
    id: 'xml/truncated',
    title: 'The document ends before it is complete',
    clause: 'XML 1.0 §2.1',
    remedy: 'Fetch or copy the document again: its end is missing.',
  },
  {
    id: 'xml/unexpected-element',
    title: 'An element stands where only text may be',
    clause: 'XSD 1.0 Part 1 §3.4.4, cvc-complex-type.2.2',
    remedy: 'Leave only text in the element: its type is a simple one.',
  },
  {
    id: 'xml/too-deep',
    title: 'Elements are nested too deep',
    remedy: 'Flatten the document, or raise the depth limit if it is a reply that is meant to be so deep.',
  },
  {
    id: 'xml/too-many-attributes',
    title: 'An element has too many attributes',
    remedy: 'Remove attributes or namespace declarations that are not used.',
  },
  {
    id: 'xml/too-many-elements',
    title: 'The document has too many elements',
    remedy: 'Ask for less at a time, or split the document.',
  },
  {
    id: 'xml/too-large',
    title: 'The document is too large',
    remedy: 'Ask for less at a time, or raise the size limit.',
  },
  {
    id: 'xml/encoding',
    title: 'The document is in an encoding that is not read, or its bytes are malformed',
    clause: 'XML 1.0 §4.3.3; RFC 7303 §3',
    remedy: 'Send UTF-8, and let the charset of the content type and the XML declaration say so or say nothing.',
  },
];
