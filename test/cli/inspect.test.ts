import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCommand } from './in-process.ts';
import { orderWsdl } from './order-wsdl.ts';

describe('command line: inspect', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'soapstone-inspect-'));
    writeFileSync(join(folder, 'orders.wsdl'), orderWsdl());
    writeFileSync(join(folder, 'broken.wsdl'), orderWsdl(undefined, true));
    writeFileSync(join(folder, 'empty.wsdl'), '<definitions xmlns="http://schemas.xmlsoap.org/wsdl/"/>');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('shows services, ports and operations', async () => {
    const { code, stdout } = await runCommand(['inspect', '--wsdl', join(folder, 'orders.wsdl')]);
    expect(code).toBe(0);
    expect(stdout).toContain('OrderService\n  OrdersPort  OrdersSoap  SOAP 1.1  http://localhost:1/orders.svc\n');
    expect(stdout).toContain('1 service, 1 port, 2 operations, 0 errors, 0 warnings');
  });

  test('--json has the same as data', async () => {
    const { stdout } = await runCommand(['inspect', '--json', join(folder, 'orders.wsdl')]);
    expect(JSON.parse(stdout)).toEqual({
      services: [
        {
          name: 'OrderService',
          ports: [
            {
              name: 'OrdersPort',
              binding: 'OrdersSoap',
              soapVersion: '1.1',
              address: 'http://localhost:1/orders.svc',
              operations: [
                { name: 'Place', style: 'document', soapAction: 'urn:orders/Place' },
                { name: 'Note', style: 'document', soapAction: 'urn:orders/Note' },
              ],
            },
          ],
        },
      ],
      diagnostics: [],
    });
  });

  test('what is refused is located, the rest shown, and the exit code 0', async () => {
    const file = join(folder, 'broken.wsdl');
    const { code, stdout } = await runCommand(['inspect', '--json', '--wsdl', file]);
    const { services, diagnostics } = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(services[0].ports[0].operations).toHaveLength(2);
    const refused = diagnostics.find((each: { level: string }) => each.level === 'error');
    expect(refused).toMatchObject({ rule: 'src-resolve', file, line: expect.any(Number), column: expect.any(Number) });
  });

  test.each([
    ['a WSDL without an operation', 'empty.wsdl', 'wsdl/nothing-served'],
    ['a file that is not there', 'absent.wsdl', 'wsdl/nothing-served'],
  ])('%s is exit code 2, and the report is printed all the same', async (_name, file, rule) => {
    const { code, stdout } = await runCommand(['inspect', '--json', '--wsdl', join(folder, file)]);
    expect(code).toBe(2);
    const last = JSON.parse(stdout).diagnostics.at(-1);
    expect(last).toMatchObject({ level: 'error', rule });
    expect(last.message).toContain(file);
  });
});
