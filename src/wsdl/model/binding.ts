import type { Location } from '../../diagnostics/location.ts';
import type { QName } from '../../xml/qname.ts';
import type { ElementDeclaration } from '../../xsd/model/element.ts';
import type { TypeDefinition } from '../../xsd/model/type-definition.ts';

/** SOAP protocol version of a binding: 1.1 or 1.2. */
export type SoapVersion = '1.1' | '1.2';

/** A `wsdl:binding` with its SOAP extension (WSDL 1.1 §3), joined with the port type it binds. */
export interface Binding {
  readonly name: QName;
  readonly portType: QName;
  readonly soapVersion: SoapVersion;
  /** Operations that can be served, in document order. Refused ones are only in the diagnostics. */
  readonly operations: readonly BoundOperation[];
  readonly documentation?: string;
  readonly location: Location;
}

/** `wsdl:binding/wsdl:operation` joined with the abstract operation and its messages (WSDL 1.1 §2.4, §3.4). */
export interface BoundOperation {
  readonly name: string;
  /** Name of `wsdl:input`, explicit or by default (§2.4.5): tells overloads apart. */
  readonly inputName: string;
  /** True when the port type has another operation of this name. */
  readonly overloaded: boolean;
  readonly style: 'document' | 'rpc';
  readonly use: 'literal' | 'encoded';
  /** Exactly the attribute's text; `''` when it is absent or empty. */
  readonly soapAction: string;
  readonly soapVersion: SoapVersion;
  readonly input: BoundMessage;
  /** Absent for a one-way operation. */
  readonly output?: BoundMessage;
  readonly faults: readonly BoundFault[];
  /** `soap:headerfault`: blocks that may stand in the header of a fault (WSDL 1.1 §3.7). */
  readonly headerFaults?: readonly HeaderBinding[];
  readonly documentation?: string;
  readonly location: Location;
}

/** A message as the binding puts it on the wire. */
export interface BoundMessage {
  /** The element around the parts of an rpc message: operation name (+ `Response`) in `soap:body/@namespace`. */
  readonly rpcWrapper?: QName;
  /** Parts in the body, in wire order; for document style one global element each (or one `type=` part: its content is the body's). */
  readonly bodyParts: readonly MessagePart[];
  readonly headers: readonly HeaderBinding[];
}

/** `wsdl:part` (§2.3): by element or by type. In rpc style the accessor element is the part's name in no namespace. */
export type MessagePart =
  | { readonly name: string; readonly element: ElementDeclaration; readonly documentation?: string }
  | { readonly name: string; readonly type: TypeDefinition; readonly documentation?: string };

/** `soap:header` (WSDL 1.1 §3.7), one header block. */
export interface HeaderBinding {
  readonly partName: string;
  readonly element: ElementDeclaration;
  readonly documentation?: string;
}

/** `soap:fault` with the element of its one part (§3.6): what `detail` may hold. */
export interface BoundFault {
  readonly name: string;
  readonly element: ElementDeclaration;
}
