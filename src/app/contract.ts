import { compileSecretNames, type IsSecret } from '../auth/redact.ts';
import { compileOperationCodec, createCodecMemo } from '../codec/operation.ts';
import type { BackendConfig, GatewayConfig, InboundAuthConfig } from '../config/gateway-config.ts';
import {
  collectDiagnostics,
  type Diagnostic,
  DiagnosticError,
  type DiagnosticSink,
} from '../diagnostics/diagnostic.ts';
import { exposedOperations, genericRule } from '../gateway/expose.ts';
import { compileHeaderBlocks, type EncodeHeaderBlocks } from '../gateway/header-blocks.ts';
import type { ServedOperation } from '../gateway/operation.ts';
import type { ConnectedProfile, Profile, ProfileEnvironment } from '../gateway/profile.ts';
import { checkRules } from '../gateway/rule/check.ts';
import type { HttpRule, HttpRuleSource } from '../gateway/rule/http-rule.ts';
import type { BackendOperation } from '../soap/backend.ts';
import type { SoapBackend } from '../soap/call.ts';
import type { Definitions } from '../wsdl/model/service.ts';
import type { NamedOperation } from '../wsdl/serve/served-operations.ts';
import { createWsdlLoader, openWsdlLoader, type WsdlLoader } from '../wsdl/store/model-store.ts';
import { chooseProfile } from './choose-profile.ts';
import { endpointAddress } from './endpoint-address.ts';
import { type BackendSources, findSources, type LoadedBackend, loadBackend } from './load-backend.ts';

/** All that is served, compiled and checked: what the gateway answers by, and what documents are made from. */
export interface Contract {
  readonly definitions: readonly Definitions[];
  /** Every WSDL and schema that was read, as the user would name it. */
  readonly documents: readonly string[];
  readonly operations: readonly ServedOperation[];
  /** Declared rules of profiles and configuration, then the generic ones. */
  readonly rules: readonly HttpRule[];
  readonly profiles: ReadonlyMap<string, ConnectedProfile>;
  readonly headerBlocks: ReadonlyMap<ServedOperation, EncodeHeaderBlocks>;
  readonly faultStatus: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** How callers sign in at the gateway itself; undefined: they do not. */
  readonly auth: InboundAuthConfig | undefined;
  /** What is masked wherever a message is shown or logged. */
  readonly isSecret: IsSecret;
  /** Frees the sockets to the backends once the last call is done. */
  close(): Promise<void>;
}

/** What became of a configuration. */
export interface LoadedContract {
  /** Absent when something is wrong that does not let the gateway start. */
  readonly contract?: Contract;
  /** Everything that was found, in all layers. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What a contract is loaded with. */
export interface ContractOptions {
  readonly profiles: readonly Profile[];
  /** Makes the connection of a backend; absent while only documents are made: then nothing can be called. */
  readonly connect?: (
    config: BackendConfig,
    operations: readonly BackendOperation[],
    /** True when an earlier start connected these very operations. */
    isVerified: boolean,
  ) => Promise<SoapBackend>;
  /** Told before each WSDL is loaded. */
  readonly onLoad?: ((source: string) => void) | undefined;
  /** Where a model may be kept from one start to the next, it is kept for this program; absent: it is not. */
  readonly keepModels?: {
    /** See {@link ModelStore.version}. */
    readonly version: string;
    /** Told whether there was one that fits. */
    readonly onOpen?: (isWarm: boolean) => void;
    /** Told why a model could not be kept. */
    readonly onFailure: (error: unknown) => void;
  };
  /** What profiles report to and share, by backend. */
  readonly observe?: (backend: string) => Pick<ProfileEnvironment, 'onSignIn' | 'onSessionsKept' | 'shared'>;
}

/**
 * Loads everything that a configuration names. What is wrong in a WSDL refuses the operations it concerns; what is wrong in
 * the configuration, or a WSDL of which nothing is left, refuses the start. All of it is reported together.
 */
export async function loadContract(config: GatewayConfig, options: ContractOptions): Promise<LoadedContract> {
  const wsdl = collectDiagnostics();
  const start = collectDiagnostics();
  const sources = await Promise.all(config.backends.map(findSources));
  const loader = await openLoader(sources, config, options);
  const servicesTaken = new Set<string>();
  const loaded: LoadedBackend[] = [];
  for (const backend of sources) {
    loaded.push(await loadBackend(backend, servicesTaken, { wsdl, start, onLoad: options.onLoad }, loader));
  }

  const connected: ConnectedBackend[] = [];
  const memo = createCodecMemo();
  try {
    for (const backend of loaded) {
      connected.push(await serveBackend(backend, config, memo, loader.isWarm, options, start));
    }
  } catch (error) {
    await Promise.all(connected.map(({ close }) => close()));
    if (!(error instanceof DiagnosticError)) throw error;
    return { diagnostics: [...wsdl.diagnostics, ...start.diagnostics, ...error.diagnostics] };
  }
  const contract = joinBackends(connected, config, start);
  const diagnostics = [...wsdl.diagnostics, ...start.diagnostics];
  if (start.hasErrors) {
    await contract.close();
    return { diagnostics };
  }
  await loader.keep().catch((error) => options.keepModels?.onFailure(error));
  return { contract, diagnostics };
}

async function openLoader(
  sources: readonly BackendSources[],
  { modelCache: folder }: GatewayConfig,
  { keepModels }: ContractOptions,
): Promise<WsdlLoader> {
  if (folder === undefined || keepModels === undefined) return createWsdlLoader();
  const requests = sources.flatMap((backend) => backend.requests);
  const loader = await openWsdlLoader({ folder, version: keepModels.version }, requests);
  keepModels.onOpen?.(loader.isWarm);
  return loader;
}

/** A backend with its operations ready to be served. */
interface ConnectedBackend {
  readonly config: BackendConfig;
  readonly definitions: readonly Definitions[];
  readonly operations: readonly ServedOperation[];
  readonly profile: Profile | undefined;
  readonly connectedProfile: ConnectedProfile | undefined;
  readonly headerBlocks: ReadonlyMap<ServedOperation, EncodeHeaderBlocks>;
  readonly close: () => Promise<void>;
}

async function serveBackend(
  { config, definitions, operations: named }: LoadedBackend,
  { naming }: GatewayConfig,
  memo: ReturnType<typeof createCodecMemo>,
  isVerified: boolean,
  { profiles, connect, observe }: ContractOptions,
  start: DiagnosticSink,
): Promise<ConnectedBackend> {
  const compiled = named.map((operation) => ({
    named: operation,
    codec: compileOperationCodec(operation.operation, operation.definitions.schemas, { naming }, memo),
  }));
  const backend = await connect?.(
    config,
    compiled.map(({ named: operation, codec }) => backendOperation(operation, codec, config)),
    isVerified,
  );
  const operations = compiled.map(({ named: each, codec }): ServedOperation => {
    const { service, port, operation, genericPath, selector, aliases } = each;
    const invoke = backend === undefined ? {} : { invoke: backend.invoker(service, port, operation) };
    return { backend: config.name, service, port, genericPath, selector, aliases, operation, codec, ...invoke };
  });
  const profile = chooseProfile(config, definitions, profiles, start);
  const { name: _name, location: _location, ...settings } = config.profile;
  const connectedProfile = profile?.connect({
    backend: config.name,
    operations,
    settings,
    headers: Object.fromEntries(config.headers.map(({ name, value }) => [name, value])),
    now: Date.now,
    ...observe?.(config.name),
  });
  return {
    config,
    definitions,
    operations,
    profile,
    connectedProfile,
    headerBlocks: compileHeaderBlocks(config.headers, operations, start),
    close: async () => backend?.close(),
  };
}

function backendOperation(
  { service, port, address, operation }: NamedOperation,
  codec: BackendOperation['codec'],
  { endpoint }: BackendConfig,
): BackendOperation {
  return { service, port, address: endpointAddress(address, endpoint), operation, codec };
}

function joinBackends(backends: readonly ConnectedBackend[], config: GatewayConfig, start: DiagnosticSink): Contract {
  const operations = backends.flatMap((backend) => backend.operations);
  const profiles = new Map(
    backends.flatMap(({ config: { name }, connectedProfile }) =>
      connectedProfile === undefined ? [] : [[name, connectedProfile] as const],
    ),
  );
  const sources = [...(config.profileRoutes ? profileRoutes(backends, config) : []), ...config.routes];
  const handlersOf = (backend: string) => new Set(profiles.get(backend)?.handlers.keys());
  const declared = checkRules(sources, operations, start, handlersOf);
  const definitions = backends.flatMap((backend) => backend.definitions);
  return {
    definitions,
    documents: [...new Set(definitions.flatMap(({ documents }) => documents))],
    operations,
    rules: [
      ...declared,
      ...exposedOperations(operations, config.expose).map((operation) => ({
        ...genericRule(operation),
        scopes: config.exposeScopes,
      })),
    ],
    profiles,
    headerBlocks: new Map(backends.flatMap(({ headerBlocks }) => [...headerBlocks])),
    auth: config.auth,
    isSecret: compileSecretNames(config.secretNames),
    faultStatus: new Map(backends.map(({ config: { name, faultStatus } }) => [name, faultStatus])),
    close: async () => {
      await Promise.all(backends.map(({ close }) => close()));
    },
  };
}

/** Routes of the profiles at work, without those whose operations are not loaded. */
function profileRoutes(backends: readonly ConnectedBackend[], { naming }: GatewayConfig): readonly HttpRuleSource[] {
  return backends.flatMap(({ profile, operations }) => {
    const selectors = new Set(operations.flatMap(({ selector, aliases = [] }) => [selector, ...aliases]));
    return (profile?.routes(naming) ?? []).filter(({ selector }) => selectors.has(selector));
  });
}
