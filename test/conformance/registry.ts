import type { Capability } from './capability.ts';
import { wsdlCapabilities } from './wsdl-capabilities.ts';
import { xsdCapabilities } from './xsd-capabilities.ts';

/** Every construct with what the engine does with it: docs/supported.md is generated from here. */
export const registry: readonly { readonly standard: string; readonly rows: readonly Capability[] }[] = [
  { standard: 'WSDL 1.1', rows: wsdlCapabilities },
  { standard: 'XML Schema 1.0', rows: xsdCapabilities },
];
