import { validateXML } from 'xmllint-wasm';
import { documentLimits } from '../../../src/xml/limits.ts';
import { WSDL, XS } from '../../../src/xml/namespaces.ts';
import { createReader } from '../../../src/xml/string-reader.ts';

/** A schema document for libxml2. */
export interface JudgeSchema {
  readonly targetNamespace: string;
  readonly contents: string;
}

/** The inline schemas of a WSDL, each as a document of its own. */
export function inlineSchemas(wsdl: string): readonly JudgeSchema[] {
  const schemas: JudgeSchema[] = [];
  const reader = createReader(wsdl, 'wsdl', documentLimits);
  while (reader.kind !== 'eof') {
    const isSchema = reader.kind === 'start' && reader.local === 'schema' && reader.namespace === XS;
    if (isSchema) {
      const targetNamespace = reader.attribute('', 'targetNamespace') ?? '';
      schemas.push({ targetNamespace, contents: reader.readOuterXml() });
    } else if (
      reader.kind === 'start' &&
      reader.namespace === WSDL &&
      !['definitions', 'types'].includes(reader.local)
    ) {
      reader.skipElement();
    } else reader.next();
  }
  return schemas;
}

/**
 * Asks libxml2 which documents are valid, all in one run, since its start is what costs.
 * @returns for each document its faults; none when it is valid
 */
export async function judgeXml(
  schemas: readonly JudgeSchema[],
  documents: readonly string[],
): Promise<readonly (readonly string[])[]> {
  const files = schemas.map(({ contents }, at) => ({ fileName: `schema${at}.xsd`, contents }));
  const imports = schemas.map(({ targetNamespace }, at) =>
    targetNamespace === ''
      ? `<xs:include schemaLocation="schema${at}.xsd"/>`
      : `<xs:import namespace="${targetNamespace}" schemaLocation="schema${at}.xsd"/>`,
  );
  // Includes come first: the grammar of a schema document wants its own parts before anything else.
  const top = `<xs:schema xmlns:xs="${XS}">${imports.join('')}</xs:schema>`;
  const result = await validateXML({
    xml: documents.map((contents, at) => ({ fileName: `document${at}.xml`, contents })),
    schema: { fileName: 'top.xsd', contents: top },
    preload: files,
    maxMemoryPages: 16384,
  });
  const schemaFault = /^(?:top|schema\d+)\.xsd:.*error.*/m.exec(result.rawOutput);
  if (schemaFault !== null) throw new Error(`the judge refuses the schema: ${schemaFault[0]}`);
  const faults: string[][] = documents.map(() => []);
  for (const [, at, fault] of result.rawOutput.matchAll(/^document(\d+)\.xml:(.*)$/gm)) {
    faults[Number(at)]?.push(fault ?? '');
  }
  for (const [at] of documents.entries()) {
    const isJudged = new RegExp(`^document${at}\\.xml(?:\\.\\w+)? (?:validates|fails)`, 'm').test(result.rawOutput);
    if (!isJudged) faults[at]?.push('not judged');
  }
  return faults;
}
