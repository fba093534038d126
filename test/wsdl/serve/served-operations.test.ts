import { describe, expect, test } from 'vitest';
import { collectDiagnostics } from '../../../src/diagnostics/diagnostic.ts';
import { type ServeOptions, servedOperations } from '../../../src/wsdl/serve/served-operations.ts';
import { loadFiles, orders } from '../folder.ts';

/** Paths with the SOAP version of what answers, for WSDLs given as text. */
async function served(texts: readonly string[], options: Partial<ServeOptions> = {}) {
  const definitions = [];
  for (const text of texts) {
    const loaded = await loadFiles({ 'main.wsdl': text });
    expect(loaded.findings).toEqual([]);
    if (loaded.definitions !== undefined) definitions.push(loaded.definitions);
  }
  const sink = collectDiagnostics();
  const operations = servedOperations(definitions, { endpointGiven: false, ...options }, sink);
  return {
    operations,
    paths: operations.map(({ genericPath }) => genericPath),
    ports: [...new Set(operations.map(({ port }) => port))],
    findings: sink.diagnostics.map(({ level, rule }) => `${level} ${rule}`),
  };
}

const binding = orders.slice(orders.indexOf('<binding '), orders.indexOf('<service '));
const soap12 = binding
  .replaceAll('soap:', 'soap12:')
  .replace(
    '<binding name="OrdersSoap"',
    '<binding xmlns:soap12="http://schemas.xmlsoap.org/wsdl/soap12/" name="OrdersSoap12"',
  );
const bothVersions = orders
  .replace('<service ', `${soap12}<service `)
  .replace('<port name="Orders"', '<port name="Orders12" binding="tns:OrdersSoap12"/><port name="Orders"');
/** A second port type with an operation whose name the first has, and another one. */
const twoPortTypes = orders
  .replace(
    '<binding ',
    '<portType name="Admin"><operation name="Cancel"><input message="tns:CancelIn"/></operation><operation name="Purge"><input message="tns:CancelIn"/></operation></portType><binding ',
  )
  .replace(
    '<service ',
    '<binding name="AdminSoap" type="tns:Admin"><soap:binding/><operation name="Cancel"><input/></operation><operation name="Purge"><input/></operation></binding><service ',
  )
  .replace('</service>', '<port name="Admin" binding="tns:AdminSoap"/></service>');

describe('served operations', () => {
  test('each has the path of its service and name, and selectors by service and by port type', async () => {
    const { operations, paths } = await served([orders]);
    expect(paths).toEqual(['/services/Orders/Place', '/services/Orders/Cancel']);
    expect(operations[0]).toMatchObject({
      service: 'Orders',
      port: 'Orders',
      address: 'http://localhost/orders',
      selector: 'Orders.Place',
      aliases: ['OrdersPort.Place'],
    });
  });

  test('of several ports for one port type the first SOAP 1.1 port answers, or the one that is named', async () => {
    const first = await served([bothVersions]);
    expect([first.paths, first.ports]).toEqual([['/services/Orders/Place', '/services/Orders/Cancel'], ['Orders']]);
    const named = await served([bothVersions], { portName: 'Orders12' });
    expect([named.paths, named.ports]).toEqual([first.paths, ['Orders12']]);
  });

  test('an operation that the answering port cannot serve is taken from the next', async () => {
    const text = bothVersions.replace(/(<operation name="Cancel">)<soap:operation[^>]*>.*<\/operation>/, '');
    const loaded = await loadFiles({ 'main.wsdl': text });
    const sink = collectDiagnostics();
    const operations = servedOperations(
      loaded.definitions === undefined ? [] : [loaded.definitions],
      { endpointGiven: false },
      sink,
    );
    expect(operations.map(({ port, selector }) => [port, selector])).toEqual([
      ['Orders', 'Orders.Place'],
      ['Orders12', 'Orders.Cancel'],
    ]);
  });

  test('a second port type whose operation has a name that is taken gets its port in the path', async () => {
    const { paths, operations } = await served([twoPortTypes]);
    expect(paths).toEqual([
      '/services/Orders/Place',
      '/services/Orders/Cancel',
      '/services/Orders/Admin/Cancel',
      '/services/Orders/Purge',
    ]);
    expect(operations.map(({ aliases }) => aliases)).toEqual([
      ['OrdersPort.Place'],
      ['OrdersPort.Cancel'],
      ['Admin.Admin.Cancel'],
      ['Admin.Purge'],
    ]);
  });

  test('overloads get the names of their inputs', async () => {
    const text = orders
      .replace('<operation name="Cancel"><input ', '<operation name="Place"><input name="PlaceAgain" ')
      .replace(
        '<operation name="Cancel"><soap:operation soapAction=""/><input>',
        '<operation name="Place"><soap:operation soapAction=""/><input name="PlaceAgain">',
      );
    expect((await served([text])).paths).toEqual([
      '/services/Orders/Place.PlaceRequest',
      '/services/Orders/Place.PlaceAgain',
    ]);
  });

  test('a second service of one name is numbered, with a warning', async () => {
    const { paths, findings, operations } = await served([orders, orders]);
    expect(paths).toEqual([
      '/services/Orders/Place',
      '/services/Orders/Cancel',
      '/services/Orders-2/Place',
      '/services/Orders-2/Cancel',
    ]);
    expect(findings).toEqual(['warning wsdl/service-name-taken']);
    expect(operations.every(({ aliases }) => aliases.length === 0)).toBe(true);
  });

  test('a binding that no service mentions is served under its own name when an endpoint is given', async () => {
    const text = orders.replace(/<service[\s\S]*<\/service>/, '');
    expect((await served([text])).paths).toEqual([]);
    expect((await served([text], { endpointGiven: true })).paths).toEqual([
      '/services/OrdersSoap/Place',
      '/services/OrdersSoap/Cancel',
    ]);
  });

  test('a binding left out beside services is told of, and not once it is served', async () => {
    const text = orders.replace('<service ', `${binding.replace('"OrdersSoap"', '"OrdersOther"')}<service `);
    expect((await served([text])).findings).toEqual(['warning wsdl/unreferenced-binding']);
    const withEndpoint = await served([text], { endpointGiven: true });
    expect(withEndpoint.findings).toEqual([]);
    expect(withEndpoint.paths).toContain('/services/OrdersOther/Place');
  });

  test('names are percent-encoded in paths', async () => {
    const text = orders.replace('<service name="Orders">', '<service name="Bestellungen-für.A&amp;B">');
    expect((await served([text])).paths[0]).toBe(`/services/${encodeURIComponent('Bestellungen-für.A&B')}/Place`);
  });
});
