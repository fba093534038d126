import type { Location } from '../../diagnostics/location.ts';
import type { QName } from '../../xml/qname.ts';
import type { SoapVersion } from '../model/binding.ts';
import type { Reference } from '../model/service.ts';

/** What one WSDL document says, references not yet followed. Names are expanded; text that is wrong is reported. */
export interface ParsedDefinitions {
  readonly targetNamespace: string;
  readonly documentation?: string;
  readonly messages: readonly ParsedMessage[];
  readonly portTypes: readonly ParsedPortType[];
  readonly bindings: readonly ParsedBinding[];
  readonly services: readonly ParsedService[];
}

/** A component with its documentation; `refusal` says why it cannot be served, whatever it refers to. */
interface ParsedComponent {
  readonly documentation?: string;
  readonly location: Location;
  readonly refusal?: Refusal;
}

/** Why something is not served: becomes the diagnostic of each operation that needs it. */
export interface Refusal {
  readonly rule: import('../../diagnostics/catalogue/wsdl.ts').WsdlRule;
  readonly reason: string;
  readonly location: Location;
}

/** `wsdl:message` (WSDL 1.1 §2.3). */
export interface ParsedMessage extends ParsedComponent {
  readonly name: QName;
  readonly parts: readonly ParsedPart[];
}

/** `wsdl:part`: exactly one of `element` and `type`, else it has a `refusal`. */
export interface ParsedPart extends ParsedComponent {
  readonly name: string;
  readonly element?: Reference;
  readonly type?: Reference;
}

/** `wsdl:portType` (§2.4). */
export interface ParsedPortType extends ParsedComponent {
  readonly name: QName;
  readonly operations: readonly ParsedOperation[];
}

/** `wsdl:portType/wsdl:operation`: one-way or request-response; the other two kinds carry a `refusal`. */
export interface ParsedOperation extends ParsedComponent {
  readonly name: string;
  readonly input: ParsedParameter;
  readonly output?: ParsedParameter;
  readonly faults: readonly ParsedParameter[];
}

/** `wsdl:input`, `wsdl:output` or `wsdl:fault` with its name, explicit or by default (§2.4.5). */
export interface ParsedParameter {
  readonly name: string;
  /** Undefined when the attribute is absent (an empty message) or could not be read (then there is a refusal). */
  readonly message?: Reference;
  readonly refusal?: Refusal;
  readonly location: Location;
}

/** `wsdl:binding` (§2.5) for SOAP; those for other protocols carry a `refusal`. */
export interface ParsedBinding extends ParsedComponent {
  readonly name: QName;
  readonly portType?: Reference;
  readonly soapVersion: SoapVersion;
  readonly style: string;
  readonly operations: readonly ParsedBindingOperation[];
}

/** `wsdl:binding/wsdl:operation` with `soap:operation` (§3.4). */
export interface ParsedBindingOperation extends ParsedComponent {
  readonly name: string;
  readonly inputName?: string;
  readonly outputName?: string;
  /** Absent: the binding's. */
  readonly style?: string;
  readonly soapAction: string;
  readonly input: ParsedBindingMessage;
  readonly output: ParsedBindingMessage;
  readonly faultNames: readonly Reference[];
}

/** `soap:body` and `soap:header` of an input or an output (§3.5, §3.7). */
export interface ParsedBindingMessage {
  /** Names of the parts in the body; undefined: all that are no header. */
  readonly parts?: readonly string[];
  readonly use: string;
  /** `soap:body/@namespace`; undefined when it is absent. */
  readonly namespace?: string;
  readonly headers: readonly ParsedHeader[];
  readonly refusal?: Refusal;
  readonly location: Location;
}

/** `soap:header` or `soap:headerfault`. */
export interface ParsedHeader {
  readonly message: Reference | undefined;
  readonly part: string;
  readonly namespace: string;
  readonly fault: boolean;
  readonly location: Location;
}

/** `wsdl:service` (§2.7). */
export interface ParsedService extends ParsedComponent {
  readonly name: QName;
  readonly ports: readonly ParsedPort[];
}

/** `wsdl:port` (§2.6). */
export interface ParsedPort extends ParsedComponent {
  readonly name: string;
  readonly binding?: Reference;
  readonly address?: string;
}
