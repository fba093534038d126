import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { collectDiagnostics, type DiagnosticSink } from '../../diagnostics/diagnostic.ts';
import { createDocumentCache } from '../load/document-cache.ts';
import { defaultLoadLimits } from '../load/limits.ts';
import { createReadingLog, isUnchanged } from '../load/readings.ts';
import { loadDefinitions } from '../load.ts';
import type { Definitions } from '../model/service.ts';
import { readModelFile, writeModelFile } from './model-file.ts';
import { decodeWsdls, encodeWsdls, requestKey, type StoredWsdl } from './stored-wsdl.ts';

/** A WSDL that is to be loaded. */
export interface WsdlRequest {
  /** As the user names it. */
  readonly source: string;
  readonly catalog?: ReadonlyMap<string, string>;
}

/** Loads one WSDL after another, as `loadDefinitions` does. */
export type LoadWsdl = (request: WsdlRequest, sink: DiagnosticSink) => Promise<Definitions | undefined>;

/** Where models are kept, and what makes them. */
export interface ModelStore {
  readonly folder: string;
  /** Of the program: another one may make another model of the same documents. */
  readonly version: string;
}

/** The WSDLs of one start. */
export interface WsdlLoader {
  /** True when nothing is read or parsed any more: the model was kept, and the documents are those it was made from. */
  readonly isWarm: boolean;
  readonly load: LoadWsdl;
  /** Keeps the model for the next start. @throws {Error} with the system's code where the folder cannot be written to */
  keep(): Promise<void>;
}

/** Loads WSDLs without a store; documents and components that several of them have are there once. */
export function createWsdlLoader(): WsdlLoader {
  const cache = createDocumentCache();
  return {
    isWarm: false,
    load: ({ source, catalog }, sink) => loadDefinitions(source, { ...(catalog && { catalog }), cache }, sink),
    keep: async () => undefined,
  };
}

/**
 * Loads WSDLs by way of a store. What is kept is taken only as a whole: for the same requests in the same order, by the same
 * program, and while every document is, byte for byte, what it was, and no other has come to stand before it. Documents from
 * the network are not kept: that they are the same is known only by fetching them.
 */
export async function openWsdlLoader(store: ModelStore, requests: readonly WsdlRequest[]): Promise<WsdlLoader> {
  const wanted = requests.map(({ source, catalog }) => requestKey(source, catalog));
  // paths in requests may be relative
  const name = hashOf([process.cwd(), ...wanted]);
  const path = join(store.folder, `${name}.model`);
  // A version says little while a program is being written: when this file was compiled says more. Images keep seconds.
  const { mtimeMs } = await stat(new URL(import.meta.url));
  const key = hashOf([String(FORMAT), store.version, String(Math.floor(mtimeMs / 1000)), name]);
  const kept = await findKept(path, key, wanted);
  return kept === undefined ? recordingLoader(path, key, wanted) : keptLoader(kept);
}

/** Of what files hold, beyond the version of the program. */
const FORMAT = 1;

async function findKept(
  path: string,
  key: string,
  wanted: readonly string[],
): Promise<readonly StoredWsdl[] | undefined> {
  const file = await readModelFile(path);
  if (file === undefined || file.key !== key) return undefined;
  if (!(await isUnchanged(file.readings, defaultLoadLimits))) return undefined;
  try {
    const wsdls = decodeWsdls(file.graph);
    return wsdls.map(({ request }) => request).join('\n') === wanted.join('\n') ? wsdls : undefined;
  } catch {
    return undefined; // what does not decode is no model
  }
}

function keptLoader(wsdls: readonly StoredWsdl[]): WsdlLoader {
  const left = [...wsdls];
  return {
    isWarm: true,
    load: async ({ source, catalog }, sink) => {
      const next = left.shift();
      if (next?.request !== requestKey(source, catalog)) throw new Error(`${source} was not asked for in its turn`);
      for (const diagnostic of next.diagnostics) sink.report(diagnostic);
      return next.definitions;
    },
    keep: async () => undefined,
  };
}

function recordingLoader(path: string, key: string, wanted: readonly string[]): WsdlLoader {
  const log = createReadingLog();
  const cache = createDocumentCache(log);
  const wsdls: StoredWsdl[] = [];
  return {
    isWarm: false,
    load: async ({ source, catalog }, sink) => {
      const found = collectDiagnostics();
      const definitions = await loadDefinitions(source, { ...(catalog && { catalog }), cache }, found);
      for (const diagnostic of found.diagnostics) sink.report(diagnostic);
      wsdls.push({ request: requestKey(source, catalog), definitions, diagnostics: found.diagnostics });
      return definitions;
    },
    keep: async () => {
      const readings = log.readings();
      if (readings === undefined || wsdls.length !== wanted.length) return;
      await writeModelFile(path, { key, readings, graph: encodeWsdls(wsdls) });
    },
  };
}

function hashOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
