import { describe, expect, test } from 'vitest';
import { runCommand } from './in-process.ts';

const wsdl = (name: string) => `test/simulator/wsdl/${name}.wsdl`;

describe('command line: inspect --types', () => {
  test.each(['library-soap12', 'weather-rpc', 'orders-headers'])('draws the JSON of each message: %s', async (name) => {
    const { code, stdout } = await runCommand(['inspect', wsdl(name), '--types']);
    expect(code).toBe(0);
    expect(stdout).toMatchSnapshot();
  });

  test('--only chooses operations by name', async () => {
    const { stdout } = await runCommand(['inspect', wsdl('orders-headers'), '--types', '--only', 'Orders.Cancel*']);
    expect(stdout).toContain('Orders.CancelOrder\n  in\n    orderId: string\n  out  (nothing)\n');
    expect(stdout).not.toContain('PlaceOrder');
  });

  test('--json has JSON Schema with the components it refers to', async () => {
    const { stdout } = await runCommand(['inspect', wsdl('library-soap12'), '--types', '--json']);
    const { services, types } = JSON.parse(stdout);
    expect(services).toHaveLength(1);
    const { input, output, faults } = types.operations['Library.Reserve'];
    expect(output).toMatchObject({ type: 'string' });
    expect(Object.keys(faults)).toEqual(['BookIsGone']);
    const reference = /^#\/components\/schemas\/(.+)$/.exec(input.$ref)?.[1] ?? '';
    expect(types.components.schemas[reference].required).toEqual(['isbn', 'reader', 'until']);
  });

  test('without --types: header blocks at the port where all operations have them, faults at the operation', async () => {
    const orders = await runCommand(['inspect', wsdl('orders-headers')]);
    expect(orders.stdout).toContain('      header blocks: in Session, Trace; out Accepted, Trace\n');
    const library = await runCommand(['inspect', wsdl('library-soap12')]);
    expect(library.stdout).toContain(
      '    Reserve    document  urn:example:library/Reserve\n      faults: BookIsGone\n',
    );
    expect(library.stdout).toContain('\nAll of it can be served: soapstone serve --wsdl FILE\n');
  });
});
