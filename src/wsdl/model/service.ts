import type { Location } from '../../diagnostics/location.ts';
import type { QName } from '../../xml/qname.ts';
import type { SchemaSet } from '../../xsd/model/schema-set.ts';
import type { Binding } from './binding.ts';

/** One WSDL as given by the user, with all it imports, resolved (WSDL 1.1 §2). */
export interface Definitions {
  /** The file or URL the user gave. */
  readonly source: string;
  readonly targetNamespace: string;
  readonly documentation?: string;
  readonly services: readonly Service[];
  /** SOAP bindings that no service mentions, served under their own name when an endpoint is given. */
  readonly unreferencedBindings: readonly Binding[];
  readonly schemas: SchemaSet;
  /** Every document read, for watching: the WSDL itself first. */
  readonly documents: readonly string[];
}

/** `wsdl:service` (§2.7), with its SOAP ports only. */
export interface Service {
  readonly name: string;
  readonly namespace: string;
  readonly documentation?: string;
  readonly ports: readonly Port[];
  readonly location: Location;
}

/** `wsdl:port` (§2.6) with a `soap:address`. */
export interface Port {
  readonly name: string;
  readonly binding: Binding;
  /** `soap:address/@location`; absent or empty in some WSDLs. */
  readonly address?: string;
  readonly location: Location;
}

/** A name with its place, for references. */
export interface Reference {
  readonly name: QName;
  readonly location: Location;
}
