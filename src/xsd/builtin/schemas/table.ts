import { XS } from '../../../xml/namespaces.ts';
import { apacheSoapSchema } from './apache-soap.ts';
import { soapSchemas } from './soap.ts';
import { serializationSchema } from './wcf.ts';
import { addressingSchemas } from './ws-addressing.ts';
import { xlinkSchema } from './xlink.ts';
import { xmlSchemas } from './xml.ts';
import { securitySchemas } from './xml-security.ts';

/**
 * Schemas that documents refer to without giving them, as text by target namespace: each is there for every WSDL, without the
 * network.
 */
export const wellKnownSchemas: ReadonlyMap<string, string> = new Map(
  [
    ...xmlSchemas,
    xlinkSchema,
    ...soapSchemas,
    ...addressingSchemas,
    ...securitySchemas,
    apacheSoapSchema,
    serializationSchema,
  ].map((text) => [/\btargetNamespace="([^"]*)"/.exec(text)?.[1] ?? '', text]),
);

/**
 * How much a document needs the schema of a namespace: `built-in`: not at all, there is no other; `optional`: what the schema
 * defines counts, and what is known stands in where it cannot be had; `needed`.
 */
export function schemaNeed(namespace: string): 'built-in' | 'optional' | 'needed' {
  if (namespace === XS) return 'built-in';
  return wellKnownSchemas.has(namespace) ? 'optional' : 'needed';
}
