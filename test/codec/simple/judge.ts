import { validateXML } from 'xmllint-wasm';
import { XS } from '../../../src/xml/namespaces.ts';
import type { Facets } from '../../../src/xsd/model/facet.ts';
import type { SimpleType } from '../../../src/xsd/model/simple-type.ts';

/** A text and the type that it is meant for. */
export interface Row {
  readonly type: SimpleType;
  readonly text: string;
}

/**
 * Asks libxml2 which texts are valid for their types: one document with an element for each row, so that the judge starts
 * once. The prefix `p` is bound to `urn:p`.
 */
export async function judge(rows: readonly Row[]): Promise<readonly boolean[]> {
  const types = [...new Set(rows.map(({ type }) => type))];
  const elements = types.map((type, at) => `<xs:element name="t${at}">${renderType(type)}</xs:element>`);
  const schema = `<xs:schema xmlns:xs="${XS}" xmlns:p="urn:p"><xs:element name="rows"><xs:complexType>
    <xs:choice minOccurs="0" maxOccurs="unbounded">${elements.join('\n')}</xs:choice></xs:complexType></xs:element></xs:schema>`;
  const lines = rows.map(({ type, text }) => {
    const name = `t${types.indexOf(type)}`;
    return `<${name}>${escapeText(text)}</${name}>`;
  });
  const result = await validateXML({
    xml: { fileName: 'rows.xml', contents: `<rows xmlns:p="urn:p">\n${lines.join('\n')}\n</rows>` },
    schema: { fileName: 'types.xsd', contents: schema },
    maxMemoryPages: 4096,
  });
  const schemaFault = /^types\.xsd:.*/m.exec(result.rawOutput);
  if (schemaFault !== null) throw new Error(`the judge refuses the schema: ${schemaFault[0]}`);
  const places = result.rawOutput.matchAll(/^rows\.xml:(\d+): /gm);
  const invalid = new Set([...places].map(([, line]) => Number(line) - 2));
  return rows.map((_, at) => !invalid.has(at));
}

/** A type in the syntax of XSD. */
export function renderType(type: SimpleType): string {
  return `<xs:simpleType>${renderBody(type)}</xs:simpleType>`;
}

function renderBody(type: SimpleType): string {
  const { base } = type;
  const isDerived = base !== undefined && base.variety === type.variety;
  if (type.variety === 'list' && !isDerived) return `<xs:list>${renderType(type.itemType)}</xs:list>`;
  if (type.variety === 'union' && !isDerived)
    return `<xs:union>${type.memberTypes.map(renderType).join('')}</xs:union>`;
  if (type.name?.namespace === XS) return `<xs:restriction base="xs:${type.name.local}"/>`;
  if (base === undefined) throw new Error('a type without a base');
  const named = base.name?.namespace === XS;
  const facets = renderFacets(type.facets);
  return named
    ? `<xs:restriction base="xs:${base.name?.local}">${facets}</xs:restriction>`
    : `<xs:restriction>${renderType(base)}${facets}</xs:restriction>`;
}

function renderFacets(facets: Facets): string {
  const { patterns = [], enumeration = [], ...others } = facets;
  const single = Object.entries(others).map(([name, value]) => `<xs:${name} value="${escapeText(String(value))}"/>`);
  return [
    ...single,
    ...patterns.map((value) => `<xs:pattern value="${escapeText(value)}"/>`),
    ...enumeration.map(({ value }) => `<xs:enumeration value="${escapeText(value)}"/>`),
  ].join('');
}

function escapeText(text: string): string {
  return text.replace(/[<&">\n\r\t]/g, (character) => `&#${character.charCodeAt(0)};`);
}
