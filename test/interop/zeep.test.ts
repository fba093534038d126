import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { collectDiagnostics } from '../../src/diagnostics/diagnostic.ts';
import { compileEndpoints } from '../../src/simulator/compile-endpoints.ts';
import { plainFailure } from '../../src/simulator/request-failure.ts';
import { scriptedAnswers } from '../../src/simulator/scripted/script-answer.ts';
import { startSoapServer } from '../../src/simulator/soap-server.ts';
import { loadDefinitions } from '../../src/wsdl/load.ts';

const PYTHON = '/usr/bin/python3';
const USER_WSDL = '../shared/wsdl/Services86/User.wsdl';

const hasZeep = (() => {
  try {
    execFileSync(PYTHON, ['-c', 'import zeep'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

/** Outcomes of zeep's calls by port and operation, against a mock of the WSDL. */
async function callAll(wsdl: string): Promise<Record<string, Record<string, string>>> {
  const sink = collectDiagnostics();
  const definitions = await loadDefinitions(wsdl, {}, sink);
  expect(sink.diagnostics.filter(({ level }) => level === 'error')).toEqual([]);
  const endpoints = await compileEndpoints(definitions === undefined ? [] : [definitions]);
  await using server = await startSoapServer({
    endpoints,
    answer: scriptedAnswers([], 7),
    renderFailure: plainFailure,
    dispatchBy: 'action-or-body',
  });
  const url = `${server.url}${endpoints[0]?.path}?wsdl`;
  const { stdout } = await promisify(execFile)(PYTHON, ['test/interop/zeep_client.py', url], { maxBuffer: 1e8 });
  return JSON.parse(stdout);
}

const allOk = (outcomes: Record<string, string> | undefined) =>
  Object.entries(outcomes ?? {}).filter(([, outcome]) => outcome !== 'ok');

describe.skipIf(!hasZeep)('python-zeep against the mock', () => {
  it('calls every operation of an rpc/literal WSDL', async () => {
    const ports = await callAll('test/simulator/wsdl/weather-rpc.wsdl');
    expect(Object.keys(ports.WeatherHttp ?? {})).toHaveLength(4);
    expect(allOk(ports.WeatherHttp)).toEqual([]);
  });

  it('calls every operation of a WSDL in SOAP 1.2 and in 1.1, with types in another document', async () => {
    const ports = await callAll('test/simulator/wsdl/library-soap12.wsdl');
    expect(Object.keys(ports)).toEqual(['Library12', 'Library11']);
    expect([allOk(ports.Library12), allOk(ports.Library11)]).toEqual([[], []]);
  });

  it('calls every operation of a WSDL with header parts', async () => {
    const ports = await callAll('test/simulator/wsdl/orders-headers.wsdl');
    expect(Object.keys(ports.OrdersPort ?? {})).toHaveLength(2);
    expect(allOk(ports.OrdersPort)).toEqual([]);
  });

  it.skipIf(!existsSync(USER_WSDL))('calls every operation of User', async () => {
    const ports = await callAll(USER_WSDL);
    expect(Object.keys(ports.BasicHttpBinding_User ?? {})).toHaveLength(79);
    expect(allOk(ports.BasicHttpBinding_User)).toEqual([]);
  });
});
