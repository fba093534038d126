import type { BoundOperation } from '../wsdl/model/binding.ts';
import { WSDL, WSDL_SOAP11, XS } from '../xml/namespaces.ts';
import { escapeAttribute } from '../xml/writer.ts';

/** Service and port of every skeleton. Not the WSDL's names: `Client` writes them over itself, so `wsdl` or `emit` would break it. */
export const SKELETON_SERVICE = 'skeleton-service';
export const SKELETON_PORT = 'skeleton-port';

/**
 * An operation as the skeleton names it. The hyphen and number tell overloads apart and keep the name clear of every
 * member of `Client` and of `Object.prototype`, over which the package writes.
 */
export interface SkeletonOperation {
  readonly key: string;
  readonly inputName: string;
  /** Undefined for a one-way operation. */
  readonly outputName: string | undefined;
  readonly operation: BoundOperation;
}

/** Names the operations of one port for its skeleton. */
export function nameSkeletonOperations(operations: readonly BoundOperation[]): readonly SkeletonOperation[] {
  return operations.map((operation, index) => ({
    key: `${operation.name}-${index}`,
    inputName: `${operation.name}-${index}-input`,
    outputName: operation.output === undefined ? undefined : `${operation.name}-${index}-output`,
    operation,
  }));
}

/**
 * The least WSDL from which the `soap` package makes a client for one port: styles, actions, and one empty stub for each
 * document message, without which it throws. What messages hold is left out: our codecs write and read that.
 */
export function renderSkeleton(operations: readonly SkeletonOperation[]): string {
  const stubs = operations.filter(({ operation }) => operation.style === 'document').flatMap(messageNames);
  return [
    `<definitions xmlns="${WSDL}" xmlns:s="${WSDL_SOAP11}" xmlns:xs="${XS}" xmlns:t="urn:skeleton" targetNamespace="urn:skeleton">`,
    '<types><xs:schema targetNamespace="urn:skeleton">',
    ...stubs.map((name) => `<xs:element name=${quote(name)}/>`),
    '</xs:schema></types>',
    ...operations.flatMap(renderMessages),
    '<portType name="skeleton">',
    ...operations.map(renderAbstractOperation),
    '</portType><binding name="skeleton" type="t:skeleton">',
    '<s:binding transport="http://schemas.xmlsoap.org/soap/http"/>',
    ...operations.map(renderBoundOperation),
    `</binding><service name="${SKELETON_SERVICE}"><port name="${SKELETON_PORT}" binding="t:skeleton">`,
    '<s:address location=""/></port></service></definitions>',
  ].join('');
}

function messageNames({ inputName, outputName }: SkeletonOperation): readonly string[] {
  return outputName === undefined ? [inputName] : [inputName, outputName];
}

/** The package takes an rpc message for one only when it has a part by type. */
function renderMessages(named: SkeletonOperation): readonly string[] {
  return messageNames(named).map((name) => {
    const part = named.operation.style === 'document' ? `element=${quote(`t:${name}`)}` : 'type="xs:string"';
    return `<message name=${quote(name)}><part name="part" ${part}/></message>`;
  });
}

function renderAbstractOperation({ key, inputName, outputName }: SkeletonOperation): string {
  const output = outputName === undefined ? '' : `<output message=${quote(`t:${outputName}`)}/>`;
  return `<operation name=${quote(key)}><input message=${quote(`t:${inputName}`)}/>${output}</operation>`;
}

function renderBoundOperation({ key, operation }: SkeletonOperation): string {
  const soap = `<s:operation soapAction=${quote(operation.soapAction)} style="${operation.style}"/>`;
  return `<operation name=${quote(key)}>${soap}<input/></operation>`;
}

function quote(text: string): string {
  return `"${escapeAttribute(text)}"`;
}
