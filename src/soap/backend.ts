import { setImmediate as otherWork } from 'node:timers/promises';
import type { ISecurity } from 'soap';
import type { OperationCodec } from '../codec/message-codec.ts';
import { type Diagnostic, DiagnosticError } from '../diagnostics/diagnostic.ts';
import type { BoundOperation } from '../wsdl/model/binding.ts';
import type { XmlLimits } from '../xml/reader.ts';
import type { InvokeOperation, SoapBackend, SoapCall, SoapReply } from './call.ts';
import { compareView, createPortClient, type PortClient } from './client.ts';
import { compilePublicReason } from './fault-reason.ts';
import { nameSkeletonOperations, type SkeletonOperation } from './skeleton.ts';
import { type BufferPool, createBufferPool } from './stream/buffer-pool.ts';
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
  /** True when an earlier start found that the client sees these very operations as the WSDL has them: not asked again. */
  readonly isVerified?: boolean;
  /** Frees the transport's sockets. */
  readonly closeTransport?: () => Promise<void>;
}

/**
 * Connects operations to their backend, through one `soap` client for each port. A client is large and most ports are never
 * called, so it is let go once it has been compared with the WSDL, and made again with the first call.
 * @throws {DiagnosticError} soap/client-view, when the client sees an operation otherwise than the WSDL has it
 */
export async function createSoapBackend(options: SoapBackendOptions): Promise<SoapBackend> {
  const invokers = new Map<string, Map<BoundOperation, InvokeOperation>>();
  const diagnostics: Diagnostic[] = [];
  const buffers = createBufferPool();
  for (const port of groupByPort(options.operations)) {
    diagnostics.push(...(await connectPort(options, port, invokers, buffers)));
    // the package parses on `process.nextTick`, which lets no socket have its turn
    if (options.isVerified !== true) await otherWork();
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
  { transport, security, limits, onUnknownElements, onDecode, isVerified = false }: SoapBackendOptions,
  operations: PortOperations,
  invokers: Map<string, Map<BoundOperation, InvokeOperation>>,
  buffers: BufferPool,
): Promise<readonly Diagnostic[]> {
  const [{ service, port, address, operation: first }] = operations;
  const named = nameSkeletonOperations(operations.map(({ operation }) => operation));
  const makeClient = () => createPortClient(first.soapVersion, address, named, transport, security);
  let client: Promise<PortClient> | undefined;
  const diagnostics = isVerified ? [] : compareViews(service, named, await makeClient());
  const publicReason = compilePublicReason(address);
  const ofPort = invokers.get(portKey(service, port)) ?? new Map<BoundOperation, InvokeOperation>();
  invokers.set(portKey(service, port), ofPort);
  for (const [index, names] of named.entries()) {
    const { operation, key, inputName, outputName } = names;
    const codec = operations[index]?.codec;
    if (codec === undefined || diagnostics.length > 0) continue;
    const invoke = connectOnce(async () => {
      client ??= makeClient();
      return (await client).invoker(names, {
        service,
        operation: operation.name,
        messageName: operation.style === 'rpc' ? key : inputName,
        replyBody: outputName === undefined ? {} : { [outputName]: {} },
        codec,
        transcode: compileTranscodeReply(codec, limits),
        openReply: compileOpenReply({ codec, limits, publicReason }, buffers),
        limits,
        publicReason,
        ...(onDecode === undefined ? {} : { onDecode }),
        onUnknownElements: (count) => onUnknownElements?.(service, operation.name, count),
      });
    });
    ofPort.set(operation, invoke);
  }
  return diagnostics;
}

function compareViews(
  service: string,
  named: readonly SkeletonOperation[],
  { view }: PortClient,
): readonly Diagnostic[] {
  return named.flatMap((names) => compareView(`${service}.${names.operation.name}`, names, view.get(names.key)));
}

/** Most operations of a large service are never called: what a call needs is made with the first one. */
function connectOnce(connect: () => Promise<InvokeOperation>): InvokeOperation {
  let invoke: InvokeOperation | undefined;
  const connectAndCall = async (call: SoapCall): Promise<SoapReply> => {
    invoke ??= await connect();
    return invoke(call);
  };
  return (call) => (invoke === undefined ? connectAndCall(call) : invoke(call));
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
