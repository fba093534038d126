import type { ISecurity } from 'soap';
import type { OperationCodec } from '../codec/message-codec.ts';
import { type Diagnostic, DiagnosticError } from '../diagnostics/diagnostic.ts';
import type { BoundOperation } from '../wsdl/model/binding.ts';
import type { XmlLimits } from '../xml/reader.ts';
import type { InvokeOperation, SoapBackend } from './call.ts';
import { compareView, createPortClient } from './client.ts';
import { compilePublicReason } from './fault-reason.ts';
import { nameSkeletonOperations } from './skeleton.ts';
import { compileOpenReply } from './stream/stream-reply.ts';
import { compileTranscodeReply } from './transcode-reply.ts';
import type { Transport } from './transport.ts';

/** One operation that a backend serves at one port. */
export interface BackendOperation {
  readonly service: string;
  readonly port: string;
  /** Where its calls go: the configured endpoint, else the address in the WSDL; `''` when there is neither. */
  readonly address: string;
  readonly operation: BoundOperation;
  readonly codec: OperationCodec;
}

/** What a backend is made of. */
export interface SoapBackendOptions {
  readonly name: string;
  readonly operations: readonly BackendOperation[];
  /** Policies and all, around `inspectReplies`. */
  readonly transport: Transport;
  /** For replies. */
  readonly limits: XmlLimits;
  /** Outbound authentication at the level of SOAP; see auth/outbound. */
  readonly security?: ISecurity;
  /** Told of replies that held elements the WSDL does not know, and how many. */
  readonly onUnknownElements?: (service: string, operation: string, count: number) => void;
  /** Told how long reading each reply took, in milliseconds. */
  readonly onDecode?: (durationMs: number) => void;
  /** Frees the transport's sockets. */
  readonly closeTransport?: () => Promise<void>;
}

/**
 * Connects operations to their backend, through one `soap` client for each port.
 * @throws {DiagnosticError} soap/client-view, when the client sees an operation otherwise than the WSDL has it
 */
export async function createSoapBackend(options: SoapBackendOptions): Promise<SoapBackend> {
  const invokers = new Map<string, Map<BoundOperation, InvokeOperation>>();
  const diagnostics: Diagnostic[] = [];
  for (const port of groupByPort(options.operations)) {
    diagnostics.push(...(await connectPort(options, port, invokers)));
  }
  if (diagnostics.length > 0) throw new DiagnosticError(diagnostics);

  return {
    name: options.name,
    invoker(service, port, operation) {
      const invoke = invokers.get(portKey(service, port))?.get(operation);
      if (invoke === undefined)
        throw new Error(`backend ${options.name} has no ${service}.${operation.name} at ${port}`);
      return invoke;
    },
    close: options.closeTransport ?? (async () => undefined),
  };
}

type PortOperations = readonly [BackendOperation, ...BackendOperation[]];

async function connectPort(
  { transport, security, limits, onUnknownElements, onDecode }: SoapBackendOptions,
  operations: PortOperations,
  invokers: Map<string, Map<BoundOperation, InvokeOperation>>,
): Promise<readonly Diagnostic[]> {
  const [{ service, port, address, operation: first }] = operations;
  const named = nameSkeletonOperations(operations.map(({ operation }) => operation));
  const client = await createPortClient(first.soapVersion, address, named, transport, security);
  const publicReason = compilePublicReason(address);
  const diagnostics: Diagnostic[] = [];
  const ofPort = invokers.get(portKey(service, port)) ?? new Map<BoundOperation, InvokeOperation>();
  invokers.set(portKey(service, port), ofPort);
  for (const [index, names] of named.entries()) {
    const { operation, key, inputName } = names;
    const codec = operations[index]?.codec;
    diagnostics.push(...compareView(`${service}.${operation.name}`, names, client.view.get(key)));
    if (codec === undefined || diagnostics.length > 0) continue;
    const invoke = connectOnce(() =>
      client.invoker(names, {
        service,
        operation: operation.name,
        messageName: operation.style === 'rpc' ? key : inputName,
        codec,
        transcode: compileTranscodeReply(codec, limits),
        openReply: compileOpenReply({ codec, limits, publicReason }),
        limits,
        publicReason,
        ...(onDecode === undefined ? {} : { onDecode }),
      }),
    );
    ofPort.set(
      operation,
      onUnknownElements === undefined
        ? invoke
        : counting(invoke, (count) => onUnknownElements(service, operation.name, count)),
    );
  }
  return diagnostics;
}

/** Most operations of a large service are never called: what a call needs is made with the first one. */
function connectOnce(connect: () => InvokeOperation): InvokeOperation {
  let invoke: InvokeOperation | undefined;
  return (call) => {
    invoke ??= connect();
    return invoke(call);
  };
}

function counting(invoke: InvokeOperation, onUnknownElements: (count: number) => void): InvokeOperation {
  return async (call) => {
    const reply = await invoke(call);
    if (reply.kind === 'output' && reply.unknownElements > 0) onUnknownElements(reply.unknownElements);
    return reply;
  };
}

/** By address too: two WSDLs may have a service and port of the same name. */
function groupByPort(operations: readonly BackendOperation[]): readonly PortOperations[] {
  const groups = new Map<string, [BackendOperation, ...BackendOperation[]]>();
  for (const operation of operations) {
    const key = JSON.stringify([operation.service, operation.port, operation.address, operation.operation.soapVersion]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [operation]);
    else group.push(operation);
  }
  return [...groups.values()];
}

function portKey(service: string, port: string): string {
  return JSON.stringify([service, port]);
}
