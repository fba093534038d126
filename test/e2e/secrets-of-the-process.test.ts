import { type ChildProcess, spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildProgram } from '../cli/built-program.ts';

const SECRET_VALUE = 'secret-value-4721';

describe('the process that npm start runs', () => {
  let main: string;
  let child: ChildProcess | undefined;
  beforeAll(async () => {
    main = await buildProgram();
  }, 60_000);
  afterAll(() => child?.kill('SIGKILL'));

  it('prints no secret value, no password and no ticket', async () => {
    child = spawn(process.execPath, [main, 'serve', '--port', '0'], { env: { ...process.env, NODE_ENV: 'test' } });
    let printed = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
    const exited = new Promise((resolve) => child?.once('exit', resolve));
    await expect.poll(() => printed, { timeout: 15_000 }).toContain('try       curl');
    const url = /http:\/\/localhost:\d+/.exec(printed)?.[0] ?? '';
    const send = async (method: string, path: string, authorization: string, body?: unknown) => {
      const response = await fetch(`${url}${path}`, {
        method,
        headers: { 'content-type': 'application/json', ...(authorization === '' ? {} : { authorization }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: response.status, text: await response.text() };
    };
    const path = '/users/me/credentials/imap';
    const session = await send('POST', '/sessions', '', { userName: 'demo', password: 'demo' });
    const { ticket } = JSON.parse(session.text);
    const basic = Buffer.from('anna:wrong-password-4722').toString('base64');
    const answers = [
      await send('POST', path, `Bearer ${ticket}`, { publicValue: 'public-4723', secretValue: SECRET_VALUE }),
      await send('GET', path, `Bearer ${ticket}`),
      await send('POST', path, `Bearer ${ticket}`, { secretValue: SECRET_VALUE, isActive: SECRET_VALUE }),
      await send('GET', path, `Basic ${basic}`),
      await send('GET', path, `Bearer ${ticket}x`),
      await send('DELETE', `${path}/public-4723`, `Bearer ${ticket}`),
      await send('GET', '/metrics', ''),
    ];
    expect(answers.map(({ status }) => status)).toEqual([204, 200, 422, 401, 401, 204, 200]);
    child.kill('SIGTERM');
    await exited;
    const said = `${printed}\n${answers.map(({ text }) => text).join('\n')}`;
    for (const secret of [SECRET_VALUE, 'wrong-password-4722', basic, ticket]) {
      expect([secret, said.includes(secret)]).toEqual([secret, false]);
    }
    expect(printed).not.toContain('public-4723');
    expect(printed.split('\n').filter((line) => line.startsWith('{'))).toHaveLength(7);
  });
});
