import type { OperationCodec } from '../codec/message-codec.ts';
import type { InvokeOperation } from '../soap/call.ts';
import type { BoundOperation } from '../wsdl/model/binding.ts';

/** An operation as the gateway serves it: named, compiled and connected. */
export interface ServedOperation {
  readonly backend: string;
  /** Service name of the generic route (the binding's name where no service mentions it). */
  readonly service: string;
  readonly port: string;
  /** `/services/{service}/{Operation}`, or the longer form where that collides. */
  readonly genericPath: string;
  /** `User.SaveUntrustedCredentials`: what selectors, `expose` patterns and the command line name. */
  readonly selector: string;
  /** Other selectors that mean this operation and no other (`{port type}.{Operation}`). */
  readonly aliases?: readonly string[];
  readonly operation: BoundOperation;
  readonly codec: OperationCodec;
  /** Undefined while only documents are made (`openapi`, `inspect`): then nothing can be called. */
  readonly invoke?: InvokeOperation;
}
