import { soapSchemas } from './soap.ts';
import { serializationSchema } from './wcf.ts';
import { addressingSchemas } from './ws-addressing.ts';
import { xlinkSchema } from './xlink.ts';
import { xmlSchemas } from './xml.ts';

/** Schemas that documents refer to without giving them, as text: each is there for every WSDL, without the network. */
export const wellKnownSchemas: readonly string[] = [
  ...xmlSchemas,
  xlinkSchema,
  ...soapSchemas,
  ...addressingSchemas,
  serializationSchema,
];

const namespaces: ReadonlySet<string> = new Set(
  wellKnownSchemas.map((text) => /\btargetNamespace="([^"]*)"/.exec(text)?.[1] ?? ''),
);

/** True for a namespace of which {@link wellKnownSchemas} has the components. */
export function isWellKnownNamespace(namespace: string): boolean {
  return namespaces.has(namespace);
}
