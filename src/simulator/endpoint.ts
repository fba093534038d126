import type { OperationCodec } from '../codec/message-codec.ts';
import type { BoundOperation } from '../wsdl/model/binding.ts';

/** One operation that a SOAP server answers, with its codecs. */
export interface EndpointOperation {
  readonly service: string;
  readonly port: string;
  /** Local name of the port type: how SuperOffice and others name the service itself. */
  readonly portType: string;
  /** `{service}.{Operation}`, the name that scripts and logs use. */
  readonly selector: string;
  /** Address of the port in the WSDL, where the real service is. */
  readonly address: string | undefined;
  readonly operation: BoundOperation;
  readonly codec: OperationCodec;
}

/** One address of a SOAP server: the operations of the ports that share it, of either SOAP version. */
export interface SoapEndpoint {
  /** Path of the URL, beginning with `/`. */
  readonly path: string;
  readonly operations: readonly EndpointOperation[];
  /**
   * The WSDL, or a document it refers to, with the addresses of this server in it.
   * @param query - `wsdl`, or what this function wrote into a reference to another document
   * @param origin - `http://host:port` as the client knows this server
   * @returns undefined when there is no such document
   */
  readonly document: (query: string, origin: string) => string | undefined;
}
