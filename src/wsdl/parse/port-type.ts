import { childElements, type XmlElement } from '../../xml/document.ts';
import { WSDL } from '../../xml/namespaces.ts';
import type { ParsedOperation, ParsedParameter, ParsedPortType, Refusal } from './components.ts';
import {
  attributeOf,
  documentationOf,
  nameOf,
  referenceOf,
  requiredExtension,
  type Scope,
  wsdlChildren,
} from './scope.ts';

/** Reads `<portType name="…">(operation)*</portType>` (WSDL 1.1 §2.4). */
export function parsePortType(element: XmlElement, scope: Scope): ParsedPortType | undefined {
  const name = nameOf(element, scope);
  if (name === undefined) return undefined;
  const documentation = documentationOf(element);
  const refusal = requiredExtension(element);
  return {
    name: { namespace: scope.targetNamespace, local: name },
    operations: wsdlChildren(element, 'operation').flatMap((each) => parseOperation(each, scope) ?? []),
    location: element.location,
    ...(documentation === undefined ? {} : { documentation }),
    ...(refusal === undefined ? {} : { refusal }),
  };
}

/**
 * Reads an operation: input alone is one-way, input then output is request-response (§2.4.1, §2.4.2). `parameterOrder` is
 * a hint about signatures and does not change the order on the wire (WS-I BP 1.1 R2301), so it is not kept.
 */
function parseOperation(element: XmlElement, scope: Scope): ParsedOperation | undefined {
  const name = nameOf(element, scope);
  if (name === undefined) return undefined;
  const documentation = documentationOf(element);
  const [input] = wsdlChildren(element, 'input');
  const [output] = wsdlChildren(element, 'output');
  const refusal = requiredExtension(element) ?? kindRefusal(element, name);
  const oneWay = output === undefined;
  const missing: ParsedParameter = { name, location: element.location };
  return {
    name,
    input: input === undefined ? missing : parseParameter(input, oneWay ? name : `${name}Request`),
    faults: wsdlChildren(element, 'fault').map((fault) => parseParameter(fault, '')),
    location: element.location,
    ...(output === undefined ? {} : { output: parseParameter(output, `${name}Response`) }),
    ...(documentation === undefined ? {} : { documentation }),
    ...(refusal === undefined ? {} : { refusal }),
  };
}

function parseParameter(element: XmlElement, defaultName: string): ParsedParameter {
  const { reference, refusal } = referenceOf(element, 'message');
  const name = attributeOf(element, 'name') ?? '';
  return {
    name: name === '' ? defaultName : name,
    location: element.location,
    ...(reference === undefined ? {} : { message: reference }),
    ...(refusal === undefined ? {} : { refusal }),
  };
}

/** Notification: output alone; solicit-response: output before input (§2.4.3, §2.4.4). */
function kindRefusal(element: XmlElement, name: string): Refusal | undefined {
  const order = childElements(element, WSDL).map(({ name: { local } }) => local);
  const input = order.indexOf('input');
  const output = order.indexOf('output');
  if (input >= 0 && (output < 0 || input < output)) return undefined;
  const kind = input >= 0 ? 'a solicit-response' : output >= 0 ? 'a notification' : undefined;
  const reason =
    kind === undefined ? `operation "${name}" has neither input nor output` : `operation "${name}" is ${kind}`;
  return { rule: 'wsdl/operation-kind', reason, location: element.location };
}
