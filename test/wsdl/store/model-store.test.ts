import { chmod, readdir, readFile, rename, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { collectDiagnostics, type Diagnostic } from '../../../src/diagnostics/diagnostic.ts';
import type { Definitions } from '../../../src/wsdl/model/service.ts';
import { createWsdlLoader, openWsdlLoader, type WsdlLoader } from '../../../src/wsdl/store/model-store.ts';
import { folderOf, orders } from '../folder.ts';

interface Started {
  readonly isWarm: boolean;
  readonly definitions: readonly (Definitions | undefined)[];
  readonly diagnostics: readonly Diagnostic[];
}

async function loadAll(loader: WsdlLoader, sources: readonly string[]): Promise<Started> {
  const sink = collectDiagnostics();
  const definitions = [];
  for (const source of sources) definitions.push(await loader.load({ source }, sink));
  await loader.keep();
  return { isWarm: loader.isWarm, definitions, diagnostics: sink.diagnostics };
}

/** A start of a program that loads these WSDLs. */
async function start(folder: string, sources = [join(folder, 'main.wsdl')], version = '1.0.0'): Promise<Started> {
  const requests = sources.map((source) => ({ source }));
  return loadAll(await openWsdlLoader({ folder: join(folder, 'cache'), version }, requests), sources);
}

/** Without what schema sets can do: only what they hold. */
function data({ definitions }: Started): unknown {
  return definitions.map((each) => {
    if (each === undefined) return undefined;
    const { elements, types, attributes, refusedElements, refusedTypes, targetNamespaces } = each.schemas;
    return { ...each, schemas: { elements, types, attributes, refusedElements, refusedTypes, targetNamespaces } };
  });
}

const importing = orders.replace(
  '<types>',
  '<types><xs:schema><xs:import namespace="urn:x" schemaLocation="Types.xsd"/></xs:schema>',
);
const imported = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:x"/>';

async function keptFile(folder: string): Promise<string> {
  const [name = ''] = await readdir(join(folder, 'cache'));
  return join(folder, 'cache', name);
}

describe('model store', () => {
  test('the second start parses nothing, and has the same definitions and the same findings', async () => {
    const folder = await folderOf({ 'main.wsdl': importing });
    const first = await start(folder);
    const second = await start(folder);
    expect([first.isWarm, second.isWarm]).toEqual([false, true]);
    expect(first.diagnostics.map(({ rule }) => rule)).toEqual(['wsdl/document-missing']);
    expect(second.diagnostics).toEqual(first.diagnostics);
    expect(data(second)).toEqual(data(first));
    expect(data(first)).toEqual(data(await loadAll(createWsdlLoader(), [join(folder, 'main.wsdl')])));
  });

  test('the schemas of a kept model find their components as ever', async () => {
    const folder = await folderOf({ 'main.wsdl': orders });
    await start(folder);
    const [definitions] = (await start(folder)).definitions;
    const schemas = definitions?.schemas;
    const element = schemas?.findElement({ namespace: 'urn:orders', local: 'Cancel' });
    expect(element?.type).toBe(schemas?.findType({ namespace: 'urn:orders', local: 'Cancel' }));
    const item = schemas?.findElement({ namespace: 'urn:orders', local: 'Ticket' });
    expect(item?.type).toBe(schemas?.types.get('{http://www.w3.org/2001/XMLSchema}string'));
  });

  test('a source that is missing is missed again', async () => {
    const folder = await folderOf({ 'main.wsdl': orders });
    const sources = [join(folder, 'main.wsdl'), join(folder, 'none.wsdl')];
    await start(folder, sources);
    const second = await start(folder, sources);
    expect(second.isWarm).toBe(true);
    expect(second.definitions.map((each) => each !== undefined)).toEqual([true, false]);
    expect(second.diagnostics.map(({ rule }) => rule)).toEqual(['wsdl/document-missing']);
  });

  test.each<[string, (folder: string) => Promise<void>]>([
    ['the WSDL changes', (folder) => writeFile(join(folder, 'main.wsdl'), importing.replace('placed', 'plazed'))],
    ['a schema changes', (folder) => writeFile(join(folder, 'types.xsd'), `${imported} `)],
    ['a schema goes', (folder) => rm(join(folder, 'types.xsd'))],
    ['another file comes to stand before the one that was found', (f) => writeFile(join(f, 'Types.xsd'), imported)],
    ['the model is damaged', async (folder) => writeFile(await keptFile(folder), await damaged(folder))],
    ['the model is cut off', async (folder) => truncate(await keptFile(folder), 100)],
    ['the model is empty', async (folder) => truncate(await keptFile(folder), 0)],
    ['others may write to the model', async (folder) => chmod(await keptFile(folder), 0o620)],
    ['the model is a link to somewhere', async (folder) => linkElsewhere(await keptFile(folder))],
    ['the model is that of other WSDLs', async (folder) => putAnother(folder)],
  ])('everything is read anew when %s, and then kept', async (_name, change) => {
    const folder = await folderOf({ 'main.wsdl': importing, 'types.xsd': imported });
    await start(folder);
    await change(folder);
    const second = await start(folder);
    expect(second.isWarm).toBe(false);
    expect(second.definitions[0]?.services).toHaveLength(1);
    expect((await start(folder)).isWarm).toBe(true);
  });

  test('another version of the program reads everything anew, and leaves one model', async () => {
    const folder = await folderOf({ 'main.wsdl': orders });
    await start(folder);
    expect((await start(folder, undefined, '1.0.1')).isWarm).toBe(false);
    expect(await readdir(join(folder, 'cache'))).toHaveLength(1);
  });

  test('a model is for its WSDLs in their order', async () => {
    const folder = await folderOf({ 'main.wsdl': orders, 'b.wsdl': orders });
    const sources = [join(folder, 'main.wsdl'), join(folder, 'b.wsdl')];
    await start(folder, sources);
    expect((await start(folder, sources.toReversed())).isWarm).toBe(false);
    expect((await start(folder, sources)).isWarm).toBe(true);
  });

  test('what came from the network is not kept', async () => {
    const folder = await folderOf({});
    const { definitions } = await start(folder, ['http://127.0.0.1:1/orders?wsdl']);
    expect(definitions).toEqual([undefined]);
    expect(await readdir(folder)).toEqual([]);
  });

  test('a folder that cannot be written to is an error of keeping, and the WSDLs are loaded', async () => {
    const folder = await folderOf({ 'main.wsdl': orders, cache: 'a file' });
    const sink = collectDiagnostics();
    const request = { source: join(folder, 'main.wsdl') };
    const loader = await openWsdlLoader({ folder: join(folder, 'cache'), version: '1' }, [request]);
    expect(await loader.load(request, sink)).toBeDefined();
    await expect(loader.keep()).rejects.toThrow(/EEXIST|ENOTDIR/);
  });

  test('only its owner can read a model, and nothing else is left in the folder', async () => {
    const folder = await folderOf({ 'main.wsdl': orders });
    await start(folder);
    expect(await readdir(join(folder, 'cache'))).toEqual([expect.stringMatching(/^[\w-]+\.model$/)]);

    expect((await stat(await keptFile(folder))).mode & 0o777).toBe(0o600);
  });
});

async function damaged(folder: string): Promise<Uint8Array> {
  const bytes = await readFile(await keptFile(folder));
  const at = bytes.length - 20;
  bytes[at] = (bytes[at] ?? 0) ^ 2;
  return bytes;
}

async function linkElsewhere(file: string): Promise<void> {
  await rename(file, `${file}.elsewhere`);
  await symlink(`${file}.elsewhere`, file);
}

async function putAnother(folder: string): Promise<void> {
  const own = await keptFile(folder);
  await rename(own, `${own}.own`);
  await writeFile(join(folder, 'b.wsdl'), orders);
  await start(folder, [join(folder, 'b.wsdl')]);
  const names = await readdir(join(folder, 'cache'));
  const other = names.find((name) => join(folder, 'cache', name) !== `${own}.own`) ?? '';
  await rename(join(folder, 'cache', other), own);
}
