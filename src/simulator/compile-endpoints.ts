import { readFile } from 'node:fs/promises';
import { compileOperationCodec, createCodecMemo } from '../codec/operation.ts';
import type { Definitions } from '../wsdl/model/service.ts';
import { decodeXml } from '../xml/encoding.ts';
import type { SoapEndpoint } from './endpoint.ts';
import { endpointsOf } from './endpoints.ts';

/**
 * Compiles WSDLs to the endpoints of a server, with the texts of their documents. A document from the network is served only
 * as far as its references go: it is not fetched a second time.
 */
export async function compileEndpoints(
  definitionsList: readonly Definitions[],
  naming: 'camel' | 'preserve' = 'camel',
): Promise<readonly SoapEndpoint[]> {
  const texts = new Map<string, string>();
  const documents = new Set(definitionsList.flatMap((definitions) => [definitions.source, ...definitions.documents]));
  await Promise.all([...documents].map(async (document) => readInto(texts, document)));
  const memo = createCodecMemo();
  return endpointsOf(
    definitionsList,
    (operation, { schemas }) => compileOperationCodec(operation, schemas, { naming }, memo),
    (document) => texts.get(document),
  );
}

/** A document that cannot be read again is not served; that it could be read is the loader's to say. */
async function readInto(texts: Map<string, string>, document: string): Promise<void> {
  if (/^https?:/i.test(document)) return;
  const bytes = await readFile(document.replace(/^file:\/\//i, '')).catch(() => undefined);
  if (bytes !== undefined) texts.set(document, decodeXml(bytes, document));
}
